use super::resolve;
use crate::client::Client;
use crate::error::Result;
use crate::input::{Problems, item, join};
use crate::json::Json;
use crate::model::{Id, Object};

/// The fields of a user that hold a name, the field of the ID, and the type of the object.
pub const NAMED: &[(&str, &str, Object)] = &[
    ("accessLevel", "accessLevelID", Object::AccessLevel),
    ("homeGroup", "homeGroupID", Object::Group),
    ("homeTeam", "homeTeamID", Object::Team),
    ("company", "companyID", Object::Company),
    ("role", "roleID", Object::Role),
    ("schedule", "scheduleID", Object::Schedule),
    ("manager", "managerID", Object::User),
];

/// Collections whose rows can have a name: the collection, the field of the name, the field of the ID, the type.
pub(crate) const ROWS: &[(&str, &str, &str, Object)] = &[
    ("userGroups", "group", "groupID", Object::Group),
    ("userRoles", "role", "roleID", Object::Role),
    ("teams", "team", "ID", Object::Team),
];

/// Replaces each name of a user by its ID: `accessLevel: 'Standard'` becomes `accessLevelID`, and so do `group`, `role` and
/// `team` in the rows of collections. Returns the new user and its keys. `entries` are those of `user`. Costs 1 request for
/// each name that isn't cached.
///
/// # Errors
/// A name and its ID are both set, or not exactly one object has the name.
pub async fn with_ids(
    client: &Client,
    user: &Json,
    entries: Vec<(String, Json)>,
) -> Result<(Json, Vec<String>)> {
    check(&entries)?;
    let mut keys = Vec::with_capacity(entries.len());
    // Most users have no names.
    if !entries.iter().any(|(key, _)| can_have_name(key)) {
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

/// The entry of [`ROWS`] for this collection; `None` unless the value is an array. Null, which clears a collection, stays.
fn rows_of(
    key: &str,
    value: &Json,
) -> Option<&'static (&'static str, &'static str, &'static str, Object)> {
    let found = ROWS.iter().find(|(collection, ..)| *collection == key);
    found.filter(|_| value.is_array())
}

/// The same row with the ID instead of the name.
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

/// Whether this field can have a name.
fn can_have_name(key: &str) -> bool {
    NAMED.iter().any(|(name, ..)| *name == key) || ROWS.iter().any(|(name, ..)| *name == key)
}

fn check(user: &[(String, Json)]) -> Result<()> {
    let mut problems = Problems::default();
    check_name_and_id(user, &mut problems);
    problems.into_result()
}

/// Records a problem for each object with both a name and an ID.
pub fn check_name_and_id(user: &[(String, Json)], problems: &mut Problems) {
    for (name, id_field, _) in NAMED {
        let has = |field: &str| user.iter().any(|(key, _)| key == field);
        if has(name) && has(id_field) {
            problems.add(name, format!("must be left out if {id_field} is set"));
        }
    }
}
