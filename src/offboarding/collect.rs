use super::{OffboardOutcome, Person};
use crate::api::filter::{Modifier, Selection};
use crate::api::{Client, Id};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::transport::join_all;
use crate::users::{Page, by_ids, page};

/// Who is meant.
#[derive(Debug)]
pub enum Source {
    /// Users by ID.
    Ids(Vec<Id>),
    /// Users by e-mail address, whatever its case.
    Emails(Vec<String>),
    /// Users that a search finds.
    Found(Selection),
}

const FIELDS: &[&str] = &["ID", "emailAddr", "isActive"];

/// So many values go into one look-up.
pub(super) const CHUNK: usize = 500;
/// The most users of a page.
const PAGE: u32 = 2_000;

/// Everyone who is meant, in order, each once. Costs 1 request for 500 IDs or addresses, or for a page of 2,000.
///
/// # Errors
/// A look-up failed; nothing was changed.
pub async fn collect(client: &Client, source: &Source) -> Result<Vec<Person>> {
    match source {
        Source::Ids(ids) => by_id(client, ids).await,
        Source::Emails(emails) => by_email(client, emails).await,
        Source::Found(selection) => found(client, selection).await,
    }
}

async fn by_id(client: &Client, ids: &[Id]) -> Result<Vec<Person>> {
    let mut wanted: Vec<String> = ids.iter().map(|id| id.as_str().to_owned()).collect();
    keep_first(&mut wanted);
    let mut people = Vec::with_capacity(wanted.len());
    let answers = asked(client, "ID", Modifier::In, &wanted).await?;
    for (chunk, shown) in wanted.chunks(CHUNK).zip(answers) {
        let mut shown: Vec<Person> = shown.iter().map(Person::shown).collect();
        for id in chunk {
            let at = shown
                .iter()
                .position(|person| person.id.as_ref() == Some(id));
            people.push(match at {
                Some(at) => shown.swap_remove(at),
                None => Person::missing(Some(id.clone()), None),
            });
        }
    }
    Ok(people)
}

/// What Workfront shows of each chunk. The gate lets the requests through a few at a time.
async fn asked(
    client: &Client,
    field: &str,
    modifier: Modifier,
    wanted: &[String],
) -> Result<Vec<Vec<Json>>> {
    let chunks = wanted.chunks(CHUNK);
    let asked = chunks.map(|chunk| by_ids(client, field, modifier, chunk.to_vec(), FIELDS));
    join_all(asked).await.into_iter().collect()
}

async fn by_email(client: &Client, emails: &[String]) -> Result<Vec<Person>> {
    let mut wanted: Vec<String> = emails
        .iter()
        .map(|email| email.to_ascii_lowercase())
        .collect();
    keep_first(&mut wanted);
    let mut people = Vec::with_capacity(wanted.len());
    let answers = asked(client, "emailAddr", Modifier::Ciin, &wanted).await?;
    for (chunk, shown) in wanted.chunks(CHUNK).zip(answers) {
        let mut shown: Vec<Person> = shown.iter().map(Person::shown).collect();
        for email in chunk {
            let has_it = |person: &Person| {
                person
                    .email
                    .as_ref()
                    .is_some_and(|known| known.eq_ignore_ascii_case(email))
            };
            let mut twins = 0;
            while let Some(at) = shown.iter().position(has_it) {
                people.push(shown.swap_remove(at));
                twins += 1;
            }
            match twins {
                0 => people.push(Person::missing(None, Some(email.clone()))),
                1 => {}
                _ => people.iter_mut().rev().take(twins).for_each(refuse_twin),
            }
        }
    }
    Ok(people)
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

async fn found(client: &Client, selection: &Selection) -> Result<Vec<Person>> {
    let mut people: Vec<Person> = Vec::new();
    let mut first = 0;
    loop {
        let part = Page {
            sort: None,
            first,
            limit: PAGE,
        };
        let users = page(client, selection, FIELDS, part).await?;
        // Sorted by ID, so what moved from one page to the next while they were read stands at the seam.
        let last = people.last().and_then(|person| person.id.clone());
        let is_new = |person: &Person| {
            last.as_ref()
                .is_none_or(|last| person.id.as_ref() > Some(last))
        };
        people.extend(
            users
                .items()
                .map(|user| Person::shown(&user))
                .filter(is_new),
        );
        if users.len() < PAGE as usize {
            return Ok(people);
        }
        first += PAGE;
    }
}

/// Takes repeated values out, in place.
fn keep_first(values: &mut Vec<String>) {
    let mut sorted: Vec<(String, usize)> = values
        .drain(..)
        .enumerate()
        .map(|(at, value)| (value, at))
        .collect();
    sorted.sort();
    sorted.dedup_by(|later, kept| later.0 == kept.0);
    sorted.sort_by_key(|(_, at)| *at);
    values.extend(sorted.into_iter().map(|(value, _)| value));
}
