//! What the samples of inputs speak of. A tenant that has it gives the samples of outputs.

/// A user who works.
pub const JANE: &str = "68304ec800124e0cc977ae1873a70b0b";
/// Her e-mail address.
pub const EMAIL: &str = "jane.doe@example.com";
/// A user who has left.
pub const LEFT: &str = "5c1f0de70021a3b4d5e6f708192a3b4c";
/// A receiver of events.
pub const HOOK: &str = "https://example.com/hook";
/// The token of its subscriptions.
pub const TOKEN: &str = "a-long-random-secret";
/// Stands for the ID of the subscription that the tenant has: it gives the ID itself.
pub const SUBSCRIPTION: &str = "$subscription";

/// The options of the sandbox that such a tenant has.
pub fn tenant() -> serde_json::Value {
    let person = |id: &str, first: &str, last: &str, active: bool| {
        let address = format!("{first}.{last}@example.com").to_lowercase();
        serde_json::json!({
            "ID": id,
            "username": address,
            "emailAddr": address,
            "firstName": first,
            "lastName": last,
            "title": "Designer",
            "isActive": active,
        })
    };
    serde_json::json!({
        "people": 12,
        "users": [person(JANE, "Jane", "Doe", true), person(LEFT, "Lou", "Reed", false)],
    })
}
