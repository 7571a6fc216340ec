//! Which operations are sent in one request.

use crate::protocol::SortedIndex;
use crate::protocol::batch::{DialectSpec, Operation, OperationKind};

/// For each operation, whether its order matters: another operation names the same object, and one of them changes it.
pub(super) fn contended(operations: &[Operation]) -> Vec<bool> {
    let mut keys = Vec::with_capacity(operations.len());
    for operation in operations {
        keys.push(key(operation));
    }
    let index = SortedIndex::new(keys);
    let mut contended = index.duplicates();
    for (at, operation) in operations.iter().enumerate() {
        // The order of reads alone doesn't matter. Each key is checked once, at its first position.
        let same = index.all(index.get(at));
        if contended.get(at) != Some(&true) || same.first() != Some(&at) {
            continue;
        }
        let writes = operation.is_write() || same.iter().any(|&at| operations[at].is_write());
        for &at in same.iter().filter(|_| !writes) {
            contended[at] = false;
        }
    }
    contended
}

/// Splits the operations at these positions into the groups of one request each. The group to send first is the last.
pub(super) fn split(
    dialect: &DialectSpec,
    operations: &[Operation],
    positions: impl Iterator<Item = usize>,
    contended: &[bool],
    chunk_size: usize,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in positions {
        let operation = &operations[index];
        // Where a request fails as a whole, its parts are sent again. A read after a write of the same object returns the same
        // result then. A write after another operation on the object might not, so it begins a new group.
        let is_same =
            |&other: &usize| contended[other] && key(&operations[other]) == key(operation);
        let follows = |group: &[usize]| group.iter().any(is_same);
        match groups.last_mut() {
            Some(group)
                if group.len() < chunk_size
                    && group
                        .last()
                        .is_some_and(|&last| can_join(dialect, &operations[last], operation))
                    && !(contended[index] && operation.is_write() && follows(group)) =>
            {
                group.push(index);
            }
            _ => groups.push(vec![index]),
        }
    }
    // `reverse` of std adds more code.
    let mut queue = Vec::with_capacity(groups.len());
    while let Some(group) = groups.pop() {
        queue.push(group);
    }
    queue
}

/// An operation that can neither be repeated nor looked up is sent alone, so that the response is only about it.
fn can_join(dialect: &DialectSpec, last: &Operation, next: &Operation) -> bool {
    let can_share = |operation: &Operation| operation.is_idempotent() || operation.creates_user();
    can_share(last) && can_share(next) && (dialect.can_share)(last, next)
}

/// Equal for two operations on the same object; empty where an operation names none.
fn key(operation: &Operation) -> String {
    let mut key = match (operation.id(), operation.kind(), operation.email()) {
        (Some(id), _, _) => id.as_str().to_ascii_lowercase(),
        (None, OperationKind::Create, Some(email)) => email.to_ascii_lowercase(),
        _ => return String::new(),
    };
    key.push('/');
    key.push_str(&operation.object.to_ascii_lowercase());
    key
}
