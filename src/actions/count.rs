#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use crate::protocol::filter::{Filter, Selection};
use crate::services::users::count;
use serde::{Deserialize, Serialize};

/// Counts users.
#[derive(Debug)]
pub struct Count;

/// Which users to count.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Conditions that must all be true.
    pub filters: Option<Vec<Filter>>,
    /// Groups of conditions. In addition to 'filters', all conditions of at least one group must be true.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<crate::protocol::filter::parts_schema::FilterGroup>>", extend("x-advanced" = true)))]
    pub anyOf: Option<Vec<Vec<Filter>>>,
}

/// The number of users.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "CountOutput"))]
pub struct Output {
    /// The number of matching users that the connection's user can see.
    pub count: u32,
}

impl Action for Count {
    const ID: &'static str = "count";
    const ABOUT: About = About {
        title: "Count users",
        description: "Counts the users that a search would find.",
        requests: Requests::ONE,
        group: "Users",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let selection = Selection::of(&input.filters, &input.anyOf);
        let count = count(&context.client, selection).await?;
        Ok(Output { count })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({ "filters": [{ "field": "isActive", "value": true }] }),
            fails: &[],
        }
    }
}
