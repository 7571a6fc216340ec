//! Last working days, and the dates on which Workfront deactivates accounts.

use super::support::{active, apply, held, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::{Value, json};

/// A tenant in which the first active person of the list leaves later.
fn with_a_scheduled_leaver() -> (Tenant, Vec<Value>, usize) {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    all[at]["lastWorkingDay"] = "2999-12-30".into();
    let made = plan(&tenant, &all, json!({ "futureLeavers": "schedule" }));
    apply(&tenant, &made);
    (tenant, all, at)
}

const LEFT: &str = "scheduledDeactivationDate differs and is left as it is";

#[test]
fn a_cleared_last_working_day_cancels_a_scheduled_deactivation() {
    let (tenant, mut all, at) = with_a_scheduled_leaver();
    let clears = json!({ "scheduledDeactivationDate": null });
    for clear in [json!(null), json!("<clear>")] {
        all[at]["lastWorkingDay"] = clear;
        let held = plan(&tenant, &all, json!({}));
        assert_eq!(held["steps"], json!([]), "{held}");
        assert!(held["warnings"].to_string().contains(LEFT), "{held}");
        let made = plan(&tenant, &all, json!({ "futureLeavers": "schedule" }));
        let update = steps(&made, "update");
        assert_eq!(update[0]["after"], clears, "{made}");
        assert_eq!(update[0]["state"], "mover");
        assert!(!made["warnings"].to_string().contains(LEFT), "{made}");
    }
    let schedule = json!({ "futureLeavers": "schedule" });
    apply(&tenant, &plan(&tenant, &all, schedule.clone()));
    let again = plan(&tenant, &all, schedule.clone());
    assert_eq!(again["steps"], json!([]), "{again}");
    // An empty one says nothing.
    let (tenant, mut all, at) = with_a_scheduled_leaver();
    for empty in ["", "9999-12-31"] {
        all[at]["lastWorkingDay"] = empty.into();
        let made = plan(&tenant, &all, schedule.clone());
        assert_eq!(made["steps"], json!([]), "{made}");
        assert!(made["warnings"].to_string().contains(LEFT), "{made}");
    }
}

#[test]
fn a_date_that_the_list_sets_itself_is_not_left_as_it_is() {
    let (tenant, mut all, at) = with_a_scheduled_leaver();
    let schedule = json!({ "futureLeavers": "schedule" });
    all[at]["lastWorkingDay"] = "".into();
    all[at]["scheduledDeactivationDate"] = "<clear>".into();
    let made = plan(&tenant, &all, schedule.clone());
    let after = &steps(&made, "update")[0]["after"];
    assert_eq!(*after, json!({ "scheduledDeactivationDate": null }));
    assert!(!made["warnings"].to_string().contains(LEFT), "{made}");
    // Two dates would undo each other, run by run.
    for (day, date, is_held) in [
        ("2999-12-30", "2999-12-31", 0),
        ("2999-12-30", "2999-12-30", 1),
        ("2999-12-30", "<clear>", 1),
        ("<clear>", "2999-12-31", 1),
        ("<clear>", "<clear>", 0),
    ] {
        all[at]["lastWorkingDay"] = day.into();
        all[at]["scheduledDeactivationDate"] = date.into();
        let made = plan(&tenant, &all, schedule.clone());
        assert_eq!(
            held(&made, "invalid").len(),
            is_held,
            "{day} {date}: {made}"
        );
    }
    // Somebody who has left leaves, whatever the date.
    all[at]["lastWorkingDay"] = "2001-01-01".into();
    let made = plan(&tenant, &all, schedule);
    assert_eq!(steps(&made, "deactivate").len(), 1, "{made}");
}

#[test]
fn a_new_account_that_ends_on_a_date_has_the_warning_of_others() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let at = active(&all);
    all[at]["lastWorkingDay"] = "2999-12-30".into();
    let mut joiner = newcomer("ann");
    joiner["lastWorkingDay"] = "2999-12-30".into();
    all.push(joiner);
    let made = plan(&tenant, &all, json!({ "futureLeavers": "schedule" }));
    let warnings = &steps(&made, "create")[0]["warnings"];
    assert!(
        warnings.to_string().contains("begins: 2999-12-31"),
        "{made}"
    );
    assert_eq!(*warnings, steps(&made, "update")[0]["warnings"]);
    let held = plan(&tenant, &all, json!({}));
    assert_eq!(steps(&held, "create")[0]["warnings"], json!([]));
}
