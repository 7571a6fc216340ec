//! Who is found, and who is held back because it isn't certain.

use super::support::{fails, held, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::ErrorKind;

fn of(rows: &[Value]) -> Vec<Value> {
    rows.to_vec()
}

#[test]
fn keys_are_compared_without_regard_to_case() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    for row in &mut all {
        let email = row["emailAddr"]
            .as_str()
            .expect("an address")
            .to_uppercase();
        row["emailAddr"] = format!(" {email} ").into();
        row.as_object_mut().expect("a row").remove("extRefID");
    }
    let made = plan(&tenant, &all, json!({}));
    assert_eq!(made["steps"], json!([]), "{made}");
    assert_eq!(made["states"]["same"], all.len());
}

#[test]
fn ambiguous_rows_are_held_back_and_nobody_of_them_is_missing() {
    let tenant = Tenant::new("{}");
    let users = tenant.users();
    let base = people(&tenant);
    // Two rows for one person: the same key, or one by each key.
    let mut twice = of(&base);
    twice.push(json!({ "emailAddr": users[3]["emailAddr"], "title": "x" }));
    let made = plan(&tenant, &twice, json!({ "missing": "deactivate" }));
    assert_eq!(held(&made, "ambiguous").len(), 2, "{made}");
    assert_eq!(made["steps"], json!([]));
    let mut split = of(&base);
    split[2].as_object_mut().expect("a row").remove("emailAddr");
    split.push(json!({ "emailAddr": users[3]["emailAddr"], "title": "x" }));
    let made = plan(&tenant, &split, json!({ "missing": "deactivate" }));
    assert_eq!(held(&made, "ambiguous").len(), 2, "{made}");
    assert_eq!(made["steps"], json!([]));
    // The keys of one row point to two people.
    let mut crossed = of(&base);
    let removed = crossed.remove(4);
    crossed[3]["emailAddr"] = removed["emailAddr"].clone();
    let made = plan(
        &tenant,
        &crossed,
        json!({ "missing": "deactivate", "addressChanges": "plan" }),
    );
    assert_eq!(held(&made, "ambiguous").len(), 1, "{made}");
    assert_eq!(made["steps"], json!([]));
}

#[test]
fn a_reused_address_is_not_the_same_person() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    all[2]["extRefID"] = "hr-somebody-else".into();
    let made = plan(&tenant, &all, json!({}));
    assert_eq!(held(&made, "ambiguous").len(), 1, "{made}");
    let made = plan(
        &tenant,
        &all,
        json!({ "matchBy": "emailAddr", "returners": "reactivate" }),
    );
    assert_eq!(held(&made, "ambiguous").len(), 0);
}

#[test]
fn a_key_that_is_not_matched_by_still_prevents_a_second_account() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    all[2]["extRefID"] = "hr-new".into();
    let made = plan(&tenant, &all, json!({ "matchBy": ["extRefID"] }));
    assert_eq!(steps(&made, "create").len(), 0);
    assert_eq!(held(&made, "exists").len(), 1, "{made}");
}

#[test]
fn people_outside_the_scope_are_found_and_left_alone() {
    let tenant = Tenant::new("{}");
    let marketing = tenant.id_of("groups", "Marketing");
    let mut all = people(&tenant);
    let users = tenant.users();
    let inside: Vec<bool> = users
        .iter()
        .skip(1)
        .map(|user| user["homeGroupID"] == *marketing)
        .collect();
    for row in &mut all {
        row["title"] = "Changed".into();
    }
    let scope = json!([{ "field": "homeGroupID", "value": marketing }]);
    let settings =
        json!({ "scope": scope, "limits": { "update": 100 }, "returners": "reactivate" });
    let made = plan(&tenant, &all, settings.clone());
    assert_eq!(steps(&made, "create").len(), 0);
    let outside = inside.iter().filter(|inside| !**inside).count();
    assert_eq!(held(&made, "outOfScope").len(), outside, "{made}");
    for step in made["steps"].as_array().expect("steps") {
        let user = tenant.user(step["ID"].as_str().expect("an ID"));
        assert_eq!(user["homeGroupID"], *marketing);
    }
    // Those outside who aren't in the list aren't missing.
    let mut settings = settings;
    settings["missing"] = "deactivate".into();
    settings["limits"] = json!({ "deactivate": 100 });
    let at = inside.iter().position(|inside| *inside).expect("somebody");
    let made = plan(&tenant, &[newcomer("ann"), all[at].clone()], settings);
    assert!(!steps(&made, "deactivate").is_empty(), "{made}");
    for step in steps(&made, "deactivate") {
        let user = tenant.user(step["ID"].as_str().expect("an ID"));
        assert_eq!(user["homeGroupID"], *marketing);
    }
}

#[test]
fn rows_that_are_wrong_are_held_back_with_the_field_and_the_value() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    all[1]["fte"] = json!("much");
    all[2]["homeGroup"] = json!("Nowhere");
    all[3]["homeGroup"] = json!("Design");
    all[4]["isActive"] = json!("perhaps");
    all[5]["accessLevel"] = json!("Light");
    all.push(json!({ "firstName": "Nobody" }));
    let mut incomplete = newcomer("ann");
    incomplete
        .as_object_mut()
        .expect("a row")
        .remove("accessLevel");
    all.push(incomplete);
    let made = plan(&tenant, &all, json!({ "missing": "deactivate" }));
    assert_eq!(made["steps"], json!([]), "{made}");
    let invalid = held(&made, "invalid");
    assert_eq!(invalid.len(), 5, "{invalid:#?}");
    let all = made["held"].to_string();
    for text in [
        "'much'",
        "'Nowhere'",
        "'Design'",
        "'perhaps'",
        "accessLevelID",
    ] {
        assert!(all.contains(text), "{text}: {all}");
    }
    assert_eq!(held(&made, "unknownValue").len(), 2);
}

