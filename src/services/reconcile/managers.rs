//! The managers whom a list names: users of the tenant, or people whom the same plan creates.

use super::normalized::normalized;
use crate::json::Json;
use crate::protocol::SortedIndex;
use crate::services::users::is_pending;
use std::collections::BTreeMap;

/// The users whom the references of a list name, by reference.
#[derive(Debug, Default)]
pub struct ManagerIds {
    by_reference: BTreeMap<String, Vec<(String, String)>>,
    /// Why some of them may be unable to manage anybody, by their IDs in lower case.
    unfit: BTreeMap<String, &'static str>,
}

const INACTIVE: &str = "whose account is inactive";
const PENDING: &str = "whose account waits for an approval";

/// The fields by which a manager can be named.
const FIELDS: &[&str] = &["emailAddr", "username", "extRefID", "ID", "name"];

impl ManagerIds {
    /// Takes a user whom one of the references may name.
    pub fn visit(&mut self, user: &Json, references: &SortedIndex) {
        if references.is_empty() {
            return;
        }
        for field in FIELDS {
            let value = user.str_or_default(field);
            let value = normalized(&value);
            if references.first(&value).is_none() {
                continue;
            }
            let id = user.str_or_default("ID");
            let why = match user.get_bool("isActive") {
                _ if is_pending(user) => Some(PENDING),
                Some(false) => Some(INACTIVE),
                _ => None,
            };
            if let Some(why) = why {
                self.unfit.insert(id.to_ascii_lowercase(), why);
            }
            let ids = self.by_reference.entry(value.into_owned()).or_default();
            // Two are as ambiguous as many.
            if ids.len() < 2 && !ids.iter().any(|(known, _)| *known == id) {
                ids.push((id, user.str_or_default("name")));
            }
        }
    }

    /// The users whom a reference names: their IDs and names.
    pub fn get(&self, reference: &str) -> &[(String, String)] {
        let found = self.by_reference.get(reference);
        found.map_or(&[], Vec::as_slice)
    }

    /// Why a user may be unable to manage anybody: completes "a manager …".
    pub fn why_unfit(&self, id: &str) -> Option<&'static str> {
        self.unfit.get(&id.to_ascii_lowercase()).copied()
    }
}

/// For each item its position after those that it needs: `needs[i]` is the item that must come before `i`. `None` for items
/// that need each other in a circle, or need one of these.
pub fn depths(needs: &[Option<usize>]) -> Vec<Option<usize>> {
    const UNKNOWN: usize = usize::MAX;
    let mut depths: Vec<Option<usize>> = vec![Some(UNKNOWN); needs.len()];
    for start in 0..needs.len() {
        let mut path = Vec::new();
        let mut at = start;
        let mut base = None;
        while depths[at] == Some(UNKNOWN) {
            // Marks the path: whoever is met again is in a circle.
            depths[at] = None;
            path.push(at);
            match needs[at] {
                None => {
                    base = Some(0);
                    break;
                }
                Some(next) => {
                    base = depths[next]
                        .filter(|&depth| depth != UNKNOWN)
                        .map(|depth| depth + 1);
                    at = next;
                }
            }
        }
        for (distance, &item) in path.iter().rev().enumerate() {
            depths[item] = base.map(|base| base + distance);
        }
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::depths;

    #[test]
    fn items_come_after_those_that_they_need() {
        assert_eq!(
            depths(&[Some(1), Some(2), None]),
            [Some(2), Some(1), Some(0)]
        );
        assert_eq!(
            depths(&[None, Some(0), Some(0), Some(1)]),
            [Some(0), Some(1), Some(1), Some(2)]
        );
        assert_eq!(
            depths(&[Some(1), Some(0), Some(0), None]),
            [None, None, None, Some(0)]
        );
        assert_eq!(depths(&[Some(0)]), [None]);
    }
}
