//! A custom field that doesn't exist, or a value that it can't have, is named by the error of every action.

use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::ErrorKind;

const EMPLOYEE: &str = r#"{"username":"z@x.com","emailAddr":"z@x.com","firstName":"Z","lastName":"X","accessLevel":"Standard""#;

/// A plain user's ID.
fn id(tenant: &Tenant) -> Value {
    tenant.users()[3]["ID"].clone()
}

#[test]
fn a_custom_field_that_does_not_exist_is_named() {
    let tenant = Tenant::new("{}");
    let id = id(&tenant);
    let before = tenant.users();
    let person = |more: &str| {
        let text = format!("{EMPLOYEE},{more}}}");
        serde_json::from_str::<Value>(&text).expect("a person")
    };
    for (action, input, field) in [
        (
            "update",
            json!({ "ID": id, "changes": { "title": "x", "DE:Departmnt": "y" } }),
            "changes.DE:Departmnt",
        ),
        (
            "update",
            json!({ "ID": id, "changes": { "parameterValues": { "DE:Departmnt": "y" } } }),
            "changes.parameterValues.DE:Departmnt",
        ),
        ("create", person(r#""DE:Departmnt":"y""#), "DE:Departmnt"),
        (
            "create",
            person(r#""parameterValues":{"DE:Departmnt":"y"}"#),
            "parameterValues.DE:Departmnt",
        ),
        (
            "provision",
            person(r#""DE:Departmnt":"y","waitMs":0"#),
            "DE:Departmnt",
        ),
        (
            "get",
            json!({ "ID": id, "fields": ["DE:Departmnt"] }),
            "DE:Departmnt",
        ),
        (
            "search",
            json!({ "fields": ["name", "DE:Departmnt"] }),
            "DE:Departmnt",
        ),
        (
            "search",
            json!({ "filters": [{ "field": "DE:Departmnt", "value": "y" }] }),
            "DE:Departmnt",
        ),
        (
            "count",
            json!({ "filters": [{ "field": "DE:Departmnt", "value": "y" }] }),
            "DE:Departmnt",
        ),
        (
            "call",
            json!({ "method": "PUT", "object": "user", "ID": id, "body": { "DE:Departmnt": "y" } }),
            "DE:Departmnt",
        ),
    ] {
        let error = tenant.fails(action, &input.to_string());
        assert_eq!(
            error.kind,
            ErrorKind::Validation,
            "{action} {input}: {error:?}"
        );
        assert_eq!(error.fields, [field], "{action} {input}");
        assert!(!error.retryable);
        assert!(
            error.hint.contains("'Departmnt'") && error.hint.contains("categoryID"),
            "{}",
            error.hint
        );
    }
    let operations = json!({ "operations": [{ "method": "PUT", "uri": format!("/user/{}", id.as_str().expect("an ID")), "body": { "DE:Departmnt": "y" } }] });
    let output = tenant.done("batch", &operations.to_string());
    let error = &output["results"][0]["error"];
    assert_eq!(
        (&error["kind"], &error["fields"]),
        (&json!("validation"), &json!(["DE:Departmnt"]))
    );
    assert_eq!(tenant.users(), before);
}

#[test]
fn a_value_that_a_custom_field_cannot_have_is_named() {
    let tenant = Tenant::new("{}");
    let id = id(&tenant);
    for (field, value) in [("DE:Shirt Size", "XXXXS"), ("DE:Cost Centre", "many")] {
        let changes = json!({ "ID": id, "changes": { field: value } });
        let error = tenant.fails("update", &changes.to_string());
        assert_eq!(error.kind, ErrorKind::Validation, "{error:?}");
        assert_eq!(error.fields, [format!("changes.{field}")]);
        assert!(
            error.message.contains(value) && error.hint.contains("choices"),
            "{error:?}"
        );
    }
}

#[test]
fn a_custom_field_whose_form_is_missing_says_what_to_attach() {
    let tenant = Tenant::new(r#"{"formRequired":true}"#);
    let person = format!(r#"{EMPLOYEE},"DE:Shirt Size":"M"}}"#);
    let error = tenant.fails("create", &person);
    assert_eq!(
        (error.kind, error.fields.clone()),
        (ErrorKind::Validation, vec!["DE:Shirt Size".to_owned()])
    );
    assert!(error.hint.contains("categoryID"), "{}", error.hint);
}
