#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use crate::json::Json;
use crate::services::reconcile::{self, MappingProblem, mapping::Mapping};
use serde::{Deserialize, Serialize};

/// Checks a mapping.
#[derive(Debug)]
pub struct CheckMapping;

/// The mapping, and the list that it is for.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "CheckMappingInput"))]
pub struct Input {
    /// For each field of users, the column of the list that has its value, or a rule. mapping.schema.json describes it.
    pub mapping: Mapping,
    /// The list of people, one object each, to find values that the mapping doesn't cover.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<Vec<std::collections::BTreeMap<String, Json>>>")
    )]
    pub people: Option<Json>,
}

/// What was found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "CheckMappingOutput"))]
pub struct Output {
    /// Whether nothing was found.
    pub valid: bool,
    /// What 'reconcile' couldn't do with this mapping in this tenant.
    pub problems: Vec<MappingProblem>,
    /// The fields that 'reconcile' would compare.
    pub fields: Vec<String>,
    /// The columns of the list that nothing reads.
    pub unread_columns: Vec<String>,
}

impl Action for CheckMapping {
    const ID: &'static str = "checkMapping";
    const ABOUT: About = About {
        title: "Check a mapping",
        description: "Holds a mapping of columns against the tenant: names that nothing has, or several things have, fields that don't exist, values that can't be written, a missing key, and values of a list that it doesn't cover. Changes nothing.",
        requests: Requests::at_least(
            1,
            "1 for the fields, 1 per 2000 objects of each type that the mapping names, and 1 per 2000 users if it names managers",
        ),
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        if let Some(people) = &input.people {
            reconcile::check_rows(people)?;
        }
        let people = input.people.as_ref();
        let checked = reconcile::check_mapping(&context.client, &input.mapping, people).await?;
        Ok(Output {
            valid: checked.problems.is_empty(),
            problems: checked.problems,
            fields: checked.fields,
            unread_columns: checked.unread,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({
                "mapping": {
                    "emailAddr": { "from": "mail", "lower": true },
                    "homeGroup": {
                        "from": "department",
                        "map": { "Sales": "Marketing", "IT": "Engineering" },
                        "onUnknown": "hold",
                    },
                    "title": "jobTitle",
                },
                "people": [
                    { "mail": "Jane.Doe@example.com", "department": "Sales", "jobTitle": "Designer" },
                    { "mail": "sam.lee@example.com", "department": "Purchasing", "jobTitle": "Buyer" },
                ],
            }),
            fails: &[],
        }
    }
}
