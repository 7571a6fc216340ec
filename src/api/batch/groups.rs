//! Which operations go out together.

use super::{Dialect, Operation, bulk};
use std::collections::VecDeque;

/// Splits operations, by index and in order, into what one request carries.
pub(super) fn split(
    dialect: Dialect,
    operations: &[Operation],
    indices: impl Iterator<Item = usize>,
    chunk_size: usize,
) -> VecDeque<Vec<usize>> {
    let mut groups: VecDeque<Vec<usize>> = VecDeque::new();
    let mut keys = Vec::new();
    for index in indices {
        let operation = &operations[index];
        let joins = groups.back().is_some_and(|group| {
            let last = &operations[group[group.len() - 1]];
            group.len() < chunk_size && goes_with(dialect, last, operation, &keys)
        });
        if !joins {
            groups.push_back(Vec::new());
            keys.clear();
        }
        if let Some(group) = groups.back_mut() {
            group.push(index);
        }
        keys.extend(key(operation));
    }
    groups
}

/// What can't be repeated nor looked up travels alone, so that its answer is its verdict. Nor may a request name
/// one object twice: where the whole fails, its parts are sent again, and the order would be lost.
fn goes_with(
    dialect: Dialect,
    last: &Operation,
    next: &Operation,
    keys: &[(String, String)],
) -> bool {
    let can_share = |operation: &Operation| operation.is_idempotent() || operation.creates_user();
    let is_new = key(next).is_none_or(|key| !keys.contains(&key));
    let fits = dialect != Dialect::Bulk
        || (bulk::fits(last) && bulk::fits(next) && bulk::fit_together(last, next));
    can_share(last) && can_share(next) && is_new && fits
}

fn key(operation: &Operation) -> Option<(String, String)> {
    let unique = operation.id().map(|id| id.as_str().to_owned());
    let unique = unique.or_else(|| operation.email().map(|email| email.to_ascii_lowercase()));
    Some((operation.object.to_ascii_lowercase(), unique?))
}
