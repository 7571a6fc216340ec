//! What forms, agents and type generators read: every action as data. Only for the generator; never in the
//! WebAssembly.

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

/// Every action of this crate, and what else a host needs to offer them.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The version of this format: it changes when a reader would have to.
    pub manifest_version: u32,
    /// The crate's version.
    pub version: &'static str,
    /// How to connect: where to, and with which credentials.
    pub connection: ConnectionManifest,
    /// The actions, in the registry's order.
    pub actions: Vec<ActionManifest>,
    /// What starts a workflow.
    pub triggers: Vec<TriggerManifest>,
    /// The ways of failing.
    pub errors: Vec<ErrorManifest>,
    /// The versions of Workfront's API, and how long each is supported.
    pub api_versions: Vec<VersionManifest>,
    /// The options of the sandbox for which the samples hold. Before each, its administrator has subscribed to CREATE.
    pub sample_tenant: serde_json::Value,
}

/// The JSON Schema (2020-12) of a manifest.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(action::without_rust_formats());
    settings.into_generator().into_root_schema_for::<Manifest>()
}

impl Manifest {
    /// The manifest of this version.
    ///
    /// # Errors
    /// A field of an action has a schema extension that isn't known.
    pub fn new() -> serde_json::Result<Self> {
        Ok(Manifest {
            manifest_version: 1,
            version: env!("CARGO_PKG_VERSION"),
            connection: ConnectionManifest::new()?,
            actions: action::all()?,
            triggers: triggers::all(),
            errors: errors::all()?,
            api_versions: versions::all(),
            sample_tenant: samples::tenant(),
        })
    }
}
