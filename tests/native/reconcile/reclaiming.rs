//! reclaim frees the seats that nobody uses.

use super::support::{apply, held, steps};
use crate::support::{Tenant, refused};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use workfront_actions::error::ErrorKind;
use workfront_actions::transport::Clock;

fn reclaim(tenant: &Tenant, settings: Value) -> Value {
    let before = tenant.users();
    let output = tenant.done("reclaim", &settings.to_string());
    assert_eq!(tenant.users(), before, "a plan changes nothing");
    output["plan"].clone()
}

/// A tenant whose people have licences of every kind and logins at every time. `now` is the clock's time.
fn tenant() -> Tenant {
    let tenant = Tenant::new(r#"{"people":80}"#);
    // The sandbox's dates end in 2026.
    let moment = workfront_actions::model::date::parse("2027-01-01").expect("a date") as f64;
    tenant.wait(moment - tenant.clock.now());
    tenant
}

fn licence(tenant: &Tenant, user: &Value) -> String {
    for (name, code) in [
        ("System Administrator", "F"),
        ("Standard", "F"),
        ("Light", "R"),
        ("Contributor", "C"),
    ] {
        if user["accessLevelID"] == *tenant.id_of("accessLevels", name) {
            return code.to_owned();
        }
    }
    "X".to_owned()
}

#[test]
fn unused_seats_are_freed_and_counted_by_licence() {
    let tenant = tenant();
    let settings = json!({
        "inactiveDays": 30,
        "action": "deactivate",
        "limits": { "deactivate": "100%" },
        "includeNeverLoggedIn": true,
    });
    let made = reclaim(&tenant, settings.clone());
    let deactivate = steps(&made, "deactivate");
    assert!(deactivate.len() > 20, "{made}");
    let mut freed: BTreeMap<String, u64> = BTreeMap::new();
    for step in &deactivate {
        let user = tenant.user(step["ID"].as_str().expect("an ID"));
        assert_eq!(user["isActive"], true);
        let because = &step["because"];
        let (reason, field) = match user["lastLoginDate"].is_null() {
            true => ("neverLoggedIn", "entryDate"),
            false => ("lastLoginDate", "lastLoginDate"),
        };
        assert_eq!(because["reason"], reason, "{step}");
        assert_eq!(because[field], user[field], "{step}");
        assert_eq!(because["licence"], licence(&tenant, &user), "{step}");
        assert!(because["days"].as_u64().expect("days") >= 30, "{step}");
        *freed.entry(licence(&tenant, &user)).or_default() += 1;
    }
    assert!(
        !freed.contains_key("X"),
        "external people take no paid seat"
    );
    assert_eq!(made["freed"], json!(freed));
    let input = json!({ "plan": made, "format": "text" });
    let shown = tenant.done("renderPlan", &input.to_string());
    let text = shown["text"].as_str().expect("a text");
    let seats = format!("{} of licence F (Standard)", freed["F"]);
    assert!(text.contains(&seats), "{text}");
    assert!(text.contains(" days ago, licence "), "{text}");
    assert!(text.contains("Reasons: "), "{text}");
    assert_eq!(held(&made, "ownUser").len(), 1, "{}", made["held"]);
    apply(&tenant, &made);
    let again = reclaim(&tenant, settings);
    assert_eq!(again["steps"], json!([]));
    assert_eq!(again["freed"], json!({}));
}

#[test]
fn people_who_never_signed_in_new_accounts_and_recent_logins_are_told_apart() {
    let tenant = tenant();
    let active = |tenant: &Tenant| -> Vec<Value> {
        tenant
            .users()
            .into_iter()
            .filter(|user| user["isActive"] == true)
            .collect()
    };
    let never = active(&tenant)
        .iter()
        .filter(|user| user["lastLoginDate"].is_null() && licence(&tenant, user) != "X")
        .count();
    let all =
        json!({ "inactiveDays": 30, "action": "deactivate", "limits": { "deactivate": 1000 } });
    let made = reclaim(&tenant, all.clone());
    assert_eq!(
        held(&made, "neverLoggedIn").len(),
        never,
        "{}",
        made["held"]
    );
    let mut old = all.clone();
    old["newerThanDays"] = 3000.into();
    let made = reclaim(&tenant, old);
    assert_eq!(made["steps"], json!([]));
    assert_eq!(held(&made, "neverLoggedIn").len(), 0);
    let mut long = all;
    long["inactiveDays"] = 3000.into();
    assert_eq!(reclaim(&tenant, long)["steps"], json!([]));
}

#[test]
fn a_downgrade_leaves_those_whose_licence_is_not_higher() {
    let tenant = tenant();
    let settings = json!({
        "inactiveDays": 30,
        "action": "downgrade",
        "accessLevel": "Light",
        "limits": { "update": "100%" },
        "maxPeople": 1000,
        "includeNeverLoggedIn": true,
    });
    let made = reclaim(&tenant, settings.clone());
    let light = tenant.id_of("accessLevels", "Light");
    assert!(!steps(&made, "update").is_empty());
    for step in steps(&made, "update") {
        let user = tenant.user(step["ID"].as_str().expect("an ID"));
        assert_eq!(licence(&tenant, &user), "F");
        assert_eq!(step["after"], json!({ "accessLevelID": light }));
        assert_eq!(step["names"][&light], "Light");
    }
    assert_eq!(made["freed"]["F"], steps(&made, "update").len());
    apply(&tenant, &made);
    assert_eq!(reclaim(&tenant, settings)["steps"], json!([]));
}

#[test]
fn the_default_limit_and_the_scope_hold() {
    let tenant = tenant();
    let made = reclaim(
        &tenant,
        json!({ "inactiveDays": 30, "action": "deactivate" }),
    );
    assert_eq!(made["stopped"], "limit");
    assert_eq!((&made["steps"], &made["freed"]), (&json!([]), &json!({})));
    let marketing = tenant.id_of("groups", "Marketing");
    let scope = json!([{ "field": "homeGroupID", "value": marketing }]);
    let made = reclaim(
        &tenant,
        json!({ "inactiveDays": 30, "action": "deactivate", "scope": scope }),
    );
    for step in steps(&made, "deactivate") {
        let user = tenant.user(step["ID"].as_str().expect("an ID"));
        assert_eq!(user["homeGroupID"], *marketing);
    }
}

#[test]
fn wrong_inputs_are_refused_before_anything_is_sent() {
    for (input, field) in [
        (
            r#"{"inactiveDays":0,"action":"deactivate"}"#,
            "inactiveDays",
        ),
        (r#"{"inactiveDays":90,"action":"downgrade"}"#, "accessLevel"),
        (
            r#"{"inactiveDays":90,"action":"deactivate","accessLevel":"Light"}"#,
            "accessLevel",
        ),
        (r#"{"inactiveDays":90,"action":"remove"}"#, "action"),
        (
            r#"{"inactiveDays":90,"action":"deactivate","newerThanDays":5000}"#,
            "newerThanDays",
        ),
    ] {
        let error = refused("reclaim", input);
        assert!(
            error.fields.iter().any(|known| known == field),
            "{input}: {error:?}"
        );
    }
    let tenant = tenant();
    let input = r#"{"inactiveDays":90,"action":"downgrade","accessLevel":"Nothing"}"#;
    assert_eq!(tenant.fails("reclaim", input).kind, ErrorKind::Validation);
}
