#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::{Error, Result};
use crate::services::events::{
    Subscription,
    service::{self, MAX_PAGE},
};
use serde::{Deserialize, Serialize};

const DEFAULT_PAGE: u32 = 100;

/// Lists event subscriptions.
#[derive(Debug)]
pub struct Subscriptions;

/// The page.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The number of the page, from 1. Default: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub page: Option<u32>,
    /// The number of subscriptions per page: 1 to 1000. Default: 100.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1000)))]
    pub limit: Option<u32>,
}

/// A page of the tenant's subscriptions.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SubscriptionsOutput"))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The subscriptions, with masked tokens.
    pub subscriptions: Vec<Subscription>,
    /// The number of the page, from 1.
    pub page: u32,
    /// The number of subscriptions per page.
    pub limit: u32,
    /// Whether there is another page.
    pub has_more: bool,
    /// The total number of subscriptions; absent if Workfront doesn't return it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_count: Option<u32>,
}

impl Action for Subscriptions {
    const ID: &'static str = "subscriptions";
    const ABOUT: About = About {
        title: "List event subscriptions",
        description: "Lists the event subscriptions of the tenant and the delivery state of each URL. Only for system administrators.",
        requests: Requests::ONE,
        group: "Events",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let page = input.page.unwrap_or(1);
        let limit = input.limit.unwrap_or(DEFAULT_PAGE);
        if page == 0 {
            return Err(Error::invalid("page", "must be 1 or more but is 0"));
        }
        if !(1..=MAX_PAGE).contains(&limit) {
            return Err(Error::invalid(
                "limit",
                &format!("must be 1 to 1000 but is {limit}"),
            ));
        }
        let found = service::page(&context.client, page, limit).await?;
        Ok(Output {
            has_more: found.has_more,
            subscriptions: found.items,
            page,
            limit,
            total_count: found.total_count,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::Forbidden;
        Example {
            input: serde_json::json!({ "page": 1, "limit": 10 }),
            fails: &[Forbidden],
        }
    }
}
