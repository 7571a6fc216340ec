//! A new manager for those who report to a leaver depends on the leaver's own step.

use super::support::{KEYS, active, connection, refused, tenant, with_keys};
use crate::support::{Tenant, json as parse};
use serde_json::{Value, json};
use workfront_actions::Plugin;
use workfront_actions::error::{ErrorKind, NotApproved};
use workfront_actions::json::Json;

/// A leaver, two people who report to them, and their new manager.
struct Team {
    boss: String,
    reports: Vec<String>,
    successor: String,
}

/// Active users whom no guard holds back.
fn plain(tenant: &Tenant) -> Vec<String> {
    let administrator = tenant.id_of("accessLevels", "System Administrator");
    let mut ids = active(tenant, 60);
    ids.retain(|id| {
        let level = &tenant.user(id)["accessLevelID"];
        level.is_string() && *level != administrator
    });
    ids
}

fn team(tenant: &Tenant) -> Team {
    let ids = plain(tenant);
    let team = Team {
        boss: ids[0].clone(),
        successor: ids[1].clone(),
        reports: ids[2..4].to_vec(),
    };
    for user in tenant.users() {
        if user["managerID"] == *team.boss {
            let id = user["ID"].as_str().expect("an ID");
            let other = if id == ids[4] { &ids[5] } else { &ids[4] };
            set(tenant, id, "managerID", other);
        }
    }
    for id in &team.reports {
        set(tenant, id, "managerID", &team.boss);
    }
    team
}

fn set(tenant: &Tenant, id: &str, field: &str, value: &str) {
    let input = json!({ "ID": id, "changes": { field: value } });
    tenant.done("update", &input.to_string());
}

/// Calls an action of another connection to the same tenant.
fn call(plugin: &Plugin, tenant: &Tenant, action: &str, input: &Value) -> Value {
    let call = plugin.run(action, parse(&input.to_string()), tenant.host(), None);
    futures_executor::block_on(call)
        .map(Json::into_value)
        .unwrap_or_else(|error| panic!("{action}: {error:?}"))
}

fn protecting(id: &str) -> Plugin {
    connection(&format!(
        r#"{{"planKeys":{KEYS},"protect":{{"IDs":["{id}"]}}}}"#
    ))
}

fn input(team: &Team) -> Value {
    json!({ "IDs": [team.boss], "newManagerID": team.successor })
}

