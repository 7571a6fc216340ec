//! offboard: the report agrees with the tenant's state, whatever fails.

use crate::support::Tenant;
use serde_json::{Value, json};
use std::collections::HashMap;

const LEAVERS: &str = r#"{"filters":[{"field":"homeGroup:name","value":"Leavers"}]}"#;

fn states(tenant: &Tenant) -> HashMap<String, bool> {
    let users = tenant.users().into_iter();
    let states = users.map(|user| {
        let id = user["ID"].as_str().expect("an ID").to_owned();
        (id, user["isActive"] == json!(true))
    });
    states.collect()
}

fn outcomes(output: &Value) -> Vec<(String, String)> {
    let report = output["report"].as_array().expect("a report");
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    report
        .iter()
        .map(|entry| (text(entry, "ID"), text(entry, "outcome")))
        .collect()
}

#[test]
fn each_user_of_a_group_is_deactivated_and_read_again() {
    let tenant = Tenant::connected(r#"{"people":300}"#, r#"{"maxPeople":100}"#);
    let before = tenant.users();
    let group = tenant.id_of("groups", "Leavers");
    let leavers = before
        .iter()
        .filter(|user| user["homeGroupID"] == json!(group))
        .count();
    let dry = tenant.done("offboard", &LEAVERS.replace("}]}", r#"}],"dryRun":true}"#));
    assert_eq!(dry["counts"]["planned"], json!(leavers));
    assert_eq!(tenant.users(), before, "nothing was changed");
    let output = tenant.done("offboard", LEAVERS);
    assert_eq!(output["counts"]["deactivated"], json!(leavers));
    let after = states(&tenant);
    assert!(outcomes(&output).iter().all(|(id, _)| !after[id]));
}

#[test]
fn each_person_has_an_outcome() {
    let tenant = Tenant::new(
        r#"{"users":[{"ID":"ann","lastName":"Ann","emailAddr":"ann@acme.com"},{"ID":"ben","lastName":"Ben","emailAddr":"ben@acme.com","isActive":false}]}"#,
    );
    let output = tenant.done(
        "offboard",
        r#"{"emails":["ANN@acme.com","ben@acme.com","nobody@acme.com"]}"#,
    );
    let found: Vec<String> = outcomes(&output)
        .into_iter()
        .map(|(_, outcome)| outcome)
        .collect();
    assert_eq!(found, ["deactivated", "alreadyInactive", "notFound"]);
    let output = tenant.done("offboard", r#"{"IDs":["ann","zoe"]}"#);
    let found: Vec<String> = outcomes(&output)
        .into_iter()
        .map(|(_, outcome)| outcome)
        .collect();
    assert_eq!(found, ["alreadyInactive", "notFound"]);
}

#[test]
fn users_who_report_to_a_leaver_get_a_new_manager() {
    let tenant = Tenant::new(
        r#"{"users":[{"ID":"boss","lastName":"Boss","emailAddr":"boss@acme.com"},{"ID":"next","lastName":"Next","emailAddr":"next@acme.com"},{"ID":"ann","lastName":"Ann","emailAddr":"ann@acme.com","managerID":"boss"}]}"#,
    );
    tenant.done(
        "offboard",
        r#"{"IDs":["boss"],"newManager":"next@acme.com","clearTeams":true}"#,
    );
    assert_eq!(tenant.user("ann")["managerID"], "next");
    assert_eq!(tenant.user("boss")["isActive"], json!(false));
    assert_eq!(tenant.user("boss")["teams"], json!([]));
}

/// 5 % of all requests fail, in every possible way.
fn faults() -> String {
    let effects = [
        r#"{"type":"dropBeforeCommit"}"#,
        r#"{"type":"dropAfterCommit"}"#,
        r#"{"type":"status","status":429}"#,
        r#"{"type":"html","status":503}"#,
        r#"{"type":"truncated"}"#,
        r#"{"type":"slow","ms":500}"#,
    ];
    let each = effects.map(|effect| {
        format!(
            r#"{{"matching":{{"probability":{}}},"effect":{effect}}}"#,
            0.05 / 6.0
        )
    });
    format!("[{}]", each.join(","))
}

fn with_faults(seed: u32, people: u32) {
    let options = format!(r#"{{"people":{people},"seed":{seed}}}"#);
    let connection = r#"{"ownUserID":"own","maxPeople":1000000}"#;
    let tenant = Tenant::connected(&options, connection);
    let before = states(&tenant);
    let ids: Vec<&String> = before.keys().collect();
    let admin = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot")["adminID"].clone();
    let ids: Vec<&&String> = ids.iter().filter(|id| json!(id) != admin).collect();
    tenant.script(&faults());
    let output = tenant.done("offboard", &json!({"IDs": ids}).to_string());
    tenant.script("[]");
    let after = states(&tenant);
    let report = outcomes(&output);
    assert_eq!(
        report.len(),
        ids.len(),
        "seed {seed}: a verdict for everyone"
    );
    for (id, outcome) in report {
        let (was, is) = (before[&id], after[&id]);
        match outcome.as_str() {
            "deactivated" => assert!(was && !is, "seed {seed}, {id}"),
            "alreadyInactive" => assert!(!was && !is, "seed {seed}, {id}"),
            "failed" => assert!(is, "seed {seed}, {id}"),
            "unverified" => {}
            other => panic!("seed {seed}, {id}: {other}"),
        }
    }
}

#[test]
fn five_thousand_people_with_faults_each_have_a_verdict() {
    for seed in 1..=50 {
        with_faults(seed, 5_001);
    }
}
