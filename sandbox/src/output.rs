//! Objects in responses, with the fields that `fields` asks for (docs/workfront-facts.md#field-lists).

use serde_json::{Map, Value};

use crate::api::call::Call;
use crate::api::version::Version;
use crate::error::{ApiError, ApiResult};
use crate::model::{Access, Collection, Field, Reference, Schema, Type};
use crate::path::{MAX_HOPS, too_deep, unknown_parameter};
use crate::store::Node;
use crate::tenant::{Tenant, has_field, unknown_field};

/// The maximum number of objects, including nested ones, and of fields in a response
/// (docs/workfront-facts.md#response-limits).
const MAX_OBJECTS: usize = 50_000;
const MAX_FIELDS: usize = 1_000_000;

/// The fields of an object that a response contains.
#[derive(Clone, Debug, Default)]
pub struct Projection {
    fields: Vec<(u8, &'static Field)>,
    nested: Vec<(Nested, Projection)>,
    custom: Custom,
}

#[derive(Clone, Copy, Debug)]
enum Nested {
    Reference(&'static Reference),
    Collection(&'static Collection),
}

#[derive(Clone, Debug, Default)]
enum Custom {
    #[default]
    None,
    Some(Vec<String>),
    All,
}

/// The size of a response so far.
#[derive(Default, Debug)]
pub struct Size {
    objects: usize,
    fields: usize,
}

impl Projection {
    /// Removes `fields` from a call and parses it.
    pub fn take(tenant: &Tenant, call: &mut Call, object_type: Type) -> ApiResult<Self> {
        let text = call.take("fields").unwrap_or_default();
        // It is a JSON array in the specification, and a comma-separated list in the documentation.
        let names = match serde_json::from_str::<Vec<String>>(&text) {
            Ok(names) => names,
            Err(_) => text.split(',').map(|name| name.trim().to_owned()).collect(),
        };
        Self::parse(
            tenant,
            call.version,
            object_type,
            names.iter().map(String::as_str),
        )
    }

    /// Parses names.
    pub fn parse<'name>(
        tenant: &Tenant,
        version: Version,
        object_type: Type,
        names: impl Iterator<Item = &'name str>,
    ) -> ApiResult<Self> {
        let mut projection = Self::with_default_fields(version, object_type.schema());
        for name in names.filter(|name| !name.is_empty()) {
            projection.add(tenant, version, object_type, name, 0)?;
        }
        Ok(projection)
    }

    /// The fields that are always included (docs/workfront-facts.md#field-lists: the default fields are few).
    fn with_default_fields(version: Version, schema: &'static Schema) -> Self {
        let always = ["ID", "name", "objCode"].into_iter();
        let known = always.filter_map(|name| schema.field(name));
        let fields = known
            .filter(|(_, field)| has_field(version, field))
            .collect();
        Self {
            fields,
            ..Self::default()
        }
    }

    fn add(
        &mut self,
        tenant: &Tenant,
        version: Version,
        object_type: Type,
        name: &str,
        depth: usize,
    ) -> ApiResult<()> {
        let schema = object_type.schema();
        if depth > MAX_HOPS {
            return Err(too_deep(name));
        }
        if name == "*" {
            let fields = schema.fields.iter().enumerate();
            let fields = fields.filter(|(_, field)| is_readable(version, field));
            fields.for_each(|(number, field)| self.add_field(number as u8, field));
            return Ok(());
        }
        if object_type == Type::User && name == "parameterValues" {
            self.custom = Custom::All;
            return Ok(());
        }
        if let Some(parameter) = name.strip_prefix("DE:") {
            return self.add_custom(tenant, object_type, parameter);
        }
        let (first, rest) = name.split_once(':').unwrap_or((name, ""));
        if let Some(nested) = Nested::named(version, schema, first) {
            let to = nested.target_type();
            let inner = self.nested(nested, version);
            return match rest {
                "" => Ok(()),
                rest => inner.add(tenant, version, to, rest, depth + 1),
            };
        }
        match schema.field(name) {
            Some((number, field)) if is_readable(version, field) => {
                self.add_field(number, field);
                Ok(())
            }
            _ => Err(unknown_field(version, first, schema)),
        }
    }

    fn add_custom(&mut self, tenant: &Tenant, object_type: Type, parameter: &str) -> ApiResult<()> {
        if parameter == "*" {
            return Err(ApiError::field("no such field: '*'"));
        }
        if object_type != Type::User || tenant.parameter(parameter).is_none() {
            return Err(unknown_parameter(parameter));
        }
        match &mut self.custom {
            Custom::All => {}
            Custom::Some(names) => names.push(parameter.to_owned()),
            Custom::None => self.custom = Custom::Some(vec![parameter.to_owned()]),
        }
        Ok(())
    }

    fn add_field(&mut self, number: u8, field: &'static Field) {
        if self.fields.iter().all(|(known, _)| *known != number) {
            self.fields.push((number, field));
        }
    }

    fn nested(&mut self, nested: Nested, version: Version) -> &mut Self {
        let known = self
            .nested
            .iter()
            .position(|(known, _)| known.name() == nested.name());
        let at = known.unwrap_or_else(|| {
            self.nested.push((
                nested,
                Self::with_default_fields(version, nested.target_type().schema()),
            ));
            self.nested.len() - 1
        });
        &mut self.nested[at].1
    }

    /// The object as JSON. A response that is too large is an error.
    pub fn object(&self, tenant: &Tenant, node: &Node<'_>, size: &mut Size) -> ApiResult<Value> {
        size.objects += 1;
        size.fields += self.fields.len();
        if size.objects > MAX_OBJECTS {
            return Err(ApiError::limit(format!(
                "The result exceeds the maximum of {MAX_OBJECTS} objects"
            )));
        }
        if size.fields > MAX_FIELDS {
            return Err(ApiError::limit(format!(
                "The result exceeds the maximum of {MAX_FIELDS} fields"
            )));
        }
        let mut object = Map::with_capacity(self.fields.len() + self.nested.len() + 1);
        for (number, field) in &self.fields {
            let value = node.read(&tenant.store, *number, field);
            object.insert(field.name.to_owned(), tenant.json(&value));
        }
        for (nested, inner) in &self.nested {
            let value = match nested {
                Nested::Reference(reference) => match node.follow(&tenant.store, reference) {
                    Some(found) => inner.object(tenant, &found, size)?,
                    None => Value::Null,
                },
                Nested::Collection(collection) => {
                    let found = node.elements(&tenant.store, collection.relation);
                    let all = found.iter().map(|node| inner.object(tenant, node, size));
                    Value::Array(all.collect::<ApiResult<_>>()?)
                }
            };
            object.insert(nested.name().to_owned(), value);
        }
        if let Some(values) = self.custom_values(tenant, node) {
            object.insert("parameterValues".to_owned(), Value::Object(values));
        }
        Ok(Value::Object(object))
    }

    fn custom_values(&self, tenant: &Tenant, node: &Node<'_>) -> Option<Map<String, Value>> {
        let names: Vec<&str> = match &self.custom {
            Custom::None => return None,
            Custom::Some(names) => names.iter().map(String::as_str).collect(),
            Custom::All => {
                let all = tenant
                    .store
                    .parameters
                    .iter()
                    .map(|parameter| parameter.name);
                all.filter(|name| !node.custom(name).is_null()).collect()
            }
        };
        let values = names
            .iter()
            .map(|name| (format!("DE:{name}"), tenant.json(&node.custom(name))));
        Some(values.collect())
    }
}

impl Nested {
    fn named(version: Version, schema: &'static Schema, name: &str) -> Option<Self> {
        if let Some(reference) = schema.reference(name) {
            return (version.number() >= reference.since).then_some(Self::Reference(reference));
        }
        schema.collection(name).map(Self::Collection)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Reference(reference) => reference.name,
            Self::Collection(collection) => collection.name,
        }
    }

    fn target_type(self) -> Type {
        match self {
            Self::Reference(reference) => reference.target,
            Self::Collection(collection) => collection.element_type,
        }
    }
}

fn is_readable(version: Version, field: &Field) -> bool {
    !matches!(field.access, Access::Hidden | Access::WriteOnly) && has_field(version, field)
}
