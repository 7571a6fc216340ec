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
        of("", "missingKey", ""),
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
    assert_eq!(
        found(&output),
        [of("", "missingKey", ""), of("DE:Nothing", "unreadable", "")],
        "{output}"
    );
}

#[test]
fn values_of_the_mapping_that_cannot_be_written_are_found_without_people() {
    let tenant = Tenant::new("{}");
    let manager = tenant.users()[1]["emailAddr"].clone();
    let output = check(
        &tenant,
        json!({
            "mapping": {
                "extRefID": "key",
                "isActive": { "from": "status", "map": { "on": true, "off": "nein" }, "default": "false" },
                "lastWorkingDay": { "from": "until", "map": { "never": "31.12.2026", "soon": "2026-12-31" } },
                "fte": { "default": "0,75" },
                "title": { "from": "job", "map": { "1": 7, "2": true, "3": { "a": 1 } } },
                "hasAPIAccess": { "default": "yes" },
                "userGroups": { "default": [7, "Finance"] },
                "teams": { "from": "team", "map": { "x": "Nothing" } },
                "homeGroup": { "from": "dept", "map": { "x": ["Finance"] } },
                "manager": { "from": "boss", "map": { "a": manager, "b": "nobody@example.com", "c": ["x"] }, "default": "Jo Nobody" },
                "DE:Shirt Size": { "default": { "a": 1 } },
                "scheduledDeactivationDate": { "default": "soon" },
            },
        }),
    );
    let mut all = found(&output);
    all.sort();
    let mut expected = vec![
        of("isActive", "invalidValue", "nein"),
        of("lastWorkingDay", "invalidValue", "31.12.2026"),
        of("fte", "invalidValue", "0,75"),
        of("title", "invalidValue", "true"),
        of("title", "invalidValue", r#"{"a":1}"#),
        of("hasAPIAccess", "invalidValue", "yes"),
        of("userGroups", "invalidValue", r#"[7,"Finance"]"#),
        of("teams", "unknownName", "Nothing"),
        of("homeGroup", "invalidValue", r#"["Finance"]"#),
        of("manager", "unknownName", "nobody@example.com"),
        of("manager", "invalidValue", r#"["x"]"#),
        of("manager", "unknownName", "Jo Nobody"),
        of("DE:Shirt Size", "invalidValue", r#"{"a":1}"#),
        of("scheduledDeactivationDate", "invalidValue", "soon"),
    ];
    expected.sort();
    assert_eq!(all, expected, "{output}");
    assert_eq!(output["valid"], false);
}

#[test]
fn each_name_of_an_array_in_a_map_is_checked() {
    let tenant = Tenant::new("{}");
    let map = json!({
        "Money": ["Finance", "Marketing"],
        "Text": ["Finance", "Nowhere"],
        "Deep": [["Finance"]],
    });
    let mapping = json!({ "emailAddr": "mail", "userGroups": { "from": "dept", "map": map } });
    let expected = [
        of("userGroups", "invalidValue", r#"[["Finance"]]"#),
        of("userGroups", "unknownName", r#"["Finance","Nowhere"]"#),
    ];
    let mut all = found(&check(&tenant, json!({ "mapping": mapping })));
    all.sort();
    assert_eq!(all, expected);
    // A list that has the values has no further problems.
    let people = json!([{ "mail": "a@example.com", "dept": "money;text" }]);
    let mut all = found(&check(
        &tenant,
        json!({ "mapping": mapping, "people": people }),
    ));
    all.sort();
    assert_eq!(all, expected);
}

#[test]
fn a_manager_may_be_somebody_of_the_list() {
    let tenant = Tenant::new("{}");
    let mapping = json!({ "emailAddr": "mail", "manager": { "default": "boss@example.com" } });
    let alone = check(&tenant, json!({ "mapping": mapping }));
    assert_eq!(
        found(&alone),
        [of("manager", "unknownName", "boss@example.com")]
    );
    let people = json!([{ "mail": "Boss@example.com" }, { "mail": "a@example.com" }]);
    let listed = check(&tenant, json!({ "mapping": mapping, "people": people }));
    assert_eq!(found(&listed), []);
}

#[test]
fn values_of_a_list_are_checked_for_every_kind_of_field() {
    let tenant = Tenant::new("{}");
    let output = check(
        &tenant,
        json!({
            "mapping": {
                "emailAddr": "mail",
                "isActive": "status",
                "fte": "fte",
                "lastWorkingDay": "until",
                "accessLevel": { "from": "level", "map": { "x": "Light" }, "onUnknown": "pass" },
            },
            "people": [
                { "mail": "a@example.com", "status": "ja", "fte": "much", "until": "soon", "level": "Standard" },
                { "mail": "b@example.com", "status": "", "fte": null, "until": "<clear>", "level": "Boss" },
                { "mail": "c@example.com", "status": "ja", "fte": 0.5, "until": "2026-12-31", "level": "X" },
            ],
        }),
    );
    let mut all = found(&output);
    all.sort();
    let expected = [
        of("accessLevel", "unknownName", "Boss"),
        of("fte", "invalidValue", "much"),
        of("isActive", "invalidValue", "ja"),
        of("lastWorkingDay", "invalidValue", "soon"),
    ];
    assert_eq!(all, expected, "{output}");
    let problems = output["problems"].as_array().expect("problems");
    let active = problems.iter().find(|one| one["field"] == "isActive");
    assert_eq!(active.expect("a problem")["people"], 2);
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
    let input = json!({ "mapping": { "lastName": "", "title": 5, "city": "" } });
    let error = refused("checkMapping", &input.to_string());
    let expected = [
        "mapping.lastName.from",
        "mapping.title",
        "mapping.city.from",
    ];
    for field in expected {
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
