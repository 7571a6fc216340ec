//! What the approver of a plan is warned of.

use super::support::{active, apply, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

/// The warnings of a step, and those of the plan.
fn warnings(plan: &Value, step: &Value) -> String {
    format!("{}{}", step["warnings"], plan["warnings"])
}

#[test]
fn a_manager_who_is_inactive_or_leaves_is_named() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    let inactive = all.iter().position(|row| row["isActive"] == false);
    let inactive = inactive.expect("an inactive person");
    all[at]["manager"] = all[inactive]["emailAddr"].clone();
    let made = plan(&tenant, &all, json!({}));
    let update = steps(&made, "update");
    let text = warnings(&made, update[0]);
    assert!(text.contains("whose account is inactive"), "{made}");
    assert!(
        text.contains("1 person gets a manager who is inactive"),
        "{made}"
    );

    let leaver = at + 1 + active(&all[at + 1..]);
    all[at]["manager"] = all[leaver]["emailAddr"].clone();
    let made = plan(&tenant, &all, json!({}));
    let fine = steps(&made, "update")[0];
    assert_eq!(fine["warnings"], json!([]), "{made}");
    all[leaver]["isActive"] = false.into();
    let made = plan(&tenant, &all, json!({}));
    assert_eq!(steps(&made, "deactivate").len(), 1, "{made}");
    let text = warnings(&made, steps(&made, "update")[0]);
    assert!(
        text.contains("whose account this plan deactivates"),
        "{made}"
    );
}

#[test]
fn a_manager_who_is_held_back_is_named() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    let gone = at + 1 + active(&all[at + 1..]);
    all[at]["manager"] = all[gone]["emailAddr"].clone();
    all.remove(gone);
    let made = plan(&tenant, &all, json!({}));
    let text = warnings(&made, steps(&made, "update")[0]);
    assert!(
        text.contains("who is held back in this plan (missing)"),
        "{made}"
    );
}

#[test]
fn a_manager_whom_the_plan_creates_is_shown_by_name() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    all[at]["manager"] = "top@new.example.com".into();
    all.push(newcomer("top"));
    let made = plan(&tenant, &all, json!({}));
    let page = tenant.done(
        "renderPlan",
        &json!({ "plan": made, "format": "text" }).to_string(),
    );
    let text = page["text"].as_str().expect("a text");
    let shown = "top New, top@new.example.com, created by this plan";
    assert!(text.contains(shown), "{text}");
    assert!(!text.contains("{\"step\""), "{text}");
}

#[test]
fn whoever_becomes_an_administrator_is_named() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let administrator = tenant.users()[0]["accessLevelID"].clone();
    let at = active(&all);
    let user_id = tenant.users()[at + 1]["ID"].clone();
    all[at]["accessLevelID"] = administrator.clone();
    let mut created = newcomer("ann");
    created
        .as_object_mut()
        .expect("a row")
        .remove("accessLevel");
    created["accessLevelID"] = administrator.clone();
    all.push(created);
    let made = plan(&tenant, &all, json!({ "accessLevelPolicy": "exact" }));
    for kind in ["update", "create"] {
        let text = warnings(&made, steps(&made, kind)[0]);
        assert!(text.contains("makes the person an administrator"), "{made}");
    }
    let text = made["warnings"].to_string();
    assert!(
        text.contains("2 people would become administrators"),
        "{text}"
    );
    // Any other plan too.
    let input = json!({ "ID": user_id, "changes": { "accessLevelID": administrator } });
    let planned = json!({ "action": "update", "input": input });
    let made = tenant.done("plan", &planned.to_string())["plan"].clone();
    let text = warnings(&made, &made["steps"][0]);
    assert!(text.contains("makes the person an administrator"), "{made}");
}

#[test]
fn the_names_of_managers_stand_beside_their_ids_also_in_undo() {
    let tenant = Tenant::new("{}");
    let users = tenant.users();
    let user = users.iter().skip(1).find(|user| {
        user["isActive"] == true && user["managerID"].is_string() && user["ID"] != users[2]["ID"]
    });
    let user = user.expect("a user with a manager");
    let changes = json!({ "managerID": users[2]["ID"] });
    let input = json!({ "action": "update", "input": { "ID": user["ID"], "changes": changes } });
    let made = tenant.done("plan", &input.to_string())["plan"].clone();
    let name =
        |made: &Value, id: &Value| made["steps"][0]["names"][id.as_str().expect("an ID")].clone();
    assert!(name(&made, &user["managerID"]).is_string(), "{made}");
    let receipt = apply(&tenant, &made)["receipt"].clone();
    let back = tenant.done("undo", &json!({ "receipt": receipt }).to_string())["plan"].clone();
    for manager in [&user["managerID"], &users[2]["ID"]] {
        assert!(name(&back, manager).is_string(), "{back}");
    }
}
