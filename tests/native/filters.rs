//! Filters whose names or values Workfront would misunderstand are refused before anything is sent.

use crate::support::{Recorder, json_response, plugin_with, refused, run, sent_by};
use serde_json::{Value, json};
use workfront_actions::error::ErrorKind;

/// A field, and a value that it can't have.
const UNREADABLE: &[(&str, &str)] = &[
    ("entryDate", "yesterday"),
    ("entryDate", "03/29/2026"),
    ("entryDate", "2026-13-45"),
    ("entryDate", "2026-02-29"),
    ("entryDate", "20260329"),
    ("entryDate", "2026-03-29 09:00"),
    ("entryDate", "1774774800000"),
    ("entryDate", ""),
    ("lastLoginDate", "$$TODAY-90days"),
    ("lastUpdateDate", "$$YESTERDAY"),
    ("lastUpdateDate", "$$USER.ID"),
    ("manager:lastLoginDate", "yesterday"),
    ("isActive", "yes"),
    ("isActive", "1"),
    ("isActive", ""),
    ("isActive", "$$TODAY"),
    ("homeGroup:isActive", "on"),
    ("fte", "abc"),
    ("fte", "0,5"),
    ("fte", "NaN"),
    ("fte", "1e999"),
    ("loginCount", "many"),
    ("homeGroupID", "Sales & Marketing"),
    ("managerID", "jane@example.com"),
    ("userGroups:groupID", ""),
    ("managerID", "$$TODAY"),
    ("licenseType", "Standard"),
    ("webDAVProfile", "all"),
    ("country", "Germany"),
    ("title", "$$TITLE"),
    ("title", "$$TODAY"),
    ("DE:Hired", "$$TODAY-90days"),
    ("brandNew", "$$SOON"),
    ("emailAddr", "ja\u{200b}ne@example.com"),
    ("emailAddr", "jane @example.com"),
    ("manager:emailAddr", "ja\u{ad}ne@example.com"),
    ("username", "ja\u{feff}ne"),
    ("ssoUsername", "ja\u{2060}ne"),
    ("extRefID", "4\u{200d}2"),
];

/// Whether some values of these fields may be a part of the whole: an ID's beginning is no ID.
const WITH_PARTS: &[&str] = &[
    "homeGroupID",
    "managerID",
    "userGroups:groupID",
    "licenseType",
    "webDAVProfile",
    "country",
    "emailAddr",
    "manager:emailAddr",
    "username",
    "ssoUsername",
    "extRefID",
];

const SINGLE: &[&str] = &[
    "lt",
    "lte",
    "gt",
    "gte",
    "eq",
    "ne",
    "nee",
    "cieq",
    "cine",
    "exacttime",
];
const SEVERAL: &[&str] = &["in", "ciin", "notin", "cinotin", "allof"];
const RANGES: &[&str] = &["between", "notbetween", "cibetween", "cinotbetween"];
const PARTS: &[&str] = &["contains", "notcontains", "like", "startswith"];

/// A value that the field can have.
fn readable(field: &str) -> &'static str {
    match field {
        field if field.ends_with("Date") => "2026-03-31",
        field if field.ends_with("isActive") => "true",
        "fte" | "loginCount" => "1",
        "licenseType" => "F",
        "webDAVProfile" => "ALL",
        "country" => "US",
        _ => "a1",
    }
}

/// Conditions that have the value, and the path of the value.
fn conditions(field: &str, value: &str) -> Vec<(Value, &'static str)> {
    let good = readable(field);
    let mut conditions = vec![(json!({"field": field, "value": value}), "value")];
    for modifier in SINGLE {
        conditions.push((
            json!({"field": field, "modifier": modifier, "value": value}),
            "value",
        ));
    }
    if !WITH_PARTS.contains(&field) {
        for modifier in PARTS {
            conditions.push((
                json!({"field": field, "modifier": modifier, "value": value}),
                "value",
            ));
        }
    }
    for modifier in SEVERAL {
        let values = json!([good, value]);
        conditions.push((
            json!({"field": field, "modifier": modifier, "value": values}),
            "value[1]",
        ));
    }
    for modifier in RANGES {
        conditions.push((
            json!({"field": field, "modifier": modifier, "value": value, "upperValue": good}),
            "value",
        ));
        conditions.push((
            json!({"field": field, "modifier": modifier, "value": good, "upperValue": value}),
            "upperValue",
        ));
    }
    conditions
}

