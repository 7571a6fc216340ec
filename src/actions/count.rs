#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::{Error, ErrorKind, Result};
use crate::protocol::{
    ApiRequest,
    filter::{self, Filter, Selection},
    query::Query,
};
use crate::transport::Method;
use serde::{Deserialize, Serialize};

/// Counts users.
#[derive(Debug)]
pub struct Count;

/// Whom to count.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Conditions that must all hold.
    pub filters: Option<Vec<Filter>>,
    /// Groups of conditions; beside 'filters', all conditions of at least one group must hold.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub anyOf: Option<Vec<Vec<Filter>>>,
}

/// How many there are.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "CountOutput"))]
pub struct Output {
    /// How many users the connection's user sees that fit.
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
        let mut query = Query::new();
        filter::add_to(&mut query, selection)?;
        let request = ApiRequest::new(Method::Get, "/user/count").with_query(query);
        let answer = context.client.send(request).await?;
        // Both shapes (docs/workfront-facts.md#counts) end here: the envelope is open already.
        let count = answer.get("count").unwrap_or(answer).as_f64();
        let count = count.filter(|count| *count >= 0.0).ok_or_else(|| {
            Error::new(
                ErrorKind::UnexpectedResponse,
                "Workfront's answer holds no count",
            )
        })?;
        Ok(Output {
            count: count as u32,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({ "filters": [{ "field": "isActive", "value": true }] }),
            fails: &[],
        }
    }
}
