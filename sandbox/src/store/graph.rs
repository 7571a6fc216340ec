//! Objects as a graph: fields, references and collections.

use std::sync::Arc;

use super::record::Record;
use super::tables::Store;
use crate::model::{Field, Reference, Relation, Type};
use crate::random::mix;
use crate::value::Val;

/// An object with a path, or a row that is owned by another object.
#[derive(Clone, Debug)]
pub enum Node<'store> {
    /// An object with a path.
    Object(Type, &'store Arc<str>, &'store Record),
    /// A row: its type, its owner, the object it refers to, and its own value.
    Row(Type, Arc<str>, Arc<str>, Val),
}

/// A lazy sequence of nodes.
pub type Nodes<'store> = Box<dyn Iterator<Item = Node<'store>> + 'store>;

impl<'store> Node<'store> {
    /// Its object type.
    pub fn object_type(&self) -> Type {
        match self {
            Self::Object(object_type, ..) | Self::Row(object_type, ..) => *object_type,
        }
    }

    /// The value of a direct field.
    pub fn read(&self, store: &Store, number: u8, field: &Field) -> Val {
        match self {
            Self::Object(object_type, id, record) => match field.name {
                "ID" => Val::Text((*id).clone()),
                "objCode" => Val::text(object_type.schema().code),
                "customerID" => Val::Text(store.customer.clone()),
                "name" | "licenseType" | "isAdmin" | "hasPassword"
                    if *object_type == Type::User =>
                {
                    computed(store, record, field.name)
                }
                _ => record.get(number).clone(),
            },
            Self::Row(object_type, owner, target, value) => match (field.name, object_type) {
                ("ID", _) => Val::text(&row_id(owner, target)),
                ("objCode", _) => Val::text(object_type.schema().code),
                ("isOwner" | "timePercentage", _) => value.clone(),
                ("userID", Type::TeamMember) => Val::Text(target.clone()),
                ("userID", _) | ("teamID", _) => Val::Text(owner.clone()),
                _ => Val::Text(target.clone()),
            },
        }
    }

    /// The value of a custom field.
    pub fn custom(&self, parameter: &str) -> Val {
        match self {
            Self::Object(_, _, record) => record.custom(parameter).clone(),
            Self::Row(..) => Val::Null,
        }
    }

    /// The value of a direct field by its name.
    pub fn read_named(&self, store: &Store, name: &str) -> Val {
        let found = self.object_type().schema().field(name);
        found.map_or(Val::Null, |(number, field)| self.read(store, number, field))
    }

    /// The object that a reference refers to.
    pub fn follow(&self, store: &'store Store, reference: &Reference) -> Option<Node<'store>> {
        let id = self.read_named(store, reference.field);
        store.node(reference.target, id.as_text()?)
    }

    /// The elements of a collection.
    pub fn elements(&self, store: &'store Store, relation: Relation) -> Vec<Node<'store>> {
        let Self::Object(_, id, record) = self else {
            return Vec::new();
        };
        match relation {
            Relation::UserGroups => groups(id, record),
            Relation::UserRoles => roles(id, record),
            Relation::Teams => {
                let found = teams(record);
                found
                    .iter()
                    .filter_map(|id| store.node(Type::Team, id))
                    .collect()
            }
            Relation::ObjectCategories => {
                let found = categories(record);
                found
                    .iter()
                    .filter_map(|id| store.node(Type::Category, id))
                    .collect()
            }
            Relation::DirectReports => referring(store, Type::User, "managerID", id),
            Relation::Children => referring(store, Type::Group, "parentID", id),
            Relation::TeamMembers => {
                let users = store.table(Type::User).iter();
                let members = users.filter(|(_, user)| teams(user).contains(id));
                members
                    .map(|(user, _)| {
                        Node::Row(Type::TeamMember, (*id).clone(), user.clone(), Val::Null)
                    })
                    .collect()
            }
        }
    }
}

impl Store {
    /// An object as a node.
    pub fn node(&self, object_type: Type, id: &str) -> Option<Node<'_>> {
        self.entry(object_type, id)
            .map(|(id, record)| Node::Object(object_type, id, record))
    }

    /// All objects or rows of a type.
    pub fn nodes(&self, object_type: Type) -> Nodes<'_> {
        let owned = match object_type {
            Type::UserGroup => Some((Type::User, Relation::UserGroups)),
            Type::UserRole => Some((Type::User, Relation::UserRoles)),
            Type::TeamMember => Some((Type::Team, Relation::TeamMembers)),
            _ => None,
        };
        match owned {
            Some((owner, relation)) => Box::new(
                self.nodes(owner)
                    .flat_map(move |node| node.elements(self, relation)),
            ),
            None => {
                let objects = self.table(object_type).iter();
                Box::new(objects.map(move |(id, record)| Node::Object(object_type, id, record)))
            }
        }
    }
}

