//! offboard holds people back, and does the rest.

use super::{active_people, assert_refused, connected, new, own, tenant_with_administrators};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, GuardReason};

/// The outcome of each entry, with the reason of its error.
fn outcomes(output: &Value) -> Vec<String> {
    let report = output["report"].as_array().expect("a report");
    let text = |entry: &Value| {
        let outcome = entry["outcome"].as_str().expect("an outcome");
        match entry["error"]["reason"].as_str() {
            Some(reason) => format!("{outcome} {reason}"),
            None => outcome.to_owned(),
        }
    };
    report.iter().map(text).collect()
}

fn active(tenant: &Tenant, id: &str) -> bool {
    tenant.user(id)["isActive"] == json!(true)
}

#[test]
fn the_own_user_administrators_and_protected_people_are_held_back() {
    let options = tenant_with_administrators(&["boss", "chief"]);
    let tenant = connected(&options, r#"{"protect":{"IDs":["lou"]}}"#);
    let own = own(&tenant);
    let mut input = json!({ "IDs": [own, "boss", "lou", "jane", "nobody"], "dryRun": true });
    let dry = tenant.done("offboard", &input.to_string());
    let held = ["held ownUser", "held administrator", "held protected"];
    let expected = [&held[..], &["planned", "notFound"]].concat();
    assert_eq!(outcomes(&dry), expected);
    assert!(active(&tenant, "jane"));
    input["dryRun"] = json!(false);
    let output = tenant.done("offboard", &input.to_string());
    let expected = [&held[..], &["deactivated", "notFound"]].concat();
    assert_eq!(outcomes(&output), expected);
    assert_eq!(output["complete"], json!(false));
    assert_eq!(output["counts"]["held"], 3);
    let error = &output["report"][1]["error"];
    assert_eq!(error["kind"], "forbidden");
    assert_eq!(error["ID"], "boss");
    assert!(!active(&tenant, "jane"));
    for id in [&*own, "boss", "lou"] {
        assert!(active(&tenant, id), "{id}");
    }
}

#[test]
fn one_of_two_administrators_remains() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    let input = r#"{"emails":["boss@acme.com","jane@acme.com","chief@acme.com"],"includeAdministrators":true}"#;
    let output = tenant.done("offboard", input);
    let expected = ["deactivated", "deactivated", "held lastAdministrator"];
    assert_eq!(outcomes(&output), expected);
    assert!(active(&tenant, "chief"));
    let output = tenant.done("offboard", input);
    let expected = [
        "alreadyInactive",
        "alreadyInactive",
        "held lastAdministrator",
    ];
    assert_eq!(outcomes(&output), expected);
}

#[test]
fn a_search_for_everybody_holds_back_as_well() {
    let tenant = new(&tenant_with_administrators(&["boss"]));
    let input = r#"{"filters":[{"field":"isActive","value":"true"}],"includeAdministrators":true,"maxPeople":100}"#;
    let output = tenant.done("offboard", input);
    let held = outcomes(&output)
        .into_iter()
        .filter(|outcome| outcome.starts_with("held"));
    let mut held: Vec<String> = held.collect();
    held.sort();
    assert_eq!(held, ["held lastAdministrator", "held ownUser"]);
    let left = tenant.users().into_iter();
    let left = left.filter(|user| user["isActive"] == json!(true)).count();
    assert_eq!(left, 2);
}

