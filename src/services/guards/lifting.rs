//! Writes that would take away by what the option `protect` names somebody. Otherwise a connection could do in two writes what
//! it may not do in one: move somebody out of a protected group, and then shut them out.

use super::protection::{Protection, UNSHOWN_EMAIL, UNSHOWN_GROUPS, group_of};
use super::setting::Setting;
use crate::client::{Client, list};
use crate::json::{Json, Kind};

/// By what the connection's option `protect` names people, as far as writes change it that don't shut anybody out themselves.
/// An access level is guarded always.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watched {
    /// Their home group, and the groups that they are members of.
    pub groups: bool,
    /// Their e-mail addresses.
    pub emails: bool,
}

impl Watched {
    /// What this connection's option names people by.
    pub fn of(client: &Client) -> Self {
        let protect = &client.tenant().safety.protect;
        Watched {
            groups: !list(&protect.groups).is_empty(),
            emails: !list(&protect.emails).is_empty(),
        }
    }

    /// What a field sets that is watched. `key` is its name in lower case.
    pub(super) fn setting(self, key: &str, value: &Json) -> Option<Setting> {
        if key == "emailaddr" {
            return self.emails.then(|| Setting {
                field: "emailAddr",
                value: Some(value.clone()),
            });
        }
        if !self.groups {
            return None;
        }
        let (field, value) = match key {
            "homegroupid" | "homegroup:id" => ("homeGroupID", Some(value.clone())),
            "homegroup" => (
                "homeGroupID",
                value
                    .get_non_null("ID")
                    .or_else(|| value.get_non_null("id")),
            ),
            "usergroups" => ("userGroups", Some(value.clone())),
            key if key.starts_with("homegroup:") => ("homeGroupID", None),
            key if key.starts_with("usergroups:") => ("userGroups", None),
            _ => return None,
        };
        Some(Setting { field, value })
    }

    /// What a text may set that can't be read as fields; `text` is in lower case.
    pub(super) fn settings_in(self, text: &str) -> Vec<Setting> {
        let fields: [(bool, &str, &'static str); 3] = [
            (self.emails, "emailaddr", "emailAddr"),
            (self.groups, "homegroup", "homeGroupID"),
            (self.groups, "usergroups", "userGroups"),
        ];
        let mut settings = Vec::new();
        for (is_watched, name, field) in fields {
            if is_watched && text.contains(name) {
                settings.push(Setting { field, value: None });
            }
        }
        settings
    }
}

/// What protects this person that one of these settings would take away, with the field that does; `None` if each of them leaves
/// a protection by its field. Then it stays whatever else is written: each write is judged by the field that it sets.
pub(super) fn lifted(
    protection: &Protection,
    settings: &[Setting],
    person: &Json,
) -> Option<(&'static str, String)> {
    for setting in settings {
        let what = match setting.field {
            "emailAddr" => lifted_email(protection, setting, person),
            "homeGroupID" => lifted_home_group(protection, setting, person),
            _ => lifted_membership(protection, setting, person),
        };
        if let Some(what) = what {
            return Some((setting.field, what));
        }
    }
    None
}

/// The username protects too, and another one is guarded always.
fn lifted_email(protection: &Protection, setting: &Setting, person: &Json) -> Option<String> {
    let is_protected = |text: &str| protection.has_email(text);
    let by_username = person.get_str("username");
    let desired = setting.value.as_ref().and_then(Json::as_str);
    if by_username.is_some_and(|username| is_protected(&username))
        || desired.is_some_and(|desired| is_protected(&desired))
    {
        return None;
    }
    match person.get_str("emailAddr") {
        Some(present) => is_protected(&present).then_some(present),
        None => Some(UNSHOWN_EMAIL.to_owned()),
    }
}

fn lifted_home_group(protection: &Protection, setting: &Setting, person: &Json) -> Option<String> {
    if !person.has("homeGroupID") {
        return Some(UNSHOWN_GROUPS.to_owned());
    }
    let what = protection.group_reason(&person.get_str("homeGroupID")?)?;
    let desired = setting.value.as_ref().and_then(Json::as_str);
    match desired.and_then(|desired| protection.group_reason(desired.trim())) {
        Some(_) => None,
        None => Some(what),
    }
}

/// A collection replaces what was there (docs/workfront-facts.md#memberships).
fn lifted_membership(protection: &Protection, setting: &Setting, person: &Json) -> Option<String> {
    let Some(rows) = person.get("userGroups") else {
        return Some(UNSHOWN_GROUPS.to_owned());
    };
    let first = |rows: &Json| {
        let mut groups = rows.items().filter_map(|row| group_of(&row));
        groups.find_map(|group| protection.group_reason(&group))
    };
    let what = first(&rows)?;
    let parsed = match &setting.value {
        Some(value) if value.kind() == Kind::String => Json::parse(&value.to_display_string()),
        value => value.clone(),
    };
    match parsed.as_ref().and_then(first) {
        Some(_) => None,
        None => Some(what),
    }
}
