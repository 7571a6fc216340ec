//! provision and changes.

use crate::support::Tenant;
use serde_json::json;

fn jane(more: &str) -> String {
    format!(
        r#"{{"emailAddr":"jane@acme.com","username":"jane@acme.com","firstName":"Jane","lastName":"Doe","accessLevel":"Standard","homeGroup":"Finance","role":"Analyst"{more}}}"#
    )
}

#[test]
fn a_user_is_created_once_in_repeated_runs() {
    let tenant = Tenant::new("{}");
    let first = tenant.done("provision", &jane(""));
    assert_eq!(first["outcome"], "created", "{first}");
    let again = tenant.done("provision", &jane(""));
    assert_eq!(again["outcome"], "unchanged", "{again}");
    let other = tenant.done("provision", &jane(r#","title":"Lead""#));
    assert_eq!(other["outcome"], "updated", "{other}");
    let users = tenant.users();
    let janes: Vec<_> = users
        .iter()
        .filter(|user| user["emailAddr"] == "jane@acme.com")
        .collect();
    assert_eq!(janes.len(), 1);
    assert_eq!(janes[0]["title"], "Lead");
    assert_eq!(janes[0]["roleID"], json!(tenant.id_of("roles", "Analyst")));
}

#[test]
fn a_run_waits_for_a_pending_user_or_approves_it() {
    let tenant = Tenant::new(r#"{"pendingApproval":true,"pendingClearsAfterMs":4000}"#);
    let output = tenant.done("provision", &jane(""));
    assert_eq!(output["outcome"], "created", "{output}");
    let tenant = Tenant::new(r#"{"pendingApproval":true}"#);
    let output = tenant.done("provision", &jane(r#","waitMs":3000"#));
    assert_eq!(output["outcome"], "pending", "{output}");
    let output = tenant.done("provision", &jane(r#","approve":true"#));
    assert_ne!(output["outcome"], "pending", "{output}");
    let id = output["user"]["ID"].as_str().expect("an ID").to_owned();
    assert_eq!(tenant.user(&id)["isActive"], json!(true));
}

#[test]
fn each_change_is_returned_once() {
    let tenant =
        Tenant::new(r#"{"users":[{"ID":"ann","lastName":"Ann","emailAddr":"ann@acme.com"}]}"#);
    let start = tenant.done("changes", "{}");
    let cursor =
        |output: &serde_json::Value| output["cursor"].as_str().expect("a cursor").to_owned();
    tenant.done("update", r#"{"ID":"ann","changes":{"title":"One"}}"#);
    let first = tenant.done("changes", &json!({"cursor": cursor(&start)}).to_string());
    assert_eq!(first["users"][0]["ID"], "ann", "{first}");
    let second = tenant.done("changes", &json!({"cursor": cursor(&first)}).to_string());
    assert_eq!(second["users"], json!([]));
}
