//! Every action as data, for forms, agents and type generators. Only the generator uses it, not the WebAssembly.

mod action;
mod choices;
mod connection;
mod errors;
mod extensions;
mod fields;
mod host_options;
mod options;
mod requests;
#[cfg(test)]
mod tests;
mod triggers;
mod variants;
mod versions;

pub use action::{ActionManifest, Hints, Sample};
pub use choices::Choices;
pub use connection::{ConnectionManifest, CredentialManifest};
pub use errors::ErrorManifest;
pub use fields::FieldManifest;
pub use options::OptionManifest;
pub use requests::RequestsManifest;
pub use triggers::TriggerManifest;
pub use versions::VersionManifest;

use crate::actions::samples;
use schemars::JsonSchema;
use serde::Serialize;

/// All actions of this crate, and everything that a host needs to offer them.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The version of this format. It changes if readers have to change.
    pub manifest_version: u32,
    /// The crate's version.
    pub version: &'static str,
    /// The options and credentials of a connection.
    pub connection: ConnectionManifest,
    /// The actions, in the order of the registry.
    pub actions: Vec<ActionManifest>,
    /// The triggers of workflows.
    pub triggers: Vec<TriggerManifest>,
    /// The JSON Schema of what a caller's `onProgress` receives while a long action runs.
    pub progress: schemars::Schema,
    /// The kinds of errors.
    pub errors: Vec<ErrorManifest>,
    /// The versions of Workfront's API, and how long Workfront supports each.
    pub api_versions: Vec<VersionManifest>,
    /// The options of the sandbox that returns the sample outputs. It has one event subscription, for CREATE.
    pub sample_tenant: serde_json::Value,
    /// The options of the connection that ran the samples, besides its address and its credential.
    pub sample_connection: serde_json::Value,
}

/// The JSON Schema (2020-12) of a manifest.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(action::without_rust_formats());
    settings.into_generator().into_root_schema_for::<Manifest>()
}

/// The JSON Schema (2020-12) of a plan.
#[cfg(feature = "plans")]
pub fn plan_schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(action::without_rust_formats());
    settings
        .into_generator()
        .into_root_schema_for::<crate::services::plans::schema::Plan>()
}

/// The JSON Schema (2020-12) of a mapping.
#[cfg(feature = "plans")]
pub fn mapping_schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12()
        .for_deserialize()
        .with_transform(action::without_rust_formats());
    settings
        .into_generator()
        .into_root_schema_for::<crate::services::reconcile::mapping::Mapping>()
}

impl Manifest {
    /// The manifest of this version.
    ///
    /// # Errors
    /// A field of an action has an unknown schema extension.
    pub fn new() -> serde_json::Result<Self> {
        Ok(Manifest {
            manifest_version: 1,
            version: env!("CARGO_PKG_VERSION"),
            connection: ConnectionManifest::new()?,
            actions: action::all()?,
            triggers: triggers::all(),
            progress: action::schema_of::<crate::actions::Progress>(true),
            errors: errors::all()?,
            api_versions: versions::all(),
            sample_tenant: samples::tenant(),
            sample_connection: samples::connection(),
        })
    }
}
