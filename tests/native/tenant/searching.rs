//! search against the tenant.

use crate::support::Tenant;
use serde_json::json;
use workfront_actions::error::ErrorKind;

#[test]
fn pages_contain_each_user_once() {
    let tenant = Tenant::new(r#"{"people":230}"#);
    let mut seen = Vec::new();
    let mut first = 0;
    loop {
        let page = tenant.done(
            "search",
            &format!(r#"{{"first":{first},"limit":50,"fields":["ID"]}}"#),
        );
        let users = page["users"].as_array().expect("users").clone();
        seen.extend(
            users
                .iter()
                .map(|user| user["ID"].as_str().expect("an ID").to_owned()),
        );
        if page["hasMore"] == json!(false) {
            break;
        }
        first += 50;
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 230);
}

#[test]
fn reserved_names_find_users_too() {
    let tenant =
        Tenant::new(r#"{"users":[{"ID":"ann","lastName":"Ann","emailAddr":"a+nn@acme.com"}]}"#);
    for filter in [
        r#"{"field":"username","value":"a+nn@acme.com"}"#,
        r#"{"field":"username","value":"A+NN@ACME.COM","modifier":"cieq"}"#,
        r#"{"field":"emailAddr","value":"a+nn@acme.com"}"#,
    ] {
        let output = tenant.done("search", &format!(r#"{{"filters":[{filter}]}}"#));
        assert_eq!(output["users"][0]["ID"], "ann", "{filter}");
        assert_eq!(output["users"].as_array().map(Vec::len), Some(1));
    }
}

#[test]
fn a_search_too_long_for_a_uri_is_sent_as_a_form() {
    let tenant = Tenant::new(r#"{"people":400}"#);
    let users = tenant.users();
    let ids: Vec<&str> = users
        .iter()
        .filter_map(|user| user["ID"].as_str())
        .collect();
    let input =
        json!({"filters": [{"field": "ID", "modifier": "in", "value": ids}], "limit": 2000});
    let output = tenant.done("search", &input.to_string());
    assert_eq!(output["users"].as_array().map(Vec::len), Some(400));
    assert!(
        tenant.sent()[0].starts_with("POST "),
        "{}",
        &tenant.sent()[0][..40]
    );
}

#[test]
fn groups_of_conditions_are_joined_with_or() {
    let tenant = Tenant::new("{}");
    let output = tenant.done(
        "search",
        r#"{"filters":[{"field":"isActive","value":true}],"anyOf":[[{"field":"homeGroup:name","value":"Leavers"}],[{"field":"accessLevel:name","value":"light","modifier":"cieq"}]],"limit":2000}"#,
    );
    let (group, level) = (
        tenant.id_of("groups", "Leavers"),
        tenant.id_of("accessLevels", "Light"),
    );
    let expected = tenant
        .users()
        .iter()
        .filter(|user| {
            user["isActive"] == json!(true)
                && (user["homeGroupID"] == json!(group) || user["accessLevelID"] == json!(level))
        })
        .count();
    assert!(expected > 0);
    assert_eq!(output["users"].as_array().map(Vec::len), Some(expected));
}

#[test]
fn fields_that_the_version_lacks_are_reported() {
    let tenant = Tenant::new("{}");
    let error = tenant.fails("search", r#"{"fields":["eauthUserID"]}"#);
    assert_eq!(error.kind, ErrorKind::Validation);
    let newer = Tenant::connected("{}", r#"{"apiVersion":"v22.0"}"#);
    newer.done("search", r#"{"fields":["eauthUserID"]}"#);
    let gone = Tenant::connected(r#"{"minVersion":20}"#, "{}");
    let error = gone.fails("search", "{}");
    assert_eq!(error.status, Some(410));
    assert!(error.hint.contains("version"), "{}", error.hint);
}
