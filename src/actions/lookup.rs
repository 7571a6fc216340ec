#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use crate::input::Problems;
use crate::json::Json;
use crate::model::{Object, known_fields::Owner, person_key::trimmed};
use crate::protocol::filter::{Filter, ObjectFilter, check_for};
use crate::services::directory::{check_name, find, find_one};
use serde::{Deserialize, Serialize};

/// Finds objects that users refer to, by name.
#[derive(Debug)]
pub struct Lookup;

/// What to look up.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The type of the object.
    pub object: Object,
    /// The name of the object, case-insensitive; for a user the e-mail address or full name. Default: all objects of the type.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"\S")))]
    pub name: Option<String>,
    /// More conditions on the objects.
    pub filters: Option<Vec<ObjectFilter>>,
}

/// The objects that were found.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "LookupOutput"))]
pub struct Output {
    /// The objects, sorted by ID: one object for a name, otherwise up to 2000 objects that are in use.
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
        description: "Finds access levels, groups, job roles, teams, companies, schedules or users, by name or all of them. If no object or several objects have the name, the error lists the candidates. An ID is returned as it is.",
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
        let filters = check_filters(input)?;
        let name = input.name.as_deref().map(trimmed);
        if let Some(name) = name {
            check_name(input.object, name, "name")?;
        }
        let mut items = Json::array();
        match name {
            Some(name) if filters.is_empty() => {
                items.push(find_one(&context.client, input.object, name, "name").await?);
            }
            name => items = find(&context.client, input.object, name, &filters).await?,
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

fn check_filters(input: &Input) -> Result<Vec<Filter>> {
    let owner = match input.object {
        Object::User => Owner::User,
        _ => Owner::Other,
    };
    let filters = input.filters.as_deref().unwrap_or_default();
    let mut problems = Problems::default();
    let filters = check_for(owner, filters, "filters", &mut problems);
    problems.into_result().map(|()| filters)
}