/// Inputs with this condition in each place that takes one, and its path.
fn inputs(condition: &Value) -> Vec<(&'static str, Value, &'static str)> {
    let mut inputs = Vec::new();
    for action in ["search", "count", "offboard"] {
        let other = json!({"field": "lastName", "value": "x"});
        inputs.push((action, json!({"filters": [other, condition]}), "filters[1]"));
        inputs.push((
            action,
            json!({"anyOf": [[other], [other, condition]]}),
            "anyOf[1][1]",
        ));
    }
    inputs.push((
        "changes",
        json!({"since": "2026-01-01", "filters": [condition]}),
        "filters[0]",
    ));
    inputs.push((
        "lookup",
        json!({"object": "user", "filters": [condition]}),
        "filters[0]",
    ));
    inputs
}

#[test]
fn a_value_that_the_field_cant_have_is_refused_with_every_modifier() {
    for (field, value) in UNREADABLE {
        for (condition, path) in conditions(field, value) {
            let input = json!({"filters": [condition]});
            let error = refused("search", &input.to_string());
            assert_eq!(error.kind, ErrorKind::Validation, "{input}");
            assert_eq!(
                error.fields,
                [format!("filters[0].{path}")],
                "{input}: {error}"
            );
        }
    }
}

#[test]
fn it_is_refused_wherever_an_input_has_filters() {
    let condition = json!({"field": "entryDate", "modifier": "notbetween", "value": "2026-01-01", "upperValue": "tomorrow"});
    for (action, input, path) in inputs(&condition) {
        let is_changes = action == "changes";
        let error = refused(action, &input.to_string());
        assert_eq!(
            error.fields,
            [format!("{path}.upperValue")],
            "{action} {input} {is_changes}"
        );
        assert!(error.message.contains("'tomorrow'"), "{error}");
    }
    for (object, field, value) in [
        ("group", "isActive", "yes"),
        ("role", "ID", "a b"),
        ("team", "entryDate", "yesterday"),
    ] {
        let input = json!({"object": object, "filters": [{"field": field, "value": value}]});
        assert_eq!(
            refused("lookup", &input.to_string()).fields,
            ["filters[0].value"]
        );
    }
}

#[test]
fn a_misspelled_name_is_refused_wherever_an_input_has_one() {
    for (name, meant) in [
        ("emailAdr", "emailAddr"),
        ("isactive", "isActive"),
        ("homeGroup:nmae", "name"),
        ("acessLevel:name", "accessLevel"),
    ] {
        let condition = json!({"field": name, "modifier": "notnull"});
        let mut all = inputs(&condition);
        for (_, _, path) in &mut all {
            *path = match *path {
                "filters[1]" => "filters[1].field",
                "anyOf[1][1]" => "anyOf[1][1].field",
                _ => "filters[0].field",
            };
        }
        all.push(("search", json!({"fields": ["ID", name]}), "fields[1]"));
        all.push(("get", json!({"ID": "u1", "fields": [name]}), "fields[0]"));
        all.push(("changes", json!({"fields": [name]}), "fields[0]"));
        all.push(("search", json!({"sort": [format!("-{name}")]}), "sort[0]"));
        all.push(("search", json!({"sort": {"field": name}}), "sort"));
        if !name.contains(':') {
            all.push((
                "update",
                json!({"ID": "u1", "changes": {name: "x"}}),
                "changes",
            ));
            all.push((
                "batch",
                json!({"operations": [{"method": "PUT", "uri": "/user/u1", "body": {name: "x"}}]}),
                "operations[0].body",
            ));
        }
        for (action, input, path) in all {
            let error = refused(action, &input.to_string());
            assert!(
                error.fields[0].starts_with(path),
                "{action} {input}: {:?}",
                error.fields
            );
            assert!(
                error.message.contains(&format!("did you mean '{meant}'?")),
                "{action} {input}: {error}"
            );
        }
    }
    let error = refused(
        "provision",
        r#"{"emailAddr":"a@example.com","username":"a","firstName":"A","lastName":"B","accessLevelID":"a1","waitMS":1}"#,
    );
    assert!(error.message.contains("did you mean 'waitMs'?"), "{error}");
}

