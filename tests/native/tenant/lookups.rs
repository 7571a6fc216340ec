//! lookup, and names instead of IDs.

use crate::support::Tenant;
use serde_json::json;
use workfront_actions::error::ErrorKind;

#[test]
fn a_name_finds_one_object_ignoring_case() {
    let tenant = Tenant::new("{}");
    for (object, plural, name) in [
        ("accessLevel", "accessLevels", "Standard"),
        ("group", "groups", "Marketing"),
        ("role", "roles", "Project Manager"),
        ("team", "teams", "Brand"),
        ("company", "companies", "Agency & Sons"),
        ("schedule", "schedules", "Europe"),
    ] {
        let input = json!({"object": object, "name": name.to_uppercase()});
        let output = tenant.done("lookup", &input.to_string());
        assert_eq!(
            output["items"][0]["ID"],
            json!(tenant.id_of(plural, name)),
            "{object}"
        );
        let again = tenant.requests();
        tenant.done("lookup", &input.to_string());
        assert_eq!(tenant.requests(), again, "{object}: it is remembered");
    }
}

#[test]
fn no_match_and_several_matches_list_the_candidates() {
    let tenant = Tenant::new("{}");
    let none = tenant.fails("lookup", r#"{"object":"accessLevel","name":"Standrad"}"#);
    assert_eq!(none.kind, ErrorKind::Validation);
    let two = tenant.fails("lookup", r#"{"object":"group","name":"design"}"#);
    assert_eq!(two.kind, ErrorKind::Validation);
    let text = format!("{} {}", two.message, two.hint);
    let groups = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
    for group in groups["groups"].as_array().expect("groups") {
        if group["name"] == "Design" {
            assert!(
                text.contains(group["ID"].as_str().expect("an ID")),
                "{text}"
            );
        }
    }
    // An inactive one isn't found.
    let unused = tenant.fails("lookup", r#"{"object":"group","name":"Legal"}"#);
    assert_eq!(unused.kind, ErrorKind::Validation);
}
