use super::filter::{self, Connector, EventFilter};
use super::names::WITHOUT_EVENTS;
use super::{EventName, EventType, Subscription};
use crate::input::{Problems, join};
use crate::json::{Json, ToJson};
use crate::model::Id;
use crate::protocol::address;
use serde::Deserialize;

/// A declared subscription, without its receiver.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// The type of event: CREATE, UPDATE or DELETE (or a name such as USER_CREATE). Each type needs a subscription of its own.
    pub eventType: EventName,
    /// The objCode of the objects; USER by default.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[A-Za-z]+$")))]
    pub objCode: Option<String>,
    /// The ID of one object to watch; by default all objects of the objCode.
    pub objId: Option<Id>,
    /// The events to send; all by default.
    pub filters: Option<Vec<EventFilter>>,
    /// Whether all filters must match ('AND', the default) or any ('OR').
    pub filterConnector: Option<Connector>,
    /// Whether Workfront sends the states as Base64.
    pub base64Encoding: Option<bool>,
}

/// The receiver of events.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Receiver {
    /// The URL that events are sent to: https, with a certificate that isn't self-signed.
    pub url: String,
    /// A long random string that Workfront sends with every event; 1 to 254 characters. Store it: Workfront never shows it again.
    pub authToken: String,
}

/// The URLs of receivers, for schemas: https, or http to this machine; no user, no fragment.
#[cfg(feature = "schema")]
pub const RECEIVER: &str = r"^(https://|http://(localhost|127\.0\.0\.1|\[::1\])([:/?]|$))[^\s@#]*$";

/// Workfront's limit is "less than 255 characters".
const MAX_TOKEN_LENGTH: usize = 254;

impl Declared {
    /// The objCode.
    pub fn obj_code(&self) -> String {
        let code = self.objCode.as_ref().or(self.eventType.obj_code.as_ref());
        code.map_or_else(|| "USER".to_owned(), |code| code.to_ascii_uppercase())
    }

    /// The type of event.
    pub fn event(&self) -> EventType {
        self.eventType.event
    }

    /// Checks for declarations that Workfront would refuse, or would accept without ever sending an event.
    pub fn check(&self, path: &str, problems: &mut Problems) {
        let code = self.obj_code();
        let at_code = join(path, "objCode");
        let own = self.eventType.obj_code.as_ref();
        if own.is_some_and(|own| *own != code) {
            problems.add(&at_code, "must be the objCode of eventType");
        }
        if WITHOUT_EVENTS.contains(&code.as_str()) {
            let problem = format!("Workfront has no events for {code}: watch USER instead");
            problems.add(&at_code, problem);
        } else if !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            problems.add(&at_code, "must be an objCode such as 'USER'");
        }
        let filters = self.filters.as_deref().unwrap_or_default();
        let is_user = code == "USER";
        let path = join(path, "filters");
        filter::check(filters, self.event(), is_user, &path, problems);
    }

    /// The body of the request that creates it. Any other key would make the request fail (docs/workfront-facts.md#creating-a-subscription).
    pub fn body(&self, receiver: &Receiver) -> Json {
        #[derive(serde::Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Body<'a> {
            obj_code: String,
            event_type: EventType,
            url: &'a str,
            auth_token: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            obj_id: Option<&'a Id>,
            #[serde(skip_serializing_if = "Option::is_none")]
            filters: Option<&'a [EventFilter]>,
            #[serde(skip_serializing_if = "Option::is_none")]
            filter_connector: Option<Connector>,
            #[serde(skip_serializing_if = "Option::is_none", rename = "base64Encoding")]
            encoding: Option<&'static str>,
        }
        Body {
            obj_code: self.obj_code(),
            event_type: self.event(),
            url: &receiver.url,
            auth_token: &receiver.authToken,
            obj_id: self.objId.as_ref(),
            filters: self.filters.as_deref(),
            filter_connector: self.filterConnector,
            // Documented as a string.
            encoding: self
                .base64Encoding
                .map(|encoded| if encoded { "true" } else { "false" }),
        }
        .to_json()
    }

    /// Whether a subscription of the same URL equals this declaration.
    pub fn is(&self, other: &Subscription) -> bool {
        let connector = self.filterConnector.unwrap_or(Connector::And);
        let is_connector = |text: &str| match text {
            "" => connector == Connector::And,
            text => connector.as_str() == text,
        };
        let filters = other.filters();
        let is = |name: &str, text: &str| other.text(name).eq_ignore_ascii_case(text);
        is("objCode", &self.obj_code())
            && is("eventType", self.event().as_str())
            && other.text("objId") == self.objId.as_ref().map_or("", Id::as_str)
            && other.is_encoded() == (self.base64Encoding == Some(true))
            && (filters.len() < 2 || is_connector(&other.text("filterConnector")))
            && are_equal(&self.filters.to_json(), &filters)
    }
}

fn are_equal(own: &Json, theirs: &Json) -> bool {
    own.len() == theirs.len()
        && (0..own.len()).all(|index| is_equal_filter(&own.at(index), &theirs.at(index)))
}

/// The string fields of a filter, with the defaults that Workfront adds.
const STRING_FIELDS: &[(&str, Option<&str>)] = &[
    ("type", None),
    ("fieldName", None),
    ("comparison", Some("eq")),
    ("state", Some("newState")),
    ("connector", None),
];

/// Whether two filters are equal, with Workfront's defaults.
fn is_equal_filter(own: &Json, theirs: &Json) -> bool {
    for (name, default_value) in STRING_FIELDS {
        let text_of = |json: &Json| {
            json.get_str(name)
                .or_else(|| default_value.map(str::to_owned))
        };
        if text_of(own) != text_of(theirs) {
            return false;
        }
    }
    let value_of = |json: &Json| {
        let value = json.get_non_null("fieldValue");
        value.map(|value| value.to_display_string())
    };
    let inner = |json: &Json| json.get("filters").unwrap_or_else(Json::null);
    value_of(own).unwrap_or_default() == value_of(theirs).unwrap_or_default()
        && are_equal(&inner(own), &inner(theirs))
}

impl Receiver {
    /// Checks for receivers that Workfront would refuse, and for unsafe ones.
    pub fn check(&self, problems: &mut Problems) {
        if let Err(problem) = address::check_receiver(&self.url) {
            problems.add("url", problem);
        }
        let token = self.authToken.as_str();
        if token.is_empty() || token.chars().count() > MAX_TOKEN_LENGTH {
            problems.add("authToken", "must have 1 to 254 characters");
        } else if token.trim() != token || token.chars().any(char::is_control) {
            problems.add(
                "authToken",
                "must have no spaces at its ends and no line breaks: it is sent as a header",
            );
        } else if self.url.contains(token) {
            problems.add(
                "url",
                "must not contain the authToken: addresses are logged",
            );
        }
    }

    /// Whether a masked token may be this one: Workfront shows the last four characters, and none of a short token.
    pub fn may_be(&self, masked: &str) -> bool {
        let mut end = masked;
        while let Some(shorter) = end.strip_prefix('*') {
            end = shorter;
        }
        self.authToken.ends_with(end)
    }
}
