use super::Person;
use super::look_up::{CHUNK, each_page, look_up};
use super::matching::{LookUpBy, match_people};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::{Id, person_key::trimmed};
use crate::protocol::{
    SortedIndex,
    filter::{Modifier, Selection},
};

/// The users to offboard.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// Users by ID.
    Ids(&'a [Id]),
    /// Users by e-mail address, case-insensitive.
    Emails(&'a [String]),
    /// Users that a search finds.
    Found(Selection<'a>),
}

const FIELDS: &[&str] = &["ID", "emailAddr", "isActive"];

/// The users to offboard, in order and without duplicates. Costs 1 request for every 500 IDs or e-mail addresses, or for
/// every page of a search.
///
/// # Errors
/// A look-up failed; nothing was changed.
pub async fn collect(client: &Client, source: Source<'_>) -> Result<Vec<Person>> {
    let mut requested = Vec::new();
    let by = match source {
        Source::Found(selection) => return found(client, selection).await,
        Source::Ids(ids) => {
            for id in ids {
                requested.push(id.as_str().to_owned());
            }
            LookUpBy::Id
        }
        Source::Emails(emails) => {
            for email in emails {
                requested.push(trimmed(email).to_ascii_lowercase());
            }
            LookUpBy::Email
        }
    };
    let requested = without_duplicates(requested);
    let (field, modifier) = match by {
        LookUpBy::Id => ("ID", Modifier::In),
        LookUpBy::Email => ("emailAddr", Modifier::Ciin),
    };
    let mut parts: Vec<Vec<Person>> = Vec::new();
    parts.resize_with(requested.len().div_ceil(CHUNK), Vec::new);
    let mut on_chunk = |from: usize, users: Result<Json>| {
        let chunk = &requested[from..requested.len().min(from + CHUNK)];
        parts[from / CHUNK] = match_people(chunk, by, &users?);
        Ok(())
    };
    look_up(client, field, modifier, &requested, FIELDS, &mut on_chunk).await?;
    let mut people = Vec::with_capacity(requested.len());
    for part in &mut parts {
        people.append(part);
    }
    Ok(people)
}

async fn found(client: &Client, selection: Selection<'_>) -> Result<Vec<Person>> {
    let mut people: Vec<Person> = Vec::new();
    let mut on_page = |users: &Json| {
        // The users are sorted by ID. A user who moved to the next page between two reads is the first one there.
        let last = people.last().and_then(|person| person.id.clone());
        for user in users.items() {
            let person = Person::shown(&user);
            if person.id.is_none() {
                return Err(no_user());
            }
            if last.is_none() || person.id > last {
                people.push(person);
            }
        }
        Ok(())
    };
    each_page(client, selection, FIELDS, &mut on_page).await?;
    Ok(people)
}

fn no_user() -> Error {
    let message = "Workfront's response to the search has a row without a user's ID";
    Error::new(ErrorKind::UnexpectedResponse, message).with_hint("Nothing was changed.")
}

/// Removes duplicates, ignoring case.
fn without_duplicates(values: Vec<String>) -> Vec<String> {
    let mut requested = Vec::with_capacity(values.len());
    for value in &values {
        requested.push(value.to_ascii_lowercase());
    }
    let index = SortedIndex::new(requested);
    let duplicates = index.duplicates();
    let mut unique = Vec::with_capacity(values.len());
    for (at, value) in values.into_iter().enumerate() {
        if !duplicates[at] || index.first(&value.to_ascii_lowercase()) == Some(at) {
            unique.push(value);
        }
    }
    unique
}