#[test]
fn a_mapping_makes_fields_of_columns() {
    let tenant = Tenant::new("{}");
    let users = tenant.users();
    let user = users
        .iter()
        .skip(1)
        .find(|user| user["isActive"] == true)
        .expect("a user");
    let rows = [
        json!({ "nr": user["extRefID"], "Dept": "sales ", "job": " Buyer ", "secret": "s3cret" }),
        json!({ "nr": "new", "Dept": "HR", "job": "Buyer", "given": "Ann", "family": "Lee" }),
    ];
    let mapping = json!({
        "extRefID": "nr",
        "homeGroup": { "from": "Dept", "map": { "Sales": "Finance" }, "onUnknown": "keep" },
        "title": { "from": "job", "upper": true },
        "firstName": "given",
        "lastName": "family",
        "emailAddr": { "template": "{given}.{family}@example.org", "lower": true },
        "accessLevel": { "default": "Light" },
    });
    let settings = json!({ "mapping": mapping, "accessLevelPolicy": "never-lower", "limits": { "update": 100 } });
    let made = plan(&tenant, &rows, settings);
    let update = steps(&made, "update");
    assert_eq!(update[0]["after"]["title"], "BUYER", "{made}");
    let finance = tenant.id_of("groups", "Finance");
    if user["homeGroupID"] != *finance {
        assert_eq!(update[0]["after"]["homeGroupID"], *finance);
        assert_eq!(update[0]["names"][&finance], "Finance");
    }
    let create = steps(&made, "create");
    assert_eq!(create[0]["after"]["emailAddr"], "ann.lee@example.org");
    assert!(create[0]["after"].get("homeGroupID").is_none());
    assert!(made["warnings"].to_string().contains("secret"), "{made}");
    assert!(!made.to_string().contains("s3cret"));
}

#[test]
fn columns_that_are_no_fields_and_lists_without_keys_are_refused() {
    let tenant = Tenant::new("{}");
    let before = tenant.requests();
    for (row, text) in [
        (
            json!({ "emailAddr": "a@b.example", "titel": "x" }),
            "did you mean 'title'",
        ),
        (
            json!({ "emailAddr": "a@b.example", "password": "hunter22" }),
            "password",
        ),
        (json!({ "title": "x" }), "extRefID"),
    ] {
        let error = fails(&tenant, &[row], json!({}), ErrorKind::Validation);
        assert!(error.message.contains(text), "{error:?}");
        assert!(!error.message.contains("hunter22"));
    }
    assert_eq!(tenant.requests(), before);
}

#[test]
fn malformed_ids_are_held_back_and_names_in_their_place_are_resolved() {
    let tenant = Tenant::new("{}");
    let all = people(&tenant);
    let users = tenant.users();
    let at = super::support::active(&all);
    let user = &users[at + 1];
    let row = |field: &str, value: Value| json!({ "emailAddr": user["emailAddr"], field: value });
    for (field, value) in [
        ("managerID", json!("hr-unknown")),
        ("managerID", json!("0123456789abcdef")),
        ("homeGroupID", json!("Nowhere")),
        ("homeTeamID", json!(17)),
        ("companyID", json!("12345")),
        ("roleID", json!("not-an-id")),
        ("scheduleID", json!("x")),
        ("layoutTemplateID", json!("layout")),
        ("userGroups", json!([{ "groupID": "Nowhere" }])),
        ("teams", json!([{ "ID": "" }])),
    ] {
        let made = plan(&tenant, &[row(field, value.clone())], json!({}));
        assert_eq!(made["steps"], json!([]), "{field} {value}: {made}");
        let wrong: Vec<&Value> = ["invalid", "unknownValue"]
            .iter()
            .flat_map(|why| held(&made, why))
            .collect();
        assert_eq!(wrong.len(), 1, "{field} {value}: {made}");
        let message = wrong[0]["message"].as_str().expect("a text");
        assert!(
            message.starts_with(field.trim_end_matches("ID")),
            "{message}"
        );
    }
    // Names and e-mail addresses.
    let finance = tenant.id_of("groups", "Finance");
    let made = plan(&tenant, &[row("homeGroupID", json!("finance"))], json!({}));
    assert!(
        made["steps"] == json!([]) || made["steps"][0]["after"]["homeGroupID"] == *finance,
        "{made}"
    );
    assert_eq!(
        held(&made, "unknownValue").len() + held(&made, "invalid").len(),
        0,
        "{made}"
    );
    let manager = users
        .iter()
        .find(|other| other["ID"] != user["managerID"] && other["ID"] != user["ID"]);
    let manager = manager.expect("another user");
    for reference in ["emailAddr", "ID"] {
        let made = plan(
            &tenant,
            &[row("managerID", manager[reference].clone())],
            json!({}),
        );
        assert_eq!(
            made["steps"][0]["after"]["managerID"], manager["ID"],
            "{made}"
        );
        let name = &made["steps"][0]["names"][manager["ID"].as_str().expect("an ID")];
        assert_eq!(*name, manager["name"], "{made}");
    }
    // An ID that the connection's user can't see is Workfront's to judge.
    let hidden = "0123456789abcdef0123456789abcdef";
    let made = plan(&tenant, &[row("companyID", json!(hidden))], json!({}));
    assert_eq!(made["steps"][0]["after"]["companyID"], hidden, "{made}");
}
