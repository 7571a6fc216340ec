use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::Result;
use crate::model::Id;
use crate::protocol::evidence::Evidence;
use crate::services::events::writes;
use serde::{Deserialize, Serialize};

/// Deletes an event subscription.
#[derive(Debug)]
pub struct Unsubscribe;

/// The subscription.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The subscription's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::Subscription)))]
    pub id: Id,
}

/// The confirmation of the deletion.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UnsubscribeOutput"))]
pub struct Output {
    /// Always true: otherwise the action fails.
    pub deleted: bool,
    /// The subscription's ID.
    pub id: Id,
    /// How the outcome is known: from Workfront's response or by listing the subscriptions afterwards.
    pub evidence: Evidence,
}

impl Action for Unsubscribe {
    const ID: &'static str = "unsubscribe";
    const ABOUT: About = About {
        title: "Delete an event subscription",
        description: "Deletes an event subscription. Events that are being delivered may still arrive. Only for system administrators.",
        requests: Requests::at_least(
            1,
            "1 more per 1,000 subscriptions of the tenant if the response is lost or does not show the result",
        ),
        group: "Events",
        read_only: false,
        destructive: true,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let evidence = writes::delete(&context.client, &input.id).await?;
        Ok(Output {
            deleted: true,
            id: input.id.clone(),
            evidence,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, NotFound};
        Example {
            input: serde_json::json!({ "id": samples::SUBSCRIPTION }),
            fails: &[NotFound, Forbidden],
        }
    }
}
