//! Values that the mapping or the tenant doesn't know, fields of new people only, and lower access levels.

use super::support::{active, held, newcomer, people, plan, steps};
use crate::support::{Tenant, refused};
use serde_json::{Value, json};

fn warnings(plan: &Value) -> Vec<String> {
    let all = plan["warnings"].as_array().expect("warnings").iter();
    all.map(|one| one.as_str().expect("a text").to_owned())
        .collect()
}

/// The position of somebody who is active, with this access level.
fn with_level(tenant: &Tenant, all: &[Value], level: &str) -> usize {
    let id = tenant.id_of("accessLevels", level);
    let at = all
        .iter()
        .position(|row| row["isActive"] == true && row["accessLevelID"] == *id);
    at.unwrap_or_else(|| panic!("somebody with {level}"))
}

#[test]
fn a_value_that_many_have_is_one_warning_with_their_number_and_the_first_rows() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let mut count = 0;
    for (at, row) in all
        .iter_mut()
        .enumerate()
        .filter(|(_, row)| row["isActive"] == true)
        .take(9)
    {
        row["homeGroup"] = "Design".into();
        row["$line"] = (at + 2).into();
        count += 1;
    }
    let last = all.len() - 1;
    all[last]["homeGroup"] = "Nowhere".into();
    let made = plan(&tenant, &all, json!({}));
    let people = held(&made, "unknownValue");
    assert_eq!(people.len(), count + 1);
    let short =
        "homeGroup: the tenant has 2 of type group called 'Design': write the ID of the right one.";
    assert_eq!(people[0]["message"], short);
    let all_warnings = warnings(&made);
    let about: Vec<&String> = all_warnings
        .iter()
        .filter(|one| one.starts_with("homeGroup"))
        .collect();
    assert_eq!(about.len(), 2, "{all_warnings:?}");
    for part in [
        "Design in ",
        ": 9 people (lines 2, ",
        " and 4 more)",
        "set onUnknown to 'keep'",
    ] {
        assert!(about[0].contains(part), "{part}: {}", about[0]);
    }
    assert!(
        about[1].contains("called 'Nowhere': 1 person (row "),
        "{}",
        about[1]
    );
    all.reverse();
    let reversed = plan(&tenant, &all, json!({}));
    assert_eq!(reversed["fingerprint"], made["fingerprint"]);
}

#[test]
fn what_keep_lets_through_is_a_warning_for_each_value() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    for row in &mut all {
        row["department"] = "Sales".into();
        row["boss"] = "nobody@example.com".into();
    }
    let mapping = json!({
        "homeGroup": { "from": "department", "map": { "IT": "Engineering" }, "onUnknown": "keep" },
        "manager": { "from": "boss", "onUnknown": "keep" },
    });
    let made = plan(&tenant, &all, json!({ "mapping": mapping }));
    assert_eq!(made["steps"], json!([]), "{made}");
    let found = warnings(&made);
    let about = |text: &str| {
        found
            .iter()
            .find(|one| one.contains(text))
            .unwrap_or_else(|| panic!("{found:?}"))
    };
    let department = about("the mapping doesn't know the value 'Sales'");
    assert!(
        department.contains(" people (rows 1, 2, 3, 4, 5 and "),
        "{department}"
    );
    assert!(
        about("'nobody@example.com' is no user").contains("as onUnknown says"),
        "{found:?}"
    );
}

#[test]
fn a_field_of_new_people_only_leaves_those_alone_who_have_an_account() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    for row in &mut all {
        row.as_object_mut().expect("a row").remove("accessLevelID");
    }
    let mut ann = newcomer("ann");
    ann.as_object_mut().expect("a row").remove("accessLevel");
    all.push(ann);
    let limits = json!({ "update": 1000 });
    let always = json!({ "accessLevel": { "default": "Light" } });
    let settings = json!({ "mapping": always, "accessLevelPolicy": "exact", "limits": limits });
    let lowered = plan(&tenant, &all, settings);
    assert!(steps(&lowered, "update").len() > 3, "{lowered}");
    let created = json!({ "accessLevel": { "default": "Light", "onlyWhen": "created" } });
    let settings = json!({ "mapping": created, "accessLevelPolicy": "exact", "limits": limits });
    let made = plan(&tenant, &all, settings);
    assert_eq!(steps(&made, "update").len(), 0, "{made}");
    let light = tenant.id_of("accessLevels", "Light");
    assert_eq!(steps(&made, "create")[0]["after"]["accessLevelID"], *light);

    let wrong = json!({ "people": all, "mapping": {
        "isActive": { "from": "x", "onlyWhen": "created" },
        "title": { "from": "y", "onlyWhen": "always" },
        "shoes": "z",
        "city": 5,
    } });
    let error = refused("reconcile", &wrong.to_string());
    for part in [
        "mapping.isActive.onlyWhen: must be left out",
        "mapping.title.onlyWhen: must be one of created but is",
        "mapping.shoes: is not a field of a user",
        "mapping.city: must be the name of a column, or a rule (an object) but is a number",
    ] {
        assert!(error.message.contains(part), "{part}: {}", error.message);
    }
}

#[test]
fn nobody_is_missing_while_a_new_row_has_a_wrong_value_for_new_people() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    all.remove(active(&all));
    let mut ann = newcomer("ann");
    ann["accessLevel"] = "Nothing".into();
    all.push(ann);
    let mapping = json!({ "accessLevel": { "from": "accessLevel", "onlyWhen": "created" } });
    let made = plan(
        &tenant,
        &all,
        json!({ "missing": "deactivate", "mapping": mapping }),
    );
    assert_eq!(steps(&made, "deactivate").len(), 0, "{made}");
}

#[test]
fn a_lower_access_level_is_a_warning_of_any_plan() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = with_level(&tenant, &all, "Standard");
    let address = all[at]["emailAddr"].clone();
    let id = all[at]["accessLevelID"].take();
    all[at]
        .as_object_mut()
        .expect("a row")
        .remove("accessLevelID");
    all[at]["accessLevel"] = "Light".into();
    let made = plan(&tenant, &all, json!({}));
    let lower =
        "The new access level 'Light' has a lower licence than the present one, 'Standard'.";
    assert!(
        steps(&made, "update")[0]["warnings"]
            .to_string()
            .contains(lower),
        "{made}"
    );
    assert!(
        warnings(&made)
            .iter()
            .any(|one| one.contains("1 person gets an access level with a lower licence"))
    );

    let input =
        json!({ "emailAddr": address, "firstName": "A", "lastName": "B", "accessLevel": "Light" });
    let planned = json!({ "action": "provision", "input": input });
    let made = tenant.done("plan", &planned.to_string())["plan"].clone();
    assert!(
        made["steps"][0]["warnings"].to_string().contains(lower),
        "{made}"
    );

    let at = with_level(&tenant, &all, "Light");
    all[at]["accessLevelID"] = id;
    let made = plan(&tenant, &all, json!({}));
    let raised = steps(&made, "update");
    let raised = raised
        .iter()
        .find(|step| step["person"]["emailAddr"] == all[at]["emailAddr"]);
    assert!(
        !raised.expect("a step")["warnings"]
            .to_string()
            .contains("lower licence"),
        "{made}"
    );
}
