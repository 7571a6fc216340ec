//! A call rejects as long as nothing is written.

use super::scenarios::{LOGGED_OUT, all};
use super::wire::{self, Fault, Faults};
use workfront_actions::error::ErrorKind;

/// The kind of the error of a scenario's input with these faults. Nothing may be changed.
fn rejected(name: &str, faults: Faults) -> ErrorKind {
    let scenarios = all();
    let scenario = scenarios.iter().find(|scenario| scenario.name == name);
    let scenario = scenario.expect("a scenario");
    let tenant = scenario.tenant();
    let before = tenant.users();
    let input = scenario.input(&tenant);
    let (output, _) = wire::run(&tenant, faults, scenario.action, input.into());
    assert_eq!(tenant.users(), before, "{name}");
    output.expect_err(name).kind
}

#[test]
fn a_run_that_ends_before_its_first_write_is_an_error() {
    for name in [
        "offboard-complete",
        "offboard-new-manager",
        "batch-complete",
    ] {
        assert_eq!(
            rejected(name, |_, _| Fault::Spent),
            ErrorKind::Budget,
            "{name}"
        );
        let refused: Faults = |_, _| LOGGED_OUT;
        assert_eq!(rejected(name, refused), ErrorKind::Unauthorized, "{name}");
    }
    // After the look-up, and before the first write.
    let at_first_write: Faults = |at, _| match at {
        1 => Fault::None,
        _ => Fault::Spent,
    };
    assert_eq!(
        rejected("offboard-complete", at_first_write),
        ErrorKind::Budget
    );
    assert_eq!(
        rejected("offboard-new-manager", at_first_write),
        ErrorKind::Budget
    );
    let cancelled: Faults = |_, _| Fault::CancelledAfter;
    assert_eq!(
        rejected("offboard-complete", cancelled),
        ErrorKind::Cancelled
    );
    assert_eq!(
        rejected("offboard-new-manager", cancelled),
        ErrorKind::Cancelled
    );
}

#[test]
fn a_look_up_before_the_only_creation_that_is_refused_is_an_error() {
    use crate::support::{Recorder, json_response, plugin_with, run};
    let recorder = Recorder::returning([json_response(403, r#"{"error":{"message":"No"}}"#)]);
    let input =
        r#"{"operations":[{"method":"POST","uri":"/user","body":{"emailAddr":"a@example.com"}}]}"#;
    let error = run(&plugin_with("{}"), &recorder, "batch", input).expect_err("nothing was sent");
    assert_eq!(error.kind, ErrorKind::Forbidden);
}
