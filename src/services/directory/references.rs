use super::resolve;
use crate::client::Client;
use crate::error::Result;
use crate::input::{Problems, item, join};
use crate::json::Json;
use crate::model::{Id, Object};

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
/// rows of collections `group`, `role` and `team` likewise; and the keys it has then. `entries` are the user's. Costs 1
/// request for each name not known yet.
///
/// # Errors
/// A name and its ID are both given, or a name stands for nothing or several things.
pub async fn with_ids(
    client: &Client,
    user: &Json,
    entries: Vec<(String, Json)>,
) -> Result<(Json, Vec<String>)> {
    check(&entries)?;
    let mut keys = Vec::with_capacity(entries.len());
    // Most have no names.
    if !entries.iter().any(|(key, _)| may_name(key)) {
        for (key, _) in entries {
            keys.push(key);
        }
        return Ok((user.shallow_clone(), keys));
    }
    let mut changed = Json::object();
    for (key, value) in entries {
        let named = NAMED.iter().find(|(name, ..)| *name == key);
        if let (Some((name, id_field, object)), Some(text)) = (named, value.as_str()) {
            let id = resolve(client, *object, &text, name).await?;
            changed.insert(id_field, id.as_str());
            keys.push((*id_field).to_owned());
        } else if let Some((_, name, id_field, object)) = rows_of(&key, &value) {
            let mut rows = Json::array();
            for (index, row) in value.items().enumerate() {
                let mut row = row;
                if let Some(text) = row.get_str(name) {
                    let field = join(&item(&key, index), name);
                    let id = resolve(client, *object, &text, &field).await?;
                    row = with_id(&row, name, id_field, &id);
                }
                rows.push(row);
            }
            changed.insert(&key, rows);
            keys.push(key);
        } else {
            changed.insert(&key, value);
            keys.push(key);
        }
    }
    Ok((changed, keys))
}

/// How the rows of this collection take names, where it has rows: null clears a collection and stays what it is.
fn rows_of(
    key: &str,
    value: &Json,
) -> Option<&'static (&'static str, &'static str, &'static str, Object)> {
    let found = ROWS.iter().find(|(collection, ..)| *collection == key);
    found.filter(|_| value.is_array())
}

/// The same row with an ID in place of the name.
fn with_id(row: &Json, name: &str, id_field: &str, id: &Id) -> Json {
    let mut changed = Json::object();
    for (key, value) in &row.entries() {
        if key == name {
            changed.insert(id_field, id.as_str());
        } else {
            changed.insert(key, value);
        }
    }
    changed
}

/// Whether a name can stand in this field.
fn may_name(key: &str) -> bool {
    NAMED.iter().any(|(name, ..)| *name == key) || ROWS.iter().any(|(name, ..)| *name == key)
}

fn check(user: &[(String, Json)]) -> Result<()> {
    let mut problems = Problems::default();
    check_name_and_id(user, &mut problems);
    problems.into_result()
}

/// Notes every object that is given by its name and by its ID.
pub fn check_name_and_id(user: &[(String, Json)], problems: &mut Problems) {
    for (name, id_field, _) in NAMED {
        let is_given = |field: &str| user.iter().any(|(key, _)| key == field);
        if is_given(name) && is_given(id_field) {
            problems.add(name, format!("must be left out when {id_field} is given"));
        }
    }
}
