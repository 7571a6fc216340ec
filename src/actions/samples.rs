//! The data that sample inputs refer to, and the sandbox that has it. Sample outputs come from this sandbox.

/// The ID of an active user.
pub const JANE: &str = "68304ec800124e0cc977ae1873a70b0b";
/// The e-mail address of this user.
pub const EMAIL: &str = "jane.doe@example.com";
/// The ID of an inactive user.
pub const LEFT: &str = "5c1f0de70021a3b4d5e6f708192a3b4c";
/// The URL of an event receiver.
pub const HOOK: &str = "https://example.com/hook";
/// The authToken of subscriptions of this URL.
pub const TOKEN: &str = "a-long-random-secret";
/// A placeholder for the ID of the tenant's subscription. The tenant chooses the ID.
pub const SUBSCRIPTION: &str = "$subscription";

/// The options of the sandbox.
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
