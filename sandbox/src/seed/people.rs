//! The generated users.

use std::collections::HashMap;
use std::sync::Arc;

use super::names::{CITIES, FIRST, LAST, TITLES};
use super::objects::{DAY_MS, LATEST_MS, Lookups};
use crate::model::Type;
use crate::random::Random;
use crate::store::{GroupMembership, Record, RoleAssignment, Store};
use crate::value::Val;

/// The index of the group Leavers. About 15 percent of the users are in it, and all of them are active.
const LEAVERS: usize = 6;

const FIELDS: [&str; 24] = [
    "firstName",
    "lastName",
    "emailAddr",
    "username",
    "ssoUsername",
    "extRefID",
    "isActive",
    "accessLevelID",
    "homeGroupID",
    "homeTeamID",
    "companyID",
    "managerID",
    "roleID",
    "scheduleID",
    "title",
    "phoneNumber",
    "city",
    "country",
    "timeZone",
    "categoryID",
    "fte",
    "entryDate",
    "lastUpdateDate",
    "lastLoginDate",
];

pub(super) fn fill(store: &mut Store, random: &mut Random, lookups: &Lookups, people: usize) {
    let schema = Type::User.schema();
    let shape: Arc<[u8]> = FIELDS.iter().map(|name| schema.number(name)).collect();
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut managers: Vec<Arc<str>> = Vec::new();
    for index in 0..people {
        let id: Arc<str> = Arc::from(random.id());
        let (first, last) = match index {
            0 => ("Sandbox", "Admin"),
            _ => (
                FIRST[random.below(FIRST.len())],
                LAST[random.below(LAST.len())],
            ),
        };
        let local = format!("{}.{}", to_ascii(first), to_ascii(last));
        let count = used.entry(local.clone()).or_default();
        *count += 1;
        let email = match *count {
            1 => format!("{local}@example.com"),
            // Plus addresses must be escaped in a query (docs/workfront-facts.md#value-encoding).
            2 if random.chance(50) => format!("{local}+2@example.com"),
            count => format!("{local}{count}@example.com"),
        };
        let manager = match managers.len() {
            0 => Val::Null,
            count => Val::Text(managers[random.below(count)].clone()),
        };
        if index % 12 == 0 && managers.len() < 400 {
            managers.push(id.clone());
        }
        let is_leaver = index > 0 && random.chance(15);
        let group = match (index, is_leaver) {
            (0, _) => 0,
            (_, true) => LEAVERS,
            _ => [1, 2, 3, 4, 5, 7, 8][random.below(7)],
        };
        let level = if index == 0 {
            0
        } else {
            [1, 1, 1, 2, 2, 3, 3, 4][random.below(8)]
        };
        let entry_ms = LATEST_MS - DAY_MS * (30 + random.below(1500) as i64);
        let update_ms = entry_ms + random.below_wide((LATEST_MS - entry_ms) as u64) as i64;
        let (city, country, zone) = CITIES[random.below(CITIES.len())];
        let title = TITLES[random.below(TITLES.len())];
        let team = random_id(random, &lookups.teams, 70);
        let role = random_id(random, &lookups.roles, 80);
        let active = index == 0 || is_leaver || !random.chance(8);
        let form = if index % 4 == 0 {
            Val::Text(lookups.form.clone())
        } else {
            Val::Null
        };
        let values = vec![
            Val::text(first),
            Val::text(last),
            Val::text(&email),
            // A username may differ from the e-mail address (docs/workfront-facts.md#e-mail-and-username).
            if random.chance(5) {
                Val::text(&id)
            } else {
                Val::text(&email)
            },
            if random.chance(60) {
                Val::text(&email)
            } else {
                Val::Null
            },
            Val::text(&format!("hr-{}", 1000 + index)),
            Val::Bool(active),
            Val::Text(lookups.levels[level].clone()),
            Val::Text(lookups.groups[group].clone()),
            team,
            Val::Text(lookups.companies[usize::from(random.chance(10))].clone()),
            manager,
            role,
            Val::Text(lookups.schedules[usize::from(random.chance(40))].clone()),
            if random.chance(90) {
                Val::text(title)
            } else {
                Val::Null
            },
            if random.chance(50) {
                Val::text(&format!("+1 555 {:04}", random.below(10_000)))
            } else {
                Val::Null
            },
            Val::text(city),
            Val::text(country),
            Val::text(zone),
            form.clone(),
            Val::Double(if random.chance(10) { 0.5 } else { 1.0 }),
            Val::Date(entry_ms),
            Val::Date(update_ms),
            if random.chance(85) {
                Val::Date(update_ms)
            } else {
                Val::Null
            },
        ];
        let mut record = Record::with_fields(&shape, values);
        if index % 10 == 0 {
            let other = lookups.groups[1 + random.below(5)].clone();
            record.extra_mut().groups.push(GroupMembership {
                group: other,
                is_owner: random.chance(20),
            });
        }
        if index % 15 == 3 {
            let two = [(&lookups.roles[0], 60.0), (&lookups.roles[1], 40.0)];
            record.extra_mut().roles = two
                .map(|(role, percent)| RoleAssignment {
                    role: role.clone(),
                    percent: Some(percent),
                })
                .to_vec();
            record.set(schema.number("roleID"), Val::Text(lookups.roles[0].clone()));
        }
        if index % 9 == 2 {
            record
                .extra_mut()
                .teams
                .push(lookups.teams[random.below(lookups.teams.len())].clone());
        }
        if !form.is_null() {
            let custom = &mut record.extra_mut().custom;
            custom.push((
                Arc::from("Employee Number"),
                Val::text(&format!("{}", 50_000 + index)),
            ));
            custom.push((
                Arc::from("Shirt Size"),
                Val::text(["S", "M", "L", "XL"][index / 4 % 4]),
            ));
        }
        if index == 0 {
            store.admin = id.clone();
        }
        store.insert(Type::User, &id, record);
    }
}

fn random_id(random: &mut Random, ids: &[Arc<str>], percent: u64) -> Val {
    match random.chance(percent) {
        true => Val::Text(ids[random.below(ids.len())].clone()),
        false => Val::Null,
    }
}

/// A name in ASCII letters, for an e-mail address.
fn to_ascii(name: &str) -> String {
    let letters = name.to_lowercase();
    let letters = letters.chars().filter_map(|letter| match letter {
        'a'..='z' => Some(letter),
        'ë' | 'é' | 'è' => Some('e'),
        'å' | 'á' | 'ä' => Some('a'),
        'ø' | 'ó' | 'ö' => Some('o'),
        'ü' | 'ú' => Some('u'),
        'í' => Some('i'),
        'ñ' => Some('n'),
        _ => None,
    });
    letters.collect()
}
