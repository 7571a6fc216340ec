//! Access levels, groups, roles and the other objects that users refer to.

use std::sync::Arc;

use super::objects::{Lookups, insert};
use crate::model::Type;
use crate::random::Random;
use crate::store::{Parameter, ParameterKind, Store};
use crate::value::Val;

/// Groups and the index of their parent. Two are called Design, because group names are not unique
/// (docs/workfront-facts.md#lookup-objects).
const GROUPS: [(&str, Option<usize>); 10] = [
    ("Everyone", None),
    ("Marketing", Some(0)),
    ("Design", Some(1)),
    ("Engineering", Some(0)),
    ("Finance", Some(0)),
    ("Operations", Some(0)),
    ("Leavers", Some(0)),
    ("Copy", Some(1)),
    ("Design", Some(3)),
    ("Legal", Some(0)),
];

const SKILLS: &[&str] = &["Writing", "Layout", "Video", "Rust", "Data"];
const SIZES: &[&str] = &["S", "M", "L", "XL"];

fn text(text: &str) -> Val {
    Val::text(text)
}

pub(super) fn fill(store: &mut Store, random: &mut Random) -> Lookups {
    let customer = [("name", text("Sandbox")), ("domain", text("sandbox"))];
    store.customer = insert(store, random, Type::Customer, &customer);
    let levels = [
        ("System Administrator", "F", true),
        ("Standard", "F", false),
        ("Light", "R", false),
        ("Contributor", "C", false),
        ("External", "X", false),
    ];
    let levels = levels.map(|(name, licence, admin)| {
        let fields = [
            ("name", text(name)),
            ("licenseType", text(licence)),
            ("isAdmin", Val::Bool(admin)),
        ];
        insert(store, random, Type::AccessLevel, &fields)
    });
    let mut schedules = Vec::new();
    for (name, zone, default) in [
        ("Default Schedule", "America/Denver", true),
        ("Europe", "Europe/Berlin", false),
    ] {
        let fields = [
            ("name", text(name)),
            ("timeZone", text(zone)),
            ("isDefault", Val::Bool(default)),
        ];
        schedules.push(insert(store, random, Type::Schedule, &fields));
    }
    let mut groups: Vec<Arc<str>> = Vec::new();
    for (name, parent_index) in GROUPS {
        let parent = parent_index
            .and_then(|at| groups.get(at))
            .map_or(Val::Null, |id| Val::Text(id.clone()));
        let active = Val::Bool(name != "Legal");
        let fields = [
            ("name", text(name)),
            ("isActive", active),
            ("isPublic", Val::Bool(true)),
            ("parentID", parent),
        ];
        groups.push(insert(store, random, Type::Group, &fields));
    }
    let companies = insert_named(
        store,
        random,
        Type::Company,
        &["Sandbox Inc.", "Agency & Sons"],
    );
    let roles = insert_named(
        store,
        random,
        Type::Role,
        &[
            "Designer",
            "Copywriter",
            "Project Manager",
            "Developer",
            "Analyst",
            "Producer",
        ],
    );
    let teams = insert_named(
        store,
        random,
        Type::Team,
        &["Brand", "Web", "Mobile", "Events", "Support", "Research"],
    );
    insert_named(store, random, Type::TimesheetProfile, &["Weekly"]);
    insert_named(
        store,
        random,
        Type::LayoutTemplate,
        &["Default", "Reviewer"],
    );
    let form = [
        ("name", text("Employee details")),
        ("catObjCode", text("USER")),
        ("isActive", Val::Bool(true)),
    ];
    let form = insert(store, random, Type::Category, &form);
    let parameters = [
        ("Employee Number", ParameterKind::Text),
        ("Cost Centre", ParameterKind::Number),
        ("Start Date", ParameterKind::Date),
        ("Skills", ParameterKind::Several(SKILLS)),
        ("Shirt Size", ParameterKind::One(SIZES)),
    ];
    store.parameters = parameters
        .map(|(name, kind)| Parameter {
            name,
            kind,
            category: form.clone(),
        })
        .to_vec();
    Lookups {
        levels: levels.to_vec(),
        groups,
        roles,
        teams,
        companies,
        schedules,
        form,
    }
}

fn insert_named(
    store: &mut Store,
    random: &mut Random,
    object_type: Type,
    names: &[&str],
) -> Vec<Arc<str>> {
    let insert_one = |name: &&str| {
        insert(
            store,
            random,
            object_type,
            &[("name", text(name)), ("isActive", Val::Bool(true))],
        )
    };
    names.iter().map(insert_one).collect()
}
