//! The bodies of events (docs/workfront-facts.md#event-bodies). No source prints a whole one for a user: they are
//! composed of the documented envelope and list of fields.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::subscription::{Subscription, Version};
use crate::model::Type;
use crate::store::{Node, Record};
use crate::tenant::Tenant;
use crate::value::Val;

/// The fields of a user that are always there.
const USER_FIELDS: &[&str] = &[
    "accessLevelID",
    "categoryID",
    "companyID",
    "customerID",
    "defaultHourTypeID",
    "delegationToID",
    "eauthUserID",
    "emailAddr",
    "enteredByID",
    "extRefID",
    "homeGroupID",
    "homeTeamID",
    "ID",
    "isActive",
    "lastEnteredNoteID",
    "lastLoginDate",
    "lastNoteID",
    "lastUpdateDate",
    "lastUpdatedByID",
    "latestUpdateNoteID",
    "layoutTemplateID",
    "logTimeInDays",
    "managerID",
    "name",
    "objCode",
    "portalProfileID",
    "resourcePoolID",
    "roleID",
    "scheduleID",
    "timesheetProfileID",
    "title",
    "uiTemplateID",
    "uumUserID",
    "workHoursPerDay",
];

/// The state of an object.
pub type State = Map<String, Value>;

/// What happened to an object.
#[derive(Debug)]
pub struct Event {
    /// `CREATE`, `UPDATE` or `DELETE`.
    pub name: &'static str,
    /// The object's code.
    pub code: &'static str,
    /// The object's ID.
    pub id: Arc<str>,
    /// As it was; empty where it is new.
    pub old: State,
    /// As it is; empty where it is gone.
    pub new: State,
}

/// An object as events show it.
pub fn state(tenant: &Tenant, of: Type, id: &Arc<str>, record: &Record) -> State {
    let node = Node::Object(of, id, record);
    let shown = |value: &Val| {
        let mut shown = tenant.json(value);
        // A dot before the milliseconds, not a colon as in answers (docs/workfront-facts.md#dates).
        if let (Val::Date(_), Value::String(text)) = (value, &mut shown)
            && text.get(19..20) == Some(":")
        {
            text.replace_range(19..20, ".");
        }
        shown
    };
    let mut state: State = USER_FIELDS
        .iter()
        .map(|name| {
            (
                (*name).to_owned(),
                shown(&node.read_named(&tenant.store, name)),
            )
        })
        .collect();
    let roles = record.extra().map_or(&[][..], |extra| &extra.roles);
    let roles = roles.iter().map(|share| Value::from(&*share.role));
    state.insert("userRoles".to_owned(), roles.collect());
    // Only what is filled in.
    let parameters = tenant.store.parameters.iter();
    let custom = parameters
        .map(|parameter| (parameter.name, record.custom(parameter.name)))
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (format!("DE:{name}"), shown(value)));
    state.insert(
        "parameterValues".to_owned(),
        Value::Object(custom.collect()),
    );
    state
}

impl Event {
    /// The body that a subscription gets.
    pub fn body(&self, subscription: &Subscription, version: Version, now_ms: i64) -> String {
        let written = |state: &State| {
            let state = in_version(state, version);
            if subscription.base64 {
                Value::from(encoded(state.to_string().as_bytes()))
            } else {
                state
            }
        };
        let body = json!({
            "eventType": self.name,
            "subscriptionId": subscription.id,
            "eventTime": {"nano": now_ms.rem_euclid(1000) * 1_000_000, "epochSecond": now_ms.div_euclid(1000)},
            "eventVersion": version.name(),
            "subscriptionVersion": version.name(),
            "newState": written(&self.new),
            "oldState": written(&self.old),
        });
        body.to_string()
    }
}

/// The first version wrote a single choice as a text (docs/workfront-facts.md#event-versions).
fn in_version(state: &State, version: Version) -> Value {
    let mut state = state.clone();
    if version == Version::V1
        && let Some(Value::Object(custom)) = state.get_mut("parameterValues")
    {
        for value in custom.values_mut() {
            if let Value::Array(items) = value
                && let [one] = items.as_slice()
            {
                *value = one.clone();
            }
        }
    }
    Value::Object(state)
}

fn encoded(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place)) as usize & 63);
            let letter = letter.filter(|_| place <= chunk.len());
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
}
