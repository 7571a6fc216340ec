//! Nobody is deactivated as missing because a row is wrong.

use super::support::{active, held, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

fn with_key(change: impl Fn(&mut Value)) -> Value {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    let id = tenant
        .users()
        .iter()
        .find(|user| user["emailAddr"] == all[at]["emailAddr"])
        .expect("a user")["ID"]
        .clone();
    all[at] = json!({ "emailAddr": all[at]["emailAddr"], "ID": id });
    change(&mut all[at]);
    plan(&tenant, &all, json!({ "missing": "deactivate" }))
}

#[test]
fn a_row_whose_key_cannot_be_read_counts_as_one_without_a_key() {
    for address in [
        json!("u1@x.com."),
        json!("N/A"),
        json!("-"),
        json!("u1 @x.com"),
        json!("Ann <u1@x.com>"),
        json!("u1@x.com;u2@x.com"),
        json!("mailto:u1@x.com"),
        json!("u1\u{200b}@x.com"),
        json!(["u1@x.com"]),
        json!(true),
    ] {
        let made = with_key(|row| {
            *row = json!({ "emailAddr": address });
        });
        assert!(steps(&made, "deactivate").is_empty(), "{address}");
        assert!(!held(&made, "missing").is_empty(), "{address}: {made}");
    }
}

#[test]
fn a_user_whose_id_a_row_has_is_not_missing() {
    let made = with_key(|row| row["emailAddr"] = "other@x.com".into());
    assert!(steps(&made, "deactivate").is_empty());
    let held = held(&made, "missing");
    let text = serde_json::to_string(&held).expect("JSON");
    assert!(text.contains("has the ID of this person"), "{text}");
}

#[test]
fn a_date_that_stands_for_none_ends_nobodys_account() {
    for date in ["0001-01-01", "1899-12-30", "1970-01-01", "0026-12-31"] {
        let tenant = Tenant::new("{}");
        let mut all = people(&tenant);
        let at = active(&all);
        all[at]["lastWorkingDay"] = date.into();
        let made = plan(&tenant, &all, json!({}));
        assert!(steps(&made, "deactivate").is_empty(), "{date}");
        assert_eq!(held(&made, "invalid").len(), 1, "{date}: {made}");
    }
}

#[test]
fn a_number_that_lost_digits_is_nobodys_key() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    all[at]["extRefID"] = json!(9_007_199_254_740_993_u64);
    let made = plan(&tenant, &all, json!({ "matchBy": ["emailAddr"] }));
    assert!(steps(&made, "update").is_empty());
    assert_eq!(held(&made, "invalid").len(), 1, "{made}");
}
