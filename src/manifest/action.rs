use super::extensions;
use super::fields::{self, FieldManifest};
use super::requests::RequestsManifest;
use crate::actions::{self, Action, Visit};
use crate::error::ErrorKind;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

/// One action.
#[derive(Debug, JsonSchema, Serialize)]
pub struct ActionManifest {
    /// The id to run it by.
    pub key: &'static str,
    /// A short name for people.
    pub title: &'static str,
    /// What it does.
    pub description: &'static str,
    /// How many requests it sends.
    pub requests: RequestsManifest,
    /// Where it stands in a list of actions.
    pub group: &'static str,
    /// What it does to the tenant.
    pub hints: Hints,
    /// The fields of a form, in their order.
    pub fields: Vec<FieldManifest>,
    /// The JSON Schema (2020-12) of what it takes.
    pub input: Schema,
    /// The JSON Schema (2020-12) of what it gives.
    pub output: Schema,
    /// What it takes and gives, for instance.
    pub sample: Sample,
    /// The kinds of failures to expect, which the manifest's `errors` describe.
    pub errors: Vec<ErrorKind>,
}

/// What an action does to the tenant.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hints {
    /// It changes nothing.
    pub read_only: bool,
    /// Something may be lost.
    pub destructive: bool,
    /// Running it twice is the same as running it once.
    pub idempotent: bool,
}

/// What an action takes and gives, for instance.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Sample {
    /// What it takes.
    pub input: Value,
    /// What it gives for that; the generator asks the sandbox.
    pub output: Value,
}

/// Every action may fail so.
const ALWAYS: &[ErrorKind] = &[ErrorKind::Validation, ErrorKind::Internal];
/// Every request may fail so.
const SENDING: &[ErrorKind] = &[
    ErrorKind::Unauthorized,
    ErrorKind::RateLimited,
    ErrorKind::Timeout,
    ErrorKind::Network,
    ErrorKind::Server,
    ErrorKind::UnexpectedResponse,
    ErrorKind::Cancelled,
];

impl ActionManifest {
    /// The description of an action.
    ///
    /// # Errors
    /// A field of its input has a schema extension that isn't known.
    pub fn of<A: Action>() -> serde_json::Result<Self> {
        let about = A::ABOUT;
        let example = A::example();
        let sending = match about.requests.are_sent() {
            true => SENDING,
            false => &[],
        };
        let errors = [ALWAYS, sending, example.fails].concat();
        let mut input = extended_schema_of::<A::Input>(false);
        let fields = fields::of(&input)?;
        extensions::remove(&mut input);
        Ok(ActionManifest {
            key: A::ID,
            title: about.title,
            description: about.description,
            requests: about.requests.into(),
            group: about.group,
            hints: Hints {
                read_only: about.read_only,
                destructive: about.destructive,
                idempotent: about.idempotent,
            },
            fields,
            input,
            output: schema_of::<A::Output>(true),
            sample: Sample {
                input: example.input,
                output: Value::Null,
            },
            errors,
        })
    }
}

/// Every action, in the registry's order.
///
/// # Errors
/// A field of an action has a schema extension that isn't known.
pub fn all() -> serde_json::Result<Vec<ActionManifest>> {
    let mut all = Collect(Vec::new());
    actions::visit(&mut all);
    all.0.into_iter().collect()
}

struct Collect(Vec<serde_json::Result<ActionManifest>>);

impl Visit for Collect {
    fn action<A: Action + 'static>(&mut self) {
        self.0.push(ActionManifest::of::<A>());
    }
}

/// Names of Rust's number types are no formats of JSON Schema; bounds stay.
pub(super) fn without_rust_formats() -> RecursiveTransform<fn(&mut Schema)> {
    RecursiveTransform(|schema| {
        let format = schema.get("format").and_then(Value::as_str);
        if format.is_some_and(|name| name.starts_with("uint") || name == "double") {
            schema.remove("format");
        }
    })
}

/// The schema of a type.
pub(super) fn schema_of<T: JsonSchema>(output: bool) -> Schema {
    let mut schema = extended_schema_of::<T>(output);
    extensions::remove(&mut schema);
    schema
}

/// The schema of a type, with what it says to forms.
fn extended_schema_of<T: JsonSchema>(output: bool) -> Schema {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.meta_schema = None)
        .with_transform(without_rust_formats());
    let settings = if output {
        settings.for_serialize()
    } else {
        settings.for_deserialize()
    };
    settings.into_generator().into_root_schema_for::<T>()
}
