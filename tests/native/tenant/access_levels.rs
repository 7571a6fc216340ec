//! `provision` of users whose access level Workfront may have raised by itself.

use crate::support::Tenant;
use serde_json::{Value, json};

/// A tenant with a user who has this access level, and the user's ID.
fn with_level(level: &str) -> (Tenant, String) {
    let tenant = Tenant::new("{}");
    let made = tenant.done("provision", &person(level, "A", None).to_string());
    assert_eq!(made["outcome"], "created", "{made}");
    let id = made["user"]["ID"].as_str().expect("an ID").to_owned();
    (tenant, id)
}

fn person(level: &str, title: &str, policy: Option<&str>) -> Value {
    let mut person = json!({
        "emailAddr": "jane@acme.com", "username": "jane@acme.com", "firstName": "Jane", "lastName": "Doe",
        "accessLevel": level, "title": title,
    });
    if let Some(policy) = policy {
        person["accessLevelPolicy"] = policy.into();
    }
    person
}

#[test]
fn a_level_is_lowered_by_policy_only_and_the_rest_is_written() {
    for (present, wanted, policy, is_kept) in [
        ("Light", "Contributor", None, true),
        ("Light", "Contributor", Some("never-lower"), true),
        ("Light", "Contributor", Some("exact"), false),
        ("Standard", "Contributor", None, false),
        ("Standard", "Light", Some("never-lower"), true),
        ("Contributor", "Light", Some("never-lower"), false),
        ("Contributor", "Standard", None, false),
    ] {
        let (tenant, id) = with_level(present);
        let case = format!("{present} to {wanted}, {policy:?}");
        let mut input = person(wanted, "B", policy);
        let level = tenant.id_of("accessLevels", if is_kept { present } else { wanted });
        let plan = json!({ "action": "provision", "input": input });
        let plan = tenant.done("plan", &plan.to_string())["plan"].clone();
        let after = &plan["steps"][0]["after"];
        assert_eq!(after["title"], "B", "{case}: {plan}");
        assert_eq!(
            after.get("accessLevelID").is_none(),
            is_kept,
            "{case}: {plan}"
        );
        let is_warned = plan["warnings"].to_string().contains("not changed");
        assert_eq!(is_warned, is_kept, "{case}: {plan}");
        input["dryRun"] = true.into();
        let tried = tenant.done("provision", &input.to_string());
        assert_eq!(tried["outcome"], "wouldUpdate", "{case}: {tried}");
        input["dryRun"] = false.into();
        let output = tenant.done("provision", &input.to_string());
        assert_eq!(output["outcome"], "updated", "{case}: {output}");
        assert_eq!(output["changes"], tried["changes"], "{case}");
        assert_eq!(tenant.user(&id)["title"], "B", "{case}");
        assert_eq!(tenant.user(&id)["accessLevelID"], level, "{case}");
        let notes = output["notes"].to_string();
        let names_both = [present, wanted].iter().all(|name| notes.contains(name));
        assert_eq!(names_both, is_kept, "{case}: {notes}");
        // No endless change.
        let again = tenant.done("provision", &input.to_string());
        assert_eq!(again["outcome"], "unchanged", "{case}: {again}");
        assert_eq!(again["changes"], json!([]), "{case}");
    }
}

#[test]
fn a_reactivation_keeps_the_higher_level() {
    let (tenant, id) = with_level("Light");
    tenant.done("deactivate", &json!({ "ID": id }).to_string());
    let mut input = person("Contributor", "B", Some("never-lower"));
    input["reactivate"] = true.into();
    let output = tenant.done("provision", &input.to_string());
    assert_eq!(output["outcome"], "updated", "{output}");
    let user = tenant.user(&id);
    assert_eq!(user["isActive"], true);
    assert_eq!(user["accessLevelID"], tenant.id_of("accessLevels", "Light"));
}

#[test]
fn licences_that_are_not_shown_keep_the_level_if_none_may_be_lowered() {
    for (policy, is_kept) in [(None, false), (Some("never-lower"), true)] {
        let (tenant, id) = with_level("Light");
        let (light, contributor) = (
            tenant.id_of("accessLevels", "Light"),
            tenant.id_of("accessLevels", "Contributor"),
        );
        let mut input = person("", "B", policy);
        input
            .as_object_mut()
            .expect("an object")
            .remove("accessLevel");
        input["accessLevelID"] = contributor.as_str().into();
        tenant.script(
            &json!([{
                "matching": { "pathContains": "/accesslevel/search" },
                "effect": { "type": "status", "status": 403 },
            }])
            .to_string(),
        );
        let output = tenant.done("provision", &input.to_string());
        assert_eq!(tenant.user(&id)["title"], "B", "{output}");
        let expected = if is_kept { light } else { contributor };
        assert_eq!(tenant.user(&id)["accessLevelID"], expected, "{output}");
        let notes = output["notes"].to_string();
        assert_eq!(
            notes.contains("doesn't show both licences"),
            is_kept,
            "{notes}"
        );
    }
}

#[test]
fn another_policy_is_refused_before_any_request() {
    let tenant = Tenant::new("{}");
    let error = tenant.fails(
        "provision",
        &person("Light", "A", Some("lower")).to_string(),
    );
    assert_eq!(error.fields, ["accessLevelPolicy"], "{error:?}");
    assert_eq!(tenant.requests(), 0);
}
