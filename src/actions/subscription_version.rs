use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::{Error, Result};
use crate::json::{Json, ToJson};
use crate::model::Id;
use crate::protocol::evidence::Evidence;
use crate::services::events::{SubscriptionVersion as Version, writes};
use serde::{Deserialize, Serialize};

const NOTE: &str = "For five minutes Workfront sends every event twice, once in each version. Both have the same id.";

/// Changes the version of the events of subscriptions.
#[derive(Debug)]
pub struct SubscriptionVersion;

/// The subscriptions (exactly one of 'id', 'subscriptionIds' and 'allCustomerSubscriptions'), and the new version.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("allOf" = [one_target()])))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The version of the events: 'v1' or 'v2'.
    pub version: Version,
    /// The ID of one subscription.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::Subscription)))]
    pub id: Option<Id>,
    /// The IDs of several subscriptions.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::Subscription)))]
    pub subscriptionIds: Option<Vec<Id>>,
    /// Whether to change all subscriptions of the customer. Default: false.
    pub allCustomerSubscriptions: Option<bool>,
}

/// The changed subscriptions.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SubscriptionVersionOutput"))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The new version.
    pub version: Version,
    /// The IDs of the changed subscriptions, as Workfront returned them.
    pub subscription_ids: Vec<String>,
    /// How the outcome is known: from Workfront's response or by listing the subscriptions afterwards.
    pub evidence: Evidence,
    /// Remarks.
    pub notes: Vec<&'static str>,
}

impl Input {
    /// The IDs of the subscriptions; `None` for all of the tenant.
    ///
    /// # Errors
    /// Not exactly one of the three fields is set.
    pub(super) fn ids(&self) -> Result<Option<Vec<String>>> {
        let all = self.allCustomerSubscriptions == Some(true);
        match (&self.id, &self.subscriptionIds, all) {
            (Some(id), None, false) => Ok(Some(vec![id.as_str().to_owned()])),
            (None, Some(ids), false) if !ids.is_empty() => {
                Ok(Some(ids.iter().map(|id| id.as_str().to_owned()).collect()))
            }
            (None, None, true) => Ok(None),
            _ => Err(Error::invalid(
                "id",
                "must be set, or subscriptionIds (with at least one ID), or allCustomerSubscriptions: exactly one of the three",
            )),
        }
    }
}

impl Action for SubscriptionVersion {
    const ID: &'static str = "subscriptionVersion";
    const ABOUT: About = About {
        title: "Set the version of events",
        description: "Changes the version of the events of one, several or all event subscriptions. Only for system administrators.",
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
        let known = input.ids()?;
        let mut body = Json::object();
        let path = match (&input.id, &known) {
            (Some(id), _) => format!("/{id}"),
            (None, Some(ids)) => {
                body.insert("subscriptionIds", ids.to_json());
                String::new()
            }
            (None, None) => {
                body.insert("allCustomerSubscriptions", true);
                String::new()
            }
        };
        let known = known.unwrap_or_default();
        let (response, evidence) =
            writes::set_version(&context.client, path, body, input.version, &known).await?;
        let shown = response
            .get("subscription_ids")
            .or_else(|| response.get("subscriptionIds"));
        let shown = shown.filter(Json::is_array).map(|shown| strings(&shown));
        Ok(Output {
            version: input.version,
            subscription_ids: shown.unwrap_or(known),
            evidence,
            notes: vec![NOTE],
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, NotFound};
        Example {
            input: serde_json::json!({ "id": samples::SUBSCRIPTION, "version": "v2" }),
            fails: &[NotFound, Forbidden],
        }
    }
}

fn strings(list: &Json) -> Vec<String> {
    list.items().filter_map(|item| item.as_str()).collect()
}

/// The rule of the schema: one subscription, several, or all.
#[cfg(feature = "schema")]
fn one_target() -> serde_json::Value {
    let absent = serde_json::json!({ "type": "null" });
    let not_all = serde_json::json!({ "enum": [false, null] });
    serde_json::json!({ "oneOf": [
        {
            "required": ["id"],
            "properties": { "id": { "type": "string" }, "subscriptionIds": absent, "allCustomerSubscriptions": not_all },
        },
        {
            "required": ["subscriptionIds"],
            "properties": { "id": absent, "subscriptionIds": { "type": "array", "minItems": 1 }, "allCustomerSubscriptions": not_all },
        },
        {
            "required": ["allCustomerSubscriptions"],
            "properties": { "id": absent, "subscriptionIds": absent, "allCustomerSubscriptions": { "const": true } },
        },
    ] })
}
