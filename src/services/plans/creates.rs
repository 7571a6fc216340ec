//! Creations: nobody in the whole tenant may have a key of the user to create.

use super::StepKind;
use super::draft::{Draft, HeldReason};
use super::drift::entry;
use super::ending::{date_of_new, date_warning};
use super::people::person;
use super::step::NewStep;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    SortedIndex, evidence::is_same_key, fields::as_strs, user_keys::UNIQUE_KEYS,
};
use crate::services::users::look_up;

/// A user to create.
#[derive(Debug)]
pub struct NewUser {
    /// The fields.
    pub fields: Json,
    /// The names of the objects whose IDs `fields` has.
    pub names: Json,
}

/// A user who has a key of the user to create.
#[derive(Clone, Debug)]
pub(super) struct Clash {
    /// The key that both have.
    pub field: &'static str,
    /// The user.
    pub user: Json,
}

const TWICE: &str = "The input creates a user with this key twice.";

/// The value of a key, as keys are compared.
fn key(fields: &Json, field: &str) -> String {
    fields.str_or_default(field).trim().to_lowercase()
}

/// What identifies the step that creates a user: the e-mail address, or else the username or the reference.
fn key_of(fields: &Json) -> String {
    let mut keys = UNIQUE_KEYS.iter().map(|one| key(fields, one.field));
    keys.find(|key| !key.is_empty()).unwrap_or_default()
}

/// For each user to create, whoever has one of their keys already. Costs 1 request for every 500 values of each key.
///
/// # Errors
/// A look-up failed, or shows a user who doesn't have the key.
pub(super) async fn find_clashes(
    client: &Client,
    users: &[Json],
    fields: &[String],
) -> Result<Vec<Option<Clash>>> {
    let mut fields = as_strs(fields);
    for one in UNIQUE_KEYS {
        if !fields.contains(&one.field) {
            fields.push(one.field);
        }
    }
    let mut clashes = vec![None; users.len()];
    for one in UNIQUE_KEYS {
        let field = one.field;
        let mut wanted = Vec::with_capacity(users.len());
        for user in users {
            wanted.push(key(user, field));
        }
        let index = SortedIndex::new(wanted.clone());
        wanted.retain(|value| !value.is_empty());
        let mut on_chunk = |_, found: Result<Json>| {
            for user in found?.items() {
                let positions = index.all(&key(&user, field));
                if positions.is_empty() {
                    return Err(other_user(field));
                }
                for &at in positions {
                    if is_same_key(
                        &users[at].str_or_default(field),
                        &user.str_or_default(field),
                    ) {
                        let user = user.clone();
                        clashes[at].get_or_insert(Clash { field, user });
                    }
                }
            }
            Ok(())
        };
        look_up(client, field, one.many, &wanted, &fields, &mut on_chunk).await?;
    }
    Ok(clashes)
}

fn other_user(field: &str) -> Error {
    let message = format!("Workfront's response to the look-up by {field} shows another user");
    Error::new(ErrorKind::UnexpectedResponse, message)
        .with_hint("Nothing was changed. Check that no cache or proxy changes responses.")
}

/// The keys that a user has in common with one to create, as differences: nobody was planned to have them.
pub(super) fn clashes(fields: &Json, user: &Json) -> Json {
    let mut differences = Json::array();
    for one in UNIQUE_KEYS {
        let field = one.field;
        let value = key(fields, field);
        if !value.is_empty() && value == key(user, field) {
            differences.push(entry(field, Json::null(), user.get_or_null(field)));
        }
    }
    differences
}

/// Plans the creation of these users. Whoever has a key of one of them already holds it back. Costs 1 request for every 500 values
/// of each key.
///
/// # Errors
/// A look-up failed.
pub async fn plan_creates(client: &Client, users: Vec<NewUser>, draft: &mut Draft) -> Result<()> {
    let mut bodies = Vec::with_capacity(users.len());
    for user in &users {
        bodies.push(user.fields.clone());
    }
    let shown = ["ID", "name", "accessLevel:name", "homeGroup:name"].map(str::to_owned);
    let clashes = find_clashes(client, &bodies, &shown).await?;
    let mut planned = std::collections::BTreeSet::new();
    for (user, clash) in users.into_iter().zip(clashes) {
        if let Some(clash) = clash {
            let id = clash.user.get_str("ID");
            let message = format!(
                "A user with this {} exists already: {}.",
                clash.field,
                id.as_deref().unwrap_or_default()
            );
            let who = person(&clash.user);
            draft.hold(id.as_deref(), who, HeldReason::Exists, &message);
            continue;
        }
        if !planned.insert(key_of(&user.fields)) {
            let who = new_person(&user.fields, &user.names);
            draft.hold(None, who, HeldReason::Contradiction, TWICE);
            continue;
        }
        draft.add(creation(user));
    }
    Ok(())
}

/// The step that creates a user.
pub fn creation(user: NewUser) -> NewStep {
    NewStep {
        key: key_of(&user.fields),
        person: new_person(&user.fields, &user.names),
        warnings: Vec::from_iter(date_of_new(&user.fields).as_deref().map(date_warning)),
        after: user.fields,
        names: user.names,
        ..NewStep::of(StepKind::Create)
    }
}

/// Who is created, in words.
pub fn new_person(fields: &Json, names: &Json) -> Json {
    let mut person = Json::object();
    let name = [
        fields.str_or_default("firstName"),
        fields.str_or_default("lastName"),
    ];
    person.insert("name", name.join(" ").trim());
    if let Some(email) = fields.get_str("emailAddr") {
        person.insert("emailAddr", email.as_str());
    }
    for (field, id_field) in [
        ("accessLevel", "accessLevelID"),
        ("homeGroup", "homeGroupID"),
    ] {
        let name = fields.get_str(id_field).and_then(|id| names.get_str(&id));
        if let Some(name) = name {
            person.insert(field, name.as_str());
        }
    }
    person
}
