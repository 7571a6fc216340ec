use super::extensions;
use super::fields::{self, FieldManifest};
use super::requests::RequestsManifest;
use crate::actions::{self, Action, Visit};
use crate::error::ErrorKind;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::Error;
use serde_json::Value;

/// One action.
#[derive(Debug, JsonSchema, Serialize)]
pub struct ActionManifest {
    /// The id that runs the action.
    pub key: &'static str,
    /// The name that forms show.
    pub title: &'static str,
    /// What the action does.
    pub description: &'static str,
    /// How many requests the action sends.
    pub requests: RequestsManifest,
    /// The group of actions that it belongs to.
    pub group: &'static str,
    /// The effect on the tenant.
    pub hints: Hints,
    /// The fields of a form, in order.
    pub fields: Vec<FieldManifest>,
    /// The JSON Schema (2020-12) of the input.
    pub input: Schema,
    /// The JSON Schema (2020-12) of the output.
    pub output: Schema,
    /// A sample input and its output.
    pub sample: Sample,
    /// The kinds of errors to expect, which the manifest's `errors` describe.
    pub errors: Vec<ErrorKind>,
}

/// The effect of an action on the tenant.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hints {
    /// The action only reads.
    pub read_only: bool,
    /// The action may change or remove data that exists. False for an action that only adds or only reads, as in MCP's
    /// definition of `destructiveHint`.
    pub destructive: bool,
    /// Running the action twice has the same effect as running it once.
    pub idempotent: bool,
}

/// A sample input and its output.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Sample {
    /// The input.
    pub input: Value,
    /// The output, which the sandbox returns for this input.
    pub output: Value,
}

/// Kinds of errors of every action.
const ALWAYS: &[ErrorKind] = &[ErrorKind::Validation, ErrorKind::Internal];
/// Kinds of errors of every request.
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
    /// A field of its input has an unknown schema extension.
    pub fn of<A: Action>() -> serde_json::Result<Self> {
        let about = A::ABOUT;
        let example = A::example();
        let sending = match about.requests.are_sent() {
            true => SENDING,
            false => &[],
        };
        let errors = [ALWAYS, sending, example.fails].concat();
        let mut input = extended_schema_of::<A::Input>(false);
        let fields = fields::of(&input)
            .and_then(|fields| extensions::check_places(&input).map(|()| fields))
            .map_err(|error| serde_json::Error::custom(format!("{}: {error}", A::ID)))?;
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
/// A field of an action has an unknown schema extension.
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

/// Removes the names of Rust's number types, which are not formats of JSON Schema. Bounds stay.
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

/// The schema of a type with its extensions for forms.
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
