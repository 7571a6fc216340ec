//! The option `protect`.

use super::{assert_refused, connected, every_way, tenant_with_administrators};
use serde_json::json;
use workfront_actions::error::{ErrorKind, GuardReason};

#[test]
fn protected_people_are_refused_in_every_way() {
    let protected = [
        json!({ "IDs": ["JANE"] }),
        json!({ "IDs": "jane" }),
        json!({ "emails": [" Jane@ACME.com "] }),
        json!({ "accessLevels": ["workers"] }),
    ];
    for (index, protect) in protected.iter().enumerate() {
        let options = tenant_with_administrators(&[]);
        let connection = json!({ "protect": protect, "maxPeople": 100 }).to_string();
        let tenant = connected(&options, &connection);
        let ways = every_way("jane");
        let some = if index == 0 { ways.len() } else { 4 };
        for (action, input) in &ways[..some] {
            let error = assert_refused(&tenant, action, input, GuardReason::Protected);
            assert!(error.hint.contains("option"), "{}", error.hint);
        }
        let lou = r#"{"ID":"lou","confirm":"lou"}"#;
        match index {
            3 => drop(assert_refused(
                &tenant,
                "delete",
                lou,
                GuardReason::Protected,
            )),
            _ => drop(tenant.done("delete", lou)),
        }
    }
}

#[test]
fn groups_protect_their_members() {
    let options = json!({
        "groups": [{ "ID": "vips", "name": "VIPs" }, { "ID": "rest", "name": "Rest" }],
        "users": [
            { "ID": "ann", "lastName": "A", "emailAddr": "ann@acme.com", "homeGroupID": "vips" },
            { "ID": "ben", "lastName": "B", "emailAddr": "ben@acme.com", "homeGroupID": "rest", "userGroups": [{ "groupID": "vips" }] },
            { "ID": "cem", "lastName": "C", "emailAddr": "cem@acme.com", "homeGroupID": "rest" },
        ],
    });
    let connection = r#"{"protect":{"groups":["vips"]}}"#;
    let tenant = connected(&options.to_string(), connection);
    for id in ["ann", "ben"] {
        let input = format!(r#"{{"ID":"{id}"}}"#);
        assert_refused(&tenant, "deactivate", &input, GuardReason::Protected);
    }
    tenant.done("deactivate", r#"{"ID":"cem"}"#);
}

#[test]
fn entries_that_can_name_nobody_are_refused_when_the_connection_is_made() {
    let options = json!({
        "domain": "acme", "credentials": { "type": "apiKey", "apiKey": "k" },
        "protect": {
            "IDs": ["jane", "", "ja ne", "../lou"],
            "emails": ["ceo@example.com", "ceo", " ", "ce\u{200b}o@example.com", "a b@example.com", "@example.com"],
            "accessLevels": ["", "Light"],
            "groups": ["\u{feff} "],
        },
    });
    let options = crate::support::json(&options.to_string());
    let error = workfront_actions::plugin::Plugin::new(&options).expect_err("no good entries");
    assert_eq!(error.kind, ErrorKind::Validation);
    let paths = [
        "protect.IDs[1]",
        "protect.IDs[2]",
        "protect.IDs[3]",
        "protect.emails[1]",
        "protect.emails[2]",
        "protect.emails[3]",
        "protect.emails[4]",
        "protect.emails[5]",
        "protect.accessLevels[0]",
        "protect.groups[0]",
    ];
    assert_eq!(error.fields, paths, "{}", error.message);
}

#[test]
fn a_name_that_does_not_exist_stops_the_run() {
    let options = tenant_with_administrators(&[]);
    for (protect, field) in [
        (json!({ "groups": ["Nowhere"] }), "protect.groups[0]"),
        (
            json!({ "accessLevels": ["Workers", "Nothing"] }),
            "protect.accessLevels[1]",
        ),
    ] {
        let connection = json!({ "protect": protect }).to_string();
        let tenant = connected(&options, &connection);
        let before = tenant.users();
        let error = tenant.fails("deactivate", r#"{"ID":"jane"}"#);
        assert_eq!(error.kind, ErrorKind::Validation);
        assert_eq!(error.fields, [field]);
        assert_eq!(before, tenant.users());
        // What isn't guarded doesn't need the names.
        tenant.done("update", r#"{"ID":"jane","changes":{"title":"x"}}"#);
    }
}
