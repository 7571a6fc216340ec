//! The path that the deserializer is at, and the problems found so far. serde passes nothing but a deserializer to a type's
//! `deserialize`, so a type with checks of its own finds them here.

use super::Problems;
use super::path::{push_field, push_item};
use crate::json::Json;
use std::cell::RefCell;

/// The path that the deserializer is at, and the problems found so far.
#[derive(Default)]
pub(super) struct State {
    pub path: String,
    pub problems: Problems,
    /// A value on its way through serde (see `handle`).
    pub handle: Option<Json>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Runs `read` with a state of its own and returns that state. Reads may be nested.
pub(super) fn with<T>(state: State, read: impl FnOnce() -> T) -> (T, State) {
    let outer = STATE.replace(state);
    let value = read();
    (value, STATE.replace(outer))
}

/// Calls `body` with the path and the problems of the value being read, for checks that its type doesn't express.
pub(crate) fn check<T>(body: impl FnOnce(&str, &mut Problems) -> T) -> T {
    STATE.with_borrow_mut(|state| body(&state.path, &mut state.problems))
}

/// Replaces the problems found so far, and returns them.
pub(super) fn replace_problems(problems: Problems) -> Problems {
    STATE.with_borrow_mut(|state| std::mem::replace(&mut state.problems, problems))
}

/// The number of problems found so far.
pub(crate) fn problem_count() -> usize {
    STATE.with_borrow(|state| state.problems.count())
}

/// Appends a field to the path; returns the path's former length, for [`leave`].
pub(super) fn enter_field(name: &str) -> usize {
    STATE.with_borrow_mut(|state| {
        let length = state.path.len();
        push_field(&mut state.path, name);
        length
    })
}

/// Appends an index to the path; returns the path's former length, for [`leave`].
pub(super) fn enter_item(index: usize) -> usize {
    STATE.with_borrow_mut(|state| {
        let length = state.path.len();
        push_item(&mut state.path, index);
        length
    })
}

/// Cuts the path to its former length.
#[inline(never)]
pub(super) fn leave(length: usize) {
    STATE.with_borrow_mut(|state| state.path.truncate(length));
}

pub(super) fn put_handle(json: Option<Json>) {
    STATE.with_borrow_mut(|state| state.handle = json);
}

pub(super) fn take_handle() -> Option<Json> {
    STATE.with_borrow_mut(|state| state.handle.take())
}
