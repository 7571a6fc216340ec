//! Which operations go out together.

use super::{Dialect, Operation, Places, bulk};

/// Whether another operation names the same object, for each of them.
pub(super) fn twins(operations: &[Operation]) -> Vec<bool> {
    let mut keys = Vec::with_capacity(operations.len());
    for operation in operations {
        keys.push(key(operation));
    }
    Places::of(keys).twins()
}

/// Splits operations, by index, into what one request carries; what goes out first comes last.
pub(super) fn split(
    dialect: Dialect,
    operations: &[Operation],
    twins: &[bool],
    chunk_size: usize,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, operation) in operations.iter().enumerate() {
        // A request may not name one object twice: where the whole fails, its parts are sent again, and the order
        // would be lost.
        let is_twin = |&other: &usize| twins[other] && key(&operations[other]) == key(operation);
        match groups.last_mut() {
            Some(group)
                if group.len() < chunk_size
                    && goes_with(dialect, &operations[index - 1], operation)
                    && !(twins[index] && group.iter().any(is_twin)) =>
            {
                group.push(index);
            }
            _ => groups.push(vec![index]),
        }
    }
    // std's own way to reverse is larger.
    let mut queue = Vec::with_capacity(groups.len());
    while let Some(group) = groups.pop() {
        queue.push(group);
    }
    queue
}

/// What can't be repeated nor looked up travels alone, so that its answer is its verdict.
fn goes_with(dialect: Dialect, last: &Operation, next: &Operation) -> bool {
    let can_share = |operation: &Operation| operation.is_idempotent() || operation.creates_user();
    let fits = dialect != Dialect::Bulk
        || (bulk::fits(last) && bulk::fits(next) && bulk::fit_together(last, next));
    fits && can_share(last) && can_share(next)
}

fn key(operation: &Operation) -> String {
    let mut key = match operation.id() {
        Some(id) => id.as_str().to_owned(),
        None => match operation.email() {
            Some(email) => email.to_ascii_lowercase(),
            None => return String::new(),
        },
    };
    key.push('/');
    key.push_str(&operation.object.to_ascii_lowercase());
    key
}
