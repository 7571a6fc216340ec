//! The rows of a user's collections, as they are read and as they are written. The rows of other collections aren't
//! documented, so any object is accepted there. A row that is read has only the requested fields.
#![allow(dead_code, non_snake_case)] // Only described; fields have Workfront's own names.

use super::Reference;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

/// A user's membership of a group.
#[derive(JsonSchema)]
struct UserGroup {
    /// ID of the group.
    #[schemars(skip_serializing_if = "is_unread")]
    groupID: String,
    /// Whether the user administers the group.
    #[schemars(skip_serializing_if = "is_unread")]
    isOwner: Option<bool>,
    /// The group.
    #[schemars(skip_serializing_if = "is_unread")]
    group: Reference,
}

/// A job role of a user.
#[derive(JsonSchema)]
struct UserRole {
    /// ID of the role.
    #[schemars(skip_serializing_if = "is_unread")]
    roleID: String,
    /// The share of the work time in this role, in percent.
    #[schemars(skip_serializing_if = "is_unread")]
    timePercentage: Option<f64>,
    /// The role.
    #[schemars(skip_serializing_if = "is_unread")]
    role: Reference,
}

/// A custom form that is attached to a user.
#[derive(JsonSchema)]
struct ObjectCategory {
    /// ID of the form.
    #[schemars(skip_serializing_if = "is_unread")]
    categoryID: String,
    /// The form.
    #[schemars(skip_serializing_if = "is_unread")]
    category: Reference,
}

/// A membership of a group, to be written.
#[derive(JsonSchema)]
struct UserGroupInput {
    /// ID of the group.
    groupID: String,
    /// Whether the user administers the group.
    isOwner: Option<bool>,
}

/// A job role, to be written.
#[derive(JsonSchema)]
struct UserRoleInput {
    /// ID of the role.
    roleID: String,
    /// The share of the work time in this role, in percent.
    timePercentage: Option<f64>,
}

/// An attached custom form, to be written.
#[derive(JsonSchema)]
struct ObjectCategoryInput {
    /// ID of the form.
    categoryID: String,
}

/// An object in a collection, to be written.
#[derive(JsonSchema)]
struct ReferenceInput {
    /// Its ID.
    ID: String,
}

/// The schema of a row as Workfront returns it.
pub(super) fn as_read(collection: &str, generator: &mut SchemaGenerator) -> Value {
    let row = match collection {
        "userGroups" => generator.subschema_for::<UserGroup>(),
        "userRoles" => generator.subschema_for::<UserRole>(),
        "objectCategories" => generator.subschema_for::<ObjectCategory>(),
        "teams" | "hourTypes" | "resourcePools" | "directReports" => {
            generator.subschema_for::<Reference>()
        }
        _ => return json!({ "type": "object", "additionalProperties": {} }),
    };
    row.to_value()
}

/// The schema of a row to be written.
pub(super) fn as_written(collection: &str, generator: &mut SchemaGenerator) -> Value {
    let row = match collection {
        "userGroups" => generator.subschema_for::<UserGroupInput>(),
        "userRoles" => generator.subschema_for::<UserRoleInput>(),
        "objectCategories" => generator.subschema_for::<ObjectCategoryInput>(),
        "teams" | "hourTypes" | "resourcePools" | "directReports" => {
            generator.subschema_for::<ReferenceInput>()
        }
        _ => return json!({ "type": "object", "additionalProperties": {} }),
    };
    row.to_value()
}
