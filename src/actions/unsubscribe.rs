use super::{About, Action, Context};
use crate::api::Id;
use crate::error::Result;
use crate::events::service;
use crate::input::input;
use crate::json::to_json;

/// Deletes an event subscription.
#[derive(Debug)]
pub struct Unsubscribe;

input! {
    /// Which one.
    pub struct Input {
        /// The subscription's ID.
        pub id: Id,
    }
}

/// That it is deleted.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "UnsubscribeOutput"))]
pub struct Output {
    /// Always true; otherwise the action fails.
    pub deleted: bool,
    /// The subscription's ID.
    pub id: Id,
}

to_json!(Output { deleted, id });

impl Action for Unsubscribe {
    const ID: &'static str = "unsubscribe";
    const ABOUT: About = About {
        title: "Delete an event subscription",
        description: "Ends a subscription; events under way may still arrive. Only for system administrators. Costs 1 request.",
        group: "Events",
        read_only: false,
        destructive: true,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        service::delete(&context.client, &input.id).await?;
        Ok(Output {
            deleted: true,
            id: input.id.clone(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> crate::manifest::Example {
        use crate::error::ErrorKind::{Forbidden, NotFound};
        use crate::manifest::samples;
        crate::manifest::Example {
            input: serde_json::json!({ "id": samples::SUBSCRIPTION }),
            fails: &[NotFound, Forbidden],
        }
    }
}
