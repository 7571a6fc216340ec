//! Whose result each item of a response to several operations is.
//!
//! The items stand in the order of the operations, unless one names another object than the operation at its place: then
//! only what an item names counts. What names nobody that was asked for belongs to nobody.

use crate::api::envelope;
use crate::error::Error;
use crate::json::Json;
use std::collections::BTreeMap;

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
        return Item::Refused(error);
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

/// What names an object or a person, in the order in which it is looked at.
fn keys(data: &Json) -> [String; 3] {
    let id = id_of(data).unwrap_or_default().to_ascii_lowercase();
    [id, key_of(data, "emailAddr"), key_of(data, "extRefID")]
}

fn by_identity(given: Vec<Item>, expected: &[Identity], results: &mut Vec<Option<Item>>) {
    let mut by_key: [BTreeMap<String, Vec<usize>>; 3] = Default::default();
    for (at, item) in given.iter().enumerate() {
        let Item::Data(data) = item else { continue };
        for (map, key) in by_key.iter_mut().zip(keys(data)) {
            if !key.is_empty() {
                map.entry(key).or_default().push(at);
            }
        }
    }
    let mut given: Vec<Option<Item>> = given.into_iter().map(Some).collect();
    for identity in expected {
        let wanted: [(usize, &str); 2] = match identity {
            Identity::Object(id) => [(0, id), (0, "")],
            Identity::Person(email, reference) => [(1, email), (2, reference)],
            Identity::Place => [(0, ""), (0, "")],
        };
        let mut found = None;
        for (map, key) in wanted {
            let key = key.trim().to_ascii_lowercase();
            // Two that name the same contradict each other, or one of them is somebody else's.
            if let Some([at]) = by_key[map].get(&key).map(Vec::as_slice) {
                found = found.or(Some(*at));
            }
        }
        let item = found.and_then(|at| given.get_mut(at)?.take());
        let is_theirs = |item: &Item| names(item, identity) == Some(true);
        results.push(item.filter(is_theirs));
    }
}

/// Two new users with one ID: at most one of them is there, and nobody knows which.
fn drop_repeated(results: &mut [Option<Item>], expected: &[Identity]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let is_new = |identity: &Identity| !matches!(identity, Identity::Object(_));
    let new_id = |item: &Option<Item>| match item {
        Some(Item::Data(data)) => id_of(data).map(|id| id.to_ascii_lowercase()),
        _ => None,
    };
    for (item, _) in results.iter().zip(expected).filter(|(_, one)| is_new(one)) {
        if let Some(id) = new_id(item) {
            *counts.entry(id).or_default() += 1;
        }
    }
    for (item, identity) in results.iter_mut().zip(expected) {
        let is_repeated = new_id(item).is_some_and(|id| counts.get(&id).is_some_and(|&n| n > 1));
        if is_repeated && is_new(identity) {
            *item = None;
        }
    }
}
