//! What the warnings of differences say that are reported and not planned.

use super::support::{active, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

/// The only warning of a plan that has this text.
fn warning(plan: &Value, text: &str) -> String {
    let all = plan["warnings"].as_array().expect("warnings").iter();
    let mut found = all
        .filter_map(Value::as_str)
        .filter(|one| one.contains(text));
    let warning = found.next().unwrap_or_else(|| panic!("{text}: {plan}"));
    assert_eq!(found.next(), None, "{text}");
    warning.to_owned()
}

#[test]
fn another_address_is_shown_with_the_present_one_and_its_place() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    let present = all[at]["emailAddr"].as_str().expect("a text").to_owned();
    all[at]["emailAddr"] = "moved@example.com".into();
    let made = plan(&tenant, &all, json!({}));
    let expected = format!(
        "(addressChanges): {present} (the list has 'moved@example.com', row {}).",
        at + 1
    );
    assert!(warning(&made, "emailAddr").ends_with(&expected), "{made}");
    all[at]["$line"] = 77.into();
    let by_line = plan(&tenant, &all, json!({}));
    assert!(warning(&by_line, "emailAddr").ends_with("line 77)."));
    assert_eq!(by_line["fingerprint"], made["fingerprint"]);
}

#[test]
fn only_some_of_many_people_are_shown() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    for (at, row) in all.iter_mut().enumerate() {
        row["emailAddr"] = format!("moved{at}@example.com").into();
    }
    let made = plan(&tenant, &all, json!({}));
    let text = warning(&made, "emailAddr");
    assert_eq!(text.matches("the list has").count(), 5, "{text}");
    assert!(text.ends_with(" more."), "{text}");
    all.reverse();
    let reversed = plan(&tenant, &all, json!({}));
    assert_eq!(reversed["fingerprint"], made["fingerprint"]);
}

#[test]
fn an_access_level_is_shown_by_name_with_its_id_and_private_data_is_not() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let (light, standard) = (
        tenant.id_of("accessLevels", "Light"),
        tenant.id_of("accessLevels", "Standard"),
    );
    let has_light = |row: &Value| row["isActive"] == true && row["accessLevelID"] == *light;
    let at = all.iter().position(has_light).expect("a person with Light");
    all[at]["accessLevelID"] = standard.as_str().into();
    all[at]["title"] = "Moved".into();
    all[at]["phoneNumber"] = "+49 30 1234".into();
    let made = plan(
        &tenant,
        &all,
        json!({ "ignore": ["accessLevelID", "phoneNumber"] }),
    );
    let text = warning(&made, "accessLevelID");
    let shown = format!("(now 'Light ({light})', the list has 'Standard ({standard})', row");
    assert!(text.contains(&shown), "{text}");
    let step = steps(&made, "update")[0]["warnings"].to_string();
    let shown = format!("the list has 'Standard ({standard})'");
    assert!(step.contains(&shown), "{step}");
    assert!(
        !format!("{step}{}", made["warnings"]).contains("1234"),
        "{made}"
    );
}
