//! Teams, groups and roles in plans: what was planned is applied, verified, and nothing is left to do afterwards.

use super::support::{active, tenant, with_keys};
use crate::support::Tenant;
use serde_json::{Value, json};

fn plan(tenant: &Tenant, action: &str, input: &Value) -> Value {
    let input = json!({ "action": action, "input": input });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

fn apply(tenant: &Tenant, plan: &Value) -> Value {
    tenant.done("apply", &json!({ "plan": plan }).to_string())
}

/// The IDs of the first lookup objects.
fn ids_of(tenant: &Tenant, plural: &str) -> Vec<Value> {
    let all = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
    let objects = all[plural].as_array().expect("objects");
    objects.iter().map(|object| object["ID"].clone()).collect()
}

/// A user with rows in each collection, with this home team and without.
fn members(tenant: &Tenant) -> Vec<String> {
    let mut ids = active(tenant, 20);
    ids.retain(|id| tenant.user(id)["accessLevelID"].is_string());
    ids.truncate(2);
    let (groups, teams, roles) = (
        ids_of(tenant, "groups"),
        ids_of(tenant, "teams"),
        ids_of(tenant, "roles"),
    );
    for (id, home) in ids.iter().zip([teams[0].clone(), "".into()]) {
        let changes = json!({
            "userGroups": [{ "groupID": groups[0], "isOwner": true }, { "groupID": groups[1] }],
            "teams": [{ "ID": teams[1] }, { "ID": teams[2] }],
            "homeTeamID": home,
            "homeGroupID": groups[2],
            "userRoles": [{ "roleID": roles[0], "timePercentage": 60 }, { "roleID": roles[1], "timePercentage": 40 }],
            "roleID": roles[0],
        });
        tenant.done(
            "update",
            &json!({ "ID": id, "changes": changes }).to_string(),
        );
    }
    ids
}

/// What the action with this input plans is applied, found so by `recheck` and by the same plan, and not planned again.
fn check(tenant: &Tenant, action: &str, input: &Value) {
    let made = plan(tenant, action, input);
    let steps = made["steps"].as_array().expect("steps").len();
    assert!(steps > 0, "{action} {input}: {made}");
    let output = apply(tenant, &made);
    assert_eq!(
        output["counts"]["applied"], steps,
        "{action} {input}: {output} of {made}"
    );
    let recheck = tenant.done(
        "recheck",
        &json!({ "receipt": output["receipt"] }).to_string(),
    );
    for entry in recheck["report"].as_array().expect("a report") {
        assert_eq!(
            entry["state"], "asApplied",
            "{action} {input}: {recheck} of {made}"
        );
    }
    let again = apply(tenant, &made);
    assert_eq!(
        again["counts"]["alreadySo"], steps,
        "{action} {input}: {again} of {made}"
    );
    let next = plan(tenant, action, input);
    assert_eq!(next["steps"], json!([]), "{action} {input}: after {made}");
}

#[test]
fn rows_that_were_planned_are_applied_and_not_planned_again() {
    let tenant = tenant(&with_keys());
    let (groups, teams, roles) = (
        ids_of(&tenant, "groups"),
        ids_of(&tenant, "teams"),
        ids_of(&tenant, "roles"),
    );
    for changes in [
        json!({ "userGroups": [{ "groupID": groups[3] }] }),
        json!({ "userGroups": [{ "groupID": groups[0], "isOwner": false }, { "groupID": groups[2] }] }),
        json!({ "userGroups": [] }),
        json!({ "homeGroupID": groups[3], "userGroups": [{ "groupID": groups[4] }] }),
        json!({ "teams": [{ "ID": teams[3] }] }),
        json!({ "teams": [], "homeTeamID": "" }),
        json!({ "teams": [] }),
        json!({ "teams": [{ "ID": teams[3] }], "homeTeamID": teams[2] }),
        json!({ "userRoles": [{ "roleID": roles[0], "timePercentage": 20 }, { "roleID": roles[2], "timePercentage": 80 }] }),
        json!({ "userRoles": [{ "roleID": roles[0], "timePercentage": 100 }] }),
    ] {
        // The shares of merged roles wouldn't be 100 percent.
        let ways: &[&str] = match changes.get("userRoles") {
            Some(_) => &["replace"],
            None => &["replace", "merge"],
        };
        for &way in ways {
            for id in members(&tenant) {
                let input = json!({ "ID": id, "changes": changes, "collections": way });
                let is_so = plan(&tenant, "update", &input)["steps"] == json!([]);
                if !is_so {
                    check(&tenant, "update", &input);
                }
            }
            let id = &members(&tenant)[0];
            let user = tenant.user(id);
            let mut input = changes.clone();
            input["collections"] = way.into();
            for field in ["emailAddr", "firstName", "lastName", "accessLevelID"] {
                input[field] = user[field].clone();
            }
            let is_so = plan(&tenant, "provision", &input)["steps"] == json!([]);
            if !is_so {
                check(&tenant, "provision", &input);
            }
        }
    }
}

#[test]
fn leavers_leave_their_teams() {
    let tenant = tenant(&with_keys());
    let ids = members(&tenant);
    check(
        &tenant,
        "offboard",
        &json!({ "IDs": ids, "clearTeams": true }),
    );
    for id in &ids {
        let user = tenant.user(id);
        assert_eq!(
            (&user["isActive"], &user["teams"]),
            (&json!(false), &json!([]))
        );
    }
}

#[test]
fn rows_that_changed_meanwhile_are_a_drift_in_the_form_of_the_plan() {
    let tenant = tenant(&with_keys());
    let id = &members(&tenant)[0];
    let (groups, teams) = (ids_of(&tenant, "groups"), ids_of(&tenant, "teams"));
    let changes =
        json!({ "userGroups": [{ "groupID": groups[3] }], "teams": [{ "ID": teams[3] }] });
    let made = plan(
        &tenant,
        "update",
        &json!({ "ID": id, "changes": changes, "collections": "merge" }),
    );
    let owner = json!({ "userGroups": [{ "groupID": groups[0] }], "teams": [{ "ID": teams[1] }] });
    tenant.done("update", &json!({ "ID": id, "changes": owner }).to_string());
    let output = apply(&tenant, &made);
    let entry = &output["report"][0];
    assert_eq!(entry["outcome"], "drifted", "{output}");
    let differences = entry["differences"].as_array().expect("differences");
    assert_eq!(differences.len(), 2, "{output}");
    for difference in differences {
        let rows = difference["present"].as_array().expect("rows");
        assert!(
            rows.iter().all(|row| row.get("objCode").is_none()),
            "{output}"
        );
        assert_ne!(difference["planned"], difference["present"], "{output}");
    }
}
