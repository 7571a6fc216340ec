use super::look_up::{CHUNK, each_page, look_up};
use super::{OffboardOutcome, Person};
use crate::api::batch::Places;
use crate::api::filter::{Modifier, Selection};
use crate::api::{Client, Id};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;

/// Who is meant.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// Users by ID.
    Ids(&'a [Id]),
    /// Users by e-mail address, whatever its case.
    Emails(&'a [String]),
    /// Users that a search finds.
    Found(Selection<'a>),
}

const FIELDS: &[&str] = &["ID", "emailAddr", "isActive"];

/// Everyone who is meant, in order, each once. Costs 1 request for 500 IDs or addresses, or for a page of 2,000.
///
/// # Errors
/// A look-up failed; nothing was changed.
pub async fn collect(client: &Client, source: Source<'_>) -> Result<Vec<Person>> {
    let mut wanted = Vec::new();
    let by = match source {
        Source::Found(selection) => return found(client, selection).await,
        Source::Ids(ids) => {
            for id in ids {
                wanted.push(id.as_str().to_owned());
            }
            By::Id
        }
        Source::Emails(emails) => {
            for email in emails {
                wanted.push(email.to_ascii_lowercase());
            }
            By::Email
        }
    };
    let wanted = each_once(wanted);
    let (field, modifier) = match by {
        By::Id => ("ID", Modifier::In),
        By::Email => ("emailAddr", Modifier::Ciin),
    };
    let mut parts: Vec<Vec<Person>> = Vec::new();
    parts.resize_with(wanted.len().div_ceil(CHUNK), Vec::new);
    let mut hear = |from: usize, users: Result<Json>| {
        let chunk = &wanted[from..wanted.len().min(from + CHUNK)];
        parts[from / CHUNK] = tell(chunk, by, &users?);
        Ok(())
    };
    look_up(client, field, modifier, &wanted, FIELDS, &mut hear).await?;
    let mut people = Vec::with_capacity(wanted.len());
    for part in &mut parts {
        people.append(part);
    }
    Ok(people)
}

/// What people are named by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Id,
    Email,
}

/// Who is wanted in a look-up, told from those whom Workfront shows for it.
fn tell(wanted: &[String], by: By, users: &Json) -> Vec<Person> {
    let mut shown = Vec::with_capacity(users.len());
    let mut names = Vec::with_capacity(users.len());
    for user in users.items() {
        let person = Person::shown(&user);
        let name = match by {
            By::Id => &person.id,
            By::Email => &person.email,
        };
        let name = name.as_deref().unwrap_or_default();
        names.push(match by {
            By::Id => name.to_owned(),
            By::Email => name.to_ascii_lowercase(),
        });
        shown.push(Some(person));
    }
    let places = Places::of(names);
    let mut people = Vec::with_capacity(wanted.len());
    for name in wanted {
        let from = people.len();
        for &at in places.from(name) {
            if !places.is_at(at, name) {
                break;
            }
            people.extend(shown[at].take());
        }
        match (people.len() - from, by) {
            (0, By::Id) => people.push(Person::missing(Some(name.clone()), None)),
            (0, By::Email) => people.push(Person::missing(None, Some(name.clone()))),
            (1, _) => {}
            (_, By::Id) => people.truncate(from + 1),
            (_, By::Email) => people[from..].iter_mut().for_each(refuse_twin),
        }
    }
    people
}

/// Old tenants hold users whose addresses differ only in case (facts, section 3.6): which one is meant?
fn refuse_twin(person: &mut Person) {
    if person.outcome.is_none() {
        let error = Error::new(
            ErrorKind::Conflict,
            "Several users have this e-mail address",
        )
        .with_hint("Name the one you mean by ID.");
        person.settle(OffboardOutcome::Failed, Some(error));
    }
}

async fn found(client: &Client, selection: Selection<'_>) -> Result<Vec<Person>> {
    let mut people: Vec<Person> = Vec::new();
    let mut hear = |users: &Json| {
        // Sorted by ID, so what moved from one page to the next while they were read stands at the seam.
        let last = people.last().and_then(|person| person.id.clone());
        for user in users.items() {
            let person = Person::shown(&user);
            if last.is_none() || person.id > last {
                people.push(person);
            }
        }
    };
    each_page(client, selection, FIELDS, &mut hear).await?;
    Ok(people)
}

/// Takes repeated values out, in place.
fn each_once(values: Vec<String>) -> Vec<String> {
    let places = Places::of(values);
    let twins = places.twins();
    if !twins.contains(&true) {
        return places.into_names();
    }
    let mut each = Vec::with_capacity(twins.len());
    for (at, value) in places.names().iter().enumerate() {
        if !twins[at] || places.first(value) == Some(at) {
            each.push(value.clone());
        }
    }
    each
}
