use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::input::Problems;
use crate::model::Id;
use crate::protocol::evidence::Evidence;
use crate::services::events::{
    Connector, Declared, EventFilter, EventName, EventType, Receiver, service,
    writes::{self, Made},
};
use serde::{Deserialize, Serialize};

/// Makes an event subscription.
#[derive(Debug)]
pub struct Subscribe;

/// What to be told, and where.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// When to tell: CREATE, UPDATE or DELETE (or USER_CREATE and the like). Each needs a subscription of its own.
    pub eventType: EventName,
    /// The URL that events are sent to: https, with a certificate that isn't self-signed.
    #[cfg_attr(feature = "schema", schemars(extend("x-placeholder" = samples::HOOK)))]
    pub url: String,
    /// A long random text that comes back with every event; less than 255 characters. Keep it: Workfront never shows it again.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub authToken: String,
    /// The kind of object: USER when not given.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub objCode: Option<String>,
    /// ID of the one object to watch; all of the kind when not given.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub objId: Option<Id>,
    /// Which events are sent; all when not given. They can't be changed later.
    pub filters: Option<Vec<EventFilter>>,
    /// Whether all filters must hold ('AND', when not given) or any ('OR').
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-depends-on" = ["filters"])))]
    pub filterConnector: Option<Connector>,
    /// Whether the states shall come as Base64.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub base64Encoding: Option<bool>,
}

/// Whether the subscription was made or was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum SubscribeOutcome {
    /// It was made.
    Created,
    /// There was one like it; its authToken may be another.
    Exists,
}

/// The subscription.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SubscribeOutput"))]
pub struct Output {
    /// Its ID.
    pub id: String,
    /// Whether it was made or was there.
    pub outcome: SubscribeOutcome,
    /// The version of its events, where Workfront tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How the outcome is known: by Workfront's response, or by listing the subscriptions afterwards.
    pub evidence: Evidence,
    /// What to know.
    pub notes: Vec<&'static str>,
}

const LOGINS: &str = "Every login changes lastLoginDate, which is an UPDATE too: filter by a field, or skip events whose only transition is 'loggedIn'.";
const OTHER_TOKEN: &str = "There was a subscription like it. It was made with another authToken than the one given: delete it and subscribe again to change that.";
const SAME_TOKEN: &str = "There was a subscription like it. Whether its authToken is the one given shows only in the first event: Workfront tells the last four characters at most.";

impl Action for Subscribe {
    const ID: &'static str = "subscribe";
    const ABOUT: About = About {
        title: "Subscribe to events",
        description: "Makes Workfront send an event to a URL whenever a user is created, updated or deleted. Only for system administrators. A subscription like it counts as done.",
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
            Made::Created { id, version } => {
                return Ok(Output {
                    id,
                    outcome: SubscribeOutcome::Created,
                    version,
                    evidence: Evidence::Response,
                    notes,
                });
            }
            // It may have been there before: that it is there now is what is known.
            Made::Shows(found) => Some(found),
            Made::Exists => service::alike(client, &declared, &receiver.url).await?,
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
