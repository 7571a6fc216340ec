//! What plans contain.

use super::support::{active, offboarding, tenant, with_keys, with_rules};
use serde_json::{Value, json};
use workfront_actions::error::ErrorKind;

fn plan(tenant: &crate::support::Tenant, action: &str, input: Value) -> Value {
    let input = json!({ "action": action, "input": input });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

#[test]
fn a_plan_names_who_changes_and_how() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 2);
    let left = tenant
        .users()
        .into_iter()
        .find(|user| user["isActive"] == false);
    let left = left.expect("an inactive user")["ID"].clone();
    let all = json!([ids[0], left, ids[1], "00000000000000000000000000000000"]);
    let before = tenant.users();
    let plan = plan(&tenant, "offboard", json!({ "IDs": all }));
    assert_eq!(tenant.users(), before, "a plan changes nothing");
    assert_eq!(plan["format"], "workfront-plan/1");
    assert_eq!(plan["tenant"]["host"], "sandbox.my.workfront.com");
    assert!(plan["tenant"]["customerID"].is_string());
    let steps = plan["steps"].as_array().expect("steps");
    assert_eq!(steps.len(), 2);
    for (step, id) in steps.iter().zip(&ids) {
        let user = tenant.user(id);
        assert_eq!(step["kind"], "deactivate");
        assert_eq!(step["ID"], **id);
        assert_eq!(step["person"]["emailAddr"], user["emailAddr"]);
        assert_eq!(step["before"]["isActive"], true);
        assert_eq!(step["before"]["accessLevelID"], user["accessLevelID"]);
        assert_eq!(step["after"], json!({ "isActive": false }));
    }
    assert_eq!(plan["unchanged"][0]["ID"], left);
    assert_eq!(plan["held"][0]["reason"], "notFound");
    let counts = plan["counts"].as_object().expect("counts");
    assert_eq!(counts["deactivate"], 2);
    assert_eq!(
        (&counts["held"], &counts["unchanged"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(counts["create"], 0, "zeros are included");
    assert_eq!(counts.len(), 11);
}

#[test]
fn the_order_the_requester_and_the_time_do_not_change_the_fingerprint() {
    let tenant = tenant(&with_keys());
    let mut ids = active(&tenant, 5);
    let first = offboarding(&tenant, &ids);
    ids.reverse();
    let input = json!({ "action": "offboard", "input": { "IDs": ids }, "reason": "Again" });
    let second = tenant.done("plan", &input.to_string())["plan"].clone();
    assert_eq!(first["fingerprint"], second["fingerprint"]);
    assert_ne!(first["signature"], second["signature"]);
    let other = offboarding(&tenant, &ids[1..]);
    assert_ne!(first["fingerprint"], other["fingerprint"]);
    let input = json!({ "before": first, "after": second });
    let diff = tenant.done("diffPlans", &input.to_string());
    assert_eq!(
        diff,
        json!({ "same": true, "verified": true, "added": [], "removed": [], "changed": [] })
    );
    let input = json!({ "before": other, "after": first });
    let diff = tenant.done("diffPlans", &input.to_string());
    assert_eq!(
        (&diff["same"], &diff["removed"], &diff["changed"]),
        (&json!(false), &json!([]), &json!([]))
    );
    assert_eq!(diff["added"][0]["ID"], *ids[0]);
}

#[test]
fn an_update_has_only_the_fields_that_differ() {
    let tenant = tenant(&with_keys());
    let id = &active(&tenant, 1)[0];
    let user = tenant.user(id);
    let changes = json!({ "title": "Head of Design", "firstName": user["firstName"], "phoneNumber": "+49 1" });
    let made = plan(&tenant, "update", json!({ "ID": id, "changes": changes }));
    let step = &made["steps"][0];
    assert_eq!(step["kind"], "update");
    assert_eq!(
        step["after"],
        json!({ "title": "Head of Design", "phoneNumber": "+49 1" })
    );
    let before = step["before"].as_object().expect("fields");
    let mut fields: Vec<&str> = before.keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        ["accessLevelID", "isActive", "phoneNumber", "title"]
    );
    let nothing = plan(
        &tenant,
        "update",
        json!({ "ID": id, "changes": { "firstName": user["firstName"] } }),
    );
    assert_eq!(nothing["steps"], json!([]));
    assert_eq!(nothing["counts"]["unchanged"], 1);
}

#[test]
fn names_stand_beside_ids() {
    let tenant = tenant(&with_keys());
    let id = &active(&tenant, 1)[0];
    let level = tenant.id_of("accessLevels", "Light");
    for changes in [
        json!({ "accessLevel": "Light" }),
        json!({ "accessLevelID": level }),
    ] {
        let made = plan(&tenant, "update", json!({ "ID": id, "changes": changes }));
        let step = &made["steps"][0];
        assert_eq!(step["after"]["accessLevelID"], *level);
        assert_eq!(step["names"][&level], "Light", "{step}");
        let before = step["before"]["accessLevelID"].as_str().expect("an ID");
        assert!(step["names"][before].is_string(), "{step}");
    }
}

#[test]
fn people_who_report_to_a_leaver_are_steps_of_their_own() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 4);
    let update = json!({ "ID": ids[1], "changes": { "managerID": ids[0] } });
    tenant.done("update", &update.to_string());
    let made = plan(
        &tenant,
        "offboard",
        json!({ "IDs": [ids[0]], "newManagerID": ids[2] }),
    );
    let steps = made["steps"].as_array().expect("steps");
    let report = steps
        .iter()
        .find(|step| step["ID"] == *ids[1])
        .expect("a step");
    assert_eq!(report["kind"], "update");
    assert_eq!(report["before"]["managerID"], *ids[0]);
    assert_eq!(report["after"], json!({ "managerID": ids[2] }));
    assert_eq!(steps.last().expect("a step")["kind"], "deactivate");
}

