//! Whose result each item of a response to several operations is.
//!
//! The items stand in the order of the operations, unless one names another object than the operation at its place: then
//! only what an item names counts. A response that shows somebody twice, or somebody who wasn't asked for, is about
//! something else, and proves nothing of anybody.

use crate::error::Error;
use crate::json::Json;
use crate::protocol::{SortedIndex, envelope};

/// What the result of an operation can be recognized by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The ID of the object.
    Object(String),
    /// The e-mail address and the reference of a new user; either may be empty.
    Person(String, String),
    /// Nothing but its place.
    Place,
}

/// The result of one operation.
#[derive(Debug)]
pub enum Item {
    /// Workfront's data.
    Data(Json),
    /// Workfront's refusal.
    Refused(Error),
}

/// Whether a place alone shows whose an item is that names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The results come in the order of the operations.
    Kept,
    /// The order isn't promised: only a refusal, which never names anybody, is known by its place.
    Open,
}

/// The result of each operation; absent where the response has none, or not exactly one.
pub fn match_results(items: &Json, expected: &[Identity], order: Order) -> Vec<Option<Item>> {
    let mut given = Vec::with_capacity(items.len());
    for item in items.items() {
        given.push(read(item));
    }
    let in_place = given.len() == expected.len()
        && given
            .iter()
            .zip(expected)
            .all(|(item, identity)| names(item, identity) != Some(false));
    let mut results: Vec<Option<Item>> = Vec::with_capacity(expected.len());
    if in_place {
        for (item, identity) in given.into_iter().zip(expected) {
            let is_known = match &item {
                Item::Refused(_) => true,
                Item::Data(_) => order == Order::Kept || names(&item, identity) == Some(true),
            };
            results.push(is_known.then_some(item));
        }
    } else {
        by_identity(given, expected, &mut results);
    }
    drop_repeated(&mut results, expected);
    results
}

/// The guide shows the bare state of an object; Adobe's client gets it wrapped in `data`. Either is read.
fn read(item: Json) -> Item {
    if let Some(error) = envelope::error_of_item(&item) {
        // An object with an error beside it is neither: what it proves is for the evidence to say.
        let is_both = item.get_non_null("data").is_some() || item.get_non_null("ID").is_some();
        return match is_both {
            true => Item::Data(item),
            false => Item::Refused(error),
        };
    }
    let wrapped = item.get("data").filter(|_| item.keys().len() == 1);
    Item::Data(wrapped.unwrap_or(item))
}

/// Whether an item names who is expected; absent where it names nobody.
fn names(item: &Item, identity: &Identity) -> Option<bool> {
    let Item::Data(data) = item else {
        return None;
    };
    match identity {
        Identity::Object(id) => {
            let own = id_of(data)?;
            Some(own.eq_ignore_ascii_case(id))
        }
        Identity::Person(email, reference) => {
            let mut same = None;
            for (name, wanted) in [("emailAddr", email), ("extRefID", reference)] {
                let own = key_of(data, name);
                if !own.is_empty() && !wanted.is_empty() {
                    same = Some(same != Some(false) && own == wanted.trim().to_ascii_lowercase());
                }
            }
            same
        }
        Identity::Place => None,
    }
}

fn id_of(data: &Json) -> Option<String> {
    let id = only(data).get_str("ID");
    id.filter(|id| !id.is_empty())
}

/// The object that data is about, where it is a list of one.
pub fn only(data: &Json) -> Json {
    if data.is_array() && data.len() == 1 {
        data.at(0)
    } else {
        data.clone()
    }
}

fn key_of(data: &Json, name: &str) -> String {
    data.str_or_default(name).trim().to_ascii_lowercase()
}

fn by_identity(given: Vec<Item>, expected: &[Identity], results: &mut Vec<Option<Item>>) {
    let index_by = |key: fn(&Json) -> String| {
        let mut keys = Vec::with_capacity(given.len());
        for item in &given {
            keys.push(match item {
                Item::Data(data) => key(data),
                Item::Refused(_) => String::new(),
            });
        }
        SortedIndex::new(keys)
    };
    let by_id = index_by(|data| id_of(data).unwrap_or_default().to_ascii_lowercase());
    let by_email = index_by(|data| key_of(data, "emailAddr"));
    let by_reference = index_by(|data| key_of(data, "extRefID"));
    let mut rest: Vec<Option<Item>> = Vec::with_capacity(given.len());
    for item in given {
        rest.push(Some(item));
    }
    for identity in expected {
        let place = match identity {
            Identity::Object(id) => only_place(&by_id, id),
            Identity::Person(email, reference) => {
                let by_reference = || only_place(&by_reference, reference);
                only_place(&by_email, email).or_else(by_reference)
            }
            Identity::Place => None,
        };
        let is_theirs = |item: &Item| names(item, identity) == Some(true);
        let at = place.filter(|&at| rest[at].as_ref().is_some_and(is_theirs));
        results.push(at.and_then(|at| rest[at].take()));
    }
    let is_strange = |item: &Item| matches!(item, Item::Data(data) if id_of(data).is_some());
    if rest.len() > expected.len() || rest.iter().flatten().any(is_strange) {
        results.fill_with(|| None);
    }
}

/// Two that name the same contradict each other, or one of them is somebody else's.
fn only_place(index: &SortedIndex, key: &str) -> Option<usize> {
    match index.all(&key.trim().to_ascii_lowercase()) {
        &[at] => Some(at),
        _ => None,
    }
}

/// Two new users with one ID: at most one of them is there, and nobody knows which.
fn drop_repeated(results: &mut [Option<Item>], expected: &[Identity]) {
    let mut ids = Vec::with_capacity(results.len());
    for (item, identity) in results.iter().zip(expected) {
        ids.push(match (item, identity) {
            (Some(Item::Data(data)), Identity::Person(..)) => {
                id_of(data).unwrap_or_default().to_ascii_lowercase()
            }
            _ => String::new(),
        });
    }
    let repeated = SortedIndex::new(ids).duplicates();
    for (item, is_repeated) in results.iter_mut().zip(repeated) {
        if is_repeated {
            *item = None;
        }
    }
}
