//! A tenant whose connection has keys for plans, and what tests do with plans.

use crate::support::{Tenant, json as parse};
use serde_json::{Value, json};
use workfront_actions::Plugin;
use workfront_actions::error::{Error, ErrorKind, NotApproved};
use workfront_actions::transport::Clock;

pub const KEYS: &str = r#"{"current":"k2","keys":{"k1":"a-first-key-of-more-than-32-bytes-x","k2":"a-second-key-of-more-than-32-bytes"}}"#;

/// Options of a connection with keys, and these rules.
pub fn with_rules(rules: &str) -> String {
    format!(r#"{{"planKeys":{KEYS},"approvalRules":{rules}}}"#)
}

/// Options of a connection with keys and without rules.
pub fn with_keys() -> String {
    format!(r#"{{"planKeys":{KEYS}}}"#)
}

/// Options of a connection with keys that may shut out many people, and more options, each after a comma.
pub fn keys_and(more: &str) -> String {
    format!(r#"{{"planKeys":{KEYS},"maxPeople":1000{more}}}"#)
}

/// Another connection to the same tenant.
pub fn connection(options: &str) -> Plugin {
    let mut all = parse(
        r#"{"baseUrl":"https://sandbox.my.workfront.com","credentials":{"type":"apiKey","apiKey":"sandbox-api-key"}}"#,
    );
    let options = parse(options);
    for key in options.keys() {
        all.insert(&key, options.get(&key).expect("a key of the object"));
    }
    Plugin::new(&all).expect("good options")
}

pub fn tenant(connection: &str) -> Tenant {
    Tenant::connected("{}", connection)
}

/// The IDs of the first active users, without the connection's own.
pub fn active(tenant: &Tenant, count: usize) -> Vec<String> {
    let users = tenant.users();
    let active = users.iter().skip(1).filter(|user| user["isActive"] == true);
    let ids = active.map(|user| user["ID"].as_str().expect("an ID").to_owned());
    ids.take(count).collect()
}

/// The plan to offboard these users.
pub fn offboarding(tenant: &Tenant, ids: &[String]) -> Value {
    let input = json!({
        "action": "offboard",
        "input": { "IDs": ids },
        "requestedBy": "robin@example.com",
    });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

/// The approval of a plan by this person.
pub fn approval(tenant: &Tenant, plan: &Value, by: &str) -> String {
    let input = json!({ "plan": plan, "by": by });
    let output = tenant.done("approve", &input.to_string());
    output["approval"].as_str().expect("a string").to_owned()
}

/// Checks that an action refuses its input with this reason, and sends nothing.
pub fn refused(tenant: &Tenant, action: &str, input: &Value, reason: NotApproved) -> Error {
    let before = tenant.requests();
    let error = tenant.fails(action, &input.to_string());
    assert_eq!(error.kind, ErrorKind::NotApproved, "{error:?}");
    assert_eq!(error.reason, Some(reason.into()), "{error:?}");
    assert_eq!(tenant.requests(), before, "{action} sent something");
    error
}

/// Whether a text is refused by an action as a plan, for whatever reason, with nothing sent. Text that isn't JSON is refused by
/// whoever parses it.
pub fn is_refused(tenant: &Tenant, action: &str, input: &str) -> bool {
    let Some(parsed) = workfront_actions::json::Json::parse(input) else {
        return true;
    };
    let before = tenant.requests();
    let call = tenant.plugin.run(action, parsed, tenant.host(), None);
    let result = futures_executor::block_on(call);
    result.is_err() && tenant.requests() == before
}

/// Lets this time pass on the tenant's clock.
pub fn wait(tenant: &Tenant, milliseconds: f64) {
    futures_executor::block_on(tenant.clock.sleep(milliseconds));
}
