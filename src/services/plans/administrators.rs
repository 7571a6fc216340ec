//! Warnings about steps that make somebody an administrator.

use super::draft::Draft;
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::model::Object;
use crate::protocol::filter::{Filter, Modifier, Selection};
use crate::services::users::{LOOK_UP_CHUNK, Page, search};
use std::collections::BTreeMap;

const FIELD: &str = "accessLevelID";

/// Warns of each step that gives somebody the access level of administrators. Costs 1 request if a step sets another access level.
///
/// # Errors
/// The request failed; not if Workfront refuses to show access levels: then the warning says so.
pub async fn warn_of_administrators(client: &Client, draft: &mut Draft) -> Result<()> {
    let mut ids: Vec<String> = draft
        .steps
        .items()
        .filter_map(|step| new_level(&step))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(());
    }
    let levels = read(client, &ids).await?;
    let mut count = 0;
    draft.warn_steps(&mut |step| match levels.get(&new_level(step)?) {
        Some(None) => None,
        Some(Some(name)) => {
            count += 1;
            Some(format!(
                "The new access level '{}' makes the person an administrator.",
                crate::error::cut(name)
            ))
        }
        None => Some(
            "Workfront doesn't show whether the new access level is an administrator's.".to_owned(),
        ),
    });
    match count {
        0 => {}
        1 => draft.warn("1 person would become an administrator: see the warning of the step."),
        _ => draft.warn(&format!(
            "{count} people would become administrators: see the warnings of the steps."
        )),
    }
    Ok(())
}

/// The ID of the access level that a step gives to somebody who has another one, in lower case.
fn new_level(step: &Json) -> Option<String> {
    let id = step.get_or_null("after").get_str(FIELD)?;
    let present = step.get_or_null("before").str_or_default(FIELD);
    let is_new = !id.is_empty() && !id.eq_ignore_ascii_case(&present);
    is_new.then(|| id.to_ascii_lowercase())
}

/// The access levels with these IDs, as far as Workfront shows them: the name of each that is an administrator's.
async fn read(client: &Client, ids: &[String]) -> Result<BTreeMap<String, Option<String>>> {
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
            if let Some(is_admin) = row.get_bool("isAdmin") {
                found.insert(id, is_admin.then(|| row.str_or_default("name")));
            }
        }
    }
    Ok(found)
}
