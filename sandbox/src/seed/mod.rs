//! A tenant's first objects: the same for the same seed.

mod lookups;
mod names;
mod people;

use std::sync::Arc;

use crate::model::Type;
use crate::options::Options;
use crate::random::Random;
use crate::store::{Record, Store};
use crate::tenant::Tenant;
use crate::value::Val;
use crate::write::put_given;

/// When the tenant's history ends: 1 January 2026.
const LATEST_MS: i64 = 1_767_225_600_000;
const DAY_MS: i64 = 86_400_000;

/// Makes a tenant.
pub fn tenant(options: Options) -> Result<Tenant, String> {
    let mut store = Store::new(options.seed);
    let mut random = Random::new(options.seed);
    let made = lookups::fill(&mut store, &mut random);
    people::fill(&mut store, &mut random, &made, options.people);
    let mut tenant = Tenant {
        store,
        options,
        changes: Vec::new(),
    };
    let given = tenant.options.clone();
    put_all(&mut tenant, &given)?;
    Ok(tenant)
}

/// Puts the objects of the options in.
pub fn put_all(tenant: &mut Tenant, given: &Options) -> Result<(), String> {
    let all = [
        (Type::AccessLevel, &given.access_levels),
        (Type::Schedule, &given.schedules),
        (Type::Group, &given.groups),
        (Type::Company, &given.companies),
        (Type::Role, &given.roles),
        (Type::Team, &given.teams),
        (Type::User, &given.users),
    ];
    for (of, objects) in all {
        for object in objects {
            put_given(tenant, of, object)?;
        }
    }
    Ok(())
}

/// The objects that people point at.
struct Made {
    levels: Vec<Arc<str>>,
    groups: Vec<Arc<str>>,
    roles: Vec<Arc<str>>,
    teams: Vec<Arc<str>>,
    companies: Vec<Arc<str>>,
    schedules: Vec<Arc<str>>,
    form: Arc<str>,
}

/// Puts an object of these fields in.
fn put(store: &mut Store, random: &mut Random, of: Type, fields: &[(&str, Val)]) -> Arc<str> {
    let schema = of.schema();
    let mut record = Record::default();
    for (name, value) in fields {
        if let Some((number, _)) = schema.field(name) {
            record.set(number, value.clone());
        }
    }
    for name in ["entryDate", "lastUpdateDate"] {
        if let Some((number, _)) = schema.field(name) {
            record.set(number, Val::Date(LATEST_MS - DAY_MS * 400));
        }
    }
    let id: Arc<str> = Arc::from(random.id());
    store.put(of, &id, record);
    id
}
