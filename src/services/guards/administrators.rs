//! Administrators: who is one, and who would remain.

use super::history;
use super::people::ConnectionKey;
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::protocol::{
    MAX_PAGE_SIZE,
    evidence::is_same_key,
    filter::{Filter, Modifier, Selection},
};
use crate::services::users::{Page, page};

/// The fields that show whether a user is an administrator. Rights come with the access level; the user's own field is
/// computed from it (docs/workfront-facts.md#user-fields).
pub(super) const FIELDS: &[&str] = &["isAdmin", "accessLevel:isAdmin"];

/// Whether the user is an administrator; `None` if Workfront doesn't show it.
pub(super) fn is_administrator(person: &Json) -> Option<bool> {
    let by_level = person.get_or_null("accessLevel").get_bool("isAdmin");
    match (person.get_bool("isAdmin"), by_level) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), _) | (_, Some(false)) => Some(false),
        (None, None) => None,
    }
}

/// Whether the user is an administrator, or Workfront doesn't show it.
pub fn may_be_administrator(person: &Json) -> bool {
    is_administrator(person) != Some(false)
}

/// Active administrators, as they were read.
#[derive(Debug, Default)]
pub(super) struct Administrators {
    ids: Vec<String>,
    /// The number of guarded writes that had ended when they were read.
    since: u64,
}

impl Administrators {
    /// The administrators besides `own`, apart from those whom another run of this process has begun to shut out since.
    pub fn besides(self, key: &ConnectionKey, own: Option<&str>) -> Vec<String> {
        let mut ids = self.ids;
        ids.retain(|id| {
            own.is_none_or(|own| !is_same_key(own, id))
                && !history::is_uncertain(key, id, self.since)
        });
        ids
    }
}

/// Active administrators; `needed` of them are enough. Costs 1 request.
///
/// # Errors
/// The search failed.
pub(super) async fn active(client: &Client, needed: usize) -> Result<Administrators> {
    let since = history::ended();
    let on = |field: &str| Filter::on(field, Modifier::Eq, vec!["true".to_owned()]);
    let selection = Selection {
        filters: &[on("accessLevel:isAdmin"), on("isActive")],
        any_of: &[],
    };
    let limit = (needed + 100).min(MAX_PAGE_SIZE as usize) as u32;
    let first = Page {
        limit,
        ..Page::first()
    };
    let fields = &["ID", "isActive", "isAdmin", "accessLevel:isAdmin"];
    let found = page(client, selection, fields, first).await?;
    let mut ids: Vec<String> = Vec::new();
    for user in found.items() {
        let id = user.str_or_default("ID").to_ascii_lowercase();
        let is_active = user.get_bool("isActive") == Some(true);
        if is_active
            && is_administrator(&user) == Some(true)
            && !id.is_empty()
            && !ids.contains(&id)
        {
            ids.push(id);
        }
    }
    Ok(Administrators { ids, since })
}
