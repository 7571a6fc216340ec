//! Properties over random tenants, lists and orders.

use super::support::{apply, newcomer, people, plan};
use crate::support::Tenant;
use proptest::prelude::*;
use serde_json::{Value, json};

/// What happens to one row of a list.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Same,
    Gone,
    Inactive,
    Title,
    Level,
    Group,
    Manager,
    Twice,
    NoKey,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => Just(Fate::Same),
        2 => Just(Fate::Gone),
        2 => Just(Fate::Inactive),
        2 => Just(Fate::Title),
        2 => Just(Fate::Level),
        2 => Just(Fate::Group),
        2 => Just(Fate::Manager),
        1 => Just(Fate::Twice),
        1 => Just(Fate::NoKey),
    ]
}

fn list(tenant: &Tenant, fates: &[Fate], newcomers: usize) -> Vec<Value> {
    let all = people(tenant);
    let mut list = Vec::new();
    for (at, mut row) in all.iter().cloned().enumerate() {
        match fates[at % fates.len()] {
            Fate::Same => {}
            Fate::Gone => continue,
            Fate::Inactive => row["isActive"] = false.into(),
            Fate::Title => row["title"] = format!("Title {at}").into(),
            Fate::Level => {
                row.as_object_mut().expect("a row").remove("accessLevelID");
            }
            Fate::Group => row["userGroups"] = "Finance;Marketing".into(),
            Fate::Manager => {
                row["manager"] = match at % 3 {
                    0 => "".into(),
                    1 => "n0@new.example.com".into(),
                    _ => all[(at * 7) % all.len()]["extRefID"].clone(),
                }
            }
            Fate::Twice => list.push(row.clone()),
            Fate::NoKey => {
                row = json!({ "title": "no key" });
            }
        }
        list.push(row);
    }
    for at in 0..newcomers {
        let mut row = newcomer(&format!("n{at}"));
        if at > 0 {
            row["manager"] = format!("n{}@new.example.com", at / 2).into();
        }
        list.push(row);
    }
    list
}

/// Whether a list has a person whom the tenant has: any other list is refused.
fn knows_somebody(list: &[Value]) -> bool {
    let is_known = |row: &Value| {
        let key = row["extRefID"].as_str();
        key.is_some_and(|key| !key.starts_with("new-"))
    };
    list.iter().any(is_known)
}

fn settings(bits: u8, scope: Option<&str>) -> Value {
    let on = |bit: u8| bits & (1 << bit) != 0;
    let mut settings = json!({
        "missing": if on(0) { "deactivate" } else { "report" },
        "returners": if on(1) { "reactivate" } else { "report" },
        "collections": if on(2) { "replace" } else { "merge" },
        "limits": { "create": 1000, "update": 1000, "deactivate": 1000 },
    });
    if let Some(group) = scope {
        settings["scope"] = json!([{ "field": "homeGroupID", "value": group }]);
    }
    settings
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_plan_that_was_applied_leaves_nothing_to_do(
        seed in 0..1000_u32,
        fates in proptest::collection::vec(fate(), 1..40),
        newcomers in 0..5_usize,
        bits in any::<u8>(),
        has_scope in any::<bool>(),
    ) {
        let tenant = Tenant::new(&json!({ "seed": seed, "people": 40 }).to_string());
        let group = tenant.id_of("groups", "Marketing");
        let list = list(&tenant, &fates, newcomers);
        prop_assume!(knows_somebody(&list));
        let before = tenant.users();
        // A scope without anybody is refused.
        let has_scope = has_scope && before.iter().any(|user| user["homeGroupID"] == *group);
        let settings = settings(bits, has_scope.then_some(group.as_str()));
        let first = plan(&tenant, &list, settings.clone());
        apply(&tenant, &first);
        for user in before.iter().filter(|user| has_scope && user["homeGroupID"] != *group) {
            let mut now = tenant.user(user["ID"].as_str().expect("an ID"));
            now["lastUpdateDate"] = user["lastUpdateDate"].clone();
            prop_assert_eq!(&now, user, "outside the scope");
        }
        // Whoever was created may be out of the scope.
        let second = plan(&tenant, &list, settings);
        prop_assert_eq!(&second["steps"], &json!([]), "{}", second);
    }

    #[test]
    fn the_order_of_the_list_does_not_change_the_fingerprint(
        fates in proptest::collection::vec(fate(), 1..40),
        newcomers in 0..5_usize,
        bits in any::<u8>(),
        order in Just((0..160).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let tenant = Tenant::new(r#"{"people":40}"#);
        let list = list(&tenant, &fates, newcomers);
        prop_assume!(knows_somebody(&list));
        let mut shuffled = Vec::new();
        for at in order {
            shuffled.extend(list.get(at).cloned());
        }
        prop_assert_eq!(shuffled.len(), list.len());
        let (one, other) = (plan(&tenant, &list, settings(bits, None)), plan(&tenant, &shuffled, settings(bits, None)));
        prop_assert_eq!(&one["fingerprint"], &other["fingerprint"]);
        prop_assert_eq!(&one["states"], &other["states"]);
    }

    #[test]
    fn a_limit_stops_everything(
        fates in proptest::collection::vec(fate(), 1..40),
        newcomers in 0..5_usize,
        bits in any::<u8>(),
        kind in prop_oneof![Just("create"), Just("update"), Just("deactivate")],
        most in 0..6_usize,
    ) {
        let tenant = Tenant::new(r#"{"people":40}"#);
        let list = list(&tenant, &fates, newcomers);
        prop_assume!(knows_somebody(&list));
        let mut settings = settings(bits, None);
        let free = plan(&tenant, &list, settings.clone());
        let count = |kind: &str| free["counts"][kind].as_u64().expect("a number") as usize;
        let size = count(kind) + if kind == "update" { count("reactivate") } else { 0 };
        settings["limits"][kind] = most.into();
        let limited = plan(&tenant, &list, settings);
        if size > most {
            prop_assert_eq!(&limited["stopped"], &json!("limit"));
            prop_assert_eq!(&limited["steps"], &json!([]));
        } else {
            // The fingerprint covers the limit too.
            prop_assert_eq!(&limited["steps"], &free["steps"]);
        }
    }
}
