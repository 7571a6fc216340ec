//! What Workfront shows of the people of a plan: read the same way when a plan is made and when it is applied.

use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::protocol::{
    SortedIndex,
    fields::{add_field, as_strs},
    filter::Modifier,
};
use crate::services::provisioning::readable;
use crate::services::users::{LOOK_UP_CHUNK, look_up};

/// The fields that show who a person is, besides those of [`readable`].
const PERSON: &[&str] = &["homeGroupID", "accessLevel:name", "homeGroup:name"];

/// The fields to read, so that each field of this object can be compared.
pub(super) fn fields_of(names: &Json) -> Vec<String> {
    let mut fields = readable(names);
    for field in PERSON {
        add_field(&mut fields, field);
    }
    fields
}

/// What Workfront shows of the users with these IDs, in order; `None` for those it doesn't show. If `is_lenient`, also
/// for those that can't be read. Costs 1 request for every 500.
///
/// # Errors
/// A request failed, unless `is_lenient`.
pub(super) async fn read_people(
    client: &Client,
    ids: &[String],
    fields: &[String],
    is_lenient: bool,
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
        let shown = SortedIndex::new(shown);
        for (at, id) in ids[from..].iter().take(LOOK_UP_CHUNK).enumerate() {
            let position = shown.first(&id.to_ascii_lowercase());
            people[from + at] = position.map(|position| users.at(position));
        }
        Ok(())
    };
    let fields = as_strs(fields);
    look_up(client, "ID", Modifier::In, ids, &fields, &mut on_chunk).await?;
    Ok(people)
}

/// Who a step is about: name, e-mail address, access level and home group, as far as Workfront shows them.
pub(super) fn person(user: &Json) -> Json {
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
