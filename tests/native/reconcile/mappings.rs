//! checkMapping holds a mapping against the tenant.

use crate::support::{Tenant, refused};
use serde_json::{Value, json};

fn check(tenant: &Tenant, input: Value) -> Value {
    let before = tenant.users();
    let output = tenant.done("checkMapping", &input.to_string());
    assert_eq!(tenant.users(), before, "nothing is changed");
    output
}

fn found(output: &Value) -> Vec<(String, String, String)> {
    let problems = output["problems"].as_array().expect("problems");
    let text = |problem: &Value, name: &str| problem[name].as_str().unwrap_or("").to_owned();
    let mut all = Vec::new();
    for problem in problems {
        assert!(!text(problem, "message").is_empty());
        all.push((
            text(problem, "field"),
            text(problem, "problem"),
            text(problem, "value"),
        ));
    }
    all
}

fn of(field: &str, problem: &str, value: &str) -> (String, String, String) {
    (field.to_owned(), problem.to_owned(), value.to_owned())
}

#[test]
fn a_mapping_that_fits_the_tenant_is_valid() {
    let tenant = Tenant::new("{}");
    let output = check(
        &tenant,
        json!({
            "mapping": {
                "$schema": "./mapping.schema.json",
                "emailAddr": { "template": "{login}@example.com", "lower": true },
                "homeGroup": { "from": "dept", "map": { "Sales": "marketing" }, "default": "Finance" },
                "title": "job",
                "DE:Shirt Size": "shirt",
                "lastWorkingDay": "until",
            },
            "people": [{ "login": "A", "dept": "SALES ", "job": "x", "shirt": "M", "until": "", "other": 1 }],
        }),
    );
    assert_eq!(output["problems"], json!([]));
    assert_eq!(output["valid"], true);
    assert_eq!(output["unreadColumns"], json!(["other"]));
}

#[test]
fn every_name_field_column_and_value_that_does_not_fit_is_reported() {
    let tenant = Tenant::new("{}");
    let output = check(
        &tenant,
        json!({
            "mapping": {
                "homeGroup": { "from": "dept", "map": { "A": "Design", "B": "Nowhere", "C": "Finance" } },
                "accessLevel": { "from": "level", "onUnknown": "keep" },
                "lastLogin": "x",
                "password": "p",
                "title": "job",
                "fte": { "from": "fte", "map": { "full": 7 } },
            },
            "people": [
                { "dept": "A", "level": "Standard", "fte": "full", "x": 1, "p": 1 },
                { "dept": "D", "level": "Boss", "fte": "full", "x": 1, "p": 1 },
                { "dept": "d", "level": "boss", "fte": "full", "x": 1, "p": 1 },
            ],
        }),
    );
    assert_eq!(output["valid"], false);
    let mut expected = vec![
        of("lastLogin", "unknownField", ""),
        of("password", "unknownField", ""),
        of("title", "missingColumn", "job"),
        of("homeGroup", "ambiguousName", "Design"),
        of("homeGroup", "unknownName", "Nowhere"),
        of("fte", "invalidValue", "7"),
        of("homeGroup", "notCovered", "D"),
        of("homeGroup", "notCovered", "d"),
        of("accessLevel", "unknownName", "Boss"),
        of("accessLevel", "unknownName", "boss"),
    ];
    let mut all = found(&output);
    expected.sort();
    all.sort();
    assert_eq!(all, expected);
    let boss = output["problems"].as_array().expect("problems").iter();
    let boss: Vec<&Value> = boss.filter(|problem| problem["value"] == "Boss").collect();
    assert_eq!(
        (&boss[0]["people"], &boss[0]["held"]),
        (&json!(1), &json!(false))
    );
    assert!(
        boss[0]["message"]
            .as_str()
            .expect("a text")
            .contains("Standard")
    );
}

#[test]
fn a_custom_field_that_the_tenant_lacks_is_reported() {
    let tenant = Tenant::new("{}");
    let output = check(&tenant, json!({ "mapping": { "DE:Nothing": "a" } }));
    assert_eq!(found(&output)[0].1, "unreadable", "{output}");
}

#[test]
fn a_malformed_mapping_is_refused_with_every_problem() {
    let error = refused(
        "checkMapping",
        r#"{"mapping":{"title":{"from":"a","template":"{b}"},"city":{"template":"{b"},"state":{},"persona":{"from":"p","lower":true,"upper":true},"homeGroup":{"from":"d","map":{"A":"x","a ":"y"}},"company":{"from":"c","onUnkown":"hold"},"role":7}}"#,
    );
    for field in [
        "mapping.title.template",
        "mapping.city.template",
        "mapping.state.from",
        "mapping.persona.upper",
        "mapping.homeGroup.map",
        "mapping.company.onUnkown",
        "mapping.role",
    ] {
        assert!(
            error.fields.iter().any(|known| known == field),
            "{field}: {error:?}"
        );
    }
    let error = refused("checkMapping", r#"{"mapping":[]}"#);
    assert!(
        error.fields.iter().any(|known| known == "mapping"),
        "{error:?}"
    );
    let error = refused("checkMapping", r#"{"mapping":{},"people":{}}"#);
    assert!(
        error.fields.iter().any(|known| known == "people"),
        "{error:?}"
    );
}
