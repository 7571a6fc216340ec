//! Users who are found to be as desired from texts alone, and users whose properties are compared: both are judged alike.

use super::support::{people, plan};
use crate::support::Tenant;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The columns of lists whose rows are compared as texts.
const TEXTS: &[&str] = &[
    "extRefID",
    "emailAddr",
    "firstName",
    "lastName",
    "title",
    "isActive",
];

/// The columns whose values name other objects of the tenant.
const NAMES: &[&str] = &["accessLevel", "homeGroup", "manager"];

/// The people of a tenant as rows with the names of their access levels, home groups and managers.
fn named_people(tenant: &Tenant) -> Vec<Value> {
    let users = tenant.users();
    let mut all = people(tenant);
    for (row, user) in all.iter_mut().zip(&users[1..]) {
        row["accessLevel"] = tenant.name_of("accessLevels", &user["accessLevelID"]);
        row["homeGroup"] = tenant.name_of("groups", &user["homeGroupID"]);
        let manager = users.iter().find(|other| other["ID"] == user["managerID"]);
        row["manager"] = manager.map_or("".into(), |manager| manager["emailAddr"].clone());
    }
    all
}

/// What happens to one cell of a list.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Same,
    Absent,
    Set(&'static str),
    Null,
    True,
    Padded,
    Upper,
    OfAnother,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        30 => Just(Fate::Same),
        1 => Just(Fate::Absent),
        1 => Just(Fate::Set("")),
        1 => Just(Fate::Set(" <clear> ")),
        1 => Just(Fate::Set("a \"b\" \\ c\n")),
        1 => Just(Fate::Set("TRUE")),
        1 => Just(Fate::Set("2020-01-31")),
        1 => Just(Fate::Set("2999-12-31")),
        1 => Just(Fate::Set("9999-12-31")),
        1 => Just(Fate::Null),
        1 => Just(Fate::True),
        1 => Just(Fate::Padded),
        1 => Just(Fate::Upper),
        1 => Just(Fate::OfAnother),
    ]
}

fn list(all: &[Value], columns: &[&str], fates: &[Fate]) -> Vec<Value> {
    let mut list = Vec::new();
    let mut fates = fates.iter().cycle();
    for (at, person) in all.iter().enumerate() {
        let mut row = json!({ "lastWorkingDay": "" });
        for &column in columns.iter().chain(&["lastWorkingDay"]) {
            let own = match column {
                "lastWorkingDay" => json!(""),
                _ => person[column].clone(),
            };
            let text = own.as_str().unwrap_or_default();
            row[column] = match fates.next().expect("a fate") {
                // Lists that match nobody are refused.
                _ if at == 0 => own,
                Fate::Same => own,
                Fate::Absent => continue,
                Fate::Set(text) => json!(text),
                Fate::Null => Value::Null,
                Fate::True => json!(true),
                Fate::Padded => json!(format!(" {text} ")),
                Fate::Upper => json!(text.to_uppercase()),
                Fate::OfAnother => all[(at * 7 + 1) % all.len()][column].clone(),
            };
        }
        list.push(row);
    }
    list
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn both_comparisons_agree(
        fates in proptest::collection::vec(fate(), 1..300),
        bits in any::<u16>(),
    ) {
        let tenant = Tenant::new(r#"{"people":40}"#);
        let on = |bit: u16| bits & (1 << bit) != 0;
        let columns = match on(5) {
            true => [TEXTS, NAMES].concat(),
            false => TEXTS.to_vec(),
        };
        let mut list = list(&named_people(&tenant), &columns, &fates);
        let mut settings = json!({
            "missing": if on(0) { "deactivate" } else { "report" },
            "returners": if on(1) { "reactivate" } else { "report" },
            "futureLeavers": if on(2) { "schedule" } else { "hold" },
            "limits": { "create": 1000, "update": 1000, "deactivate": 1000 },
        });
        if on(3) {
            settings["matchBy"] = json!(["emailAddr"]);
        }
        if on(4) {
            settings["scope"] = json!([{ "field": "homeGroupID", "value": tenant.users()[1]["homeGroupID"] }]);
        }
        if on(6) {
            settings["mapping"] = json!({
                "title": { "from": "title", "map": { "2020-01-31": "Designer" }, "onUnknown": "pass" },
                "lastName": { "from": "lastName", "default": "Doe", "map": { "true": true } },
                "homeGroup": { "from": "homeGroup", "map": { "": "Design", "Finance": "" }, "onUnknown": "keep" },
            });
        }
        for (bit, column) in [(7, "accessLevel"), (8, "manager"), (9, "title")] {
            if on(bit) {
                settings["mapping"][column] = json!({ "from": column, "onlyWhen": "created" });
            }
        }
        let from_texts = plan(&tenant, &list, settings.clone());
        // A column of numbers can't be compared by texts; an empty cell says nothing.
        for row in &mut list {
            row["fte"] = "".into();
        }
        let compared = plan(&tenant, &list, settings);
        for part in ["states", "held", "unchanged", "steps", "counts", "warnings", "fingerprint"] {
            prop_assert_eq!(&from_texts[part], &compared[part], "{}", part);
        }
    }
}
