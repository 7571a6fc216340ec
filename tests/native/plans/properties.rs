//! Properties of signed plans.

use super::support::{active, is_refused, offboarding, tenant, with_keys};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn any_changed_byte_of_a_plan_is_refused() {
    let tenant = tenant(&with_keys());
    let plan = offboarding(&tenant, &active(&tenant, 2)).to_string();
    let input = |plan: &str| format!(r#"{{"plan":{plan},"by":"alex"}}"#);
    assert!(!is_refused(&tenant, "approve", &input(&plan)));
    let mut changed = plan.clone().into_bytes();
    for at in 0..changed.len() {
        for bit in 0..7 {
            changed[at] ^= 1 << bit;
            let text = std::str::from_utf8(&changed).expect("ASCII");
            assert!(
                is_refused(&tenant, "approve", &input(text)),
                "byte {at}, bit {bit}: {text}"
            );
            changed[at] ^= 1 << bit;
        }
    }
}

#[test]
fn any_removed_or_added_property_of_a_plan_is_refused() {
    let tenant = tenant(&with_keys());
    let plan = offboarding(&tenant, &active(&tenant, 2));
    for name in plan.as_object().expect("a plan").keys() {
        let mut changed = plan.clone();
        changed.as_object_mut().expect("a plan").remove(name);
        assert!(
            is_refused(
                &tenant,
                "approve",
                &json!({ "plan": changed, "by": "alex" }).to_string()
            ),
            "{name}"
        );
    }
    let mut changed = plan.clone();
    changed["more"] = true.into();
    assert!(is_refused(
        &tenant,
        "approve",
        &json!({ "plan": changed, "by": "alex" }).to_string()
    ));
    let mut changed = plan.clone();
    let step = changed["steps"][0].clone();
    changed["steps"].as_array_mut().expect("steps").push(step);
    assert!(is_refused(
        &tenant,
        "approve",
        &json!({ "plan": changed, "by": "alex" }).to_string()
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn any_order_has_the_same_fingerprint(order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle()) {
        let tenant = tenant(&with_keys());
        let ids = active(&tenant, 12);
        let shuffled: Vec<String> = order.iter().map(|&at| ids[at].clone()).collect();
        let (one, other) = (offboarding(&tenant, &ids), offboarding(&tenant, &shuffled));
        prop_assert_eq!(&one["fingerprint"], &other["fingerprint"]);
        // The steps of a stored plan in another order, too.
        let mut moved = one.clone();
        let steps = one["steps"].as_array().expect("steps");
        moved["steps"] = order.iter().map(|&at| steps[at].clone()).collect();
        let input = json!({ "plan": moved, "by": "alex" }).to_string();
        prop_assert!(!is_refused(&tenant, "approve", &input));
    }
}

#[test]
fn any_changed_byte_of_an_approval_or_a_receipt_is_refused() {
    let tenant = tenant(&super::support::with_rules("{}"));
    let plan = offboarding(&tenant, &active(&tenant, 1));
    let approval = super::support::approval(&tenant, &plan, "alex");
    let good = json!({ "plan": plan, "approvals": [approval] });
    let receipt = tenant.done("apply", &good.to_string())["receipt"].clone();
    let receipt = receipt.as_str().expect("a receipt").to_owned();
    let changed = |text: &str, at: usize, bit: u8| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 1 << bit;
        String::from_utf8(bytes).expect("ASCII")
    };
    for bit in 0..7 {
        for at in 0..approval.len() {
            let input = json!({ "plan": plan, "approvals": [changed(&approval, at, bit)] });
            assert!(
                is_refused(&tenant, "apply", &input.to_string()),
                "byte {at}, bit {bit}"
            );
        }
        for at in 0..receipt.len() {
            let text = changed(&receipt, at, bit);
            assert!(is_refused(
                &tenant,
                "undo",
                &json!({ "receipts": [text] }).to_string()
            ));
            assert!(is_refused(
                &tenant,
                "recheck",
                &json!({ "receipt": text }).to_string()
            ));
            let output = tenant.call("verifyReceipt", &json!({ "receipt": text }).to_string());
            assert_eq!(
                output.expect("an output")["valid"],
                false,
                "byte {at}, bit {bit}"
            );
        }
    }
}
