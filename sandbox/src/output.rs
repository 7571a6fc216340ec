//! Objects as the API answers them: what `fields` asks for (docs/workfront-facts.md#field-lists).

use serde_json::{Map, Value};

use crate::api::call::Call;
use crate::api::version::Version;
use crate::error::{ApiError, Outcome};
use crate::model::{Access, Collection, Field, Reference, Schema, Type};
use crate::path::{MOST_HOPS, too_deep, unknown_parameter};
use crate::store::Node;
use crate::tenant::{Tenant, has_field, unknown_field};

/// The most objects, nested ones too, and the most fields of one answer (docs/workfront-facts.md#response-limits).
const MOST_OBJECTS: usize = 50_000;
const MOST_FIELDS: usize = 1_000_000;

/// What of an object is shown.
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

/// What an answer has come to.
#[derive(Default, Debug)]
pub struct Size {
    objects: usize,
    fields: usize,
}

impl Projection {
    /// Takes `fields` out of a call and reads it.
    pub fn take(tenant: &Tenant, call: &mut Call, of: Type) -> Outcome<Self> {
        let asked = call.take("fields").unwrap_or_default();
        // The specification models it as a JSON array, the documentation as a comma list.
        let names = match serde_json::from_str::<Vec<String>>(&asked) {
            Ok(names) => names,
            Err(_) => asked
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect(),
        };
        Self::read(tenant, call.version, of, names.iter().map(String::as_str))
    }

    /// Reads names.
    pub fn read<'name>(
        tenant: &Tenant,
        version: Version,
        of: Type,
        names: impl Iterator<Item = &'name str>,
    ) -> Outcome<Self> {
        let mut projection = Self::least(version, of.schema());
        for name in names.filter(|name| !name.is_empty()) {
            projection.add(tenant, version, of, name, 0)?;
        }
        Ok(projection)
    }

    /// What is always there (docs/workfront-facts.md#field-lists: the default fields are few).
    fn least(version: Version, schema: &'static Schema) -> Self {
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
        of: Type,
        name: &str,
        depth: usize,
    ) -> Outcome<()> {
        let schema = of.schema();
        if depth > MOST_HOPS {
            return Err(too_deep(name));
        }
        if name == "*" {
            let shown = schema.fields.iter().enumerate();
            let shown = shown.filter(|(_, field)| is_shown(version, field));
            shown.for_each(|(number, field)| self.show(number as u8, field));
            return Ok(());
        }
        if of == Type::User && name == "parameterValues" {
            self.custom = Custom::All;
            return Ok(());
        }
        if let Some(parameter) = name.strip_prefix("DE:") {
            return self.add_custom(tenant, of, parameter);
        }
        let (first, rest) = name.split_once(':').unwrap_or((name, ""));
        if let Some(nested) = Nested::named(version, schema, first) {
            let to = nested.of();
            let inner = self.nested(nested, version);
            return match rest {
                "" => Ok(()),
                rest => inner.add(tenant, version, to, rest, depth + 1),
            };
        }
        match schema.field(name) {
            Some((number, field)) if is_shown(version, field) => {
                self.show(number, field);
                Ok(())
            }
            _ => Err(unknown_field(version, first, schema)),
        }
    }

    fn add_custom(&mut self, tenant: &Tenant, of: Type, parameter: &str) -> Outcome<()> {
        if parameter == "*" {
            return Err(ApiError::field("no such field: '*'"));
        }
        if of != Type::User || tenant.parameter(parameter).is_none() {
            return Err(unknown_parameter(parameter));
        }
        match &mut self.custom {
            Custom::All => {}
            Custom::Some(names) => names.push(parameter.to_owned()),
            Custom::None => self.custom = Custom::Some(vec![parameter.to_owned()]),
        }
        Ok(())
    }

    fn show(&mut self, number: u8, field: &'static Field) {
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
            self.nested
                .push((nested, Self::least(version, nested.of().schema())));
            self.nested.len() - 1
        });
        &mut self.nested[at].1
    }

    /// The object as it is shown; an answer too large is an error.
    pub fn object(&self, tenant: &Tenant, node: &Node<'_>, size: &mut Size) -> Outcome<Value> {
        size.objects += 1;
        size.fields += self.fields.len();
        if size.objects > MOST_OBJECTS {
            return Err(ApiError::limit(format!(
                "The result exceeds the maximum of {MOST_OBJECTS} objects"
            )));
        }
        if size.fields > MOST_FIELDS {
            return Err(ApiError::limit(format!(
                "The result exceeds the maximum of {MOST_FIELDS} fields"
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
                    let found = node.gather(&tenant.store, collection.relation);
                    let all = found.iter().map(|node| inner.object(tenant, node, size));
                    Value::Array(all.collect::<Outcome<_>>()?)
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

    fn of(self) -> Type {
        match self {
            Self::Reference(reference) => reference.to,
            Self::Collection(collection) => collection.of,
        }
    }
}

fn is_shown(version: Version, field: &Field) -> bool {
    !matches!(field.access, Access::Hidden | Access::WriteOnly) && has_field(version, field)
}
