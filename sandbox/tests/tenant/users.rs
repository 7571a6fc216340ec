//! Creating, updating and deleting users.

use super::client::{NOW_MS, Tenant, message};
use serde_json::{Value, json};

#[test]
fn creates_a_user_as_the_documentation_says() {
    let mut tenant = Tenant::new(json!({}));
    let new = tenant.new_user();
    let fields =
        "?fields=isActive,username,homeGroupID,accessLevel:name,entryDate,userApproval:status";
    let (status, body) = tenant.call("POST", &format!("/user{fields}"), Some(&new));
    assert_eq!(status, 200, "{body}");
    let user = &body["data"];
    assert_eq!(
        (&user["name"], &user["isActive"]),
        (&json!("Jane Doe"), &json!(true))
    );
    assert!(
        user["homeGroupID"].is_string(),
        "the caller's home group is the default"
    );
    assert_eq!(user["accessLevel"]["name"], "Standard");
    assert!(
        user["entryDate"]
            .as_str()
            .unwrap()
            .starts_with("2026-05-28T")
    );
    assert_eq!(user["userApproval"], Value::Null);
    assert_eq!(user["ID"].as_str().unwrap().len(), 32);
}

#[test]
fn rejects_an_invalid_user_and_keeps_nothing_of_it() {
    let mut tenant = Tenant::new(json!({}));
    let new = tenant.new_user();
    let taken = tenant.get("/user/search?$$LIMIT=1&fields=emailAddr")[0]["emailAddr"]
        .as_str()
        .unwrap()
        .to_uppercase();
    let before = tenant.sandbox.snapshot();
    let admin = tenant.id_of("accesslevel", "System Administrator");
    for (name, value, status) in [
        ("emailAddr", json!(null), 422),
        ("lastName", json!(""), 422),
        ("emailAddr", json!("no address"), 422),
        ("emailAddr", json!(taken), 422),
        ("username", json!(taken), 422),
        ("accessLevelID", json!("nonsense"), 422),
        ("accessLevelID", json!(admin), 403),
        ("country", json!("Germany"), 422),
        ("fte", json!(1.5), 422),
        ("isActive", json!("perhaps"), 422),
        ("nonsense", json!(1), 422),
        ("lastUpdateDate", json!("2026-01-01"), 422),
        ("entryDate", json!("2026-01-01"), 422),
        ("isAdmin", json!(true), 422),
        ("eauthUserID", json!("x"), 422),
        ("ID", json!("x"), 422),
        ("DE:Nope", json!("x"), 404),
        ("DE:Shirt Size", json!("S"), 404),
        ("userRoles", json!([{"roleID": "nonsense"}]), 422),
        ("userGroups", json!("x"), 422),
        ("directReports", json!([]), 422),
    ] {
        let mut invalid = new.clone();
        invalid[name] = value.clone();
        let (actual, body) = tenant.call("POST", "/user", Some(&invalid));
        assert_eq!(actual, status, "{name}={value}: {body}");
    }
    assert_eq!(tenant.sandbox.snapshot(), before);
}

#[test]
fn updates_partly_and_replaces_collections() {
    let mut tenant = Tenant::new(json!({}));
    let id = tenant
        .ids("$$LIMIT=1&ID_Sort=asc&isActive=true&accessLevel:name=Standard")
        .remove(0);
    let (one, two) = (tenant.id_of("team", "Brand"), tenant.id_of("team", "Web"));
    let path = format!("/user/{id}?fields=title,teams:ID,homeTeamID,firstName,city");
    let first = tenant.call("GET", &path, None).1["data"]["firstName"].clone();
    let body = json!({"title": "Lead", "city": null, "homeTeamID": one, "teams": [{"ID": two}]});
    let (status, body) = tenant.call("PUT", &path, Some(&body));
    assert_eq!(status, 200, "{body}");
    let user = &body["data"];
    assert_eq!(
        (&user["title"], &user["city"], &user["firstName"]),
        (&json!("Lead"), &Value::Null, &first)
    );
    assert_eq!(
        user["teams"].as_array().unwrap().len(),
        2,
        "the home team is included"
    );
    let (_, body) = tenant.call("PUT", &path, Some(&json!({"homeTeamID": "", "teams": []})));
    assert_eq!(body["data"]["teams"], json!([]));
    let role = tenant.id_of("role", "Analyst");
    let invalid = json!({"userRoles": [{"roleID": role, "timePercentage": 70}]});
    assert_eq!(tenant.call("PUT", &path, Some(&invalid)).0, 422);
}

#[test]
fn deactivates_with_a_string_and_applies_the_reactivation_rule() {
    let mut tenant = Tenant::new(json!({"reactivationNeedsAccessLevel": true}));
    let id = tenant
        .ids("$$LIMIT=1&isActive=true&accessLevel:name=Standard")
        .remove(0);
    let path = format!("/user/{id}?fields=isActive,actualDeactivationDate");
    let (_, body) = tenant.call(
        "GET",
        &format!("{path}&updates=%7B%22isActive%22:%22false%22%7D&method=PUT"),
        None,
    );
    assert_eq!(body["data"]["isActive"], json!(false));
    assert!(body["data"]["actualDeactivationDate"].is_string());
    assert_eq!(
        tenant
            .call("PUT", &path, Some(&json!({"isActive": true})))
            .0,
        422
    );
    let level = tenant.id_of("accesslevel", "Light");
    let reactivation = json!({"isActive": true, "accessLevelID": level});
    assert_eq!(
        tenant.call("PUT", &path, Some(&reactivation)).1["data"]["isActive"],
        json!(true)
    );
}

