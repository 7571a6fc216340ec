//! Which operation each item of a response belongs to.
//!
//! The items are in the order of the operations, unless one names another object than the operation at its position. Then
//! items are matched by the object that they name. A response that shows an object twice, or an object that wasn't requested,
//! proves nothing.

use crate::error::Error;
use crate::json::Json;
use crate::protocol::{SortedIndex, envelope};

/// What identifies the result of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The ID of the object.
    Object(String),
    /// The e-mail address and the reference of a new user; either may be empty.
    Person(String, String),
    /// Only its position.
    Position,
}

/// The result of one operation.
#[derive(Debug)]
pub enum Item {
    /// Workfront's data.
    Data(Json),
    /// Workfront's refusal.
    Refused(Error),
}

/// Whether the position shows which operation an item belongs to, if the item names no object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The results come in the order of the operations.
    Preserved,
    /// The order isn't guaranteed. Only a refusal, which never names an object, is matched by its position.
    Unspecified,
}

/// The result of each operation; `None` where the response doesn't have exactly one.
pub fn match_results(items: &Json, expected: &[Identity], order: Order) -> Vec<Option<Item>> {
    let mut read_items = Vec::with_capacity(items.len());
    for item in items.items() {
        read_items.push(read(item));
    }
    let in_place = read_items.len() == expected.len()
        && read_items
            .iter()
            .zip(expected)
            .all(|(item, identity)| names(item, identity) != Some(false));
    let mut results: Vec<Option<Item>> = Vec::with_capacity(expected.len());
    if in_place {
        for (item, identity) in read_items.into_iter().zip(expected) {
            let is_known = match &item {
                Item::Refused(_) => true,
                Item::Data(_) => order == Order::Preserved || names(&item, identity) == Some(true),
            };
            results.push(is_known.then_some(item));
        }
    } else {
        by_identity(read_items, expected, &mut results);
    }
    drop_duplicates(&mut results, expected);
    results
}

/// Reads an item. The guide shows the object itself; Adobe's client gets it in `data`.
fn read(item: Json) -> Item {
    if let Some(error) = envelope::error_of_item(&item) {
        // An object together with an error is not a refusal: `evidence` decides what it proves.
        let is_both = item.get_non_null("data").is_some() || item.get_non_null("ID").is_some();
        return match is_both {
            true => Item::Data(item),
            false => Item::Refused(error),
        };
    }
    let wrapped = item.get("data").filter(|_| item.keys().len() == 1);
    Item::Data(wrapped.unwrap_or(item))
}

/// Whether an item names the expected object; `None` where it names none.
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
            for (name, expected) in [("emailAddr", email), ("extRefID", reference)] {
                let own = key_of(data, name);
                if !own.is_empty() && !expected.is_empty() {
                    same = Some(same != Some(false) && own == expected.trim().to_ascii_lowercase());
                }
            }
            same
        }
        Identity::Position => None,
    }
}

fn id_of(data: &Json) -> Option<String> {
    let id = only(data).get_str("ID");
    id.filter(|id| !id.is_empty())
}

/// The only item of an array of one; any other value unchanged.
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

fn by_identity(items: Vec<Item>, expected: &[Identity], results: &mut Vec<Option<Item>>) {
    let index_by = |key: fn(&Json) -> String| {
        let mut keys = Vec::with_capacity(items.len());
        for item in &items {
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
    let mut rest: Vec<Option<Item>> = Vec::with_capacity(items.len());
    for item in items {
        rest.push(Some(item));
    }
    for identity in expected {
        let position = match identity {
            Identity::Object(id) => only_position(&by_id, id),
            Identity::Person(email, reference) => {
                let by_reference = || only_position(&by_reference, reference);
                only_position(&by_email, email).or_else(by_reference)
            }
            Identity::Position => None,
        };
        let is_match = |item: &Item| names(item, identity) == Some(true);
        let at = position.filter(|&at| rest[at].as_ref().is_some_and(is_match));
        results.push(at.and_then(|at| rest[at].take()));
    }
    let is_other_object = |item: &Item| matches!(item, Item::Data(data) if id_of(data).is_some());
    if rest.len() > expected.len() || rest.iter().flatten().any(is_other_object) {
        results.fill_with(|| None);
    }
}

/// The position of the only item with this key. Of several, none can be trusted.
fn only_position(index: &SortedIndex, key: &str) -> Option<usize> {
    match index.all(&key.trim().to_ascii_lowercase()) {
        &[at] => Some(at),
        _ => None,
    }
}

/// Drops new users with the same ID: at most one of them was created, and nothing shows which.
fn drop_duplicates(results: &mut [Option<Item>], expected: &[Identity]) {
    let mut ids = Vec::with_capacity(results.len());
    for (item, identity) in results.iter().zip(expected) {
        ids.push(match (item, identity) {
            (Some(Item::Data(data)), Identity::Person(..)) => {
                id_of(data).unwrap_or_default().to_ascii_lowercase()
            }
            _ => String::new(),
        });
    }
    let duplicates = SortedIndex::new(ids).duplicates();
    for (item, is_duplicate) in results.iter_mut().zip(duplicates) {
        if is_duplicate {
            *item = None;
        }
    }
}
