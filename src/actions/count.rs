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
        let mut query = Query::new();
        filter::add_to(&mut query, selection)?;
        let request = ApiRequest::new(Method::Get, "/user/count").with_query(query);
        let response = context.client.send(request).await?;
        // Either shape of a count (docs/workfront-facts.md#counts). The envelope has been removed.
        let count = response.get("count").unwrap_or(response).as_f64();
        let count = count.filter(|count| *count >= 0.0).ok_or_else(|| {
            Error::new(
                ErrorKind::UnexpectedResponse,
                "Workfront's response has no count",
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
