//! What forms, agents and type generators are told: every action as data. Only for the generator; never in the
//! WebAssembly.

use crate::actions::{self, Action};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

/// Every action of this crate.
#[derive(Debug, Serialize)]
pub struct Manifest {
    /// The crate's version.
    pub version: &'static str,
    /// The actions, in the registry's order.
    pub actions: Vec<ActionManifest>,
}

impl Manifest {
    /// The manifest of this version.
    pub fn new() -> Self {
        Manifest {
            version: env!("CARGO_PKG_VERSION"),
            actions: actions::described(),
        }
    }
}

impl Default for Manifest {
    fn default() -> Self {
        Manifest::new()
    }
}

/// One action.
#[derive(Debug, Serialize)]
pub struct ActionManifest {
    /// The id to run it by.
    pub key: &'static str,
    /// A short name for people.
    pub title: &'static str,
    /// What it does, with the requests it costs.
    pub description: &'static str,
    /// Where it stands in a list of actions.
    pub group: &'static str,
    /// What it does to the tenant.
    pub hints: Hints,
    /// The JSON Schema (2020-12) of what it takes.
    pub input: Schema,
    /// The JSON Schema (2020-12) of what it gives.
    pub output: Schema,
}

/// What an action does to the tenant.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hints {
    /// It changes nothing.
    pub read_only: bool,
    /// Something may be lost.
    pub destructive: bool,
    /// Running it twice is the same as running it once.
    pub idempotent: bool,
}

impl ActionManifest {
    /// The description of an action.
    pub fn of<A: Action>() -> Self {
        let about = A::ABOUT;
        ActionManifest {
            key: A::ID,
            title: about.title,
            description: about.description,
            group: about.group,
            hints: Hints {
                read_only: about.read_only,
                destructive: about.destructive,
                idempotent: about.idempotent,
            },
            input: schema_of::<A::Input>(false),
            output: schema_of::<A::Output>(true),
        }
    }
}

fn schema_of<T: JsonSchema>(output: bool) -> Schema {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.meta_schema = None;
    });
    let settings = if output {
        settings.for_serialize()
    } else {
        settings.for_deserialize()
    };
    settings.into_generator().into_root_schema_for::<T>()
}
