//! Dates: what is accepted is the same moment after formatting, and is formatted with 24 characters or 28.

use workfront_actions::model::date;

pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some(moment) = date::parse(&text) else {
        return;
    };
    let (iso, own) = (date::to_iso(moment), date::to_workfront(moment));
    assert_eq!(iso.len(), 24, "{text}: {iso}");
    assert_eq!(own.len(), 28, "{text}: {own}");
    assert_eq!(date::parse(&iso), Some(moment), "{text}: {iso}");
    assert_eq!(date::parse(&own), Some(moment), "{text}: {own}");
    assert!(text.len() <= 29, "no part is ignored: {text}");
}
