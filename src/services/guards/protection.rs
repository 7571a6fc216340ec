//! The people whom the option `protect` names.

use crate::client::{Client, list};
use crate::error::Result;
use crate::input::item;
use crate::json::Json;
use crate::json::composed;
use crate::model::{Id, Object, person_key::trimmed};
use crate::protocol::evidence::is_same_key;
use crate::services::directory::resolve;

/// What a protection that can't be ruled out lacks.
pub(super) const UNSHOWN_EMAIL: &str = "Workfront doesn't show the e-mail address";
pub(super) const UNSHOWN_GROUPS: &str = "Workfront doesn't show the groups";

/// The option `protect`, with an ID for each name.
#[derive(Debug, Default)]
pub(super) struct Protection {
    ids: Vec<String>,
    emails: Vec<String>,
    access_levels: Vec<(Id, String)>,
    groups: Vec<(Id, String)>,
}

impl Protection {
    /// Looks the names up. Costs 1 request for each name that isn't cached.
    ///
    /// # Errors
    /// Kind `validation`, with the name: there is no such access level or group, or several.
    pub async fn resolve(client: &Client) -> Result<Self> {
        let protect = &client.tenant().safety.protect;
        let mut found = Protection::default();
        for id in list(&protect.ids) {
            found.ids.push(id.as_str().to_owned());
        }
        found.emails.extend_from_slice(list(&protect.emails));
        for (index, name) in list(&protect.access_levels).iter().enumerate() {
            let field = item("protect.accessLevels", index);
            let id = resolve(client, Object::AccessLevel, name, &field).await?;
            found.access_levels.push((id, name.clone()));
        }
        for (index, name) in list(&protect.groups).iter().enumerate() {
            let field = item("protect.groups", index);
            let id = resolve(client, Object::Group, name, &field).await?;
            found.groups.push((id, name.clone()));
        }
        Ok(found)
    }

    /// Why this person is protected; `None` if not. What Workfront doesn't show can't be ruled out.
    pub fn reason(&self, id: &str, person: &Json) -> Option<String> {
        if self.ids.iter().any(|known| is_same_key(known, id)) {
            return Some("the ID".to_owned());
        }
        let text = |name| person.get_str(name).filter(|text| !text.is_empty());
        if !self.emails.is_empty() {
            let (email, username) = (text("emailAddr"), text("username"));
            if email.is_none() && username.is_none() {
                return Some(UNSHOWN_EMAIL.to_owned());
            }
            for known in [email, username].iter().flatten() {
                if self.has_email(known) {
                    return Some(known.clone());
                }
            }
        }
        if !self.access_levels.is_empty() {
            match text("accessLevelID") {
                None if !person.has("accessLevelID") => {
                    return Some("Workfront doesn't show the access level".to_owned());
                }
                None => {}
                Some(level) => {
                    if let Some(name) = name_of(&self.access_levels, &level) {
                        return Some(format!("the access level '{name}'"));
                    }
                }
            }
        }
        if !self.groups.is_empty() {
            let rows = person.get("userGroups");
            if rows.is_none() || !person.has("homeGroupID") {
                return Some(UNSHOWN_GROUPS.to_owned());
            }
            let home = text("homeGroupID").into_iter();
            let mut groups: Vec<String> = home.collect();
            for row in rows.iter().flat_map(Json::items) {
                groups.extend(group_of(&row));
            }
            return groups.iter().find_map(|group| self.group_reason(group));
        }
        None
    }

    /// Whether the option names this address or username.
    pub fn has_email(&self, text: &str) -> bool {
        self.emails.iter().any(|email| is_same_text(email, text))
    }

    /// Why a group protects those who are in it; `None` if it doesn't.
    pub fn group_reason(&self, id: &str) -> Option<String> {
        name_of(&self.groups, id).map(|name| format!("the group '{name}'"))
    }
}

/// The group of a membership.
pub(super) fn group_of(row: &Json) -> Option<String> {
    let group = row.get_str("groupID");
    group.or_else(|| row.get_or_null("group").get_str("ID"))
}

fn name_of<'a>(known: &'a [(Id, String)], id: &str) -> Option<&'a str> {
    let found = known
        .iter()
        .find(|(known, _)| is_same_key(known.as_str(), id));
    found.map(|(_, name)| name.as_str())
}

/// Whether two texts are equal without regard to case and to the form of Unicode: whoever is found by one form is protected by each.
fn is_same_text(one: &str, other: &str) -> bool {
    let (one, other) = (trimmed(one).to_lowercase(), trimmed(other).to_lowercase());
    one == other || !one.is_ascii() && composed(&one) == composed(&other)
}

#[cfg(test)]
mod tests {
    use super::is_same_text;

    #[test]
    fn another_form_of_unicode_is_protected_too() {
        assert!(is_same_text(" Zo\u{eb}@x.com", "zoe\u{308}@X.com"));
        assert!(is_same_text("N\u{303}@x.com", "\u{f1}@x.com"));
        assert!(!is_same_text("zoe@x.com", "zo\u{eb}@x.com"));
    }
}
