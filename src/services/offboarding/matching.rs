//! Matches the users of a look-up with the requested IDs or e-mail addresses.

use super::{OffboardOutcome, Person};
use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::protocol::SortedIndex;

/// The field by which users are looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LookUpBy {
    /// Their IDs.
    Id,
    /// Their e-mail addresses.
    Email,
}

/// A person for each requested ID or e-mail address, and one for each further user with the same address. Users that weren't
/// requested are ignored. If the response has any, nothing is known of the
/// missing users.
///
/// `first` is the number of the first of these values among all that are requested.
pub(super) fn match_people(
    requested: &[String],
    first: usize,
    by: LookUpBy,
    users: &Json,
) -> Vec<Person> {
    let mut shown = Vec::with_capacity(users.len());
    let mut keys = Vec::with_capacity(users.len());
    for user in users.items() {
        let person = Person::shown(&user);
        let key = match by {
            LookUpBy::Id => &person.id,
            LookUpBy::Email => &person.email,
        };
        keys.push(key.as_deref().unwrap_or_default().to_ascii_lowercase());
        shown.push(Some(person));
    }
    let index = SortedIndex::new(keys);
    let mut people = Vec::with_capacity(requested.len());
    let mut missing = Vec::new();
    let mut matched = 0;
    for (number, key) in requested.iter().enumerate() {
        let from = people.len();
        for &at in index.all(&key.to_ascii_lowercase()) {
            if let Some(person) = shown[at].take() {
                matched += 1;
                add(&mut people, from, person);
            }
        }
        match (people.len() - from, by) {
            (0, LookUpBy::Id) => people.push(Person::missing(Some(key.clone()), None)),
            (0, LookUpBy::Email) => people.push(Person::missing(None, Some(key.clone()))),
            (1, _) => {}
            (_, _) => people[from..].iter_mut().for_each(refuse_shared),
        }
        for person in &mut people[from..] {
            person.requested = first + number;
        }
        if people[from].outcome == Some(OffboardOutcome::NotFound) {
            missing.push(from);
        }
    }
    if matched < users.len() {
        for at in missing {
            people[at].set_outcome(OffboardOutcome::Failed, Some(other_user()));
        }
    }
    people
}

/// Adds a person unless they are there already. A user who is shown twice in different states can't be judged.
fn add(people: &mut Vec<Person>, from: usize, person: Person) {
    let mut same = people[from..]
        .iter_mut()
        .filter(|known| known.id.is_some() && known.id == person.id);
    match same.next() {
        None => people.push(person),
        Some(known) if known.outcome != person.outcome => {
            let message = "Workfront shows the user twice, in different states";
            let error = Error::new(ErrorKind::UnexpectedResponse, message);
            known.set_outcome(OffboardOutcome::Failed, Some(error));
        }
        Some(_) => {}
    }
}

/// Old tenants hold users whose addresses differ only in case (docs/workfront-facts.md#e-mail-and-username), so
/// it is unknown which user is meant.
fn refuse_shared(person: &mut Person) {
    if person.outcome.is_none() {
        let error = Error::new(
            ErrorKind::Conflict,
            "Several users have this e-mail address",
        )
        .with_hint("Use the ID of the user instead.");
        person.set_outcome(OffboardOutcome::Failed, Some(error));
    }
}

fn other_user() -> Error {
    let message = "Workfront's response to the look-up of this user shows another user";
    Error::new(ErrorKind::UnexpectedResponse, message)
        .with_hint("Nothing was sent. Check that no cache or proxy changes responses.")
}
