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
use crate::services::users::by_ids;
use crate::transport::FuturesUnordered;

/// The maximum number of people in a request.
pub(super) const CHUNK: usize = 500;

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
    let mut pending = FuturesUnordered::default();
    let width = client.tenant().policy.concurrency as usize + 1;
    let mut people = vec![None; ids.len()];
    let mut next = 0;
    loop {
        while next < ids.len() && pending.pending_count() < width {
            let from = next;
            next = ids.len().min(from + CHUNK);
            let chunk = ids[from..next].to_vec();
            pending.push(Box::pin(async move {
                let fields = as_strs(fields);
                (
                    from,
                    by_ids(client, "ID", Modifier::In, chunk, &fields).await,
                )
            }));
        }
        let Some((from, users)) = pending.next().await else {
            return Ok(people);
        };
        let users = match users {
            Err(_) if is_lenient => continue,
            users => users?,
        };
        let mut shown = Vec::with_capacity(users.len());
        for user in users.items() {
            shown.push(user.str_or_default("ID").to_ascii_lowercase());
        }
        let shown = SortedIndex::new(shown);
        for (at, id) in ids[from..].iter().take(CHUNK).enumerate() {
            let position = shown.first(&id.to_ascii_lowercase());
            people[from + at] = position.map(|position| users.at(position));
        }
    }
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
