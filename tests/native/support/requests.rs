//! How many requests each action may send, by manifest.json.

use serde_json::Value;
use std::sync::LazyLock;

static MANIFEST: LazyLock<Value> = LazyLock::new(|| {
    let text = include_str!("../../../manifest.json");
    serde_json::from_str(text).expect("manifest.json")
});

pub fn manifest() -> &'static Value {
    &MANIFEST
}

/// Fails if a successful action has sent fewer or more requests than the manifest allows. Requests for tokens and sessions
/// are not counted.
pub fn check(action: &str, input: &str, sent: &[String]) {
    let actions = manifest()["actions"].as_array().expect("actions");
    let described = actions.iter().find(|known| known["key"] == *action);
    let requests = &described.unwrap_or_else(|| panic!("no action {action}"))["requests"];
    let is_counted = |line: &&String| !line.contains("/token") && !line.contains("/login");
    let count = sent.iter().filter(is_counted).count() as u64;
    let least = requests["least"].as_u64().expect("a number");
    let most = requests["most"].as_u64().unwrap_or(u64::MAX);
    assert!(
        (least..=most).contains(&count),
        "{action} {input} sent {count} requests, but the manifest has {requests}: {sent:#?}"
    );
}
