use super::{About, Action, Context};
use crate::api::Id;
use crate::error::{Error, Result};
use crate::events::SubscriptionVersion as Version;
use crate::events::service;
use crate::input::input;
use crate::json::{Json, to_json};

const NOTE: &str =
    "For five minutes every event comes twice, in both versions: both have the same id.";

/// Changes the version of events.
#[derive(Debug)]
pub struct SubscriptionVersion;

input! {
    /// Which subscriptions (exactly one of 'id', 'subscriptionIds' and 'allCustomerSubscriptions'), and to which version.
    pub struct Input {
        /// The version: 'v2', or 'v1' to go back.
        pub version: Version,
        /// One subscription's ID.
        pub id: Option<Id>,
        /// Several subscriptions' IDs.
        pub subscriptionIds: Option<Vec<Id>>,
        /// All subscriptions of the customer.
        pub allCustomerSubscriptions: Option<bool>,
    }
}

/// What was changed.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", schemars(rename = "SubscriptionVersionOutput"))]
pub struct Output {
    /// The version.
    pub version: Version,
    /// The subscriptions that have it now, as Workfront tells.
    pub subscription_ids: Vec<String>,
    /// What to know.
    pub notes: Vec<&'static str>,
}

to_json!(Output { version, subscription_ids = "subscriptionIds", notes });

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

    async fn run(context: &Context, input: Input) -> Result<Output> {
        let all = input.allCustomerSubscriptions == Some(true);
        let (path, body, known) = match (input.id, input.subscriptionIds, all) {
            (Some(id), None, false) => (format!("/{id}"), Json::object(), vec![id]),
            (None, Some(ids), false) if !ids.is_empty() => {
                let list = Json::array_of(ids.iter().map(|id| id.as_str().into()));
                let body = Json::object_of([("subscriptionIds", list)]);
                (String::new(), body, ids)
            }
            (None, None, true) => {
                let body = Json::object_of([("allCustomerSubscriptions", true.into())]);
                (String::new(), body, Vec::new())
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
        let subscription_ids = match told.filter(Json::is_array) {
            Some(ids) => ids.items().filter_map(|id| id.as_text()).collect(),
            None => known.iter().map(|id| id.as_str().to_owned()).collect(),
        };
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
