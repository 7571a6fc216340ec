//! reclaim is about people who don't sign in: whoever does before the plan is applied keeps the seat.

use super::support::{apply, held, steps};
use crate::plans::support::connection;
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::model::date::{DAY_MS, parse};
use workfront_actions::transport::Clock;

/// In the time zone of the tenant.
const OLD: &str = "2026-01-05T05:00:00:000-0500";

/// A tenant with these last logins, which signs people in. It is 2027.
fn tenant(logins: &[Value]) -> Tenant {
    tenant_of(logins, &"2020-01-01T00:00:00:000+0000".into())
}

fn tenant_of(logins: &[Value], created: &Value) -> Tenant {
    let mut users = Vec::new();
    for (at, login) in logins.iter().enumerate() {
        let name = format!("user{at}");
        let address = format!("{name}@example.com");
        users.push(json!({
            "ID": format!("{at:032x}"), "firstName": "Jo", "lastName": name, "username": address, "emailAddr": address,
            "password": "pass-word", "lastLoginDate": login, "entryDate": created,
        }));
    }
    let options = json!({ "people": 3, "loginAllowed": true, "users": users });
    let tenant = Tenant::new(&options.to_string());
    let moment = parse("2027-01-01").expect("a date") as f64;
    tenant.wait(moment - tenant.clock.now());
    tenant
}

fn sign_in(tenant: &Tenant, at: usize) {
    let credentials = format!(
        r#"{{"credentials":{{"type":"login","username":"user{at}@example.com","password":"pass-word"}}}}"#
    );
    let plugin = connection(&credentials);
    let input = crate::support::json("{}");
    let call = plugin.run("testConnection", input, tenant.host(), None);
    futures_executor::block_on(call).expect("signed in");
}

fn reclaim(tenant: &Tenant, settings: Value) -> Value {
    let mut input =
        json!({ "inactiveDays": 90, "action": "deactivate", "limits": { "deactivate": 100 } });
    for (name, value) in settings.as_object().expect("settings") {
        input[name] = value.clone();
    }
    tenant.done("reclaim", &input.to_string())["plan"].clone()
}

fn id(at: usize) -> Value {
    format!("{at:032x}").into()
}

fn step_of(plan: &Value, at: usize) -> Value {
    let all = plan["steps"].as_array().expect("steps");
    let step = all.iter().find(|step| step["ID"] == id(at));
    step.unwrap_or_else(|| panic!("no step of user{at}: {plan}"))
        .clone()
}

fn outcome(output: &Value, at: usize) -> Value {
    let report = output["report"].as_array().expect("a report");
    let entry = report.iter().find(|entry| entry["ID"] == id(at));
    entry.expect("an entry").clone()
}

#[test]
fn whoever_signs_in_after_the_plan_keeps_the_seat() {
    let tenant = tenant(&[OLD.into(), Value::Null, OLD.into(), Value::Null]);
    let plan = reclaim(&tenant, json!({ "includeNeverLoggedIn": true }));
    assert_eq!(step_of(&plan, 0)["onlyIf"], json!({ "lastLoginDate": OLD }));
    assert_eq!(
        step_of(&plan, 1)["onlyIf"],
        json!({ "lastLoginDate": null })
    );
    sign_in(&tenant, 0);
    sign_in(&tenant, 1);
    let output = tenant.done(
        "apply",
        &json!({ "plan": plan, "allowUnsigned": true }).to_string(),
    );
    for at in [0, 1] {
        let entry = outcome(&output, at);
        assert_eq!(entry["outcome"], "drifted", "{entry}");
        let difference = &entry["differences"][0];
        assert_eq!(difference["field"], "lastLoginDate");
        assert_eq!(
            difference["planned"],
            step_of(&plan, at)["onlyIf"]["lastLoginDate"]
        );
        assert_eq!(
            tenant.user(id(at).as_str().expect("an ID"))["isActive"],
            true
        );
    }
    for at in [2, 3] {
        assert_eq!(outcome(&output, at)["outcome"], "applied");
    }
}

#[test]
fn a_downgrade_is_left_out_too() {
    let tenant = tenant(&[OLD.into(), OLD.into()]);
    let settings = json!({ "action": "downgrade", "accessLevel": "Contributor", "limits": { "update": 100 }, "maxPeople": 100 });
    for at in [0, 1] {
        let level = tenant.id_of("accessLevels", "Standard");
        let input = json!({ "ID": id(at), "changes": { "accessLevelID": level } });
        tenant.done("update", &input.to_string());
    }
    let plan = reclaim(&tenant, settings);
    sign_in(&tenant, 0);
    let output = tenant.done(
        "apply",
        &json!({ "plan": plan, "allowUnsigned": true }).to_string(),
    );
    assert_eq!(outcome(&output, 0)["outcome"], "drifted");
    assert_eq!(outcome(&output, 1)["outcome"], "applied");
}