#[test]
fn the_limit_stops_the_whole_run_before_its_first_write() {
    let tenant = new(r#"{"people":60}"#);
    let ids = active_people(&tenant);
    let input = |count: usize, more: Value| {
        let mut input = more;
        input["IDs"] = json!(ids[..count]);
        input["newManagerID"] = json!(ids[30]);
        input.to_string()
    };
    let default = |count| input(count, json!({}));
    assert_refused(&tenant, "offboard", &default(11), GuardReason::Limit);
    let most = |count, most| input(count, json!({ "maxPeople": most }));
    assert_refused(&tenant, "offboard", &most(4, 3), GuardReason::Limit);
    assert_refused(&tenant, "offboard", &most(1, 0), GuardReason::Limit);
    let before = tenant.users();
    let dry = input(12, json!({ "dryRun": true }));
    let dry = tenant.done("offboard", &dry);
    assert_eq!(dry["counts"]["planned"], 12);
    assert_eq!(dry["wouldStop"]["reason"], "limit");
    assert_eq!(dry["complete"], json!(false));
    let dry = tenant.done("offboard", &input(10, json!({ "dryRun": true })));
    assert_eq!(dry.get("wouldStop"), None);
    assert_eq!(tenant.users(), before);
    let output = tenant.done("offboard", &default(10));
    assert_eq!(output["counts"]["deactivated"], 10);
    // Those who are inactive already don't count, and the last hour does.
    tenant.done("offboard", &default(10));
    assert_refused(&tenant, "offboard", &default(11), GuardReason::Limit);
    tenant.done("offboard", &most(11, 11));
}

#[test]
fn people_who_are_held_back_do_not_count() {
    let options = tenant_with_administrators(&["boss", "chief"]);
    let tenant = new(&options);
    let input = r#"{"IDs":["boss","chief","jane"],"maxPeople":1}"#;
    let output = tenant.done("offboard", input);
    let held = "held administrator";
    assert_eq!(outcomes(&output), [held, held, "deactivated"]);
}

#[test]
fn a_run_that_writes_nothing_does_not_count() {
    let tenant = connected(r#"{"people":60}"#, r#"{"maxPeople":2}"#);
    let ids = active_people(&tenant);
    let input = json!({ "IDs": ids[..2] });
    tenant.script(r#"[{"matching":{"method":"PUT"},"effect":{"type":"status","status":403}},{"matching":{"method":"POST"},"effect":{"type":"status","status":403}}]"#);
    let failed = tenant.call("offboard", &input.to_string());
    if let Ok(output) = failed {
        assert_eq!(output["counts"]["deactivated"], 0);
    }
    tenant.script("[]");
    let others = json!({ "IDs": ids[2..4] });
    let output = tenant.done("offboard", &others.to_string());
    assert_eq!(output["counts"]["deactivated"], 2);
}

#[test]
fn reports_of_people_who_are_held_back_keep_their_manager() {
    let mut options: Value =
        serde_json::from_str(&tenant_with_administrators(&["boss", "chief"])).expect("options");
    let users = options["users"].as_array_mut().expect("users");
    for (id, manager) in [("ann", "boss"), ("ben", "jane"), ("cleo", "jane")] {
        users.push(json!({
            "ID": id, "firstName": "F", "lastName": id, "emailAddr": format!("{id}@acme.com"),
            "username": format!("{id}@acme.com"), "isActive": true, "accessLevelID": "workers",
            "managerID": manager,
        }));
    }
    let tenant = new(&options.to_string());
    let input = r#"{"IDs":["boss","jane","cleo"],"newManagerID":"lou"}"#;
    let output = tenant.done("offboard", input);
    let expected = ["held administrator", "deactivated", "deactivated"];
    assert_eq!(outcomes(&output), expected);
    assert_eq!(
        output["reassigned"],
        json!([{"ID": "ben", "ok": true, "state": "done"}])
    );
    assert_eq!(tenant.user("ann")["managerID"], "boss");
    assert_eq!(tenant.user("ben")["managerID"], "lou");
}

#[test]
fn a_guard_that_cannot_be_read_stops_the_run() {
    let session =
        r#"[{"matching":{"pathContains":"/session"},"effect":{"type":"status","status":403}}]"#;
    for (protect, script, kind) in [
        (
            json!({ "groups": ["No such group"] }),
            "[]",
            ErrorKind::Validation,
        ),
        (
            json!({ "groups": ["Leavers"] }),
            session,
            ErrorKind::Forbidden,
        ),
    ] {
        let connection = json!({ "protect": protect });
        let tenant = connected(r#"{"people":60}"#, &connection.to_string());
        let before = tenant.users();
        tenant.script(script);
        let input = json!({ "IDs": active_people(&tenant)[..2] }).to_string();
        match tenant.call("offboard", &input) {
            Ok(output) => assert_eq!(output["counts"]["held"], 2, "{protect}"),
            Err(error) => assert_eq!(error.kind, kind),
        }
        assert_eq!(tenant.users(), before, "{protect}");
    }
}
