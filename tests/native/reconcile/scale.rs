//! A list of 10,000 people: every page is read once, and nobody is lost between pages.

use super::support::{active, newcomer, people, plan, steps};
use crate::support::Tenant;
use serde_json::json;

#[test]
fn ten_thousand_people_are_compared_page_by_page() {
    let tenant = Tenant::new(r#"{"people":10000}"#);
    let mut all = people(&tenant);
    let first = active(&all);
    for at in 0..100 {
        let index = first + at * 90;
        all[index]["title"] = format!("Title {at}").into();
    }
    let active_changed = (0..100)
        .filter(|at| all[first + at * 90]["isActive"] == true)
        .count();
    for at in 0..200 {
        let mut row = newcomer(&format!("n{at}"));
        if at > 0 {
            row["manager"] = format!("new-n{}", at / 2).into();
        }
        all.push(row);
    }
    let before = tenant.requests();
    let made = plan(&tenant, &all, json!({ "missing": "deactivate" }));
    // The session, the access levels, the count, six pages (the last one is empty), and whether the new level is of administrators.
    assert_eq!(tenant.requests() - before, 10, "{:?}", tenant.sent());
    assert_eq!(steps(&made, "update").len(), active_changed);
    assert_eq!(steps(&made, "create").len(), 200);
    assert_eq!(made["states"]["joiner"], 200);
    assert_eq!(made["people"], all.len());
}
