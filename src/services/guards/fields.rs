//! What the guards need to know of people.

use super::administrators;
use super::effect::{Effect, effect_of};
use super::lifting::Watched;
use crate::client::{Client, list};
use crate::json::Json;
use crate::services::users::APPROVAL_STATUS;

/// The fields to read of people before [`judge`](super::judge).
pub fn fields(client: &Client, effects: &[Effect]) -> Vec<&'static str> {
    let mut fields = vec!["ID", "isActive", "username", "emailAddr", "accessLevelID"];
    fields.extend_from_slice(administrators::FIELDS);
    if !list(&client.tenant().safety.protect.groups).is_empty() {
        fields.extend(["homeGroupID", "userGroups:groupID"]);
    }
    if effects.iter().any(Effect::deactivates) {
        fields.push(APPROVAL_STATUS);
    }
    for effect in effects {
        for field in effect.compared_fields() {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
    }
    fields
}

/// The fields that an action reads of a person, and those that the guards need before these changes.
pub fn fields_beside<'a>(client: &Client, read: &[&'a str], changes: &Json) -> Vec<&'a str> {
    let mut all = read.to_vec();
    if let Some(effect) = effect_of(changes, Watched::of(client)) {
        for field in fields(client, &[effect]) {
            if !all.contains(&field) {
                all.push(field);
            }
        }
    }
    all
}