#[test]
fn the_same_plan_resumes_and_its_undo_does_not_depend_on_logins() {
    let tenant = tenant(&[OLD.into(), OLD.into()]);
    let plan = reclaim(&tenant, json!({}));
    let first = apply(&tenant, &plan);
    let again = tenant.done(
        "apply",
        &json!({ "plan": plan, "allowUnsigned": true }).to_string(),
    );
    assert_eq!(outcome(&again, 0)["outcome"], "alreadySo");
    let input = json!({ "receipts": [first["receipt"]] });
    let undo = tenant.done("undo", &input.to_string())["plan"].clone();
    assert_eq!(
        steps(&undo, "reactivate").len(),
        steps(&plan, "deactivate").len()
    );
    assert!(step_of(&undo, 0).get("onlyIf").is_none());
    apply(&tenant, &undo);
    assert_eq!(
        tenant.user(id(0).as_str().expect("an ID"))["isActive"],
        true
    );
}

#[test]
fn the_fingerprint_covers_the_last_login() {
    let tenant = tenant(&[OLD.into(), OLD.into()]);
    let fingerprint = |plan: &Value| plan["fingerprint"].clone();
    let plan = reclaim(&tenant, json!({}));
    tenant.wait(DAY_MS as f64);
    assert_eq!(
        fingerprint(&reclaim(&tenant, json!({}))),
        fingerprint(&plan),
        "a day later"
    );
    sign_in(&tenant, 0);
    tenant.wait(200.0 * DAY_MS as f64);
    let later = reclaim(&tenant, json!({}));
    assert_eq!(
        steps(&later, "deactivate").len(),
        steps(&plan, "deactivate").len()
    );
    assert_ne!(
        fingerprint(&later),
        fingerprint(&plan),
        "after another login"
    );
    let mut forged = plan;
    forged["steps"][0]["onlyIf"] = json!({});
    let error = tenant.fails(
        "apply",
        &json!({ "plan": forged, "allowUnsigned": true }).to_string(),
    );
    assert!(error.message.contains("fingerprint"), "{error:?}");
}

#[test]
fn a_date_that_stands_for_none_is_an_unknown_login() {
    let placeholders = [
        "0001-01-01T00:00:00:000+0000",
        "1970-01-01T00:00:00:000+0000",
        "1970-01-01T00:00:00:000-1100",
        "1969-12-31T16:00:00:000-0800",
    ];
    let logins: Vec<Value> = placeholders.iter().map(|&text| text.into()).collect();
    let tenant = tenant(&logins);
    let plan = reclaim(&tenant, json!({}));
    assert_eq!(
        held(&plan, "unknownLogin").len(),
        placeholders.len(),
        "{plan}"
    );
    let plan = reclaim(&tenant, json!({ "includeNeverLoggedIn": true }));
    assert_eq!(held(&plan, "unknownLogin").len(), 0);
    for at in 0..placeholders.len() {
        assert_eq!(step_of(&plan, at)["kind"], "deactivate");
    }
}

#[test]
fn an_account_that_may_be_new_keeps_its_seat() {
    let logins = ["1970-01-01T00:00:00:000+0000".into(), OLD.into()];
    let tenant = tenant_of(&logins, &Value::Null);
    let input = json!({ "includeNeverLoggedIn": true, "newerThanDays": 3_650 });
    let plan = reclaim(&tenant, input);
    assert_eq!(held(&plan, "unknownLogin").len(), 2, "{plan}");
    let plan = reclaim(
        &tenant,
        json!({ "includeNeverLoggedIn": true, "newerThanDays": 0 }),
    );
    assert_eq!(held(&plan, "unknownLogin").len(), 1, "{plan}");
}

#[test]
fn the_condition_is_shown_to_the_approver() {
    let tenant = tenant(&[OLD.into()]);
    let plan = reclaim(&tenant, json!({}));
    let input = json!({ "plan": plan, "format": "text" });
    let text = tenant.done("renderPlan", &input.to_string())["text"].clone();
    let line = format!("Only if lastLoginDate is still \"{OLD}\"");
    assert!(text.as_str().expect("a text").contains(&line), "{text}");
}
