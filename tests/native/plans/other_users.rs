//! A step sets fields of its own user and of nobody else: users within a user are refused before anything is sent, under every name and in
//! every action that can be planned; references and rows stay possible.

use super::support::{active, tenant, with_keys};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::ErrorKind;

/// Every way to plan these fields of a user with this ID, with the path of the fields.
fn ways(tenant: &Tenant, id: &str, fields: &Value) -> Vec<(&'static str, Value, &'static str)> {
    let with = |more: Value| {
        let mut all = fields.clone();
        for (name, value) in more.as_object().expect("an object") {
            all[name] = value.clone();
        }
        all
    };
    let operation = |method: &str, uri: &str, body: &Value| json!({ "operations": [{ "method": method, "uri": uri, "body": body }] });
    let address = tenant.user(id)["emailAddr"].clone();
    let level = tenant.user(id)["accessLevelID"].clone();
    let new = with(json!({
        "emailAddr": "new.person@example.com",
        "username": "new.person@example.com",
        "firstName": "New",
        "lastName": "Person",
        "accessLevelID": level,
    }));
    let mut present = new.clone();
    present["emailAddr"] = address.clone();
    present["username"] = address.clone();
    vec![
        (
            "update",
            json!({ "ID": id, "changes": fields }),
            "input.changes",
        ),
        (
            "update",
            json!({ "user": address, "changes": fields }),
            "input.changes",
        ),
        (
            "batch",
            operation("PUT", &format!("/user/{id}"), fields),
            "input.operations[0].body",
        ),
        (
            "batch",
            operation("POST", "/user", &new),
            "input.operations[0].body",
        ),
        ("create", new.clone(), "input"),
        ("provision", new, "input"),
        ("provision", present, "input"),
    ]
}

#[test]
fn what_another_user_would_be_set_to_is_refused_before_anything_is_sent() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 2);
    let (own, other) = (&ids[0], &ids[1]);
    let group = tenant.user(own)["homeGroupID"].clone();
    let user = json!({ "ID": other, "title": "Taken over" });
    for (fields, path, named) in [
        (
            json!({ "teams": [{ "ID": "t", "users": [user] }] }),
            "teams[0].users",
            "title",
        ),
        (
            json!({ "teams": [{ "ID": "t", "users": [other] }] }),
            "teams[0].users",
            "users",
        ),
        (
            json!({ "userGroups": [{ "groupID": group, "user": other }] }),
            "userGroups[0].user",
            other,
        ),
        (
            json!({ "userGroups": [{ "groupID": group }, { "groupID": group, "user": user }] }),
            "userGroups[1].user",
            "title",
        ),
        (
            json!({ "userGroups": [{ "groupID": group, "userID": other }] }),
            "userGroups[0].userID",
            other,
        ),
        (
            json!({ "userGroups": [{ "groupID": group, "user": { "ID": other } }] }),
            "userGroups[0].user",
            other,
        ),
        (
            json!({ "userGroups": [{ "groupID": group, "user:title": "Taken over" }] }),
            "userGroups[0].user:title",
            "title",
        ),
        (
            json!({ "homeGroup": { "ID": group, "manager": user } }),
            "homeGroup.manager",
            "title",
        ),
        (json!({ "enteredBy": user }), "enteredBy", "title"),
        (json!({ "ENTEREDBY": [user] }), "ENTEREDBY", "title"),
        (
            json!({ "enteredBy": { "ID": other, "manager": { "ID": own } } }),
            "enteredBy",
            "manager",
        ),
        (
            json!({ "manager:isActive": false }),
            "manager:isActive",
            "isActive",
        ),
        (
            json!({ "teams:users:title": "Taken over" }),
            "teams:users:title",
            "title",
        ),
        (
            json!({ "manager:manager:ID": other }),
            "manager:manager:ID",
            "'ID'",
        ),
        (json!({ "underlings": [user] }), "underlings", "title"),
        (
            json!({ "underlings": " [ {\"title\":\"Taken over\"}]" }),
            "underlings",
            "text",
        ),
        (
            json!({ "userApproval:user:title": "Taken over" }),
            "userApproval:user:title",
            "this one user",
        ),
    ] {
        for (action, input, at) in ways(&tenant, own, &fields) {
            let before = tenant.requests();
            let input = json!({ "action": action, "input": input });
            let error = tenant.fails("plan", &input.to_string());
            assert_eq!(error.kind, ErrorKind::Validation, "{input}: {error:?}");
            // The rules of the action itself are checked first: a name must be text, and a field must be spelled as Workfront does.
            let is_name = error.message.contains("must be a name but is an object");
            let path = if is_name { "homeGroup" } else { path };
            assert_eq!(error.fields, [format!("{at}.{path}")], "{input}: {error:?}");
            let is_own_rule = is_name || error.message.contains("did you mean 'enteredBy'?");
            for text in ["can't be planned", named] {
                let has_text = error.message.contains(text);
                assert!(is_own_rule || has_text, "{text} {input}: {error:?}");
            }
            assert!(!format!("{error:?}").contains("Taken over"), "{error:?}");
            assert_eq!(tenant.requests(), before, "{input}");
        }
    }
}

#[test]
fn rows_and_references_can_be_planned() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 2);
    let (own, other) = (&ids[0], &ids[1]);
    let all = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
    let id_of = |plural: &str| all[plural][1]["ID"].clone();
    for fields in [
        json!({ "userGroups": [{ "groupID": id_of("groups"), "isOwner": true }] }),
        json!({ "userGroups": [{ "group": { "ID": id_of("groups"), "name": "As it was read" } }] }),
        json!({ "teams": [{ "ID": id_of("teams"), "name": "As it was read" }] }),
        json!({ "userRoles": [{ "roleID": id_of("roles"), "timePercentage": 100 }] }),
        json!({ "objectCategories": [{ "categoryID": "c", "category": { "ID": "c" } }] }),
        json!({ "rates": [{ "rateValue": 100, "currency": "EUR" }] }),
        json!({ "directReports": [{ "ID": other }] }),
        json!({ "delegationTo": { "ID": other } }),
        json!({ "parameterValues": { "DE:Notes": "{not: an object}" } }),
        json!({ "DE:user:title": "A custom field", "title": "[{a title}]" }),
    ] {
        for (action, input, _) in ways(&tenant, own, &fields) {
            let input = json!({ "action": action, "input": input });
            let made = tenant.call("plan", &input.to_string());
            // The sandbox may refuse to read a field; that is no problem of the input.
            let is_refused = made
                .as_ref()
                .is_err_and(|error| error.message.contains("planned"));
            assert!(!is_refused, "{input}: {made:?}");
        }
    }
    // The user's own rows, as Workfront shows them.
    let group = id_of("groups");
    let rows = json!([{ "groupID": group, "userID": own, "user": { "ID": own } }]);
    let input = json!({ "ID": own, "changes": { "userGroups": rows } });
    let input = json!({ "action": "update", "input": input });
    let plan = tenant.done("plan", &input.to_string())["plan"].clone();
    assert_eq!(plan["counts"]["update"], 1, "{plan}");
}
