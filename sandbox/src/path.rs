//! Names with colons: a path over references and collections to a field (docs/workfront-facts.md#field-lists).

use crate::api::version::Version;
use crate::error::{ApiError, ApiResult};
use crate::model::{Access, Collection, Field, Reference, Relation, Schema, Type};
use crate::store::Node;
use crate::tenant::{Tenant, has_field, unknown_field};
use crate::value::Val;

/// The maximum number of hops (docs/workfront-facts.md#response-limits: field depth).
pub const MAX_HOPS: usize = 4;

/// A path from an object to values.
#[derive(Clone, Debug)]
pub struct Path {
    hops: Vec<Hop>,
    /// Its last part.
    pub end: End,
}

#[derive(Clone, Copy, Debug)]
enum Hop {
    Reference(&'static Reference),
    Collection(&'static Collection),
    /// A name that is available only in filters: from the rows to the objects they refer to.
    Targets(Relation),
}

/// The last part of a path.
#[derive(Clone, Debug)]
pub enum End {
    /// A direct field.
    Field(u8, &'static Field),
    /// A custom field.
    Custom(String),
    /// The IDs of the objects that rows refer to.
    Ids(Relation),
}

impl Path {
    /// Parses a name in a filter or a sort.
    pub fn parse(
        tenant: &Tenant,
        version: Version,
        object_type: Type,
        name: &str,
    ) -> ApiResult<Self> {
        let mut schema = object_type.schema();
        let mut hops = Vec::new();
        let mut rest = name;
        loop {
            if let Some(parameter) = rest.strip_prefix("DE:") {
                let known =
                    tenant.parameter(parameter).is_some() && schema.object_type == Type::User;
                if !known {
                    return Err(unknown_parameter(parameter));
                }
                return Ok(Self {
                    hops,
                    end: End::Custom(parameter.to_owned()),
                });
            }
            let Some((first, after)) = rest.split_once(':') else {
                return Ok(Self {
                    hops,
                    end: end(version, schema, rest)?,
                });
            };
            let (hop, next) = hop(version, schema, first)?;
            hops.push(hop);
            if hops.len() > MAX_HOPS {
                return Err(too_deep(name));
            }
            (schema, rest) = (next.schema(), after);
        }
    }

    /// Whether the last field is computed at every read.
    pub fn is_dynamic(&self) -> bool {
        matches!(&self.end, End::Field(_, field) if field.access == Access::Dynamic)
    }

    /// Whether it is the ID of the object itself.
    pub fn is_own_id(&self) -> bool {
        self.hops.is_empty() && matches!(&self.end, End::Field(_, field) if field.name == "ID")
    }

    /// The values of the path: one, or one for each element of its collections. `Null` if there are none.
    pub fn values<'store>(&self, tenant: &'store Tenant, start: Node<'store>) -> Vec<Val> {
        if let ([], End::Field(number, field)) = (&self.hops[..], &self.end) {
            return vec![start.read(&tenant.store, *number, field)];
        }
        let store = &tenant.store;
        let mut nodes = vec![start];
        for hop in &self.hops {
            nodes = nodes
                .iter()
                .flat_map(|node| match hop {
                    Hop::Reference(reference) => {
                        node.follow(store, reference).into_iter().collect()
                    }
                    Hop::Collection(collection) => node.elements(store, collection.relation),
                    Hop::Targets(relation) => targets(tenant, node, *relation),
                })
                .collect();
        }
        let values = nodes.iter().flat_map(|node| match &self.end {
            End::Field(number, field) => vec![node.read(store, *number, field)],
            End::Custom(name) => vec![node.custom(name)],
            End::Ids(relation) => {
                let found = targets(tenant, node, *relation);
                found
                    .iter()
                    .map(|node| node.read_named(store, "ID"))
                    .collect()
            }
        });
        let values: Vec<Val> = values.collect();
        if values.is_empty() {
            vec![Val::Null]
        } else {
            values
        }
    }
}

fn end(version: Version, schema: &'static Schema, name: &str) -> ApiResult<End> {
    if let Some((number, field)) = schema.field(name) {
        let readable = !matches!(field.access, Access::Hidden | Access::WriteOnly);
        if readable && has_field(version, field) {
            return Ok(End::Field(number, field));
        }
    }
    let filter_only = schema.search_only.iter().find(|(known, _)| *known == name);
    match filter_only {
        Some((_, relation)) => Ok(End::Ids(*relation)),
        None => Err(unknown_field(version, name, schema)),
    }
}

fn hop(version: Version, schema: &'static Schema, name: &str) -> ApiResult<(Hop, Type)> {
    let reference = schema.reference(name);
    if let Some(reference) = reference.filter(|known| version.number() >= known.since) {
        return Ok((Hop::Reference(reference), reference.target));
    }
    if let Some(collection) = schema.collection(name) {
        return Ok((Hop::Collection(collection), collection.element_type));
    }
    let filter_only = schema.search_only.iter().find(|(known, _)| *known == name);
    match filter_only {
        Some((_, relation)) => Ok((Hop::Targets(*relation), target_type(*relation))),
        None => Err(unknown_field(version, name, schema)),
    }
}

fn target_type(relation: Relation) -> Type {
    match relation {
        Relation::UserGroups | Relation::Children => Type::Group,
        Relation::UserRoles => Type::Role,
        Relation::Teams => Type::Team,
        Relation::ObjectCategories => Type::Category,
        Relation::DirectReports | Relation::TeamMembers => Type::User,
    }
}

fn targets<'store>(
    tenant: &'store Tenant,
    node: &Node<'store>,
    relation: Relation,
) -> Vec<Node<'store>> {
    let elements = node.elements(&tenant.store, relation);
    let followed = elements.into_iter().filter_map(|element| match element {
        Node::Object(..) => Some(element),
        Node::Row(_, _, target, _) => tenant.store.node(target_type(relation), &target),
    });
    followed.collect()
}

/// The error for a custom field that does not exist (docs/workfront-facts.md#error-messages).
pub fn unknown_parameter(name: &str) -> ApiError {
    ApiError::not_found(format!(
        "Parameter with primary key value(s) \"{name}\" not found"
    ))
}

/// The error for a path with too many hops.
pub fn too_deep(name: &str) -> ApiError {
    ApiError::field(format!(
        "field depth of '{name}' exceeds the maximum of {MAX_HOPS}"
    ))
}
