//! Any filter finds the matching users: the plugin builds the query, the sandbox evaluates it, and a third implementation
//! in this file agrees.

use crate::support::Tenant;
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXTS: [&str; 6] = ["Alpha", "alpha", "be&ta=1", "50% +x", "é/\\\"", "a,b"];

fn people() -> Tenant {
    let users = TEXTS.iter().enumerate().map(|(at, text)| {
        json!({"ID": format!("p{at}"), "lastName": "P", "emailAddr": format!("p{at}@acme.com"),
            "title": text, "city": text, "fte": (at + 1) as f64 / 10.0, "isActive": at % 2 == 0})
    });
    let blank = json!({"ID": "p9", "lastName": "P", "emailAddr": "p9@acme.com", "fte": 1.0});
    let users: Vec<Value> = users.chain([blank]).collect();
    Tenant::new(&json!({"people": 1, "users": users}).to_string())
}

#[derive(Clone, Debug)]
struct Case {
    modifier: &'static str,
    text: &'static str,
}

fn matches(case: &Case, user: &Value) -> bool {
    let title = user["title"].as_str();
    let (text, title_or) = (case.text, title.unwrap_or_default());
    let lower = |text: &str| text.to_lowercase();
    match case.modifier {
        "eq" => title == Some(text),
        "ne" => title != Some(text),
        "nee" => title.is_some() && title != Some(text),
        "cieq" => title.is_some() && lower(title_or) == lower(text),
        "contains" => title.is_some() && title_or.contains(text),
        "cicontains" => title.is_some() && lower(title_or).contains(&lower(text)),
        "notcontains" => title.is_some() && !title_or.contains(text),
        "startswith" => title.is_some() && title_or.starts_with(text),
        "gt" => title.is_some() && title_or > text,
        "lte" => title.is_some() && title_or <= text,
        _ => title.is_none(),
    }
}

fn case() -> impl Strategy<Value = Case> {
    let modifiers = [
        "eq",
        "ne",
        "nee",
        "cieq",
        "contains",
        "cicontains",
        "notcontains",
        "startswith",
        "gt",
        "lte",
        "isnull",
    ];
    let chosen = (
        prop::sample::select(modifiers.to_vec()),
        prop::sample::select(TEXTS.to_vec()),
    );
    chosen.prop_map(|(modifier, text)| Case { modifier, text })
}

/// A filter on a field. A query has one condition per field and group, so the base and the groups use two equal fields.
fn to_filter(case: &Case, field: &str) -> Value {
    match case.modifier {
        "isnull" => json!({"field": field, "modifier": "isnull"}),
        modifier => json!({"field": field, "modifier": modifier, "value": case.text}),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_tree_of_filters_finds_the_matching_users(
        all in case(),
        any in prop::collection::vec(case(), 0..4),
        active in prop::option::of(any::<bool>()),
    ) {
        let tenant = people();
        let mut filters = vec![json!({"field": "lastName", "value": "P"}), to_filter(&all, "title")];
        if let Some(active) = active {
            filters.push(json!({"field": "isActive", "value": active}));
        }
        let groups: Vec<Value> = any.iter().map(|case| json!([to_filter(case, "city")])).collect();
        let mut input = json!({"filters": filters, "limit": 100});
        if !groups.is_empty() {
            input["anyOf"] = Value::from(groups);
        }
        let output = tenant.done("search", &input.to_string());
        let found: Vec<&str> = output["users"].as_array().unwrap().iter()
            .filter_map(|user| user["ID"].as_str()).collect();
        let users = tenant.users();
        let mut expected: Vec<&str> = users.iter()
            .filter(|user| user["lastName"] == "P" && matches(&all, user))
            .filter(|user| active.is_none_or(|active| user["isActive"] == json!(active)))
            .filter(|user| any.is_empty() || any.iter().any(|case| matches(case, user)))
            .filter_map(|user| user["ID"].as_str()).collect();
        expected.sort_unstable();
        prop_assert_eq!(found, expected);
    }
}
