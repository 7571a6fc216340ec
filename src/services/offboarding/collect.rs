use super::Person;
use super::each_page::each_page;
use super::guard;
use super::matching::{LookUpBy, match_people};
use super::requested::Requested;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::input::Lines;
use crate::json::Json;
use crate::model::{EmailAddress, Id};
use crate::protocol::filter::{Modifier, Selection};
use crate::services::batch::Tally;
use crate::services::users::{APPROVAL_STATUS, LOOK_UP_CHUNK, look_up};

/// The users to offboard.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// Users by ID.
    Ids(&'a Lines<Id>),
    /// Users by e-mail address, case-insensitive.
    Emails(&'a Lines<EmailAddress>),
    /// Users that a search finds.
    Found(Selection<'a>),
}

const FIELDS: &[&str] = &["ID", "emailAddr", "isActive", APPROVAL_STATUS];

/// The users to offboard, in the order of the input. An ID or address that occurs several times is one person, with its
/// positions; an invalid one has failed. Calls `on_progress` with what was looked up, and the number of all. Costs 1 request for
/// every 500 IDs or e-mail addresses, or for every page of a search.
///
/// # Errors
/// A look-up failed; nothing was changed.
pub async fn collect(
    client: &Client,
    source: Source<'_>,
    on_progress: &dyn Fn(Tally, usize),
) -> Result<Vec<Person>> {
    match source {
        Source::Found(selection) => found(client, selection, on_progress).await,
        Source::Ids(ids) => {
            let requested = Requested::new(ids, |id| id.as_str().to_owned());
            let people = by_value(client, LookUpBy::Id, &requested, on_progress).await?;
            Ok(requested.merge(people, ids, |line| {
                Person::invalid(line.text.clone(), None, line)
            }))
        }
        Source::Emails(emails) => {
            let requested = Requested::new(emails, |email| email.as_str().to_ascii_lowercase());
            let people = by_value(client, LookUpBy::Email, &requested, on_progress).await?;
            Ok(requested.merge(people, emails, |line| {
                Person::invalid(None, line.text.clone(), line)
            }))
        }
    }
}

/// The people with the requested values, in their order.
async fn by_value(
    client: &Client,
    by: LookUpBy,
    requested: &Requested,
    on_progress: &dyn Fn(Tally, usize),
) -> Result<Vec<Person>> {
    let (field, modifier) = match by {
        LookUpBy::Id => ("ID", Modifier::In),
        LookUpBy::Email => ("emailAddr", Modifier::Ciin),
    };
    let values = &requested.values;
    let total = values.len() + requested.invalid;
    let mut tally = Tally {
        done: requested.invalid,
        failed: requested.invalid,
    };
    let mut parts: Vec<Vec<Person>> = Vec::new();
    parts.resize_with(values.len().div_ceil(LOOK_UP_CHUNK), Vec::new);
    let mut on_chunk = |from: usize, users: Result<Json>| {
        let chunk = &values[from..values.len().min(from + LOOK_UP_CHUNK)];
        let people = match_people(chunk, from, by, &users?);
        tally.done += chunk.len();
        tally.failed += people
            .iter()
            .filter(|person| person.is_incomplete())
            .count();
        parts[from / LOOK_UP_CHUNK] = people;
        on_progress(tally, total);
        Ok(())
    };
    let fields = guard::fields(client, FIELDS);
    look_up(client, field, modifier, values, &fields, &mut on_chunk).await?;
    let mut people = Vec::with_capacity(values.len());
    for part in &mut parts {
        people.append(part);
    }
    Ok(people)
}

async fn found(
    client: &Client,
    selection: Selection<'_>,
    on_progress: &dyn Fn(Tally, usize),
) -> Result<Vec<Person>> {
    let mut people: Vec<Person> = Vec::new();
    let mut tally = Tally::default();
    let mut on_page = |users: &Json| {
        // The users are sorted by ID. A user who moved to the next page between two reads is the first one there.
        let last = people.last().and_then(|person| person.id.clone());
        for user in users.items() {
            let person = Person::shown(&user);
            if person.id.is_none() {
                return Err(no_user());
            }
            if last.is_none() || person.id > last {
                tally.add(person.is_incomplete());
                people.push(person);
            }
        }
        on_progress(tally, tally.done);
        Ok(())
    };
    let fields = guard::fields(client, FIELDS);
    each_page(client, selection, &fields, &mut on_page).await?;
    Ok(people)
}

fn no_user() -> Error {
    let message = "Workfront's response to the search has a row without a user's ID";
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint("Nothing was changed.")
}
