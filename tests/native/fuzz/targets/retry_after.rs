//! Retry-After: what is accepted is a finite delay, 0 or more.

use workfront_actions::transport::retry_after_ms;

pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    // Sun, 06 Nov 1994 08:49:30 GMT
    for now in [0.0, 784_111_770_000.0, 1e15] {
        if let Some(delay) = retry_after_ms(&text, now) {
            assert!(delay.is_finite() && delay >= 0.0, "{text}: {delay}");
        }
    }
}
