//! Administrators are shut out only on request, and never the last one.

use super::{assert_refused, connected, every_way, new, own, tenant_with_administrators};
use serde_json::{Value, json};
use workfront_actions::error::GuardReason;

fn including(input: &str) -> String {
    let mut input: Value = serde_json::from_str(input).expect("an input");
    input["includeAdministrators"] = json!(true);
    input.to_string()
}

#[test]
fn administrators_are_refused_unless_they_are_included() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    for (action, input) in every_way("boss") {
        let error = assert_refused(&tenant, action, &input, GuardReason::Administrator);
        assert!(
            error.hint.contains("includeAdministrators"),
            "{}",
            error.hint
        );
        assert_eq!(error.id.as_deref(), Some("boss"));
    }
    tenant.done("deactivate", &including(r#"{"ID":"boss"}"#));
    assert_eq!(tenant.user("boss")["isActive"], json!(false));
}

#[test]
fn one_active_administrator_besides_the_own_user_remains() {
    let tenant = new(&tenant_with_administrators(&["boss"]));
    for (action, input) in every_way("boss") {
        let input = including(&input);
        assert_refused(&tenant, action, &input, GuardReason::LastAdministrator);
    }
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    tenant.done("deactivate", &including(r#"{"ID":"boss"}"#));
    let chief = including(r#"{"ID":"chief"}"#);
    assert_refused(
        &tenant,
        "deactivate",
        &chief,
        GuardReason::LastAdministrator,
    );
    // An inactive administrator is not one who remains.
    let delete = including(r#"{"ID":"boss","confirm":"boss"}"#);
    tenant.done("delete", &delete);
}

#[test]
fn two_administrators_in_one_write_are_not_both_shut_out() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    let both = json!({
        "method": "PUT", "object": "user", "includeAdministrators": true,
        "body": [{ "ID": "boss", "isActive": false }, { "ID": "chief", "isActive": false }],
    });
    assert_refused(
        &tenant,
        "call",
        &both.to_string(),
        GuardReason::LastAdministrator,
    );
}

#[test]
fn where_the_own_user_is_unknown_two_administrators_remain() {
    let own_unknown = r#"{"ownUser":"unknown"}"#;
    let options = tenant_with_administrators(&["boss"]);
    let tenant = connected(&options, own_unknown);
    let boss = including(r#"{"ID":"boss"}"#);
    assert_refused(&tenant, "deactivate", &boss, GuardReason::LastAdministrator);
    let options = tenant_with_administrators(&["boss", "chief"]);
    let tenant = connected(&options, own_unknown);
    tenant.done("deactivate", &boss);
    assert!(!tenant.sent().iter().any(|line| line.contains("/session")));
}

#[test]
fn a_change_that_changes_nothing_is_not_guarded() {
    let tenant = new(&tenant_with_administrators(&["boss"]));
    let same = r#"{"ID":"boss","changes":{"title":"x","accessLevelID":"admins","username":"boss@acme.com","isActive":true,"scheduledDeactivationDate":null}}"#;
    tenant.done("update", same);
    assert_eq!(tenant.user("boss")["title"], "x");
    // The own user may change what doesn't shut it out.
    let own = own(&tenant);
    tenant.done(
        "update",
        &format!(r#"{{"ID":"{own}","changes":{{"title":"y"}}}}"#),
    );
    assert!(!tenant.sent().iter().any(|line| line.contains("/session")));
}
