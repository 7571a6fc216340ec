//! A list and a tenant that write the same letters in other forms of Unicode.

use super::support::{active, apply, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

/// `é` as one character, and as a letter and an accent, as files from a Mac have it.
const FORMS: [&str; 2] = ["\u{e9}", "e\u{301}"];

#[test]
fn a_value_that_differs_only_in_the_form_is_no_difference() {
    for [in_tenant, in_list] in [[0, 1], [1, 0], [1, 1], [0, 0]] {
        let tenant = Tenant::new("{}");
        let mut all = people(&tenant);
        let at = active(&all);
        let id = tenant.users()[at + 1]["ID"].clone();
        let named = |form: usize| format!("Chlo{}", FORMS[form]);
        let changes = json!({ "firstName": named(in_tenant), "extRefID": named(in_tenant) });
        tenant.done(
            "update",
            &json!({ "ID": id, "changes": changes }).to_string(),
        );
        all[at]["firstName"] = named(in_list).into();
        all[at]["extRefID"] = named(in_list).into();
        for settings in [json!({}), json!({ "matchBy": ["extRefID"] })] {
            let made = plan(&tenant, &all, settings);
            assert_eq!(made["steps"], json!([]), "{in_tenant} {in_list}: {made}");
            let warnings = made["warnings"].to_string();
            assert!(!warnings.contains("differs"), "{warnings}");
        }
        // A real difference is written in one form.
        all[at]["title"] = format!("Caf{}", FORMS[in_list]).into();
        let made = plan(&tenant, &all, json!({}));
        let after = &steps(&made, "update")[0]["after"];
        assert_eq!(*after, json!({ "title": "Caf\u{e9}" }));
        apply(&tenant, &made);
        assert_eq!(plan(&tenant, &all, json!({}))["steps"], json!([]));
    }
}

#[test]
fn keys_of_maps_ignored_values_and_names_are_found_in_any_form() {
    for [one, other] in [[0, 1], [1, 0]] {
        let tenant = Tenant::new("{}");
        let body = json!({ "name": format!("Caf{}", FORMS[one]) });
        let group = json!({ "method": "POST", "object": "group", "body": body });
        let group = tenant.done("call", &group.to_string())["data"]["ID"].clone();
        let mut new = newcomer("ann");
        new["dept"] = format!("CAF{}", FORMS[other].to_uppercase()).into();
        let rule = |map: Value| json!({ "from": "dept", "map": map });
        let key = format!("caf{}", FORMS[one]);
        let mapping = json!({
            "homeGroup": { "from": "dept" },
            "title": rule(json!({ key: "Barista" })),
        });
        let input = json!({ "mapping": mapping, "people": [new] });
        let checked = tenant.done("checkMapping", &input.to_string());
        assert_eq!(checked["problems"], json!([]), "{checked}");
        let settings = json!({ "mapping": mapping, "baseline": 0 });
        let made = plan(&tenant, &[new], settings);
        let after = &steps(&made, "create")[0]["after"];
        assert_eq!(
            (&after["homeGroupID"], &after["title"]),
            (&group, &json!("Barista"))
        );

        let mut all = people(&tenant);
        let at = active(&all);
        all[at]["title"] = format!("Caf{}", FORMS[one]).into();
        let ignored = json!({ "field": "title", "value": format!("Caf{}", FORMS[other]) });
        let made = plan(&tenant, &all, json!({ "ignore": [ignored] }));
        assert_eq!(made["steps"], json!([]), "{made}");
    }
}