#[test]
fn values_that_workfront_reads_are_sent() {
    for (field, value, sent) in [
        ("entryDate", "2026-03-29", "2026-03-29"),
        (
            "entryDate",
            " 2026-03-29T09:00:00.000Z ",
            "2026-03-29T09%3A00%3A00.000Z",
        ),
        (
            "entryDate",
            "2026-03-29T09:00:00:000-0500",
            "2026-03-29T09%3A00%3A00%3A000-0500",
        ),
        ("entryDate", "$$TODAY-7d", "%24%24TODAY-7d"),
        ("entryDate", "$$TODAYe+1w", "%24%24TODAYe%2B1w"),
        ("entryDate", "$$NOW", "%24%24NOW"),
        ("isActive", "TRUE", "true"),
        ("fte", "0.5", "0.5"),
        ("fte", "-1e-3", "-1e-3"),
        ("homeGroupID", "a1,b2", "a1%2Cb2"),
        (
            "homeGroupID",
            "$$USER.homeGroupID",
            "%24%24USER.homeGroupID",
        ),
        ("managerID", "$$USER", "%24%24USER"),
        (
            "accessLevel:rank",
            "$$USER.accessLevelRank",
            "%24%24USER.accessLevelRank",
        ),
        ("customerID", "$$CUSTOMER", "%24%24CUSTOMER"),
        ("DE:Hired", "$$TODAY", "%24%24TODAY"),
        ("DE:Hired", "yesterday", "yesterday"),
        ("brandNew", "anything", "anything"),
        ("title", "cost: 5 $$", "cost%3A%205%20%24%24"),
        (
            "emailAddr",
            "\u{feff}jane@example.com ",
            "jane%40example.com",
        ),
    ] {
        let input = json!({"filters": [{"field": field, "modifier": "ne", "value": value}]});
        let target = sent_by("search", &input.to_string()).target().to_owned();
        assert!(
            target.starts_with(&format!("/user/search?{field}={sent}&")),
            "{input}: {target}"
        );
    }
}

#[test]
fn a_part_of_a_text_a_length_and_bits_have_types_of_their_own() {
    for (field, modifier, value) in [
        ("homeGroupID", "startswith", "0f a%"),
        ("emailAddr", "contains", "\u{200b}"),
        ("emailAddr", "length_gt", "60"),
        ("isActive", "bitwiseand", "1"),
    ] {
        let input = json!({"filters": [{"field": field, "modifier": modifier, "value": value}]});
        sent_by("search", &input.to_string());
    }
    for (modifier, value) in [
        ("length_gt", "long"),
        ("bitwiseor", "true"),
        ("length_lt", "$$NOW"),
    ] {
        let input = json!({"filters": [{"field": "title", "modifier": modifier, "value": value}]});
        assert_eq!(
            refused("search", &input.to_string()).fields,
            ["filters[0].value"]
        );
    }
}

#[test]
fn a_field_that_this_package_doesnt_know_is_workfronts_to_refuse() {
    let body = r#"{"error":{"message":"APIModel V18_0 does not support field brandNew (User)"}}"#;
    let recorder = Recorder::returning([json_response(422, body)]);
    let input = json!({"filters": [{"field": "brandNew", "value": "x"}]});
    let error = run(&plugin_with("{}"), &recorder, "search", &input.to_string()).unwrap_err();
    assert_eq!(
        (error.kind, error.fields.clone()),
        (ErrorKind::Validation, vec!["brandNew".to_owned()])
    );
    assert!(!error.hint.contains("apiVersion"), "{}", error.hint);
}
