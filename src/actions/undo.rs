use super::planning::PlanRequest;
use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::input::{OneOrMany, item};
use crate::json::Json;
use crate::services::guards::GuardOptions;
use crate::services::plans::{Draft, plan_undo, read_receipt, tenant_of, warn_of_access_levels};
use serde::Deserialize;

/// Plans what reverses runs of `apply`.
#[derive(Debug)]
pub struct Undo;

/// The receipts of the runs to reverse.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "UndoInput", extend("minProperties" = 1, "allOf" = [crate::input::exactly_one(&["receipts", "receipt"])])))]
pub struct Input {
    /// The receipts of several runs that followed each other, as 'apply' returned them.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<Vec<String>>", length(min = 1))
    )]
    pub receipts: Option<OneOrMany<String>>,
    /// The receipt of one run, instead of 'receipts'.
    pub receipt: Option<String>,
    /// Whether to plan changes that shut administrators out, such as deactivating one who was created. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
    /// How many people applying the plan may shut out. Default: the connection's limit.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub maxPeople: Option<u32>,
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
        requests: Requests::at_least(
            0,
            "1 for the tenant once a connection, 1 per 500 users, and for event subscriptions 1 per 1,000 of the tenant",
        ),
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
        let receipts = read_receipts(client, input).await?;
        let tenant = tenant_of(client).await?;
        let mut draft = Draft::default();
        let settings = &client.tenant().plans;
        if settings.keys.is_none() && settings.receipt_key.is_none() {
            draft.warn(UNVERIFIED);
        }
        draft.max_people = input.maxPeople;
        let options = GuardOptions {
            max_people: input.maxPeople,
            ..GuardOptions::for_one(input.includeAdministrators)
        };
        plan_undo(client, &receipts, options, &mut draft).await?;
        warn_of_access_levels(client, &mut draft).await?;
        super::plan::Output::new(client, Undo::ID, &request, tenant, draft)
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

/// The receipts of the input: one, or several.
async fn read_receipts(client: &Client, input: &Input) -> Result<Vec<Json>> {
    let (texts, is_one) = match (&input.receipts, &input.receipt) {
        (Some(all), None) if !all.0.is_empty() => (all.0.as_slice(), false),
        (Some(_), None) => {
            return Err(Error::invalid("receipts", "must have at least one receipt"));
        }
        (None, Some(one)) => (std::slice::from_ref(one), true),
        (None, None) => return Err(Error::invalid("receipts", "or receipt is required")),
        (Some(_), Some(_)) => {
            let problem = "must be left out if receipts is set";
            return Err(Error::invalid("receipt", problem));
        }
    };
    let mut receipts = Vec::with_capacity(texts.len());
    for (index, text) in texts.iter().enumerate() {
        let receipt = read_receipt(client, text).await.map_err(|mut error| {
            error.fields = vec![match is_one {
                true => "receipt".to_owned(),
                false => item("receipts", index),
            }];
            error
        })?;
        receipts.push(receipt);
    }
    Ok(receipts)
}

const UNVERIFIED: &str = "The receipts were not verified: the connection has no planKeys. Compare the steps with what you know.";
