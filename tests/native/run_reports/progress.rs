//! What holds for every progress that is reported.

use serde_json::Value;
use workfront_actions::actions::Progress;
use workfront_actions::services::batch::Phase;

/// Checks that phases are in order, that no number falls within a phase, and that the last call equals the report.
pub fn check(reported: &[Progress], output: &Value, name: &str) {
    for pair in reported.windows(2) {
        let [before, after] = pair else { continue };
        let context = format!("{name}: {before:?}, {after:?}");
        assert!(before.phase <= after.phase, "{context}");
        assert!(before.requests <= after.requests, "{context}");
        if before.phase == after.phase {
            assert!(before.done <= after.done, "{context}");
            assert!(before.failed <= after.failed, "{context}");
            assert!(before.total <= after.total, "{context}");
        }
    }
    for progress in reported {
        assert!(progress.failed <= progress.done, "{name}: {progress:?}");
        assert!(progress.done <= progress.total, "{name}: {progress:?}");
    }
    let last = reported.last().expect("a last call");
    assert_eq!(last.phase, Phase::Report, "{name}");
    let entries = output.get("report").or_else(|| output.get("results"));
    let entries = entries.and_then(Value::as_array).expect("entries");
    assert_eq!(last.done, entries.len(), "{name}");
    assert_eq!(last.total, entries.len(), "{name}");
    let failed = entries.iter().filter(|entry| is_failed(entry)).count();
    assert_eq!(last.failed, failed, "{name}");
    assert_eq!(output["requests"], last.requests, "{name}");
}

fn is_failed(entry: &Value) -> bool {
    match entry["outcome"].as_str() {
        Some(outcome) => {
            ["failed", "unverified", "notAttempted", "held", "pending"].contains(&outcome)
        }
        None => entry["ok"] != true && entry["state"] != "planned",
    }
}