fn offboarding(tenant: &Tenant, team: &Team) -> Value {
    let input = json!({ "action": "offboard", "input": input(team) });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

fn outcomes(output: &Value) -> Vec<&str> {
    let report = output["report"].as_array().expect("a report");
    let outcomes = report.iter().map(|entry| entry["outcome"].as_str());
    outcomes.map(|outcome| outcome.expect("text")).collect()
}

fn managers(tenant: &Tenant, team: &Team) -> Vec<Value> {
    let reports = team.reports.iter();
    reports
        .map(|id| tenant.user(id)["managerID"].clone())
        .collect()
}

#[test]
fn a_reassignment_names_the_step_it_depends_on() {
    let tenant = tenant(&with_keys());
    let team = team(&tenant);
    let plan = offboarding(&tenant, &team);
    let steps = plan["steps"].as_array().expect("steps");
    assert_eq!(steps.len(), 3, "{plan}");
    let leaver = &steps[2];
    assert_eq!(
        (&leaver["ID"], &leaver["dependsOn"]),
        (&json!(team.boss), &Value::Null)
    );
    for step in &steps[..2] {
        assert_eq!(step["dependsOn"], leaver["id"], "{plan}");
    }
    let shown = tenant.done(
        "renderPlan",
        &json!({ "plan": plan, "format": "text" }).to_string(),
    );
    let text = shown["text"].as_str().expect("text");
    assert_eq!(text.matches("Only if").count(), 2, "{text}");
    // The fingerprint covers it.
    let mut changed = plan.clone();
    changed["steps"][0]
        .as_object_mut()
        .expect("a step")
        .remove("dependsOn");
    refused(
        &tenant,
        "apply",
        &json!({ "plan": changed }),
        NotApproved::WrongSignature,
    );
    let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(outcomes(&output), ["applied"; 3], "{output}");
    let again = tenant.done("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(outcomes(&again), ["alreadySo"; 3], "{again}");
    assert!(!again["notes"].to_string().contains("left out"));
}

#[test]
fn reports_stay_with_a_manager_who_is_held_back_in_the_plan() {
    let tenant = tenant(&with_keys());
    let team = team(&tenant);
    let strict = protecting(&team.boss);
    let action = call(&strict, &tenant, "offboard", &input(&team));
    assert_eq!(
        (&action["counts"]["held"], &action["reassigned"]),
        (&json!(1), &json!([]))
    );
    let request = json!({ "action": "offboard", "input": input(&team) });
    let plan = call(&strict, &tenant, "plan", &request)["plan"].clone();
    assert_eq!(plan["held"][0]["reason"], "protected", "{plan}");
    assert_eq!(plan["steps"], json!([]), "{plan}");
    let warning = plan["warnings"][0].as_str().expect("a warning");
    assert!(
        warning.starts_with("2 people keep their manager"),
        "{warning}"
    );
}

#[test]
fn reports_of_other_leavers_move_nevertheless() {
    let tenant = tenant(&with_keys());
    let team = team(&tenant);
    // Somebody who left already, with a report of their own.
    let gone = plain(&tenant).pop().expect("a user");
    set(&tenant, &team.reports[1], "managerID", &gone);
    tenant.done("deactivate", &json!({ "ID": gone }).to_string());
    let request = json!({ "action": "offboard", "input": { "IDs": [team.boss, gone], "newManagerID": team.successor } });
    let plan = call(&protecting(&team.boss), &tenant, "plan", &request)["plan"].clone();
    let moved: Vec<&Value> = plan["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| &step["ID"])
        .collect();
    assert!(moved.contains(&&json!(team.reports[1])), "{plan}");
    assert!(!moved.contains(&&json!(team.reports[0])), "{plan}");
    assert_eq!(plan["unchanged"][0]["ID"], gone, "{plan}");
    assert!(plan["steps"][0].get("dependsOn").is_none(), "{plan}");
}

#[test]
fn reports_stay_with_a_manager_who_is_held_back_later() {
    let tenant = tenant(&with_keys());
    let team = team(&tenant);
    let plan = offboarding(&tenant, &team);
    let strict = protecting(&team.boss);
    let output = call(&strict, &tenant, "apply", &json!({ "plan": plan }));
    assert_eq!(outcomes(&output), ["held"; 3], "{output}");
    let reasons: Vec<&Value> = output["report"]
        .as_array()
        .expect("a report")
        .iter()
        .map(|entry| &entry["error"]["reason"])
        .collect();
    assert_eq!(reasons, ["dependsOn", "dependsOn", "protected"], "{output}");
    assert_eq!(managers(&tenant, &team), [&*team.boss; 2]);
    assert!(
        output["notes"]
            .to_string()
            .contains("3 of 3 steps were left out"),
        "{output}"
    );
    // Without the guard the same plan does the rest.
    let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(outcomes(&output), ["applied"; 3], "{output}");
    assert_eq!(managers(&tenant, &team), [&*team.successor; 2]);
}

#[test]
fn reports_stay_with_a_manager_who_has_drifted() {
    let tenant = tenant(&with_keys());
    let team = team(&tenant);
    let plan = offboarding(&tenant, &team);
    let level = ["Light", "Standard"].map(|name| tenant.id_of("accessLevels", name));
    let is_other = |level: &&String| tenant.user(&team.boss)["accessLevelID"] != ***level;
    let other = level.iter().find(is_other).expect("another level");
    set(&tenant, &team.boss, "accessLevelID", other);
    let sent = tenant.sent().len();
    let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(outcomes(&output), ["held", "held", "drifted"], "{output}");
    let error = &output["report"][0]["error"];
    assert_eq!(error["reason"], "dependsOn", "{output}");
    assert!(
        error["message"]
            .as_str()
            .expect("text")
            .contains(&team.boss),
        "{output}"
    );
    assert_eq!(managers(&tenant, &team), [&*team.boss; 2]);
    let is_write = |line: &&String| line.starts_with("PUT") || line.starts_with("POST");
    assert_eq!(tenant.sent()[sent..].iter().find(is_write), None);
    assert_eq!(output["complete"], true);
    let note = "3 of 3 steps were left out: 1 drifted, 2 held.";
    assert!(output["notes"].to_string().contains(note), "{output}");
    // The leaver has gone otherwise: then their reports need somebody.
    tenant.done("deactivate", &json!({ "ID": team.boss }).to_string());
    let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(
        outcomes(&output),
        ["applied", "applied", "alreadySo"],
        "{output}"
    );
}

#[test]
fn a_step_depends_on_another_step_of_the_plan() {
    let tenant = tenant("{}");
    let team = team(&tenant);
    let plan = offboarding(&tenant, &team);
    for (depends_on, changed, reported) in [
        (json!("000000000000000000000000"), 0, 0),
        (json!(7), 0, 0),
        (plan["steps"][0]["id"].clone(), 0, 0),
        // Then all of them depend on one that depends on another one.
        (plan["steps"][1]["id"].clone(), 2, 0),
    ] {
        let mut other = plan.clone();
        other["steps"][changed]["dependsOn"] = depends_on;
        let input = json!({ "plan": other, "allowUnsigned": true });
        let error = tenant.fails("apply", &input.to_string());
        assert_eq!(error.kind, ErrorKind::NotApproved, "{error:?}");
        let path = format!("steps[{reported}].dependsOn");
        assert!(error.message.contains(&path), "{error:?}");
    }
}
