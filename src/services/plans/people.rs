//! What Workfront shows of the people of a plan: read the same way when a plan is made and when it is applied.

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    SortedIndex,
    fields::{add_field, as_strs},
    filter::Modifier,
};
use crate::services::directory::NAMED;
use crate::services::provisioning::readable;
use crate::services::users::{LOOK_UP_CHUNK, look_up};

/// The fields that show who a person is, besides those of [`readable`].
const PERSON: &[&str] = &["homeGroupID", "accessLevel:name", "homeGroup:name"];

/// The fields to read, so that each field of this object can be compared.
pub(crate) fn fields_of(names: &Json) -> Vec<String> {
    let mut fields = readable(names);
    for field in PERSON {
        add_field(&mut fields, field);
    }
    if names.has("teams") {
        add_field(&mut fields, "homeTeamID");
    }
    for (object, id_field, _) in NAMED {
        if names.has(id_field) {
            add_field(&mut fields, &[object, ":name"].concat());
        }
    }
    fields
}

/// Called with the position of a user and what Workfront shows.
pub(super) type OnPerson<'a> = &'a mut dyn FnMut(usize, &Json);

/// What Workfront shows of the users with these IDs, in order; `None` for those it doesn't show. If `is_lenient`, also
/// for those that can't be read. Calls `on_person` for those it shows as soon as their response has arrived, while others are
/// under way. Costs 1 request for every 500.
///
/// # Errors
/// A request failed, or its response shows others than those users, unless `is_lenient`.
pub(super) async fn read_people(
    client: &Client,
    ids: &[String],
    fields: &[String],
    is_lenient: bool,
    on_person: OnPerson<'_>,
) -> Result<Vec<Option<Json>>> {
    let mut people = vec![None; ids.len()];
    let mut on_chunk = |from: usize, users: Result<Json>| {
        let users = match users {
            Err(_) if is_lenient => return Ok(()),
            users => users?,
        };
        let mut shown = Vec::with_capacity(users.len());
        for user in users.items() {
            shown.push(user.str_or_default("ID").to_ascii_lowercase());
        }
        let index = SortedIndex::new(shown.clone());
        let mut asked = Vec::with_capacity(LOOK_UP_CHUNK);
        for (at, id) in ids[from..].iter().take(LOOK_UP_CHUNK).enumerate() {
            let id = id.to_ascii_lowercase();
            let position = index.first(&id);
            people[from + at] = position.map(|position| users.at(position));
            asked.push(id);
        }
        let asked = SortedIndex::new(asked);
        // Such a response says nothing about those whom it doesn't show either.
        let is_wrong = |(id, user): (&String, Json)| asked.first(id).is_none() || !is_user(&user);
        match shown.iter().zip(users.items()).any(is_wrong) {
            true if !is_lenient => Err(unusable()),
            true => {
                people[from..]
                    .iter_mut()
                    .take(LOOK_UP_CHUNK)
                    .for_each(|user| *user = None);
                Ok(())
            }
            false => {
                for (at, person) in people[from..].iter().take(LOOK_UP_CHUNK).enumerate() {
                    if let Some(person) = person {
                        on_person(from + at, person);
                    }
                }
                Ok(())
            }
        }
    };
    let fields = as_strs(fields);
    look_up(client, "ID", Modifier::In, ids, &fields, &mut on_chunk).await?;
    Ok(people)
}

/// Whether the fields that each response shows have the types of a user's.
fn is_user(user: &Json) -> bool {
    let is_active = user.get_non_null("isActive");
    is_active.is_none_or(|is_active| is_active.as_bool().is_some())
}

fn unusable() -> Error {
    let message = "Workfront's response to the look-up by ID shows something else than the users that were asked for";
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
        "Nothing was changed. Check that no cache or proxy changes responses, and try again.",
    )
}

/// Adds the names of the objects that the user refers to in these fields, by their IDs.
pub(super) fn add_object_names(user: &Json, fields: &Json, names: &mut Json) {
    for (object, id_field, _) in NAMED {
        let id = fields.get_str(id_field).filter(|id| !id.is_empty());
        let shown = user.get_non_null(object);
        let name = shown.and_then(|object| object.get_str("name"));
        if let (Some(id), Some(name)) = (id, name)
            && user.str_or_default(id_field).eq_ignore_ascii_case(&id)
        {
            names.insert(&id, name.as_str());
        }
    }
}

/// Adds the names that Workfront shows in the rows of these fields, by their IDs.
pub(super) fn add_row_names(user: &Json, fields: &Json, names: &mut Json) {
    for field in fields.keys() {
        for row in user.get_or_null(&field).items() {
            if let (Some(id), Some(name)) = (row.get_str("ID"), row.get_str("name")) {
                names.insert(&id, name.as_str());
            }
        }
    }
}

/// Who a step is about: name, e-mail address, access level and home group, as far as Workfront shows them.
pub(crate) fn person(user: &Json) -> Json {
    let mut person = Json::object();
    for field in ["name", "emailAddr"] {
        if let Some(text) = user.get_non_null(field) {
            person.insert(field, text);
        }
    }
    for field in ["accessLevel", "homeGroup"] {
        if let Some(name) = user
            .get_non_null(field)
            .and_then(|object| object.get_non_null("name"))
        {
            person.insert(field, name);
        }
    }
    person
}
