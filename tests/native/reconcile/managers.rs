//! Managers and sets.

use super::support::{apply, held, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

#[test]
fn a_manager_is_found_by_any_key() {
    let tenant = Tenant::new("{}");
    let users = tenant.users();
    let mut all = people(&tenant);
    let at = super::support::active(&all);
    let other = users
        .iter()
        .skip(1)
        .find(|user| user["ID"] != users[at + 1]["managerID"] && user["ID"] != users[at + 1]["ID"]);
    let other = other.expect("another user");
    for reference in [&other["emailAddr"], &other["extRefID"], &other["ID"]] {
        all[at]["manager"] = reference.clone();
        let made = plan(&tenant, &all, json!({}));
        let update = steps(&made, "update");
        assert_eq!(update.len(), 1, "{made}");
        assert_eq!(update[0]["after"], json!({ "managerID": other["ID"] }));
        assert_eq!(update[0]["before"]["managerID"], users[at + 1]["managerID"]);
    }
    apply(&tenant, &plan(&tenant, &all, json!({})));
    let again = plan(&tenant, &all, json!({}));
    assert_eq!(again["steps"], json!([]), "{again}");
    for cleared in [Value::Null, "<clear>".into()] {
        all[at]["manager"] = cleared;
        let made = plan(&tenant, &all, json!({}));
        assert_eq!(
            steps(&made, "update")[0]["after"],
            json!({ "managerID": "" })
        );
    }
    // An empty cell says nothing.
    all[at]["manager"] = "".into();
    assert_eq!(plan(&tenant, &all, json!({}))["steps"], json!([]));
    all[at]["manager"] = "nobody@example.com".into();
    let made = plan(&tenant, &all, json!({}));
    assert_eq!(held(&made, "unknownValue").len(), 1, "{made}");
}

#[test]
fn managers_who_are_created_too_come_first() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = super::support::active(&all);
    all[at]["manager"] = "top@new.example.com".into();
    let mut low = newcomer("low");
    low["manager"] = "mid@new.example.com".into();
    let mut mid = newcomer("mid");
    mid["manager"] = "new-top".into();
    all.extend([low, mid, newcomer("top")]);
    let made = plan(&tenant, &all, json!({}));
    let create = steps(&made, "create");
    let names: Vec<&Value> = create
        .iter()
        .map(|step| &step["after"]["firstName"])
        .collect();
    assert_eq!(names, ["top", "mid", "low"]);
    assert_eq!(
        create[1]["after"]["managerID"],
        json!({ "step": create[0]["id"] })
    );
    assert_eq!(
        steps(&made, "update")[0]["after"]["managerID"],
        json!({ "step": create[0]["id"] })
    );
    let report = apply(&tenant, &made);
    assert_eq!(report["counts"]["applied"], 4, "{report}");
    let users = tenant.users();
    let user = |name: &str| {
        users
            .iter()
            .find(|user| user["firstName"] == *name)
            .expect("a user")
    };
    assert_eq!(user("low")["managerID"], user("mid")["ID"]);
    assert_eq!(user("mid")["managerID"], user("top")["ID"]);
    let again = plan(&tenant, &all, json!({}));
    assert_eq!(again["steps"], json!([]), "{again}");
    // The same plan again: all is so already.
    let output = tenant.done("apply", &json!({ "plan": made }).to_string());
    assert_eq!(output["counts"]["alreadySo"], 4, "{output}");
}

#[test]
fn managers_in_a_circle_and_those_who_are_not_created_hold_people_back() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    for (name, manager) in [("a", "b"), ("b", "a"), ("c", "a"), ("d", "e")] {
        let mut row = newcomer(name);
        row["manager"] = format!("{manager}@new.example.com").into();
        all.push(row);
    }
    let mut invalid = newcomer("e");
    invalid["accessLevel"] = "Nothing".into();
    all.push(invalid);
    let made = plan(&tenant, &all, json!({}));
    assert_eq!(made["steps"], json!([]), "{made}");
    assert_eq!(held(&made, "invalid").len(), 3);
    assert_eq!(held(&made, "unknownValue").len(), 2);
}

