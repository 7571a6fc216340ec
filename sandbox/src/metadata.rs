//! `GET /metadata` and `GET /<object>/metadata`: the object types, and the fields of one in a version.

use serde_json::{Map, Value, json};

use crate::api::call::Call;
use crate::model::{Access, Kind, STORED, Type};
use crate::tenant::has_field;

/// All object types.
pub fn all() -> Value {
    let objects = STORED.iter().map(|object_type| {
        let schema = object_type.schema();
        let name = schema.code.to_owned();
        (name, json!({"objCode": schema.code, "name": schema.label, "URL": format!("/{}", schema.name)}))
    });
    json!({"data": {"objects": objects.collect::<Map<_, _>>()}})
}

/// The fields, references and collections of an object type.
pub fn one(call: &Call, object_type: Type) -> Value {
    let schema = object_type.schema();
    let visible = schema
        .fields
        .iter()
        .filter(|field| field.access != Access::Hidden && has_field(call.version, field));
    let fields = visible.map(|field| {
        let kind = match field.kind {
            Kind::Bool => "boolean",
            Kind::Int => "int",
            Kind::Double => "double",
            Kind::Date => "dateTime",
            Kind::Texts(_) => "string[]",
            _ => "string",
        };
        let flags: &[&str] = match field.access {
            Access::Dynamic => &["READ_ONLY", "DYNAMIC"],
            Access::WriteOnly => &["WRITE_ONLY"],
            _ => &[],
        };
        (
            field.name.to_owned(),
            json!({"fieldType": kind, "flags": flags}),
        )
    });
    let empty_entry = |name: &&str| ((*name).to_owned(), json!({}));
    let references = schema.references.iter().map(|reference| reference.name);
    let collections = schema.collections.iter().map(|collection| collection.name);
    json!({"data": {
        "objCode": schema.code,
        "name": schema.label,
        "fields": fields.collect::<Map<_, _>>(),
        "references": references.map(|name| empty_entry(&name)).collect::<Map<_, _>>(),
        "collections": collections.map(|name| empty_entry(&name)).collect::<Map<_, _>>(),
    }})
}
