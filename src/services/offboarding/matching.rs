//! Who of those that a look-up shows was asked for.

use super::{OffboardOutcome, Person};
use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::protocol::SortedIndex;

/// What people are named by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Their ID.
    Id,
    /// Their e-mail address.
    Email,
}

/// A person for each ID or address that was asked for, and each user who shares an address. Nobody else is taken: where
/// somebody was shown who wasn't asked for, those who don't show may be there all the same.
pub(super) fn match_people(wanted: &[String], by: By, users: &Json) -> Vec<Person> {
    let mut shown = Vec::with_capacity(users.len());
    let mut keys = Vec::with_capacity(users.len());
    for user in users.items() {
        let person = Person::shown(&user);
        let key = match by {
            By::Id => &person.id,
            By::Email => &person.email,
        };
        keys.push(key.as_deref().unwrap_or_default().to_ascii_lowercase());
        shown.push(Some(person));
    }
    let index = SortedIndex::new(keys);
    let mut people = Vec::with_capacity(wanted.len());
    let mut missing = Vec::new();
    let mut taken = 0;
    for key in wanted {
        let from = people.len();
        for &at in index.all(&key.to_ascii_lowercase()) {
            if let Some(person) = shown[at].take() {
                taken += 1;
                add(&mut people, from, person);
            }
        }
        match (people.len() - from, by) {
            (0, By::Id) => people.push(Person::missing(Some(key.clone()), None)),
            (0, By::Email) => people.push(Person::missing(None, Some(key.clone()))),
            (1, _) => continue,
            (_, _) => people[from..].iter_mut().for_each(refuse_shared),
        }
        if people.len() - from == 1 {
            missing.push(from);
        }
    }
    if taken < users.len() {
        for at in missing {
            people[at].settle(OffboardOutcome::Unverified, Some(somebody_else()));
        }
    }
    people
}

/// Adds a person, unless they are there; who is shown twice in two states can't be judged.
fn add(people: &mut Vec<Person>, from: usize, person: Person) {
    let mut same = people[from..]
        .iter_mut()
        .filter(|known| known.id.is_some() && known.id == person.id);
    match same.next() {
        None => people.push(person),
        Some(known) if known.outcome != person.outcome => {
            let message = "Workfront shows the user twice, in different states";
            let error = Error::new(ErrorKind::UnexpectedResponse, message);
            known.settle(OffboardOutcome::Unverified, Some(error));
        }
        Some(_) => {}
    }
}

/// Old tenants hold users whose addresses differ only in case (docs/workfront-facts.md#e-mail-and-username):
/// which one is meant?
fn refuse_shared(person: &mut Person) {
    if person.outcome.is_none() {
        let error = Error::new(
            ErrorKind::Conflict,
            "Several users have this e-mail address",
        )
        .with_hint("Name the one you mean by ID.");
        person.settle(OffboardOutcome::Failed, Some(error));
    }
}

fn somebody_else() -> Error {
    let message = "Workfront was asked for this user and shows somebody else";
    Error::new(ErrorKind::UnexpectedResponse, message)
        .with_hint("Nothing was sent. Check that no cache or proxy stands between.")
}
