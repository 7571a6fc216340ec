//! The limit counts over a connection's last hour.

use super::{active_people, assert_refused, connected, new};
use workfront_actions::error::GuardReason;

fn deactivate(id: &str) -> String {
    format!(r#"{{"ID":"{id}"}}"#)
}

#[test]
fn a_loop_over_single_calls_is_limited_until_an_hour_has_passed() {
    let tenant = new(r#"{"people":60}"#);
    let ids = active_people(&tenant);
    for id in &ids[..10] {
        tenant.done("deactivate", &deactivate(id));
    }
    let error = assert_refused(
        &tenant,
        "deactivate",
        &deactivate(&ids[10]),
        GuardReason::Limit,
    );
    assert!(
        error.message.contains("10 within the last hour"),
        "{}",
        error.message
    );
    assert_refused(
        &tenant,
        "deactivate",
        &deactivate(&ids[11]),
        GuardReason::Limit,
    );
    let counts = tenant
        .sent()
        .iter()
        .filter(|line| line.contains("/user/count"))
        .count();
    assert_eq!(counts, 1, "once an hour");
    // Who counts already, and who is inactive, may be repeated.
    tenant.done("deactivate", &deactivate(&ids[0]));
    tenant.wait(3_600_001.0);
    tenant.done("deactivate", &deactivate(&ids[10]));
}

#[test]
fn connections_with_the_same_credential_count_together() {
    let connection = r#"{"baseUrl":"https://shared.my.workfront.com"}"#;
    let first = connected("{}", connection);
    let ids = active_people(&first);
    for id in &ids[..10] {
        first.done("deactivate", &deactivate(id));
    }
    let second = connected("{}", connection);
    let next = active_people(&second);
    assert_refused(
        &second,
        "deactivate",
        &deactivate(&next[10]),
        GuardReason::Limit,
    );
    let explicit = connected(
        "{}",
        r#"{"baseUrl":"https://shared.my.workfront.com","maxPeople":11}"#,
    );
    explicit.done("deactivate", &deactivate(&next[10]));
    // Another tenant has a limit of its own.
    let other = new("{}");
    other.done("deactivate", &deactivate(&active_people(&other)[11]));
}

#[test]
fn a_write_that_was_refused_does_not_count() {
    let tenant = connected(r#"{"deleteAllowed":false}"#, r#"{"maxPeople":1}"#);
    let ids = active_people(&tenant);
    for id in &ids[..3] {
        let error = tenant.fails("delete", &format!(r#"{{"ID":"{id}","confirm":"{id}"}}"#));
        assert_eq!(error.reason, None, "Workfront's own refusal");
    }
    tenant.done("deactivate", &deactivate(&ids[0]));
    assert_refused(
        &tenant,
        "deactivate",
        &deactivate(&ids[1]),
        GuardReason::Limit,
    );
}

#[test]
fn a_clock_that_is_ahead_removes_nobody_whom_others_have_counted() {
    let connection = r#"{"baseUrl":"https://ahead.my.workfront.com"}"#;
    let (first, ahead) = (connected("{}", connection), connected("{}", connection));
    ahead.wait(10_000_000.0);
    let ids = active_people(&first);
    for id in &ids[..9] {
        first.done("deactivate", &deactivate(id));
    }
    // By its clock, those were more than an hour ago.
    ahead.done("deactivate", &deactivate(&ids[20]));
    ahead.done("deactivate", &deactivate(&ids[21]));
    let next = deactivate(&ids[10]);
    assert_refused(&first, "deactivate", &next, GuardReason::Limit);
    first.wait(3_600_001.0);
    first.done("deactivate", &next);
}

#[test]
fn a_clock_that_is_behind_removes_nobody_whom_others_have_counted() {
    let connection = r#"{"baseUrl":"https://behind.my.workfront.com"}"#;
    let (first, behind) = (connected("{}", connection), connected("{}", connection));
    first.wait(1_000_000_000_000.0);
    let ids = active_people(&first);
    for id in &ids[..9] {
        first.done("deactivate", &deactivate(id));
    }
    behind.done("deactivate", &deactivate(&ids[20]));
    // By its clock, the others will be shut out in years: they count.
    assert_refused(
        &behind,
        "deactivate",
        &deactivate(&ids[21]),
        GuardReason::Limit,
    );
    first.done("deactivate", &deactivate(&ids[9]));
    assert_refused(
        &first,
        "deactivate",
        &deactivate(&ids[10]),
        GuardReason::Limit,
    );
}
