use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::input::Problems;
use crate::model::Id;
use crate::protocol::evidence::Evidence;
#[cfg(feature = "schema")]
use crate::services::events::RECEIVER;
use crate::services::events::{
    Connector, Declared, EventFilter, EventName, EventType, Receiver, service,
    writes::{self, CreateResult},
};
use serde::{Deserialize, Serialize};

/// Creates an event subscription.
#[derive(Debug)]
pub struct Subscribe;

/// The events to send, and the URL that receives them.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The type of event: CREATE, UPDATE or DELETE, or with the object such as USER_CREATE. Each type needs its own subscription.
    pub eventType: EventName,
    /// The URL that receives the events. It must be https, with a certificate that isn't self-signed.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = RECEIVER), extend("x-placeholder" = samples::HOOK)))]
    pub url: String,
    /// A long random string that Workfront sends with every event; fewer than 255 characters. Store it: Workfront never shows it again.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 254), extend("x-secret" = true)))]
    pub authToken: String,
    /// The objCode of the object type. Default: USER.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[A-Za-z]+$"), extend("x-advanced" = true)))]
    pub objCode: Option<String>,
    /// The ID of the object to watch. Default: all objects of the type.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub objId: Option<Id>,
    /// Filters of the events; they can't be changed later. Default: all events are sent.
    pub filters: Option<Vec<EventFilter>>,
    /// Whether all filters must match ('AND', default) or any of them ('OR').
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-depends-on" = ["filters"])))]
    pub filterConnector: Option<Connector>,
    /// Whether Workfront encodes the states as Base64. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub base64Encoding: Option<bool>,
}

/// Whether the subscription was created or existed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum SubscribeOutcome {
    /// It was created.
    Created,
    /// The same subscription existed. Its authToken may differ.
    Exists,
}

/// The subscription.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SubscribeOutput"))]
pub struct Output {
    /// Its ID.
    pub id: String,
    /// Whether it was created or existed.
    pub outcome: SubscribeOutcome,
    /// The version of its events; absent if Workfront doesn't return it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How the outcome is known: from Workfront's response or by listing the subscriptions afterwards.
    pub evidence: Evidence,
    /// Remarks.
    pub notes: Vec<&'static str>,
}

const LOGINS: &str = "Every login changes lastLoginDate, which is also an UPDATE: add a filter on a field, or skip events whose only transition is 'loggedIn'.";
const OTHER_TOKEN: &str = "The same subscription existed, with another authToken than the one in the input: delete it and subscribe again to change the token.";
const SAME_TOKEN: &str = "The same subscription existed. Its authToken may differ from the one in the input, which only the first event shows: Workfront returns at most the last four characters of a token.";

impl Action for Subscribe {
    const ID: &'static str = "subscribe";
    const ABOUT: About = About {
        title: "Subscribe to events",
        description: "Makes Workfront send an event to a URL whenever a user is created, updated or deleted. If the same subscription exists, nothing is changed. Only for system administrators.",
        requests: Requests::at_least(
            1,
            "1 more per 1,000 subscriptions of the tenant if there is one like it",
        ),
        group: "Events",
        read_only: false,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let receiver = Receiver {
            url: input.url.clone(),
            authToken: input.authToken.clone(),
        };
        let declared = Declared {
            eventType: input.eventType.clone(),
            objCode: input.objCode.clone(),
            objId: input.objId.clone(),
            filters: input.filters.clone(),
            filterConnector: input.filterConnector,
            base64Encoding: input.base64Encoding,
        };
        let mut problems = Problems::default();
        receiver.check(&mut problems);
        declared.check("", &mut problems);
        problems.into_result()?;
        let client = &context.client;
        let mut notes = Vec::new();
        let filters = declared.filters.as_deref().unwrap_or_default();
        if declared.event() == EventType::Update
            && filters.is_empty()
            && declared.obj_code() == "USER"
        {
            notes.push(LOGINS);
        }
        let found = match writes::create(client, &declared, &receiver).await? {
            CreateResult::Created { id, version } => {
                return Ok(Output {
                    id,
                    outcome: SubscribeOutcome::Created,
                    version,
                    evidence: Evidence::Response,
                    notes,
                });
            }
            // It may have existed before. Known is only that it exists now.
            CreateResult::Found(found) => Some(found),
            CreateResult::Duplicate => {
                service::find_duplicate(client, &declared, &receiver.url).await?
            }
        };
        let found = found.ok_or_else(service::not_listed)?;
        notes.push(match receiver.may_be(&found.text("authToken")) {
            true => SAME_TOKEN,
            false => OTHER_TOKEN,
        });
        Ok(Output {
            id: found.id(),
            outcome: SubscribeOutcome::Exists,
            evidence: Evidence::ReadBack,
            version: Some(found.text("version")).filter(|version| !version.is_empty()),
            notes,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Conflict, Forbidden};
        Example {
            input: serde_json::json!({
                "eventType": "UPDATE",
                "url": "https://example.com/hook/updates",
                "authToken": samples::TOKEN,
                "filters": [{ "fieldName": "isActive", "comparison": "changed" }],
            }),
            fails: &[Conflict, Forbidden],
        }
    }
}
