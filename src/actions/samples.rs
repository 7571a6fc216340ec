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

/// A placeholder for a plan of [`plan`].
#[cfg(feature = "plans")]
pub const PLAN: &str = "$plan";
/// The person who approves it.
#[cfg(feature = "plans")]
pub const APPROVER: &str = "alex.kim@example.com";

/// A placeholder for the receipt of a run that applied this plan.
#[cfg(feature = "plans")]
pub const RECEIPT: &str = "$receipt";

/// The input of `plan` whose output takes the place of [`PLAN`].
#[cfg(feature = "plans")]
pub fn plan() -> serde_json::Value {
    serde_json::json!({
        "action": "update",
        "input": { "ID": JANE, "changes": { "title": "Head of Design" } },
        "requestedBy": "robin.day@example.com",
        "reason": "Promoted",
    })
}

/// The options of the connection, besides its address and credential.
pub fn connection() -> serde_json::Value {
    #[cfg(feature = "plans")]
    return serde_json::json!({
        "planKeys": { "current": "sample", "keys": { "sample": "a-sample-key-that-signs-nothing-real" } },
    });
    #[cfg(not(feature = "plans"))]
    serde_json::json!({})
}

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
