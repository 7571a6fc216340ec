//! What a guarded write does to a person.

use super::lifting::Watched;
use super::setting::Setting;
use super::values::{is_true, names_approval};
use crate::json::Json;

/// What a guarded write does to a person.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Sets guarded fields.
    Sets(Settings),
    /// Deletes the account, hands it over or rejects its approval.
    Removes,
    /// Clears the person's API key.
    ClearsApiKey,
}

/// The guarded fields that a write sets.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Those that decide whether the person can get in.
    access: Vec<Setting>,
    /// Those by which the option `protect` may name the person.
    protecting: Vec<Setting>,
}

/// The guarded fields.
pub(super) const FIELDS: &[&str] = &[
    "isActive",
    "scheduledDeactivationDate",
    "accessLevelID",
    "username",
    "ssoUsername",
    "emailAddr",
];

impl Effect {
    /// Both effects on the same person.
    #[cfg(feature = "plans")]
    pub fn and(self, other: Effect) -> Effect {
        match (self, other) {
            (Effect::Sets(mut settings), Effect::Sets(more)) => {
                settings.access.extend(more.access);
                settings.protecting.extend(more.protecting);
                Effect::Sets(settings)
            }
            (Effect::Sets(_), other) => other,
            (one, _) => one,
        }
    }

    /// Whether the write can shut the person out. Otherwise it can only take a protection away.
    pub fn shuts_out(&self) -> bool {
        !matches!(self, Effect::Sets(settings) if settings.access.is_empty())
    }

    /// The fields to read of a person to see whether anything changes.
    pub(super) fn compared_fields(&self) -> Vec<&'static str> {
        match self {
            Effect::Sets(settings) => settings.access.iter().map(|one| one.field).collect(),
            Effect::Removes | Effect::ClearsApiKey => Vec::new(),
        }
    }

    /// Whether the write deactivates the account.
    pub(super) fn deactivates(&self) -> bool {
        self.compared_fields().contains(&"isActive")
    }

    /// Whether the write ends the person's access, now or on a date. Another change of what is guarded may do so.
    pub(super) fn ends_access(&self, person: &Json) -> bool {
        const ENDING: &[&str] = &["isActive", "scheduledDeactivationDate"];
        match self {
            Effect::Sets(settings) => {
                let mut access = settings.access.iter();
                access.any(|one| ENDING.contains(&one.field) && one.changes(person))
            }
            Effect::Removes => true,
            Effect::ClearsApiKey => false,
        }
    }

    /// The fields that it sets by which the option `protect` may name the person.
    pub(super) fn protecting(&self) -> &[Setting] {
        match self {
            Effect::Sets(settings) => &settings.protecting,
            Effect::Removes | Effect::ClearsApiKey => &[],
        }
    }

    /// Whether the write changes whether this person can get in, as far as Workfront shows the person.
    pub(super) fn changes(&self, person: &Json) -> bool {
        match self {
            Effect::Sets(settings) => settings.access.iter().any(|one| one.changes(person)),
            Effect::Removes | Effect::ClearsApiKey => true,
        }
    }
}

/// The effect of setting these fields of a user; `None` if none of them is guarded. Names are compared without regard to
/// case, and `false` in any spelling. `watched` is what else this connection guards.
pub fn effect_of(changes: &Json, watched: Watched) -> Option<Effect> {
    effect_of_entries(&changes.entries(), watched)
}

pub(super) fn effect_of_entries(entries: &[(String, Json)], watched: Watched) -> Option<Effect> {
    let mut settings = Vec::new();
    let mut protecting = Vec::new();
    let mut removes = false;
    // A username that is sent is judged itself, and doesn't follow the address.
    let has_username = entries
        .iter()
        .any(|(key, _)| key.trim().eq_ignore_ascii_case("username"));
    for (key, value) in entries {
        let key = key.trim().to_ascii_lowercase();
        protecting.extend(watched.setting(&key, value));
        let setting = |field, value| Setting { field, value };
        match key.as_str() {
            "isactive" if is_true(value) => {}
            "isactive" => settings.push(setting("isActive", None)),
            "scheduleddeactivationdate" if is_blank(value) => {}
            "scheduleddeactivationdate" => {
                settings.push(setting("scheduledDeactivationDate", Some(value.clone())));
            }
            "accesslevelid" => settings.push(setting("accessLevelID", Some(value.clone()))),
            // A reference is set by the object that has its ID.
            "accesslevel" => {
                let id = if value.is_null() {
                    Some(Json::null())
                } else {
                    value.get("ID").or_else(|| value.get("id"))
                };
                settings.push(setting("accessLevelID", id));
            }
            "accesslevel:id" => settings.push(setting("accessLevelID", Some(value.clone()))),
            "username" => settings.push(setting("username", Some(value.clone()))),
            "ssousername" => settings.push(setting("ssoUsername", Some(value.clone()))),
            "emailaddr" if !has_username => {
                settings.push(setting("emailAddr", Some(value.clone())));
            }
            "userapproval" => removes |= !names_approval(&value.get_or_null("status")),
            "userapproval:status" => removes |= !names_approval(value),
            _ => {}
        }
    }
    match removes {
        true => Some(Effect::Removes),
        false => sets(settings, protecting),
    }
}

fn sets(access: Vec<Setting>, protecting: Vec<Setting>) -> Option<Effect> {
    let is_guarded = !access.is_empty() || !protecting.is_empty();
    is_guarded.then_some(Effect::Sets(Settings { access, protecting }))
}

/// The effect of a text that can't be read as fields but has the name of a guarded one.
pub(super) fn effect_of_text(text: &str, watched: Watched) -> Option<Effect> {
    let text = text.to_ascii_lowercase();
    let is_named = |field: &&&'static str| text.contains(&field.to_ascii_lowercase());
    let settings: Vec<Setting> = FIELDS
        .iter()
        .filter(is_named)
        .map(|field| Setting { field, value: None })
        .collect();
    if text.contains("userapproval") {
        return Some(Effect::Removes);
    }
    sets(settings, watched.settings_in(&text))
}

fn is_blank(value: &Json) -> bool {
    value.is_null() || value.str_is_blank()
}
