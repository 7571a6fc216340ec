//! What errors say of wrong inputs: the field, what it must be, and the value that was wrong.

use crate::support::refused;
use serde_json::json;
use workfront_actions::Plugin;
use workfront_actions::json::Json;

#[test]
fn errors_name_the_value_that_was_wrong() {
    for (action, input, message) in [
        (
            "search",
            r#"{"sort":5}"#,
            "sort: must be a string or an object but is a number (5)",
        ),
        ("search", r#"{"sort":[null]}"#, "sort[0]: must not be null"),
        (
            "search",
            r#"{"fields":[null]}"#,
            "fields[0]: must be a string but is null",
        ),
        (
            "search",
            r#"{"filters":[{"field":"name","value":{}}]}"#,
            "filters[0].value: must be a string, number, boolean or array of these but is an object",
        ),
        (
            "search",
            r#"{"filters":[{"field":"name","value":[{}]}]}"#,
            "filters[0].value[0]: must be a string, number or boolean but is an object",
        ),
        (
            "get",
            r#"{"ID":""}"#,
            "ID: must be an ID (1 to 64 letters, digits, '-' or '_') but is ''",
        ),
        (
            "changes",
            r#"{"since":"soon"}"#,
            "since: must be a date such as 2026-03-31 or 2026-03-31T09:00:00.000Z but is 'soon'",
        ),
        (
            "offboard",
            r#"{"emails":["jane"]}"#,
            "emails[0]: must be an e-mail address such as jane@example.com but is 'jane'",
        ),
        (
            "offboard",
            r#"{"emails":["a@example.com"],"verify":"some"}"#,
            "verify: must be one of all, sample, none but is 'some'",
        ),
        (
            "batch",
            r#"{"operations":[{"method":"PUT","uri":"../user"}]}"#,
            "operations[0].uri: must be a path after the API version, such as '/user/<ID>', without a host or '..' but is '../user'",
        ),
        (
            "create",
            r#"{"username":"a","emailAddr":"a@example.com","firstName":"A","lastName":"B"}"#,
            "accessLevelID: is required (or accessLevel, its name)",
        ),
        (
            "call",
            r#"{"method":"GET","object":"user","parameters":{"a":{},"b":[1,[]],"c":[null,true]}}"#,
            "2 problems: parameters.a: must be a string, number, boolean, null or array of these but is an object; parameters.b[1]: must be a string, number, boolean or null but is an array",
        ),
    ] {
        assert_eq!(refused(action, input).message, message, "{input}");
    }
}

/// The message of options that are refused.
fn refused_options(options: serde_json::Value) -> String {
    let error = Plugin::new(&Json::from(options)).expect_err("it was accepted");
    assert_eq!(
        error.hint,
        "Nothing was sent. Correct the named fields and try again."
    );
    error.message.clone()
}

#[test]
fn errors_of_options_name_the_value_unless_it_may_be_secret() {
    let key = json!({ "type": "apiKey", "apiKey": "k" });
    for (name, value, message) in [
        (
            "domain",
            "acme.example.com",
            "domain: must be a Workfront domain such as 'acme' or 'acme.my.workfront.com' but is 'acme.example.com'; use baseUrl for any other host",
        ),
        (
            "baseUrl",
            "acme",
            "baseUrl: must be a complete URL such as 'https://acme.my.workfront.com' but is 'acme'",
        ),
        (
            "baseUrl",
            "https://jane:s3cret@example.com",
            "baseUrl: must have only a host (and a path, behind a proxy): no user, query or fragment",
        ),
    ] {
        let mut options = json!({ "credentials": key });
        options[name] = value.into();
        assert_eq!(refused_options(options), message);
    }
    let options = json!({ "domain": "acme", "credentials": key, "apiVersion": "eighteen" });
    assert_eq!(
        refused_options(options),
        "apiVersion: must be a version such as 'v18.0' but is 'eighteen'"
    );
}

#[test]
fn errors_of_credentials_name_the_field_and_the_known_types() {
    let options = |credentials| json!({ "domain": "acme", "credentials": credentials });
    let token = json!({ "type": "bearer", "accessToken": "Bearer s3cret" });
    assert_eq!(
        refused_options(options(token)),
        "credentials.accessToken: must not contain 'Bearer': it is added"
    );
    let message = refused_options(options(json!({ "type": "other" })));
    assert!(message.contains("apiKey"), "{message}");
    assert!(!message.contains("supplied"), "{message}");
}
