//! Mixed runs of guarded writes, in every spelling, dialect and order: nobody who must be held is changed.

use super::batches::every_operation;
use super::{connected, every_way, own, tenant_with_administrators};
use crate::support::Tenant;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

const CASES: u32 = 96;

/// Whom a write concerns.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Person {
    OwnUser,
    Administrator,
    OtherAdministrator,
    Protected,
    Pending,
    Plain,
}

const PEOPLE: [Person; 6] = [
    Person::OwnUser,
    Person::Administrator,
    Person::OtherAdministrator,
    Person::Protected,
    Person::Pending,
    Person::Plain,
];

/// A run: whom each write concerns, with the number of its spelling.
#[derive(Clone, Debug)]
struct Run {
    dialect: &'static str,
    has_two_administrators: bool,
    includes_administrators: bool,
    writes: Vec<(Person, usize)>,
}

fn runs(spellings: usize) -> impl Strategy<Value = Run> {
    let write = (prop::sample::select(&PEOPLE[..]), 0..spellings);
    (
        prop::sample::select(&["operations", "uris", "bulk"][..]),
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(write, 1..6),
    )
        .prop_map(
            |(dialect, has_two_administrators, includes_administrators, writes)| Run {
                dialect,
                has_two_administrators,
                includes_administrators,
                writes,
            },
        )
}

/// The tenant of a run, and the IDs of its people in the order of [`PEOPLE`].
fn tenant_of(run: &Run) -> (Tenant, Vec<String>) {
    let administrators: &[&str] = match run.has_two_administrators {
        true => &["boss", "chief"],
        false => &["boss"],
    };
    let mut options: Value =
        serde_json::from_str(&tenant_with_administrators(administrators)).expect("options");
    options["pendingApproval"] = json!(true);
    let connection = json!({
        "batchDialect": run.dialect, "protect": { "IDs": ["jane"] }, "maxPeople": 100,
    });
    let tenant = connected(&options.to_string(), &connection.to_string());
    let new = r#"{"username":"z@x.com","emailAddr":"z@x.com","firstName":"Z","lastName":"X","accessLevelID":"workers"}"#;
    let pending = tenant.done("create", new)["user"]["ID"].clone();
    let pending = pending.as_str().expect("an ID").to_owned();
    let other = administrators.last().expect("an administrator");
    let own = own(&tenant);
    let ids = ["boss", other, "jane", &pending, "lou"];
    let mut all = vec![own];
    all.extend(ids.iter().map(|id| (*id).to_owned()));
    (tenant, all)
}

/// Whether the user is as before, apart from what nobody guards.
fn is_same(tenant: &Tenant, before: &Value) -> bool {
    let id = before["ID"].as_str().expect("an ID");
    let users = tenant.users();
    let Some(user) = users.iter().find(|user| user["ID"] == *id) else {
        return false;
    };
    [
        "isActive",
        "accessLevelID",
        "username",
        "ssoUsername",
        "scheduledDeactivationDate",
    ]
    .iter()
    .all(|field| user[field] == before[field])
}

/// Checks what every run must leave as it is.
fn check(run: &Run, tenant: &Tenant, ids: &[String], before: &[Value]) {
    let user = |id: &String| {
        before
            .iter()
            .find(|user| user["ID"] == **id)
            .expect("a user")
    };
    for at in [0, 3] {
        assert!(is_same(tenant, user(&ids[at])), "{run:?}: {:?}", PEOPLE[at]);
    }
    let pending = tenant
        .users()
        .into_iter()
        .find(|user| user["ID"] == *ids[4]);
    // A pending user may be deleted, but a deactivation isn't sent for it.
    if let Some(pending) = pending {
        assert_eq!(pending["isActive"], json!(false));
    }
    let administrators = &ids[1..3];
    if run.includes_administrators {
        // Who has another username since an earlier call is still an active administrator.
        let users = tenant.users();
        let remains = users.iter().any(|user| {
            administrators.iter().any(|id| user["ID"] == **id)
                && user["isActive"] == json!(true)
                && user["accessLevelID"] == "admins"
        });
        assert!(remains, "{run:?}: no administrator remains");
    } else {
        for id in administrators {
            assert!(is_same(tenant, user(id)), "{run:?}: {id}");
        }
    }
}

fn for_each(spellings: usize, test: impl Fn(Run)) {
    let config = ProptestConfig {
        cases: CASES,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let done = runner.run(&runs(spellings), |run| {
        test(run);
        Ok(())
    });
    if let Err(error) = done {
        panic!("{error}");
    }
}

#[test]
fn no_mixed_batch_shuts_out_who_must_be_held() {
    for_each(every_operation("x").len(), |run| {
        let (tenant, ids) = tenant_of(&run);
        let before = tenant.users();
        let mut operations = Vec::new();
        for (person, spelling) in &run.writes {
            let at = PEOPLE
                .iter()
                .position(|one| one == person)
                .expect("a person");
            operations.push(every_operation(&ids[at])[*spelling].clone());
        }
        let input = json!({ "operations": operations, "includeAdministrators": run.includes_administrators });
        // Some runs name people whom an earlier operation has deleted.
        let _ = tenant.call("batch", &input.to_string());
        check(&run, &tenant, &ids, &before);
    });
}

#[test]
fn no_series_of_single_actions_shuts_out_who_must_be_held() {
    for_each(every_way("x").len(), |run| {
        let (tenant, ids) = tenant_of(&run);
        let before = tenant.users();
        for (person, spelling) in &run.writes {
            let at = PEOPLE
                .iter()
                .position(|one| one == person)
                .expect("a person");
            let (action, input) = every_way(&ids[at]).swap_remove(*spelling);
            let mut input: Value = serde_json::from_str(&input).expect("an input");
            if run.includes_administrators {
                input["includeAdministrators"] = json!(true);
            }
            let _ = tenant.call(action, &input.to_string());
        }
        check(&run, &tenant, &ids, &before);
    });
}