#[test]
fn the_username_changes_with_the_address_only_if_they_were_equal() {
    let mut tenant = Tenant::new(json!({}));
    let (_, body) = {
        let new = tenant.new_user();
        tenant.call("POST", "/user", Some(&new))
    };
    let path = format!(
        "/user/{}?fields=username",
        body["data"]["ID"].as_str().unwrap()
    );
    let change = json!({"emailAddr": "jane@example.com"});
    assert_eq!(
        tenant.call("PUT", &path, Some(&change)).1["data"]["username"],
        "jane@example.com"
    );
    let change = json!({"emailAddr": "j@example.com", "username": "jane"});
    assert_eq!(
        tenant.call("PUT", &path, Some(&change)).1["data"]["username"],
        "jane"
    );
    tenant
        .sandbox
        .configure(&json!({"emailEditable": false}))
        .unwrap();
    assert_eq!(
        tenant.call("PUT", &path, Some(&change)).0,
        200,
        "nothing changes"
    );
    assert_eq!(
        tenant
            .call("PUT", &path, Some(&json!({"emailAddr": "x@example.com"})))
            .0,
        403
    );
}

#[test]
fn new_users_need_approval_if_configured() {
    let mut tenant = Tenant::new(json!({"pendingApproval": true}));
    let new = tenant.new_user();
    let (_, body) = tenant.call(
        "POST",
        "/user?fields=isActive,userApproval:status",
        Some(&new),
    );
    assert_eq!(body["data"]["isActive"], json!(false));
    assert_eq!(body["data"]["userApproval"]["status"], "PENDING");
    let id = body["data"]["ID"].as_str().unwrap().to_owned();
    assert_eq!(
        tenant
            .call(
                "PUT",
                &format!("/user/{id}"),
                Some(&json!({"isActive": true}))
            )
            .0,
        403
    );
    let (status, body) = tenant.call("PUT", &format!("/userapproval/approve?userIDs={id}"), None);
    assert_eq!(status, 200, "{body}");
    assert_eq!(
        tenant.get(&format!("/user/{id}?fields=isActive"))["isActive"],
        json!(true)
    );
    assert_eq!(
        tenant
            .call("PUT", "/userapproval/approve?userIDs=nobody", None)
            .0,
        404
    );
}

#[test]
fn pending_users_become_active_after_a_while() {
    let mut tenant = Tenant::new(json!({"pendingApproval": true, "pendingClearsAfterMs": 5000}));
    let new = tenant.new_user();
    let (_, body) = tenant.call("POST", "/user", Some(&new));
    let path = format!(
        "/user/{}?fields=isActive",
        body["data"]["ID"].as_str().unwrap()
    );
    tenant.now_ms = NOW_MS + 4999.0;
    assert_eq!(tenant.get(&path)["isActive"], json!(false));
    tenant.now_ms = NOW_MS + 5000.0;
    assert_eq!(tenant.get(&path)["isActive"], json!(true));
}

#[test]
fn deletes_a_referenced_user_only_with_force() {
    let mut tenant = Tenant::new(json!({}));
    tenant.insert(json!({"ID": "boss", "lastName": "Boss", "emailAddr": "boss@example.com"}));
    tenant.insert(json!({"ID": "next", "lastName": "Next", "emailAddr": "next@example.com"}));
    tenant.insert(json!({"ID": "one", "lastName": "One", "emailAddr": "one@example.com", "managerID": "boss"}));
    let (status, body) = tenant.call("DELETE", "/user/boss", None);
    assert_eq!(status, 422);
    assert!(message(&body).contains("Please use force delete"));
    assert_eq!(
        tenant
            .call("PUT", "/user/replace?id=boss&replacementID=next", None)
            .0,
        200
    );
    assert_eq!(
        tenant.get("/user/one?fields=managerID")["managerID"],
        "next"
    );
    assert_eq!(
        tenant.call("DELETE", "/user/boss", None).1,
        json!({"data": {"success": true}})
    );
    assert_eq!(tenant.call("DELETE", "/user/boss", None).0, 404);
    assert_eq!(
        tenant.call("DELETE", "/user?id=next&force=true", None).0,
        200
    );
    assert_eq!(
        tenant.get("/user/one?fields=managerID")["managerID"],
        Value::Null
    );
    tenant
        .sandbox
        .configure(&json!({"deleteAllowed": false}))
        .unwrap();
    assert_eq!(tenant.call("DELETE", "/user/one", None).0, 403);
}

#[test]
fn accepts_writes_in_each_documented_form() {
    let mut tenant = Tenant::new(json!({}));
    let id = tenant.ids("$$LIMIT=1&ID_Sort=asc").remove(0);
    let path = format!("/user/{id}");
    let (status, _) = tenant.form(&path, "method=PUT&title=Form&city=Oslo");
    assert_eq!(status, 200);
    assert_eq!(tenant.get(&format!("{path}?fields=title"))["title"], "Form");
    let (status, body) = tenant.form(
        &path,
        "method=PUT&updates=%7B%22title%22%3A%22J%22%7D&city=Rome",
    );
    assert_eq!(status, 422);
    assert!(message(&body).starts_with("Cannot mix 'updates'"));
    let (status, body) = tenant.call("POST", &format!("{path}/sendInvitationEmail"), None);
    assert_eq!(
        (status, message(&body)),
        (400, "unrecognized URI format: too many parts".into())
    );
    assert_eq!(
        tenant
            .call("PUT", &format!("{path}/sendInvitationEmail"), None)
            .0,
        200
    );
    let (status, body) = tenant.call("PUT", &format!("{path}/explode"), None);
    assert_eq!(
        (status, message(&body)),
        (422, "User does not support action explode".into())
    );
}
