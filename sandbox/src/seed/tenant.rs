//! A new tenant, and the objects of its options.

use super::{lookups, people};
use crate::model::Type;
use crate::options::Options;
use crate::random::Random;
use crate::store::Store;
use crate::tenant::Tenant;
use crate::write::insert_unchecked;

/// Creates a tenant.
pub fn tenant(options: Options) -> Result<Tenant, String> {
    let mut store = Store::new(options.seed);
    let mut random = Random::new(options.seed);
    let lookups = lookups::fill(&mut store, &mut random);
    people::fill(&mut store, &mut random, &lookups, options.people);
    let mut tenant = Tenant {
        store,
        options,
        changes: Vec::new(),
    };
    let options = tenant.options.clone();
    insert_all(&mut tenant, &options)?;
    Ok(tenant)
}

/// Inserts the objects of the options.
pub fn insert_all(tenant: &mut Tenant, options: &Options) -> Result<(), String> {
    let all = [
        (Type::AccessLevel, &options.access_levels),
        (Type::Schedule, &options.schedules),
        (Type::Group, &options.groups),
        (Type::Company, &options.companies),
        (Type::Role, &options.roles),
        (Type::Team, &options.teams),
        (Type::User, &options.users),
    ];
    for (object_type, objects) in all {
        for object in objects {
            insert_unchecked(tenant, object_type, object)?;
        }
    }
    Ok(())
}
