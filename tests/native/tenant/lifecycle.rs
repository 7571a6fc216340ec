//! create, get, update, deactivate, reactivate, delete, call, count.

use crate::support::Tenant;
use serde_json::json;
use workfront_actions::error::ErrorKind;

fn jane(more: &str) -> String {
    format!(
        r#"{{"username":"jane@acme.com","emailAddr":"jane@acme.com","firstName":"Jane","lastName":"Doe","accessLevel":"standard"{more}}}"#
    )
}

fn id(output: &serde_json::Value) -> String {
    output["user"]["ID"].as_str().expect("an ID").to_owned()
}

#[test]
fn create_to_delete() {
    let tenant = Tenant::new("{}");
    let made = tenant.done(
        "create",
        &jane(r#","homeGroup":"Marketing","title":"Lead""#),
    );
    assert_eq!(
        (&made["status"], &made["outcome"]),
        (&json!("active"), &json!("created"))
    );
    let id = id(&made);
    let user = tenant.user(&id);
    assert_eq!(
        user["homeGroupID"],
        json!(tenant.id_of("groups", "Marketing"))
    );
    assert_eq!(
        user["accessLevelID"],
        json!(tenant.id_of("accessLevels", "Standard"))
    );

    let read = tenant.done(
        "get",
        &format!(r#"{{"ID":"{id}","fields":["title","accessLevel:name"]}}"#),
    );
    assert_eq!(read["user"]["title"], "Lead");
    assert_eq!(read["user"]["accessLevel"]["name"], "Standard");

    let input =
        format!(r#"{{"ID":"{id}","changes":{{"title":null,"fte":0.5,"ssoAccessOnly":false}}}}"#);
    tenant.done("update", &input);
    let user = tenant.user(&id);
    assert_eq!((&user["title"], &user["fte"]), (&json!(null), &json!(0.5)));

    let off = tenant.done("deactivate", r#"{"user":"JANE@acme.com"}"#);
    assert_eq!(
        (&off["before"]["isActive"], &off["after"]["isActive"]),
        (&json!(true), &json!(false))
    );
    assert!(
        off["notes"]
            .as_array()
            .is_some_and(|notes| !notes.is_empty())
    );
    assert_eq!(tenant.user(&id)["isActive"], json!(false));
    tenant.done("deactivate", &format!(r#"{{"ID":"{id}"}}"#));

    tenant.configure(r#"{"reactivationNeedsAccessLevel":true}"#);
    let on = tenant.done(
        "reactivate",
        &format!(r#"{{"ID":"{id}","accessLevel":"Light"}}"#),
    );
    assert_eq!(on["after"]["isActive"], json!(true));
    assert_eq!(
        tenant.user(&id)["accessLevelID"],
        json!(tenant.id_of("accessLevels", "Light"))
    );

    let wrong = tenant.fails("delete", &format!(r#"{{"ID":"{id}","confirm":"yes"}}"#));
    assert_eq!(wrong.kind, ErrorKind::Validation);
    let gone = tenant.done("delete", &format!(r#"{{"ID":"{id}","confirm":"{id}"}}"#));
    assert_eq!(gone["deleted"], json!(true));
    assert!(tenant.users().iter().all(|user| user["ID"] != *id));
    assert_eq!(
        tenant.fails("get", &format!(r#"{{"ID":"{id}"}}"#)).kind,
        ErrorKind::NotFound
    );
}

#[test]
fn a_user_who_needs_an_approval_is_pending() {
    let tenant = Tenant::new(r#"{"pendingApproval":true}"#);
    assert_eq!(tenant.done("create", &jane(""))["status"], "pending");
}

#[test]
fn a_refusal_contains_the_message_of_the_tenant() {
    let tenant = Tenant::new("{}");
    tenant.done("create", &jane(""));
    let taken = tenant.fails("create", &jane("").replace("jane@", "JANE@"));
    assert!(
        matches!(taken.kind, ErrorKind::Validation | ErrorKind::Conflict),
        "{taken:?}"
    );
    assert!(
        taken
            .workfront_message
            .as_deref()
            .is_some_and(|text| text.contains("already exists"))
    );
    let admin = tenant.fails(
        "create",
        &jane("")
            .replace("standard", "System Administrator")
            .replace("jane@", "j@"),
    );
    assert_eq!(admin.kind, ErrorKind::Forbidden);
    tenant.configure(r#"{"deleteAllowed":false}"#);
    let id = tenant.users()[3]["ID"].as_str().expect("an ID").to_owned();
    let kept = tenant.fails("delete", &format!(r#"{{"ID":"{id}","confirm":"{id}"}}"#));
    assert_eq!(kept.kind, ErrorKind::Forbidden);
}

#[test]
fn memberships_are_replaced_or_merged() {
    let tenant =
        Tenant::new(r#"{"users":[{"ID":"ann","lastName":"Ann","emailAddr":"ann@acme.com"}]}"#);
    let (brand, web) = (tenant.id_of("teams", "Brand"), tenant.id_of("teams", "Web"));
    let teams = |team: &str, how: &str| {
        format!(r#"{{"ID":"ann","changes":{{"teams":[{{"ID":"{team}"}}]}},"collections":"{how}"}}"#)
    };
    let count = |tenant: &Tenant| tenant.user("ann")["teams"].as_array().map(Vec::len);
    tenant.done("update", &teams(&brand, "replace"));
    tenant.done("update", &teams(&web, "merge"));
    assert_eq!(count(&tenant), Some(2));
    tenant.done("update", &teams(&web, "replace"));
    assert_eq!(count(&tenant), Some(1));
}

#[test]
fn an_unchanged_address_becomes_a_note() {
    let tenant = Tenant::new(
        r#"{"emailEditable":false,"emailIgnored":true,"users":[{"ID":"ann","lastName":"Ann","emailAddr":"ann@acme.com"}]}"#,
    );
    let output = tenant.done(
        "update",
        r#"{"ID":"ann","changes":{"emailAddr":"new@acme.com"}}"#,
    );
    assert!(
        output["notes"].to_string().contains("was not changed"),
        "{output}"
    );
}

#[test]
fn a_deletion_hands_over_the_objects_of_the_user() {
    let tenant = Tenant::new(
        r#"{"users":[{"ID":"boss","lastName":"Boss","emailAddr":"boss@acme.com"},{"ID":"next","lastName":"Next","emailAddr":"next@acme.com"},{"ID":"ann","lastName":"Ann","emailAddr":"ann@acme.com","managerID":"boss"}]}"#,
    );
    let plain = r#"{"ID":"boss","confirm":"boss"}"#;
    assert_eq!(tenant.fails("delete", plain).kind, ErrorKind::Validation);
    tenant.done(
        "delete",
        r#"{"ID":"boss","confirm":"boss","replacementID":"next"}"#,
    );
    assert_eq!(tenant.user("ann")["managerID"], "next");
}

#[test]
fn call_uses_endpoints_without_an_action() {
    let tenant = Tenant::new("{}");
    let output = tenant.done("call", r#"{"method":"GET","object":"group","action":"search","fields":["name"],"parameters":{"name":"Leavers"}}"#);
    assert_eq!(output["data"][0]["name"], "Leavers");
    let error = tenant.fails(
        "call",
        r#"{"method":"PUT","object":"user","ID":"ann","action":"explode"}"#,
    );
    assert_eq!(error.kind, ErrorKind::Validation);
}

#[test]
fn count_reads_both_shapes() {
    let tenant = Tenant::new("{}");
    assert_eq!(tenant.done("count", "{}")["count"], json!(60));
    tenant.configure(r#"{"countShape":"bare"}"#);
    let active = tenant
        .users()
        .iter()
        .filter(|user| user["isActive"] == json!(true))
        .count();
    let output = tenant.done(
        "count",
        r#"{"filters":[{"field":"isActive","value":true}]}"#,
    );
    assert_eq!(output["count"], json!(active));
}
