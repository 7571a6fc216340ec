//! lookup, and names where IDs are taken.

use crate::support::Tenant;
use serde_json::json;
use workfront_actions::error::ErrorKind;

#[test]
fn a_name_finds_one_object_whatever_its_case() {
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
fn no_hit_and_several_hits_list_the_candidates() {
    let tenant = Tenant::new("{}");
    let none = tenant.fails("lookup", r#"{"object":"accessLevel","name":"Standrad"}"#);
    assert_eq!(none.kind, ErrorKind::Validation);
    let two = tenant.fails("lookup", r#"{"object":"group","name":"design"}"#);
    assert_eq!(two.kind, ErrorKind::Validation);
    let told = format!("{} {}", two.message, two.hint);
    let groups = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
    for group in groups["groups"].as_array().expect("groups") {
        if group["name"] == "Design" {
            assert!(
                told.contains(group["ID"].as_str().expect("an ID")),
                "{told}"
            );
        }
    }
    // One that isn't in use is none.
    let unused = tenant.fails("lookup", r#"{"object":"group","name":"Legal"}"#);
    assert_eq!(unused.kind, ErrorKind::Validation);
}
