//! What a committed write did to an object, as an event (docs/workfront-facts.md#event-bodies).

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::model::Type;
use crate::store::{Change, Node, Record};
use crate::tenant::Tenant;
use crate::value::Val;

/// The fields of a user that are always present.
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
    /// The state before; empty if it was created.
    pub old: State,
    /// The state after; empty if it was deleted.
    pub new: State,
}

/// The state of an object in events.
fn state(tenant: &Tenant, object_type: Type, id: &Arc<str>, record: &Record) -> State {
    let node = Node::Object(object_type, id, record);
    let to_json = |value: &Val| {
        let mut json = tenant.json(value);
        // A dot before the milliseconds, not a colon as in API responses (docs/workfront-facts.md#dates).
        if let (Val::Date(_), Value::String(text)) = (value, &mut json)
            && text.get(19..20) == Some(":")
        {
            text.replace_range(19..20, ".");
        }
        json
    };
    let mut state: State = USER_FIELDS
        .iter()
        .map(|name| {
            (
                (*name).to_owned(),
                to_json(&node.read_named(&tenant.store, name)),
            )
        })
        .collect();
    let roles = record.extra().map_or(&[][..], |extra| &extra.roles);
    let roles = roles
        .iter()
        .map(|assignment| Value::from(&*assignment.role));
    state.insert("userRoles".to_owned(), roles.collect());
    // Only custom fields that have a value.
    let parameters = tenant.store.parameters.iter();
    let custom = parameters
        .map(|parameter| (parameter.name, record.custom(parameter.name)))
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (format!("DE:{name}"), to_json(value)));
    state.insert(
        "parameterValues".to_owned(),
        Value::Object(custom.collect()),
    );
    state
}

impl Event {
    /// The event of a change. `None` for objects without events, and for an object that was created and deleted in
    /// one transaction.
    pub fn from_change(tenant: &Tenant, change: &Change) -> Option<Self> {
        // Companies have events too, but nothing here writes them after the start.
        if change.object_type != Type::User {
            return None;
        }
        let after = tenant.store.get(change.object_type, &change.id);
        let state = |record: Option<&Record>| {
            record.map(|record| state(tenant, change.object_type, &change.id, record))
        };
        let (old, new) = (state(change.before.as_ref()), state(after));
        let name = match (&old, &new) {
            (None, Some(_)) => "CREATE",
            (Some(_), Some(_)) => "UPDATE",
            (Some(_), None) => "DELETE",
            (None, None) => return None,
        };
        Some(Self {
            name,
            code: change.object_type.schema().code,
            id: change.id.clone(),
            old: old.unwrap_or_default(),
            new: new.unwrap_or_default(),
        })
    }
}
