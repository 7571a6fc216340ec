//! Steps that end a person's access count as that, whatever else they change and however they are asked for.

use super::support::{active, connection, refused, tenant, with_keys, with_rules};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, NotApproved};

const NO_DEACTIVATION: &str = r#"{"approvers":0,"maxDeactivations":0}"#;

fn plan(tenant: &Tenant, action: &str, input: &Value) -> Value {
    let input = json!({ "action": action, "input": input, "requestedBy": "robin@example.com" });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

fn text(tenant: &Tenant, plan: &Value) -> String {
    let input = json!({ "plan": plan, "format": "text" });
    let output = tenant.done("renderPlan", &input.to_string());
    output["text"].as_str().expect("a text").to_owned()
}

/// Adds the fields by which 'provision' finds a user, and those that it requires.
fn add_person(input: &mut Value, user: &Value) {
    for field in [
        "username",
        "emailAddr",
        "firstName",
        "lastName",
        "accessLevelID",
    ] {
        input[field] = user[field].clone();
    }
}

fn put(id: &str, body: &Value) -> Value {
    json!({ "operations": [{ "method": "PUT", "uri": format!("/user/{id}"), "body": body }] })
}

#[test]
fn a_deactivation_with_other_fields_is_one() {
    let tenant = tenant(&with_rules(NO_DEACTIVATION));
    let ids = active(&tenant, 2);
    let user = tenant.user(&ids[1]);
    let changes = json!({ "isActive": false, "title": "x" });
    let mut person = json!({ "isActive": false, "title": "x", "waitMs": 0 });
    add_person(&mut person, &user);
    let before = tenant.users();
    for (action, input) in [
        ("update", json!({ "ID": ids[0], "changes": changes })),
        ("batch", put(&ids[0], &changes)),
        ("provision", person),
    ] {
        let plan = plan(&tenant, action, &input);
        assert_eq!(plan["steps"][0]["kind"], "deactivate", "{action}: {plan}");
        assert_eq!(plan["steps"][0]["after"], changes, "{action}");
        assert_eq!(
            (&plan["counts"]["deactivate"], &plan["counts"]["update"]),
            (&json!(1), &json!(0))
        );
        assert!(
            text(&tenant, &plan).contains("1 to deactivate."),
            "{action}"
        );
        let error = refused(
            &tenant,
            "apply",
            &json!({ "plan": plan }),
            NotApproved::TooLarge,
        );
        assert!(error.message.contains("maxDeactivations"), "{error}");
    }
    assert_eq!(tenant.users(), before);
}

#[test]
fn who_is_inactive_already_is_only_updated() {
    let tenant = tenant(&with_rules(NO_DEACTIVATION));
    let left = tenant.users().into_iter();
    let left = left.filter(|user| user["isActive"] == false);
    let id = left.map(|user| user["ID"].clone()).next().expect("a user");
    let changes = json!({ "isActive": false, "title": "x" });
    let made = plan(&tenant, "update", &json!({ "ID": id, "changes": changes }));
    assert_eq!(made["steps"][0]["kind"], "update");
    assert_eq!(made["steps"][0]["after"], json!({ "title": "x" }));
    let output = tenant.done("apply", &json!({ "plan": made }).to_string());
    assert_eq!(output["counts"]["applied"], 1, "{output}");
}

#[test]
fn a_scheduled_deactivation_counts_unless_it_moves_to_a_later_day() {
    let tenant = tenant(&with_rules(NO_DEACTIVATION));
    let id = &active(&tenant, 1)[0];
    let on = |day: Value| {
        let changes = json!({ "scheduledDeactivationDate": day });
        plan(&tenant, "update", &json!({ "ID": id, "changes": changes }))
    };
    let set = |day: &str| {
        let changes = json!({ "scheduledDeactivationDate": day });
        let update = json!({ "ID": id, "changes": changes });
        tenant.done("update", &update.to_string());
    };
    let is_counted = |plan: &Value| {
        let step = &plan["steps"][0];
        assert_eq!(step["kind"], "update", "{plan}");
        let text = text(&tenant, plan);
        let is_shown = text.contains("1 to update, 1 of these to be deactivated on a date.");
        let is_warned = step["warnings"]
            .to_string()
            .contains("deactivates the account");
        assert_eq!(is_shown, is_warned, "{text}");
        is_shown
    };
    let first = on(json!("2030-05-02"));
    assert!(is_counted(&first));
    refused(
        &tenant,
        "apply",
        &json!({ "plan": first }),
        NotApproved::TooLarge,
    );
    set("2030-05-02");
    assert!(is_counted(&on(json!("2030-05-01"))));
    let later = on(json!("2030-05-03"));
    assert!(!is_counted(&later));
    let cleared = on(Value::Null);
    assert!(!is_counted(&cleared));
    let output = tenant.done("apply", &json!({ "plan": cleared }).to_string());
    assert_eq!(output["counts"]["applied"], 1, "{output}");
}

#[test]
fn reactivations_with_other_fields_are_done_and_creations_shut_nobody_out() {
    let tenant = tenant(&with_rules(NO_DEACTIVATION));
    let left = tenant.users().into_iter();
    let mut left =
        left.filter(|user| user["isActive"] == false && user["accessLevelID"].is_string());
    let changes = json!({ "isActive": true, "title": "x" });
    for action in ["update", "batch"] {
        let id = left.next().expect("an inactive user")["ID"].clone();
        let id = id.as_str().expect("an ID");
        let input = match action {
            "batch" => put(id, &changes),
            _ => json!({ "ID": id, "changes": changes }),
        };
        let made = plan(&tenant, action, &input);
        assert_eq!(made["counts"]["reactivate"], 1, "{action}: {made}");
        let output = tenant.done("apply", &json!({ "plan": made }).to_string());
        assert_eq!(output["counts"]["applied"], 1, "{action}: {output}");
        assert_eq!(tenant.user(id)["isActive"], true);
        assert_eq!(tenant.user(id)["title"], "x");
    }
    let level = tenant.id_of("accessLevels", "Standard");
    let person = json!({
        "username": "q@x.com", "emailAddr": "q@x.com", "firstName": "Q", "lastName": "X",
        "accessLevelID": level, "isActive": false,
    });
    let made = plan(&tenant, "create", &person);
    let output = tenant.done("apply", &json!({ "plan": made }).to_string());
    assert_eq!(output["counts"]["applied"], 1, "{output}");
}

#[test]
fn provision_reactivates_only_where_it_is_asked_to() {
    let tenant = tenant(&with_keys());
    let left = tenant.users().into_iter();
    let mut left =
        left.filter(|user| user["isActive"] == false && user["accessLevelID"].is_string());
    let user = left.next().expect("an inactive user");
    let mut person = json!({ "isActive": true, "title": "x", "waitMs": 0 });
    add_person(&mut person, &user);
    let made = plan(&tenant, "provision", &person);
    assert_eq!(made["steps"][0]["after"], json!({ "title": "x" }), "{made}");
    assert!(
        made["warnings"][0]
            .as_str()
            .expect("a warning")
            .contains("inactive")
    );
    person["reactivate"] = json!(true);
    let made = plan(&tenant, "provision", &person);
    assert_eq!(made["steps"][0]["kind"], "reactivate", "{made}");
}

#[test]
fn what_is_no_boolean_cannot_be_planned() {
    let tenant = tenant(&with_keys());
    let id = &active(&tenant, 1)[0];
    for value in [
        json!("false"),
        json!("FALSE"),
        json!(0),
        json!(null),
        json!("no"),
        json!("true"),
    ] {
        for (action, input, field) in [
            (
                "batch",
                put(id, &json!({ "title": "x", "isActive": value })),
                "input.operations[0].body.isActive",
            ),
            (
                "update",
                json!({ "ID": id, "changes": { "isActive": value } }),
                "input.changes.isActive",
            ),
        ] {
            let sent = tenant.requests();
            let input = json!({ "action": action, "input": input });
            let error = tenant.fails("plan", &input.to_string());
            assert_eq!(error.kind, ErrorKind::Validation);
            assert_eq!(error.fields, [field], "{error:?}");
            let problem = ["must be true or false", "must be a boolean"];
            assert!(
                problem.iter().any(|text| error.message.contains(text)),
                "{error}"
            );
            assert_eq!(tenant.requests(), sent);
        }
    }
    // A connection that accepts any field, in a spelling that Workfront might read.
    let other = connection(r#"{"allowUnknownFields":true}"#);
    let changes = json!({ "isactive": false });
    let input = json!({ "action": "update", "input": { "ID": id, "changes": changes } });
    let input = crate::support::json(&input.to_string());
    let call = other.run("plan", input, tenant.host(), None);
    let error = futures_executor::block_on(call).expect_err("it can't be planned");
    assert!(
        error.message.contains("must be spelled 'isActive'"),
        "{error}"
    );
}

/// A tenant with somebody who waits for an approval, and the person's ID.
fn with_pending() -> (Tenant, String, Value) {
    let options = r#"{"people":30,"pendingApproval":true,"pendingClearsAfterMs":3600000}"#;
    let tenant = Tenant::connected(options, &with_keys());
    let level = tenant.id_of("accessLevels", "Standard");
    let person = json!({
        "username": "ann@acme.com", "emailAddr": "ann@acme.com", "firstName": "Ann", "lastName": "New",
        "accessLevelID": level,
    });
    let made = plan(&tenant, "create", &person);
    let output = tenant.done("apply", &json!({ "plan": made }).to_string());
    let id = output["report"][0]["ID"]
        .as_str()
        .expect("an ID")
        .to_owned();
    (tenant, id, output["receipt"].clone())
}

#[test]
fn pending_people_are_held_as_a_whole() {
    let (tenant, id, receipt) = with_pending();
    for changes in [
        json!({ "isActive": false }),
        json!({ "isActive": false, "title": "x" }),
    ] {
        let user = tenant.user(&id);
        let mut person = changes.clone();
        add_person(&mut person, &user);
        // Others of the same batch who are reactivated don't change what is read of the pending one.
        let mut operations = put(&id, &changes);
        let other = active(&tenant, 1)[0].clone();
        let other = put(&other, &json!({ "isActive": true }))["operations"][0].clone();
        operations["operations"]
            .as_array_mut()
            .expect("operations")
            .push(other);
        for (action, input) in [
            ("update", json!({ "ID": id, "changes": changes })),
            ("batch", put(&id, &changes)),
            ("batch", operations),
            ("provision", person),
        ] {
            let made = plan(&tenant, action, &input);
            assert_eq!(made["steps"], json!([]), "{action} {changes}");
            assert_eq!(
                made["held"][0]["reason"], "pending",
                "{action} {changes}: {made}"
            );
            assert!(
                made["held"][0]["message"]
                    .to_string()
                    .contains("leave isActive out")
            );
        }
    }
    let made = plan(
        &tenant,
        "update",
        &json!({ "ID": id, "changes": { "title": "x" } }),
    );
    assert_eq!(made["counts"]["update"], 1);
    let undo = |tenant: &Tenant| {
        let output = tenant.done("undo", &json!({ "receipt": receipt }).to_string());
        output["plan"].clone()
    };
    let held = undo(&tenant);
    assert_eq!(held["steps"], json!([]), "{held}");
    assert_eq!(held["held"][0]["reason"], "pending", "{held}");
    assert!(
        held["held"][0]["message"]
            .to_string()
            .contains("pending: 'reject'")
    );
    tenant.wait(3_600_000.0);
    assert_eq!(undo(&tenant)["counts"]["deactivate"], 1);
}
