//! Each step says what led to it: the signature covers it, the fingerprint doesn't.

use super::support::{active, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::ErrorKind;

fn tenant() -> Tenant {
    let key = "a-key-for-tests-of-more-than-32-bytes";
    let keys = json!({ "planKeys": { "current": "k", "keys": { "k": key } } });
    Tenant::connected("{}", &keys.to_string())
}

fn shown(tenant: &Tenant, plan: &Value, format: &str) -> String {
    let input = json!({ "plan": plan, "format": format });
    let output = tenant.done("renderPlan", &input.to_string());
    output["text"].as_str().expect("a text").to_owned()
}

/// The step about somebody with this e-mail address.
fn about<'a>(plan: &'a Value, address: &Value) -> &'a Value {
    let mut steps = plan["steps"].as_array().expect("steps").iter();
    let step = steps.find(|step| step["person"]["emailAddr"] == *address);
    step.unwrap_or_else(|| panic!("{plan}"))
}

#[test]
fn leavers_movers_joiners_and_returners_have_their_reasons_and_rows() {
    let tenant = tenant();
    let mut all = people(&tenant);
    let gone = all.remove(active(&all))["emailAddr"].clone();
    let mut at = active(&all);
    let mut next = || {
        let found = at;
        at += 1 + active(&all[at + 1..]);
        found
    };
    let (left, leaves, told, moved) = (next(), next(), next(), next());
    let back = all.iter().position(|row| row["isActive"] == false);
    let back = back.expect("an inactive person");
    all[left]["lastWorkingDay"] = "2001-03-31".into();
    all[left]["$line"] = 12.into();
    all[leaves]["lastWorkingDay"] = "2999-12-30".into();
    all[told]["isActive"] = false.into();
    all[moved]["title"] = "Head of Design".into();
    all[back]["isActive"] = true.into();
    all.push(newcomer("ann"));
    let settings = json!({
        "missing": "deactivate",
        "returners": "reactivate",
        "futureLeavers": "schedule",
        "limits": { "deactivate": 20 },
    });
    let made = plan(&tenant, &all, settings.clone());
    let because = |address: &Value| about(&made, address)["because"].clone();
    let row = |at: usize| because(&all[at]["emailAddr"]);
    assert_eq!(because(&gone), json!({ "reason": "missing" }));
    assert_eq!(
        row(left),
        json!({ "reason": "lastWorkingDay", "lastWorkingDay": "2001-03-31", "line": 12 })
    );
    assert_eq!(
        row(leaves),
        json!({ "reason": "lastWorkingDay", "lastWorkingDay": "2999-12-30", "row": leaves + 1 })
    );
    assert_eq!(row(told), json!({ "reason": "isActive", "row": told + 1 }));
    assert_eq!(row(moved), json!({ "reason": "differs", "row": moved + 1 }));
    assert_eq!(row(back), json!({ "reason": "inactive", "row": back + 1 }));
    let last = all.len() - 1;
    assert_eq!(row(last), json!({ "reason": "noAccount", "row": last + 1 }));

    for (format, day) in [
        ("text", "2001-03-31"),
        ("markdown", "`2001-03-31`"),
        ("html", "<code>2001-03-31</code>"),
        ("slack", "`2001-03-31`"),
    ] {
        let text = shown(&tenant, &made, format);
        assert!(
            text.contains(&format!("Why: last working day {day} (line ")),
            "{format}: {text}"
        );
        assert!(text.contains("Why: not in the list"), "{format}: {text}");
        assert!(
            text.contains(
                "Reasons: 1 not in the list, 2 last working day, 1 isActive is false in the list."
            ),
            "{format}: {text}"
        );
    }
}

#[test]
fn another_reason_for_the_same_change_keeps_the_fingerprint_and_nobody_can_write_one() {
    let tenant = tenant();
    let mut all = people(&tenant);
    let at = active(&all);
    let missing: Vec<Value> = all
        .iter()
        .enumerate()
        .filter(|(row, _)| *row != at)
        .map(|(_, row)| row.clone())
        .collect();
    all[at]["isActive"] = false.into();
    let settings = json!({ "missing": "deactivate" });
    let told = plan(&tenant, &all, settings.clone());
    let mut made = plan(&tenant, &missing, settings);
    assert_eq!(
        steps(&told, "deactivate")[0]["because"]["reason"],
        "isActive"
    );
    assert_eq!(
        steps(&made, "deactivate")[0]["because"]["reason"],
        "missing"
    );
    assert_eq!(told["fingerprint"], made["fingerprint"]);
    let input = json!({ "before": told, "after": made });
    assert_eq!(tenant.done("diffPlans", &input.to_string())["same"], true);

    made["steps"][0]["because"]["reason"] = "isActive".into();
    let input = json!({ "plan": made, "format": "text" });
    let error = tenant.fails("renderPlan", &input.to_string());
    assert_eq!(error.kind, ErrorKind::NotApproved, "{error:?}");
    made["steps"][0]["because"] = "isActive".into();
    let input = json!({ "plan": made, "format": "text" });
    tenant.fails("renderPlan", &input.to_string());
}

#[test]
fn a_reason_that_an_unsigned_plan_has_means_nothing_in_html() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    all[at]["isActive"] = false.into();
    let mut made = plan(&tenant, &all, json!({}));
    made["steps"][0]["because"] = json!({
        "reason": "<b>x</b>", "lastWorkingDay": "<i>", "days": "<u>", "licence": "<s>", "line": "<a>",
    });
    let text = shown(&tenant, &made, "html");
    for tag in ["<b>", "<i>", "<u>", "<s>", "<a>"] {
        assert!(!text.contains(tag), "{text}");
    }
}
