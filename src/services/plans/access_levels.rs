//! Warnings about steps that make somebody an administrator, or give somebody a lower licence.

use super::draft::Draft;
use crate::client::Client;
use crate::error::{Result, cut};
use crate::json::Json;
use crate::model::Object;
use crate::protocol::filter::{Filter, Modifier, Selection};
use crate::services::provisioning::rank;
use crate::services::users::{LOOK_UP_CHUNK, Page, search};
use std::collections::BTreeMap;

const FIELD: &str = "accessLevelID";

/// Warns of each step that gives somebody the access level of administrators, or one with a lower licence. Costs 1 request if a
/// step sets another access level.
///
/// # Errors
/// The request failed; not if Workfront refuses to show access levels: then the warning says so.
pub async fn warn_of_access_levels(client: &Client, draft: &mut Draft) -> Result<()> {
    let mut ids = Vec::new();
    for step in draft.steps.items() {
        if let Some(level) = new_level(&step) {
            ids.push(level);
            ids.extend(present_level(&step));
        }
    }
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(());
    }
    let levels = read(client, &ids).await?;
    let mut count = 0;
    draft.warn_steps(&mut |step| match levels.get(&new_level(step)?) {
        Some(Level {
            is_admin: Some(false),
            ..
        }) => None,
        Some(Level {
            is_admin: Some(true),
            name,
            ..
        }) => {
            count += 1;
            Some(format!(
                "The new access level '{}' makes the person an administrator.",
                cut(name)
            ))
        }
        _ => Some(
            "Workfront doesn't show whether the new access level is an administrator's.".to_owned(),
        ),
    });
    warn_of_lower_licences(&levels, draft);
    draft.warn_of_steps(
        count,
        "would become an administrator",
        "would become administrators",
    );
    Ok(())
}

fn warn_of_lower_licences(levels: &BTreeMap<String, Level>, draft: &mut Draft) {
    let mut count = 0;
    draft.warn_steps(&mut |step| {
        let new = levels.get(&new_level(step)?)?;
        let present = levels.get(&present_level(step)?)?;
        if new.licence.is_empty() || rank(&new.licence) >= rank(&present.licence) {
            return None;
        }
        count += 1;
        Some(format!(
            "The new access level '{}' has a lower licence than the present one, '{}'.",
            cut(&new.name),
            cut(&present.name)
        ))
    });
    draft.warn_of_steps(
        count,
        "gets an access level with a lower licence",
        "get an access level with a lower licence",
    );
}

/// An access level, as far as Workfront shows it.
struct Level {
    name: String,
    licence: String,
    is_admin: Option<bool>,
}

/// The ID of the access level that somebody has, in lower case.
fn present_level(step: &Json) -> Option<String> {
    let id = step.get_or_null("before").get_str(FIELD)?;
    Some(id.to_ascii_lowercase()).filter(|id| !id.is_empty())
}

/// The ID of the access level that a step gives to somebody who has another one, in lower case.
fn new_level(step: &Json) -> Option<String> {
    let id = step.get_or_null("after").get_str(FIELD)?;
    let id = id.to_ascii_lowercase();
    let is_new = !id.is_empty() && present_level(step).as_ref() != Some(&id);
    is_new.then_some(id)
}

/// The access levels with these IDs, as far as Workfront shows them.
async fn read(client: &Client, ids: &[String]) -> Result<BTreeMap<String, Level>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(LOOK_UP_CHUNK) {
        let filter = Filter::on("ID", Modifier::In, chunk.to_vec());
        let selection = Selection {
            filters: &[filter],
            any_of: &[],
        };
        let (path, fields) = (Object::AccessLevel.path(), Object::AccessLevel.fields());
        let rows = match search(client, path, selection, fields, Page::first()).await {
            Ok(rows) => rows,
            Err(error) if error.kind.refuses_read() => continue,
            Err(error) => return Err(error),
        };
        for row in rows.items() {
            let id = row.str_or_default("ID").to_ascii_lowercase();
            let level = Level {
                name: row.str_or_default("name"),
                licence: row.str_or_default("licenseType"),
                is_admin: row.get_bool("isAdmin"),
            };
            found.insert(id, level);
        }
    }
    Ok(found)
}
