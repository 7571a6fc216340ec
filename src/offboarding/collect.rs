use super::look_up::{CHUNK, look_up};
use super::{OffboardOutcome, Person};
use crate::api::batch::sorted;
use crate::api::filter::{Modifier, Selection};
use crate::api::{Client, Id};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::users::{Page, page};

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
    let found = |wanted: &[String], mut shown: Vec<Person>| {
        let order = sorted(shown.len(), &|a, b| shown[a].id.cmp(&shown[b].id));
        let person = |id: &String| {
            let id = Some(id.clone());
            match order.binary_search_by(|&at| shown[at].id.cmp(&id)) {
                Ok(place) => take(&mut shown[order[place]]),
                Err(_) => Person::missing(id, None),
            }
        };
        wanted.iter().map(person).collect()
    };
    asked(client, "ID", Modifier::In, &wanted, &found).await
}

/// Takes someone out of those shown, who are looked up by an order that must last.
fn take(person: &mut Person) -> Person {
    Person {
        id: person.id.clone(),
        email: person.email.take(),
        outcome: person.outcome,
        error: None,
    }
}

/// Who is wanted in a look-up, told from those whom Workfront shows for it.
type Tell<'a> = &'a dyn Fn(&[String], Vec<Person>) -> Vec<Person>;

/// Everyone, in order: who is wanted in each look-up, told from those whom Workfront shows for it.
async fn asked(
    client: &Client,
    field: &str,
    modifier: Modifier,
    wanted: &[String],
    found: Tell<'_>,
) -> Result<Vec<Person>> {
    let mut parts: Vec<Vec<Person>> = wanted.chunks(CHUNK).map(|_| Vec::new()).collect();
    let mut hear = |from: usize, users: Result<Vec<Json>>| {
        let shown = users?.iter().map(Person::shown).collect();
        let chunk = &wanted[from..wanted.len().min(from + CHUNK)];
        parts[from / CHUNK] = found(chunk, shown);
        Ok(())
    };
    look_up(client, field, modifier, wanted, FIELDS, &mut hear).await?;
    Ok(parts.into_iter().flatten().collect())
}

async fn by_email(client: &Client, emails: &[String]) -> Result<Vec<Person>> {
    let mut wanted: Vec<String> = emails
        .iter()
        .map(|email| email.to_ascii_lowercase())
        .collect();
    keep_first(&mut wanted);
    let found = |wanted: &[String], mut shown: Vec<Person>| {
        let lower = |person: &Person| {
            person
                .email
                .as_ref()
                .map(|email| email.to_ascii_lowercase())
        };
        let known: Vec<Option<String>> = shown.iter().map(lower).collect();
        let order = sorted(known.len(), &|a, b| known[a].cmp(&known[b]));
        let mut people = Vec::with_capacity(wanted.len());
        for email in wanted {
            let wanted = Some(email.clone());
            let from = order.partition_point(|&at| known[at] < wanted);
            let twins = order[from..].iter().take_while(|&&at| known[at] == wanted);
            let from = people.len();
            people.extend(twins.map(|&at| take(&mut shown[at])));
            match people.len() - from {
                0 => people.push(Person::missing(None, wanted)),
                1 => {}
                _ => people[from..].iter_mut().for_each(refuse_twin),
            }
        }
        people
    };
    asked(client, "emailAddr", Modifier::Ciin, &wanted, &found).await
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
    let order = sorted(values.len(), &|a, b| values[a].cmp(&values[b]));
    let mut is_first = vec![true; values.len()];
    for pair in order.windows(2) {
        is_first[pair[1]] = values[pair[0]] != values[pair[1]];
    }
    let mut is_first = is_first.into_iter();
    values.retain(|_| is_first.next() == Some(true));
}
