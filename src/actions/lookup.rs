#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use crate::json::Json;
use crate::model::Object;
use crate::protocol::filter::Filter;
use crate::services::directory::{find, find_one};
use serde::{Deserialize, Serialize};

/// Finds the objects that a user points at, by name.
#[derive(Debug)]
pub struct Lookup;

/// What to look up.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// What kind of object.
    pub object: Object,
    /// Its name, whatever its case (for a user the e-mail address or full name); all of the kind when not given.
    pub name: Option<String>,
    /// Further conditions on the objects.
    pub filters: Option<Vec<Filter>>,
}

/// What was found.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "LookupOutput"))]
pub struct Output {
    /// The objects, by ID: one where a name was given, otherwise up to 2000 that are in use.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Vec<crate::services::directory::schema::Item>")
    )]
    pub items: Json,
}

impl Action for Lookup {
    const ID: &'static str = "lookup";
    const ABOUT: About = About {
        title: "Look up",
        description: "Finds access levels, groups, job roles, teams, companies, schedules or users, by name or all of them. A name that none or several have is an error that lists the candidates; an ID passes through.",
        requests: Requests::between(
            0,
            1,
            "none for a name that was looked up lately, or for an ID",
        ),
        group: "Look-ups",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let filters = input.filters.as_deref().unwrap_or_default();
        let mut items = Json::array();
        match &input.name {
            Some(name) if filters.is_empty() => {
                items.push(find_one(&context.client, input.object, name.trim(), "name").await?);
            }
            name => items = find(&context.client, input.object, name.as_deref(), filters).await?,
        }
        Ok(Output { items })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({ "object": "accessLevel", "name": "Standard" }),
            fails: &[],
        }
    }
}
