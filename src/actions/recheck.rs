use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::json::Json;
use crate::services::plans::{self, read_receipt};
use serde::{Deserialize, Serialize};

/// Finds the users that have changed since a plan was applied.
#[derive(Debug)]
pub struct Recheck;

/// The receipt of the run.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "RecheckInput"))]
pub struct Input {
    /// The receipt, as 'apply' returned it.
    pub receipt: String,
}

/// The users that the run changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RecheckOutput"))]
pub struct Output {
    /// Each user that the run changed, and whether they still are as it left them.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Vec<plans::schema::RecheckedPerson>")
    )]
    pub report: Json,
}

impl Action for Recheck {
    const ID: &'static str = "recheck";
    const ABOUT: About = About {
        title: "Recheck a run",
        description: "Reads the users that a run of 'apply' changed, and returns for each whether they have changed since: for example accounts that the Adobe Admin Console has activated again.",
        requests: Requests::at_least(
            0,
            "1 per 500 users that the run changed, and for event subscriptions 1 per 1,000 of the tenant",
        ),
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        let receipt = read_receipt(client, &input.receipt).await?;
        let report = plans::recheck(client, &receipt).await?;
        Ok(Output { report })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, NotApproved};
        Example {
            input: serde_json::json!({ "receipt": samples::RECEIPT }),
            fails: &[NotApproved, Forbidden],
        }
    }
}
