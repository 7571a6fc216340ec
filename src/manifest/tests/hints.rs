//! The hints say what an action does to the tenant's data.

use crate::actions::{About, Action, Visit, visit};
use std::collections::BTreeMap;

/// Actions that only read.
const READS: [&str; 9] = [
    "changes",
    "count",
    "get",
    "lookup",
    "parseEvent",
    "search",
    "subscriptions",
    "testConnection",
    "verifyEvent",
];
/// Actions that add data, and change or remove none.
const ADDS: [&str; 2] = ["create", "subscribe"];
/// Actions that change or remove data.
const CHANGES: [&str; 12] = [
    "batch",
    "call",
    "deactivate",
    "delete",
    "ensureSubscriptions",
    "logout",
    "offboard",
    "provision",
    "reactivate",
    "subscriptionVersion",
    "unsubscribe",
    "update",
];

#[derive(Default)]
struct Abouts(BTreeMap<&'static str, About>);

impl Visit for Abouts {
    fn action<A: Action + 'static>(&mut self) {
        self.0.insert(A::ID, A::ABOUT);
    }
}

fn abouts() -> BTreeMap<&'static str, About> {
    let mut abouts = Abouts::default();
    visit(&mut abouts);
    abouts.0
}

#[test]
fn what_changes_or_removes_data_is_destructive() {
    let abouts = abouts();
    let hints_of = |id: &str| {
        let about = abouts.get(id).expect(id);
        (about.read_only, about.destructive)
    };
    for id in READS {
        assert_eq!(hints_of(id), (true, false), "{id} only reads");
    }
    for id in ADDS {
        assert_eq!(hints_of(id), (false, false), "{id} only adds");
    }
    for id in CHANGES {
        assert_eq!(hints_of(id), (false, true), "{id} changes or removes");
    }
}

#[test]
fn an_action_that_only_reads_is_idempotent_and_not_destructive() {
    for (id, about) in abouts() {
        if about.read_only {
            assert!(about.idempotent && !about.destructive, "{id}");
        }
    }
}

#[test]
fn only_the_listed_actions_are_additive() {
    let is_additive = |about: &About| !about.read_only && !about.destructive;
    let additive = abouts().into_iter().filter(|(_, about)| is_additive(about));
    assert_eq!(additive.map(|(id, _)| id).collect::<Vec<_>>(), ADDS);
}
