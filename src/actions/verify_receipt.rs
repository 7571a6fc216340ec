use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::{Error, Result};
use crate::services::plans::{self, Verified};
use serde::Deserialize;

/// Checks a receipt.
#[derive(Debug)]
pub struct VerifyReceipt;

/// The receipt.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "VerifyReceiptInput"))]
pub struct Input {
    /// The receipt, as 'apply' returned it.
    pub receipt: String,
}

impl Action for VerifyReceipt {
    const ID: &'static str = "verifyReceipt";
    const ABOUT: About = About {
        title: "Check a receipt",
        description: "Checks the signature of a receipt with the connection's planKeys and returns its content: the plan, the approvals, and the result of each step.",
        requests: Requests::NONE,
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Verified;

    async fn run(context: &Context, input: &Input) -> Result<Verified> {
        let settings = &context.client.tenant().plans;
        if settings.keys.is_none() && settings.receipt_key.is_none() {
            return Err(Error::invalid("planKeys", "is required to check a receipt")
                .with_hint("Set the connection's planKeys or receiptKey."));
        }
        plans::verify_receipt(&context.client, &input.receipt).await
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({ "receipt": samples::RECEIPT }),
            fails: &[],
        }
    }
}
