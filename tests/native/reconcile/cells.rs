//! What cells of a list mean, and how rows that are held back are found again.

use super::support::{held, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

/// The plan for the first person of the tenant, with these values of the row and this rule for the title.
fn title_after(row: &Value, rule: &Value) -> Option<Value> {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = super::support::active(&all);
    for one in &mut all {
        one.as_object_mut().expect("a row").remove("title");
        one["job"] = "<keep>".into();
    }
    let target = all[at].as_object_mut().expect("a row");
    target.remove("job");
    for (name, value) in row.as_object().expect("values") {
        target.insert(name.clone(), value.clone());
    }
    let key = all[at]["emailAddr"].clone();
    let only = vec![all[at].clone()];
    let made = plan(&tenant, &only, json!({ "mapping": { "title": rule } }));
    let update = steps(&made, "update");
    let step = update
        .iter()
        .find(|step| step["person"]["emailAddr"] == key)?;
    step["after"].get("title").cloned()
}

#[test]
fn an_empty_cell_says_nothing_and_null_clears() {
    for empty in [json!({}), json!({ "job": "" }), json!({ "job": "  " })] {
        assert_eq!(title_after(&empty, &json!("job")), None, "{empty}");
        let default = json!({ "from": "job", "default": "Guest" });
        assert_eq!(
            title_after(&empty, &default),
            Some("Guest".into()),
            "{empty}"
        );
        let map = json!({ "from": "job", "map": { "": "None" }, "default": "Guest" });
        assert_eq!(title_after(&empty, &map), Some("None".into()), "{empty}");
    }
    for clear in [json!({ "job": null }), json!({ "job": " <clear> " })] {
        for rule in [
            json!("job"),
            json!({ "from": "job", "default": "Guest" }),
            json!({ "from": "job", "map": { "": "None", "a": "A" }, "default": "Guest" }),
        ] {
            let title = title_after(&clear, &rule).expect("a change");
            assert!(title.is_null() || title == "", "{clear} {rule}: {title}");
        }
    }
}

#[test]
fn a_value_that_the_map_does_not_list_passes_if_the_rule_says_so() {
    let rule = json!({ "from": "job", "map": { "a": "Lead" }, "onUnknown": "pass" });
    assert_eq!(
        title_after(&json!({ "job": "A" }), &rule),
        Some("Lead".into())
    );
    assert_eq!(
        title_after(&json!({ "job": "Head" }), &rule),
        Some("Head".into())
    );
    let with_default =
        json!({ "from": "job", "map": { "a": "Lead" }, "default": "Guest", "onUnknown": "pass" });
    assert_eq!(
        title_after(&json!({ "job": "Head" }), &with_default),
        Some("Head".into())
    );
    assert_eq!(
        title_after(&json!({ "job": "" }), &with_default),
        Some("Guest".into())
    );
}

#[test]
fn rows_that_are_held_back_have_their_place_and_their_keys() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let place = all.len() + 1;
    let mut unknown = newcomer("Ann");
    unknown["homeGroup"] = "Nowhere".into();
    let mut line = newcomer("Bo");
    line["$line"] = 77.into();
    line["fte"] = "much".into();
    all.extend([
        unknown,
        line,
        json!({ "firstName": "Cleo", "lastName": "New" }),
    ]);
    let made = plan(&tenant, &all, json!({}));
    let group = &held(&made, "unknownValue")[0];
    assert_eq!(group["row"], place, "{group}");
    assert_eq!(
        group["keys"],
        json!({ "extRefID": "new-Ann", "emailAddr": "Ann@new.example.com" })
    );
    assert_eq!(group["person"]["name"], "Ann New");
    let invalid = held(&made, "invalid");
    let by_line = invalid.iter().find(|one| one["line"] == 77);
    let by_line = by_line.unwrap_or_else(|| panic!("{invalid:?}"));
    assert_eq!(
        (by_line.get("row"), &by_line["person"]["name"]),
        (None, &json!("Bo New"))
    );
    let nameless = invalid.iter().find(|one| one["row"] == place + 2);
    let nameless = nameless.unwrap_or_else(|| panic!("{invalid:?}"));
    assert_eq!(
        (&nameless["keys"], &nameless["person"]["name"]),
        (&json!({}), &json!("Cleo New"))
    );
    all.reverse();
    let reversed = plan(&tenant, &all, json!({}));
    assert_eq!(reversed["fingerprint"], made["fingerprint"]);
    assert_ne!(reversed["held"], made["held"]);
}

#[test]
fn the_place_of_a_row_is_signed() {
    let key = "a-key-for-tests-of-more-than-32-bytes";
    let keys = json!({ "planKeys": { "current": "k", "keys": { "k": key } } });
    let tenant = Tenant::connected("{}", &keys.to_string());
    let mut all = people(&tenant);
    all.push(json!({ "firstName": "Cleo" }));
    let mut made = plan(&tenant, &all, json!({}));
    let shown = tenant.done(
        "renderPlan",
        &json!({ "plan": made, "format": "text" }).to_string(),
    );
    let text = shown["text"].as_str().expect("a text");
    assert!(
        text.contains(&format!("Row {} of the list", all.len())),
        "{text}"
    );
    assert_eq!(held(&made, "invalid")[0]["row"], all.len());
    made["held"][0]["row"] = 1.into();
    tenant.fails(
        "renderPlan",
        &json!({ "plan": made, "format": "text" }).to_string(),
    );
}

#[test]
fn an_ambiguous_group_is_named_with_its_parents() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    all[0]["homeGroup"] = "Design".into();
    let made = plan(&tenant, &all, json!({}));
    let message = held(&made, "unknownValue")[0]["message"].to_string();
    assert!(message.contains("write the ID"), "{message}");
    let warning = made["warnings"].to_string();
    assert!(
        warning.contains("Design in ") && warning.contains("write the ID"),
        "{warning}"
    );
}

#[test]
fn columns_that_nothing_reads_or_that_no_row_has_are_warnings() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    for row in &mut all {
        row["$line"] = 1.into();
        row["shoes"] = 44.into();
        row["job"] = row["title"].clone();
        row["title"] = "Boss".into();
    }
    let mapping = json!({ "title": "job", "city": "town" });
    let made = plan(&tenant, &all, json!({ "mapping": mapping }));
    assert_eq!(made["steps"], json!([]), "{made}");
    let warnings = made["warnings"].as_array().expect("warnings");
    assert_eq!(
        warnings,
        &[
            json!("Columns that nothing reads: shoes, title."),
            json!("Columns that the mapping reads and no row has: town.")
        ]
    );
}