#[test]
fn reactivation_names_the_access_level() {
    let tenant = tenant(&with_keys());
    let left = tenant
        .users()
        .into_iter()
        .find(|user| user["isActive"] == false && user["accessLevelID"].is_string());
    let left = left.expect("an inactive user");
    let made = plan(&tenant, "reactivate", json!({ "ID": left["ID"] }));
    let step = &made["steps"][0];
    assert_eq!(step["kind"], "reactivate");
    assert_eq!(
        step["after"],
        json!({ "isActive": true, "accessLevelID": left["accessLevelID"] })
    );
}

#[test]
fn wrong_inputs_are_refused_with_their_paths() {
    let tenant = tenant(&with_keys());
    for (input, fields, message) in [
        (
            json!({ "action": "logout", "input": {} }),
            vec!["action"],
            "must be one of",
        ),
        (
            json!({ "action": "call", "input": {} }),
            vec!["action"],
            "must be one of",
        ),
        (
            json!({ "action": "offboard", "input": {} }),
            vec!["input.IDs"],
            "input.IDs: must be set",
        ),
        (
            json!({ "action": "offboard", "input": { "emails": ["x"] } }),
            vec!["input.emails[0]"],
            "input.emails[0]: must be an e-mail address such as jane@example.com but is 'x'",
        ),
        (
            json!({ "action": "deactivate", "input": { "id": "x" } }),
            vec!["input.id"],
            "did you mean 'ID'?",
        ),
        (
            json!({ "action": "update", "input": { "ID": "x", "changes": { "password": "s3cret" } } }),
            vec!["input.changes.password"],
            "can't be planned",
        ),
        (
            json!({ "action": "deactivate", "input": { "ID": "x" }, "requestedBy": "  " }),
            vec!["requestedBy"],
            "must not be blank",
        ),
        (
            json!({ "action": "deactivate", "input": { "ID": "x" }, "requestedBy": "a\u{200b}b" }),
            vec!["requestedBy"],
            "can't be seen",
        ),
        (
            json!({ "action": "deactivate", "input": { "ID": "x" }, "expiresInMs": 2_678_400_001_u32 }),
            vec!["expiresInMs"],
            "must be 1 to 2678400000",
        ),
    ] {
        let before = tenant.requests();
        let error = tenant.fails("plan", &input.to_string());
        assert_eq!(error.kind, ErrorKind::Validation, "{error:?}");
        assert_eq!(error.fields, fields, "{error:?}");
        assert!(error.message.contains(message), "{error:?}");
        assert!(!format!("{error:?}").contains("s3cret"));
        assert_eq!(tenant.requests(), before);
    }
}

#[test]
fn a_plan_names_its_requester_where_the_rules_compare_them() {
    let input = json!({ "action": "deactivate", "input": { "ID": "x" } }).to_string();
    let error = tenant(&with_rules("{}")).fails("plan", &input);
    assert_eq!(error.fields, ["requestedBy"]);
    for rules in [r#"{"notRequester":false}"#, r#"{"approvers":0}"#] {
        assert!(
            tenant(&with_rules(rules)).run("plan", &input).is_ok(),
            "{rules}"
        );
    }
}

#[test]
fn rows_of_collections_are_planned_as_they_are_written() {
    let tenant = tenant(&with_keys());
    let id = &active(&tenant, 1)[0];
    let all = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
    let [old, new] = [0, 1].map(|at| &all["teams"][at]);
    let rows = |team: &Value| json!([{ "ID": team["ID"] }]);
    let input = |team| json!({ "ID": id, "changes": { "teams": rows(team) } });
    tenant.done("update", &input(old).to_string());
    let made = plan(&tenant, "update", input(new));
    let step = &made["steps"][0];
    assert_eq!(step["before"]["teams"], rows(old));
    assert_eq!(step["after"]["teams"], rows(new));
    let names = &step["names"];
    assert_eq!(names[old["ID"].as_str().expect("an ID")], old["name"]);
    let shown = json!({ "plan": made, "format": "text" });
    let text = tenant.done("renderPlan", &shown.to_string())["text"].to_string();
    assert!(
        text.contains(old["name"].as_str().expect("a name")),
        "{text}"
    );
    let output = tenant.done("apply", &json!({ "plan": made }).to_string());
    assert_eq!(output["counts"]["applied"], 1, "{output}");
    let receipt = json!({ "receipt": output["receipt"] });
    let undo = tenant.done("undo", &receipt.to_string())["plan"].clone();
    assert_eq!(undo["steps"][0]["before"]["teams"], rows(new));
    assert_eq!(undo["steps"][0]["after"]["teams"], rows(old));
    let output = tenant.done("apply", &json!({ "plan": undo }).to_string());
    assert_eq!(output["counts"]["applied"], 1, "{output}");
    assert_eq!(tenant.user(id)["teams"][0]["ID"], old["ID"]);
}
