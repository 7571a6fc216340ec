//! Objects in responses.

use super::client::Tenant;
use serde_json::json;

#[test]
fn returns_the_default_fields_and_the_requested_ones() {
    let mut tenant = Tenant::new(json!({}));
    let id = tenant.ids("$$LIMIT=1&ID_Sort=asc").remove(0);
    let user = tenant.get(&format!("/user/{id}"));
    assert_eq!(
        user.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["ID", "name", "objCode"]
    );
    let user = tenant.get(&format!(
        "/USER/{id}?fields=emailAddr,accessLevel:name,accessLevel:licenseType,userGroups:group:name,entryDate"
    ));
    assert!(user["emailAddr"].is_string());
    assert!(
        user["accessLevel"]["name"].is_string() && user["accessLevel"]["licenseType"].is_string()
    );
    assert!(user["userGroups"][0]["group"]["name"].is_string());
    let date = user["entryDate"].as_str().unwrap();
    assert!(
        date.ends_with("-0500") && date.as_bytes()[19] == b':',
        "{date}"
    );
}

#[test]
fn never_returns_a_password_and_rejects_unknown_fields() {
    let mut tenant = Tenant::new(json!({}));
    let id = tenant.ids("$$LIMIT=1").remove(0);
    let all = tenant.get(&format!("/user/{id}?fields=*"));
    assert!(all.get("password").is_none() && all.get("eauthUserID").is_none());
    for field in [
        "password",
        "nonsense",
        "otherGroups",
        "eauthUserID",
        "emailaddr",
    ] {
        let (status, message) = tenant.error_of(&format!("/user/{id}?fields={field}"));
        assert_eq!(status, 422, "{field}");
        assert_eq!(
            message,
            format!("APIModel V18_0 does not support field {field} (User)")
        );
    }
    assert_eq!(
        tenant.error_of(&format!("/user/{id}?fields=DE:*")).1,
        "no such field: '*'"
    );
    assert_eq!(
        tenant.error_of(&format!("/user/{id}?fields=DE:Nope")).0,
        404
    );
    tenant.version = "v22.0";
    tenant.get(&format!("/user/{id}?fields=eauthUserID"));
    let deep = "manager:manager:manager:manager:manager:manager:name";
    assert_eq!(tenant.error_of(&format!("/user/{id}?fields={deep}")).0, 422);
}

#[test]
fn returns_custom_data() {
    let mut tenant = Tenant::new(json!({}));
    let found = tenant.get("/user/search?DE:Employee%20Number_Mod=notnull&fields=DE:Employee%20Number&$$LIMIT=2&ID_Sort=asc");
    assert!(found[0]["parameterValues"]["DE:Employee Number"].is_string());
    let number = found[0]["parameterValues"]["DE:Employee Number"]
        .as_str()
        .unwrap()
        .to_owned();
    let one = tenant.ids(&format!("DE:Employee%20Number={number}"));
    assert_eq!(one, [found[0]["ID"].as_str().unwrap()]);
}

#[test]
fn errors_name_the_missing_object() {
    let mut tenant = Tenant::new(json!({}));
    assert_eq!(
        tenant.error_of("/user/0123456789abcdef0123456789abcdef").0,
        404
    );
    assert_eq!(
        tenant.error_of("/nonsense/search"),
        (422, "Unknown object type: nonsense".into())
    );
    assert_eq!(tenant.error_of("/usrgps/search").0, 422);
    assert_eq!(
        tenant.error_of("/user/a/b/c/d").1,
        "unrecognized URI format: too many parts"
    );
    let ids = tenant.ids("$$LIMIT=3&ID_Sort=asc");
    let several = tenant.get(&format!("/user?id={},{}", ids[2], ids[0]));
    assert_eq!(several[0]["ID"], json!(ids[2]));
    assert_eq!(several[1]["ID"], json!(ids[0]));
}

#[test]
fn escapes_as_workfront_does() {
    let mut tenant = Tenant::new(json!({}));
    tenant.insert(
        json!({"ID": "zoe", "firstName": "Zoë", "lastName": "</b>", "emailAddr": "z@example.com"}),
    );
    let key = [("apiKey", "sandbox-api-key")];
    let response = tenant.send("GET", "/attask/api/v18.0/user/zoe", &key, "");
    let text = String::from_utf8(response.body).unwrap();
    assert!(text.contains(r#""name":"Zo\u00eb \u003c\/b>""#), "{text}");
}

#[test]
fn the_same_seed_makes_the_same_tenant() {
    let (mut one, mut two) = (
        Tenant::new(json!({"seed": 5})),
        Tenant::new(json!({"seed": 5})),
    );
    assert_eq!(one.sandbox.snapshot(), two.sandbox.snapshot());
    let mut other = Tenant::new(json!({"seed": 6}));
    assert_ne!(one.ids("ID_Sort=asc"), other.ids("ID_Sort=asc"));
    assert_eq!(one.ids("ID_Sort=asc"), two.ids("ID_Sort=asc"));
}

#[test]
fn leavers_is_a_home_group_of_active_users() {
    let mut tenant = Tenant::new(json!({"people": 1000}));
    let all = tenant.get("/user/count?homeGroup:name=Leavers")["count"]
        .as_u64()
        .unwrap();
    let active = tenant.get("/user/count?homeGroup:name=Leavers&isActive=true")["count"].as_u64();
    assert_eq!(active, Some(all));
    assert!((100..200).contains(&all), "{all}");
}
