use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::services::events::{self, Signed};
use serde::Serialize;

/// Verifies that a request comes from Workfront.
#[derive(Debug)]
pub struct VerifyEvent;

/// The confirmation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "VerifyEventOutput"))]
pub struct Output {
    /// Always true: otherwise the action fails with kind 'unauthorized'.
    pub genuine: bool,
}

impl Action for VerifyEvent {
    const ID: &'static str = "verifyEvent";
    const ABOUT: About = About {
        title: "Verify an event",
        description: "Verifies that an event request carries the subscription's token, with or without 'Bearer', and fails otherwise. The comparison takes constant time. Workfront doesn't sign events in any other way.",
        requests: Requests::NONE,
        group: "Events",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Signed;
    type Output = Output;

    async fn run(_: &Context, input: &Signed) -> Result<Output> {
        events::verify(input)?;
        Ok(Output { genuine: true })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::Unauthorized;
        Example {
            input: serde_json::json!({ "authToken": samples::TOKEN, "authorization": format!("Bearer {}", samples::TOKEN) }),
            fails: &[Unauthorized],
        }
    }
}
