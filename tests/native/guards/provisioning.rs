//! `provision`: its guards, and its dry run.

use super::{assert_refused, connected, new, tenant_with_administrators};
use serde_json::json;
use workfront_actions::error::GuardReason;

fn person(id: &str, more: &str) -> String {
    format!(
        r#"{{"emailAddr":"{id}@acme.com","username":"{id}@acme.com","firstName":"F","lastName":"{id}","accessLevelID":"workers","waitMs":0{more}}}"#
    )
}

#[test]
fn a_dry_run_says_what_would_be_done() {
    let tenant = new(&tenant_with_administrators(&["boss"]));
    let before = tenant.users();
    let run = |id: &str, more: &str| {
        tenant.done(
            "provision",
            &person(id, &format!(r#","dryRun":true{more}"#)),
        )
    };
    let new = run("new", r#","password":"s3cret!""#);
    assert_eq!(new["outcome"], "wouldCreate");
    assert_eq!(new["user"]["ID"], "");
    assert!(!new.to_string().contains("s3cret!"));
    let changed = run("jane", r#","title":"Head""#);
    assert_eq!(changed["outcome"], "wouldUpdate");
    assert_eq!(changed["changes"][0]["field"], "title");
    assert_eq!(changed["user"]["ID"], "jane");
    assert_eq!(run("jane", "")["outcome"], "unchanged");
    let held = run("boss", "");
    assert_eq!(held["outcome"], "held");
    assert_eq!(held["held"]["reason"], "administrator");
    assert_eq!(held["held"]["action"], "provision");
    let last = run("boss", r#","includeAdministrators":true"#);
    assert_eq!(last["held"]["reason"], "lastAdministrator");
    assert_eq!(before, tenant.users());
}

#[test]
fn a_dry_run_reports_the_limit_and_does_not_count() {
    let options = tenant_with_administrators(&[]);
    let tenant = connected(&options, r#"{"maxPeople":0}"#);
    let input = person("jane", r#","isActive":false,"dryRun":true"#);
    for _ in 0..2 {
        let output = tenant.done("provision", &input);
        assert_eq!(output["held"]["reason"], "limit", "{output}");
    }
}

#[test]
fn only_changes_that_shut_out_are_guarded() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    let error = assert_refused(
        &tenant,
        "provision",
        &person("boss", ""),
        GuardReason::Administrator,
    );
    assert!(error.hint.contains("includeAdministrators"));
    let output = tenant.done(
        "provision",
        &person("boss", r#","includeAdministrators":true"#),
    );
    assert_eq!(output["outcome"], "updated");
    assert_eq!(tenant.user("boss")["accessLevelID"], json!("workers"));
    tenant.done("provision", &person("jane", r#","title":"x""#));
}
