use super::{About, Action, Context};
use crate::api::Id;
use crate::error::{Error, Result};
use crate::events::SubscriptionVersion as Version;
use crate::events::service;
use crate::json::{Json, ToJson};
#[cfg(feature = "schema")]
use crate::model::form::Picker;
use serde::{Deserialize, Serialize};

const NOTE: &str =
    "For five minutes every event comes twice, in both versions: both have the same id.";

/// Changes the version of events.
#[derive(Debug)]
pub struct SubscriptionVersion;

/// Which subscriptions (exactly one of 'id', 'subscriptionIds' and 'allCustomerSubscriptions'), and to which version.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The version: 'v2', or 'v1' to go back.
    pub version: Version,
    /// One subscription's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::Subscription)))]
    pub id: Option<Id>,
    /// Several subscriptions' IDs.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::Subscription)))]
    pub subscriptionIds: Option<Vec<Id>>,
    /// All subscriptions of the customer.
    pub allCustomerSubscriptions: Option<bool>,
}

/// What was changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SubscriptionVersionOutput"))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The version.
    pub version: Version,
    /// The subscriptions that have it now, as Workfront tells.
    pub subscription_ids: Vec<String>,
    /// What to know.
    pub notes: Vec<&'static str>,
}

impl Action for SubscriptionVersion {
    const ID: &'static str = "subscriptionVersion";
    const ABOUT: About = About {
        title: "Set the version of events",
        description: "Gives one, several or all event subscriptions another version of events. Only for system administrators. Costs 1 request.",
        group: "Events",
        read_only: false,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let all = input.allCustomerSubscriptions == Some(true);
        let mut body = Json::object();
        let (path, known) = match (&input.id, &input.subscriptionIds, all) {
            (Some(id), None, false) => (format!("/{id}"), Json::array_of([id.to_json()])),
            (None, Some(ids), false) if !ids.is_empty() => {
                body.insert("subscriptionIds", ids.to_json());
                (String::new(), ids.to_json())
            }
            (None, None, true) => {
                body.insert("allCustomerSubscriptions", true);
                (String::new(), Json::array())
            }
            _ => {
                return Err(Error::invalid(
                    "id",
                    "give exactly one of id, subscriptionIds (one at least) and allCustomerSubscriptions",
                ));
            }
        };
        let answer = service::set_version(&context.client, path, body, input.version).await?;
        let told = answer
            .get("subscription_ids")
            .or_else(|| answer.get("subscriptionIds"));
        let told = told.filter(Json::is_array).unwrap_or(known);
        let mut subscription_ids = Vec::new();
        for id in told.items() {
            subscription_ids.extend(id.as_str());
        }
        Ok(Output {
            version: input.version,
            subscription_ids,
            notes: vec![NOTE],
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> crate::manifest::Example {
        use crate::error::ErrorKind::{Forbidden, NotFound};
        use crate::manifest::samples;
        crate::manifest::Example {
            input: serde_json::json!({ "id": samples::SUBSCRIPTION, "version": "v2" }),
            fails: &[NotFound, Forbidden],
        }
    }
}
