//! What a guarded write does to a person.

use super::values::{is_true, names_approval};
use crate::json::Json;
use crate::model::{compare::same, user::field};

/// What a guarded write does to a person.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Sets these fields, which decide whether the person can get in.
    Sets(Vec<Setting>),
    /// Deletes the account, hands it over or rejects its approval.
    Removes,
    /// Clears the person's API key.
    ClearsApiKey,
}

/// A guarded field and its new value.
#[derive(Clone, Debug)]
pub struct Setting {
    pub(super) field: &'static str,
    /// `None` if the value can't be compared: then it counts as a change.
    pub(super) value: Option<Json>,
}

/// The guarded fields.
pub(super) const FIELDS: &[&str] = &[
    "isActive",
    "scheduledDeactivationDate",
    "accessLevelID",
    "username",
    "ssoUsername",
];

impl Effect {
    /// The fields to read of a person to see whether anything changes.
    pub(super) fn compared_fields(&self) -> Vec<&'static str> {
        match self {
            Effect::Sets(settings) => settings.iter().map(|one| one.field).collect(),
            Effect::Removes | Effect::ClearsApiKey => Vec::new(),
        }
    }

    /// Whether the write deactivates the account.
    pub(super) fn deactivates(&self) -> bool {
        self.compared_fields().contains(&"isActive")
    }

    /// Whether the write changes this person, as far as Workfront shows the person.
    pub(super) fn changes(&self, person: &Json) -> bool {
        match self {
            Effect::Sets(settings) => settings.iter().any(|one| one.changes(person)),
            Effect::Removes | Effect::ClearsApiKey => true,
        }
    }
}

impl Setting {
    fn changes(&self, person: &Json) -> bool {
        if self.field == "isActive" {
            return person.get_bool("isActive") != Some(false);
        }
        let (Some(desired), Some(present)) = (&self.value, person.get(self.field)) else {
            return true;
        };
        let is_same_id = self.field == "accessLevelID"
            && desired
                .as_str()
                .zip(present.as_str())
                .is_some_and(|(desired, present)| desired.eq_ignore_ascii_case(&present));
        !is_same_id && !same(field(self.field).map(|field| field.kind), desired, &present)
    }
}

/// The effect of setting these fields of a user; `None` if none of them is guarded. Names are compared without regard to
/// case, and `false` in any spelling.
pub fn effect_of(changes: &Json) -> Option<Effect> {
    effect_of_entries(&changes.entries())
}

pub(super) fn effect_of_entries(entries: &[(String, Json)]) -> Option<Effect> {
    let mut settings = Vec::new();
    let mut removes = false;
    for (key, value) in entries {
        let key = key.trim().to_ascii_lowercase();
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
            "userapproval" => removes |= !names_approval(&value.get_or_null("status")),
            "userapproval:status" => removes |= !names_approval(value),
            _ => {}
        }
    }
    match (removes, settings.is_empty()) {
        (true, _) => Some(Effect::Removes),
        (false, false) => Some(Effect::Sets(settings)),
        (false, true) => None,
    }
}

/// The effect of a text that can't be read as fields but has the name of a guarded one.
pub(super) fn effect_of_text(text: &str) -> Option<Effect> {
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
    (!settings.is_empty()).then_some(Effect::Sets(settings))
}

fn is_blank(value: &Json) -> bool {
    value.is_null() || value.str_is_blank()
}