#[test]
fn groups_teams_and_roles_are_sets() {
    let tenant = Tenant::new("{}");
    let finance = tenant.id_of("groups", "Finance");
    let users = tenant.users();
    let user = users
        .iter()
        .skip(1)
        .find(|user| user["isActive"] == true)
        .expect("a user");
    let row = |groups: &str| json!({ "emailAddr": user["emailAddr"], "userGroups": groups });
    let merge = plan(&tenant, &[row("Finance; Marketing")], json!({}));
    let update = steps(&merge, "update");
    let groups = update[0]["after"]["userGroups"].as_array().expect("groups");
    assert!(
        groups.iter().any(|group| group["groupID"] == *finance),
        "{merge}"
    );
    apply(&tenant, &merge);
    let again = plan(&tenant, &[row("Marketing;Finance")], json!({}));
    assert_eq!(again["steps"], json!([]), "{again}");
    let fewer = plan(&tenant, &[row("Finance")], json!({}));
    assert_eq!(fewer["steps"], json!([]), "merge keeps the others");
    let replace = json!({ "collections": "replace" });
    let fewer = plan(&tenant, &[row("Finance")], replace.clone());
    // The home group stays a membership whatever is written.
    let groups = steps(&fewer, "update")[0]["after"]["userGroups"].clone();
    let marketing = tenant.id_of("groups", "Marketing");
    let has = |id: &str| groups.to_string().contains(id);
    assert!(
        has(&finance) && has(user["homeGroupID"].as_str().expect("an ID")),
        "{groups}"
    );
    assert_eq!(has(&marketing), user["homeGroupID"] == *marketing);
    apply(&tenant, &fewer);
    let again = plan(&tenant, &[row("Finance")], replace);
    assert_eq!(again["steps"], json!([]), "{again}");
}

#[test]
fn a_value_of_a_mapping_means_several_groups_as_an_array() {
    let tenant = Tenant::new("{}");
    let (finance, marketing) = (
        tenant.id_of("groups", "Finance"),
        tenant.id_of("groups", "Marketing"),
    );
    let mut new = newcomer("ann");
    new["dept"] = "text; MONEY ;".into();
    let made = |new: &Value, rule: Value| {
        let mapping = json!({ "userGroups": rule });
        plan(
            &tenant,
            std::slice::from_ref(new),
            json!({ "mapping": mapping, "baseline": 0 }),
        )
    };
    let groups = |made: &Value| {
        let after = steps(made, "create")[0]["after"].clone();
        let rows = after["userGroups"].as_array().cloned().unwrap_or_default();
        let ids = rows.iter().map(|row| row["groupID"].clone());
        ids.collect::<Vec<Value>>()
    };
    let map = json!({ "Text": ["Marketing", "Finance"], "Money": "Finance", "None": [] });
    let rule = json!({ "from": "dept", "map": map, "default": ["finance"] });
    // Each once.
    let both = [json!(marketing), json!(finance)];
    assert_eq!(groups(&made(&new, rule.clone())), both);
    for (dept, expected) in [("none", vec![]), ("other", vec![both[1].clone()])] {
        new["dept"] = dept.into();
        assert_eq!(groups(&made(&new, rule.clone())), expected, "{dept}");
    }
    // A text is one name, whatever it has in it.
    new["dept"] = "text".into();
    for meaning in [json!("Marketing;Finance"), json!([["Marketing"]])] {
        let made = made(&new, json!({ "from": "dept", "map": { "Text": meaning } }));
        assert_eq!(made["steps"], json!([]), "{made}");
        assert_eq!(held(&made, "unknownValue").len(), 1, "{made}");
    }
    // A field that has one object has one name.
    let mapping = json!({ "homeGroup": { "from": "dept", "map": { "Text": ["Finance"] } } });
    let made = plan(
        &tenant,
        &[new],
        json!({ "mapping": mapping, "baseline": 0 }),
    );
    let message = held(&made, "invalid")[0]["message"].to_string();
    assert!(
        message.contains("must be a name or an ID but is an array"),
        "{message}"
    );
}
