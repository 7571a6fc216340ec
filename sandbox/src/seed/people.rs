//! The users.

use std::collections::HashMap;
use std::sync::Arc;

use super::names::{CITIES, FIRST, LAST, TITLES};
use super::{DAY_MS, LATEST_MS, Made};
use crate::model::Type;
use crate::random::Random;
use crate::store::{Membership, Record, Share, Store};
use crate::value::Val;

/// The place of Leavers among the groups: about 15 in 100 people, all of them still active.
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

pub(super) fn fill(store: &mut Store, random: &mut Random, made: &Made, people: usize) {
    let schema = Type::User.schema();
    let shape: Arc<[u8]> = FIELDS.iter().map(|name| schema.number(name)).collect();
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut managers: Vec<Arc<str>> = Vec::new();
    for at in 0..people {
        let id: Arc<str> = Arc::from(random.id());
        let (first, last) = match at {
            0 => ("Sandbox", "Admin"),
            _ => (
                FIRST[random.below(FIRST.len())],
                LAST[random.below(LAST.len())],
            ),
        };
        let local = format!("{}.{}", plain(first), plain(last));
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
        if at % 12 == 0 && managers.len() < 400 {
            managers.push(id.clone());
        }
        let leaves = at > 0 && random.chance(15);
        let group = match (at, leaves) {
            (0, _) => 0,
            (_, true) => LEAVERS,
            _ => [1, 2, 3, 4, 5, 7, 8][random.below(7)],
        };
        let level = if at == 0 {
            0
        } else {
            [1, 1, 1, 2, 2, 3, 3, 4][random.below(8)]
        };
        let entered = LATEST_MS - DAY_MS * (30 + random.below(1500) as i64);
        let updated = entered + random.below((LATEST_MS - entered) as usize) as i64;
        let (city, country, zone) = CITIES[random.below(CITIES.len())];
        let title = TITLES[random.below(TITLES.len())];
        let team = pick(random, &made.teams, 70);
        let role = pick(random, &made.roles, 80);
        let active = at == 0 || leaves || !random.chance(8);
        let form = if at % 4 == 0 {
            Val::Text(made.form.clone())
        } else {
            Val::Null
        };
        let values = vec![
            Val::text(first),
            Val::text(last),
            Val::text(&email),
            // Usernames may be something else (docs/workfront-facts.md#e-mail-and-username).
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
            Val::text(&format!("hr-{}", 1000 + at)),
            Val::Bool(active),
            Val::Text(made.levels[level].clone()),
            Val::Text(made.groups[group].clone()),
            team,
            Val::Text(made.companies[usize::from(random.chance(10))].clone()),
            manager,
            role,
            Val::Text(made.schedules[usize::from(random.chance(40))].clone()),
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
            Val::Date(entered),
            Val::Date(updated),
            if random.chance(85) {
                Val::Date(updated)
            } else {
                Val::Null
            },
        ];
        let mut record = Record::of(&shape, values);
        if at % 10 == 0 {
            let other = made.groups[1 + random.below(5)].clone();
            record.extra_mut().groups.push(Membership {
                group: other,
                is_owner: random.chance(20),
            });
        }
        if at % 15 == 3 {
            let two = [(&made.roles[0], 60.0), (&made.roles[1], 40.0)];
            record.extra_mut().roles = two
                .map(|(role, percent)| Share {
                    role: role.clone(),
                    percent: Some(percent),
                })
                .to_vec();
            record.set(schema.number("roleID"), Val::Text(made.roles[0].clone()));
        }
        if at % 9 == 2 {
            record
                .extra_mut()
                .teams
                .push(made.teams[random.below(made.teams.len())].clone());
        }
        if !form.is_null() {
            let custom = &mut record.extra_mut().custom;
            custom.push((
                Arc::from("Employee Number"),
                Val::text(&format!("{}", 50_000 + at)),
            ));
            custom.push((
                Arc::from("Shirt Size"),
                Val::text(["S", "M", "L", "XL"][at / 4 % 4]),
            ));
        }
        if at == 0 {
            store.admin = id.clone();
        }
        store.put(Type::User, &id, record);
    }
}

fn pick(random: &mut Random, among: &[Arc<str>], percent: u64) -> Val {
    match random.chance(percent) {
        true => Val::Text(among[random.below(among.len())].clone()),
        false => Val::Null,
    }
}

/// A name in an e-mail address.
fn plain(name: &str) -> String {
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
