//! Plans as text.

use super::support::{active, offboarding, tenant, with_keys};
use crate::support::Tenant;
use serde_json::{Value, json};

fn render(tenant: &Tenant, plan: &Value, format: &str, page: u32) -> Value {
    let input = json!({ "plan": plan, "format": format, "page": page });
    tenant.done("renderPlan", &input.to_string())
}

/// The plan to change the first name of a user who has this title.
fn with_title(tenant: &Tenant, title: &str) -> Value {
    let id = &active(tenant, 1)[0];
    let changes =
        json!({ "title": title, "costPerHour": 77.5, "mobilePhoneNumber": "+49 170 555" });
    let input = json!({
        "action": "update",
        "input": { "ID": id, "changes": changes },
        "reason": title,
        "requestedBy": "<b>robin</b>",
    });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

#[test]
fn totals_come_first_on_each_page() {
    let tenant = Tenant::connected(r#"{"people":200}"#, &with_keys());
    let plan = offboarding(&tenant, &active(&tenant, 120));
    let first = render(&tenant, &plan, "text", 1);
    assert_eq!(first["pages"], 3);
    assert_eq!(first["verified"], true);
    let mut shown = 0;
    for page in 1..=3 {
        let page = render(&tenant, &plan, "text", page);
        let text = page["text"].as_str().expect("text");
        assert_eq!(text.lines().nth(2), Some("120 to deactivate."));
        shown += text.matches("- deactivate: ").count();
    }
    assert_eq!(shown, 120);
    let input = json!({ "plan": plan, "format": "text", "page": 4 });
    let error = tenant.fails("renderPlan", &input.to_string());
    assert_eq!(error.message, "page: must be 1 to 3 but is 4");
}

#[test]
fn what_people_write_means_nothing_in_any_format() {
    let tenant = tenant(&with_keys());
    let title = "</code><script>alert(1)</script> <!channel> <@U1> `` ``` [x](javascript:1) \u{202e}evil\u{2028}\u{200b}\n# Heading";
    let plan = with_title(&tenant, title);
    for format in ["text", "markdown", "html", "slack"] {
        let output = render(&tenant, &plan, format, 1);
        let text = output["text"].as_str().expect("text");
        assert!(
            !text.contains(['\u{202e}', '\u{2028}', '\u{200b}']),
            "{format}: {text}"
        );
        assert!(!text.contains("\n# Heading"), "{format}: {text}");
        match format {
            "html" => assert!(!text.contains("<script") && !text.contains("<b>"), "{text}"),
            "slack" => assert!(!text.contains("<!") && !text.contains("<@"), "{text}"),
            _ => {}
        }
    }
}

#[test]
fn rates_and_private_data_are_not_shown() {
    let tenant = tenant(&with_keys());
    let plan = with_title(&tenant, "Designer II");
    for format in ["text", "markdown", "html", "slack"] {
        let text = render(&tenant, &plan, format, 1)["text"].to_string();
        assert!(
            text.contains("costPerHour") && text.contains("Designer II"),
            "{text}"
        );
        assert!(
            !text.contains("77.5") && !text.contains("170 555"),
            "{text}"
        );
    }
}

#[test]
fn without_the_key_a_plan_is_unverified() {
    let signed = offboarding(&tenant(&with_keys()), &active(&tenant("{}"), 1));
    let keyless = tenant("{}");
    let output = render(&keyless, &signed, "text", 1);
    assert_eq!(output["verified"], false);
    let text = output["text"].as_str().expect("text");
    assert!(
        text.contains("Unverified: the key that signed this plan is not available here."),
        "{text}"
    );
    let unsigned = offboarding(&keyless, &active(&keyless, 1));
    let output = render(&tenant(&with_keys()), &unsigned, "slack", 1);
    let text = output["text"].as_str().expect("text");
    assert!(
        text.contains("Unverified: this plan has no signature."),
        "{text}"
    );
}

#[test]
fn what_stays_as_it_is_is_not_shown() {
    let tenant = tenant(&with_keys());
    let plan = offboarding(&tenant, &active(&tenant, 1));
    let applied = tenant.done("apply", &json!({ "plan": plan }).to_string());
    let receipt = json!({ "receipt": applied["receipt"] });
    let undo = tenant.done("undo", &receipt.to_string())["plan"].clone();
    // Workfront requires the access level for every reactivation.
    assert!(
        undo["steps"][0]["after"]["accessLevelID"].is_string(),
        "{undo}"
    );
    let text = render(&tenant, &undo, "text", 1)["text"].to_string();
    assert!(text.contains("isActive: false → true"), "{text}");
    assert!(!text.contains("accessLevelID"), "{text}");
}
