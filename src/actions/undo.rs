use super::planning::PlanRequest;
use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::{Error, Result};
use crate::input::{OneOrMany, item};
use crate::services::plans::{Draft, plan_undo, read_receipt, tenant_of};
use serde::Deserialize;

/// Plans what reverses runs of `apply`.
#[derive(Debug)]
pub struct Undo;

/// The receipts of the runs to reverse.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "UndoInput"))]
pub struct Input {
    /// The receipts, as 'apply' returned them: one, or several of runs that followed each other.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>", length(min = 1)))]
    pub receipts: OneOrMany<String>,
    /// The person who asks for the change, as your own sign-in knows them.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 320)))]
    pub requestedBy: Option<String>,
    /// Why the change is needed, for the person who approves it.
    #[cfg_attr(feature = "schema", schemars(length(max = 500)))]
    pub reason: Option<String>,
    /// For how long the plan may be applied, in milliseconds. Default: 24 hours.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2_678_400_000_u32), extend("x-advanced" = true)))]
    pub expiresInMs: Option<u32>,
}

impl Action for Undo {
    const ID: &'static str = "undo";
    const ABOUT: About = About {
        title: "Plan an undo",
        description: "Returns the plan that reverses runs of 'apply', to be shown, approved and applied like any other. Users who were changed since then are held back, and so is what can't be undone.",
        requests: Requests::at_least(1, "1 for the tenant once a connection, and 1 per 500 users"),
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = super::plan::Output;

    async fn run(context: &Context, input: &Input) -> Result<super::plan::Output> {
        let client = &context.client;
        let request = PlanRequest {
            action: Undo::ID,
            requested_by: &input.requestedBy,
            reason: &input.reason,
            expires_in_ms: input.expiresInMs,
        };
        request.check(client)?;
        let mut receipts = Vec::new();
        for (index, text) in input.receipts.0.iter().enumerate() {
            let receipt = read_receipt(client, text).await.map_err(|mut error| {
                error.fields = vec![item("receipts", index)];
                error
            })?;
            receipts.push(receipt);
        }
        if receipts.is_empty() {
            return Err(Error::invalid("receipts", "must have at least one receipt"));
        }
        let tenant = tenant_of(client).await?;
        let mut draft = Draft::default();
        let settings = &client.tenant().plans;
        if settings.keys.is_none() && settings.receipt_key.is_none() {
            draft.warn(UNVERIFIED);
        }
        plan_undo(client, &receipts, &mut draft).await?;
        let plan = request.finish(client, tenant, draft)?;
        Ok(super::plan::Output { plan })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, NotApproved};
        Example {
            input: serde_json::json!({ "receipts": [samples::RECEIPT], "requestedBy": "robin.day@example.com" }),
            fails: &[NotApproved, Forbidden],
        }
    }
}

const UNVERIFIED: &str = "The receipts were not verified: the connection has no planKeys. Compare the steps with what you know.";
