use super::{Object, resolve};
use crate::api::Client;
use crate::error::Result;
use crate::input::Problems;
use crate::json::Json;

/// A user's fields that take a name, the field of the ID that each stands for, and what it names.
pub const NAMED: &[(&str, &str, Object)] = &[
    ("accessLevel", "accessLevelID", Object::AccessLevel),
    ("homeGroup", "homeGroupID", Object::Group),
    ("homeTeam", "homeTeamID", Object::Team),
    ("company", "companyID", Object::Company),
    ("role", "roleID", Object::Role),
    ("schedule", "scheduleID", Object::Schedule),
    ("manager", "managerID", Object::User),
];

/// Collections whose rows take a name.
const ROWS: &[(&str, &str, &str, Object)] = &[
    ("userGroups", "group", "groupID", Object::Group),
    ("userRoles", "role", "roleID", Object::Role),
    ("teams", "team", "ID", Object::Team),
];

/// The same user with an ID in place of each name: `accessLevel: 'Standard'` becomes `accessLevelID`, and in the
/// rows of collections `group`, `role` and `team` likewise. Costs 1 request for each name not known yet.
///
/// # Errors
/// A name and its ID are both given, or a name stands for nothing or several things.
pub async fn with_ids(client: &Client, user: &Json) -> Result<Json> {
    check(user)?;
    let mut changed = Json::object();
    for (key, value) in user.entries() {
        let named = NAMED.iter().find(|(name, ..)| *name == key);
        if let (Some((name, id_field, object)), Some(text)) = (named, value.as_text()) {
            let id = resolve(client, *object, &text, name).await?;
            changed.set(id_field, id.as_str());
        } else if let Some(row) = ROWS.iter().find(|(name, ..)| *name == key) {
            changed.set(&key, rows_with_ids(client, &value, row).await?);
        } else {
            changed.set(&key, value);
        }
    }
    Ok(changed)
}

fn check(user: &Json) -> Result<()> {
    let mut problems = Problems::default();
    given_twice(user, &mut problems);
    problems.into_result()
}

/// Notes every object that is given by its name and by its ID.
pub fn given_twice(user: &Json, problems: &mut Problems) {
    for (name, id_field, _) in NAMED {
        if user.get(name).is_some() && user.get(id_field).is_some() {
            problems.add(name, format!("must be left out when {id_field} is given"));
        }
    }
}

async fn rows_with_ids(
    client: &Client,
    rows: &Json,
    (collection, name, id_field, object): &(&str, &str, &str, Object),
) -> Result<Json> {
    // Null clears a collection and stays what it is.
    if !rows.is_array() {
        return Ok(rows.clone());
    }
    let mut changed = Json::array();
    for (index, row) in rows.items().enumerate() {
        let Some(text) = row.text_at(name) else {
            changed.push(row);
            continue;
        };
        let field = format!("{collection}[{index}].{name}");
        let id = resolve(client, *object, &text, &field).await?;
        let mut with_id = Json::object();
        for (key, value) in row.entries() {
            if key == *name {
                with_id.set(id_field, id.as_str());
            } else {
                with_id.set(&key, value);
            }
        }
        changed.push(with_id);
    }
    Ok(changed)
}