fn user_field<'record>(record: &'record Record, name: &str) -> &'record Val {
    record.get(Type::User.schema().number(name))
}

/// Fields of a user that are computed from others (docs/workfront-facts.md#user-fields).
fn computed(store: &Store, record: &Record, name: &str) -> Val {
    if name == "hasPassword" {
        return Val::Bool(record.extra().is_some_and(|extra| extra.password.is_some()));
    }
    if name == "name" {
        let first = user_field(record, "firstName").as_text();
        let last = user_field(record, "lastName").as_text();
        return match (first, last) {
            (Some(first), Some(last)) => Val::text(&format!("{first} {last}")),
            (Some(only), None) | (None, Some(only)) => Val::Text(only.clone()),
            (None, None) => Val::Null,
        };
    }
    let level = user_field(record, "accessLevelID").as_text();
    let level = level.and_then(|id| store.get(Type::AccessLevel, id));
    let number = Type::AccessLevel.schema().number(name);
    let without = if name == "isAdmin" {
        Val::Bool(false)
    } else {
        Val::Null
    };
    level.map_or(without, |level| level.get(number).clone())
}

/// The home group is always a membership too (docs/workfront-facts.md#home-group: exactly one home group).
fn groups<'store>(user: &Arc<str>, record: &Record) -> Vec<Node<'store>> {
    let home = user_field(record, "homeGroupID").as_text();
    let written = record.extra().map_or(&[][..], |extra| &extra.groups);
    let missing = home.filter(|home| written.iter().all(|row| row.group != **home));
    let first = missing.map(|home| (home.clone(), false));
    let rest = written.iter().map(|row| (row.group.clone(), row.is_owner));
    let all = first.into_iter().chain(rest);
    all.map(|(group, owner)| Node::Row(Type::UserGroup, user.clone(), group, Val::Bool(owner)))
        .collect()
}

fn roles<'store>(user: &Arc<str>, record: &Record) -> Vec<Node<'store>> {
    let primary = user_field(record, "roleID").as_text();
    let written = record.extra().map_or(&[][..], |extra| &extra.roles);
    let missing = primary.filter(|primary| written.iter().all(|row| row.role != **primary));
    // If there is only the primary role, it has 100 percent.
    let percentage = if written.is_empty() {
        Val::Double(100.0)
    } else {
        Val::Double(0.0)
    };
    let first = missing.map(|primary| (primary.clone(), percentage));
    let rest = written.iter().map(|row| {
        let percentage = row.percent.map_or(Val::Null, Val::Double);
        (row.role.clone(), percentage)
    });
    let all = first.into_iter().chain(rest);
    all.map(|(role, percentage)| Node::Row(Type::UserRole, user.clone(), role, percentage))
        .collect()
}

/// The home team is always included: `teams:[]` keeps it (docs/workfront-facts.md#memberships).
fn teams(record: &Record) -> Vec<Arc<str>> {
    let home = user_field(record, "homeTeamID").as_text();
    let written = record.extra().map_or(&[][..], |extra| &extra.teams);
    with_first(home, written)
}

fn categories(record: &Record) -> Vec<Arc<str>> {
    let first = user_field(record, "categoryID").as_text();
    let written = record.extra().map_or(&[][..], |extra| &extra.categories);
    with_first(first, written)
}

fn with_first(first: Option<&Arc<str>>, written: &[Arc<str>]) -> Vec<Arc<str>> {
    let missing = first.filter(|first| !written.contains(first));
    missing.into_iter().chain(written).cloned().collect()
}

fn referring<'store>(
    store: &'store Store,
    object_type: Type,
    field: &str,
    target: &Arc<str>,
) -> Vec<Node<'store>> {
    let number = object_type.schema().number(field);
    let objects = store.table(object_type).iter();
    let found = objects.filter(|(_, record)| record.get(number).as_text() == Some(target));
    found
        .map(|(id, record)| Node::Object(object_type, id, record))
        .collect()
}

/// The ID of a row, the same for the same owner and target.
fn row_id(owner: &str, target: &str) -> String {
    let hash = |start: u64| {
        let bytes = owner.bytes().chain(target.bytes());
        bytes.fold(start, |hash, byte| mix(hash ^ u64::from(byte)))
    };
    format!("{:016x}{:016x}", hash(1), hash(2))
}
