//! Reads a whole input, or a part of one.

use super::Problems;
use super::state::{State, check, enter_field, leave, problem_count, with};
use super::stopped::Stopped;
use super::value::CollectingDeserializer;
use crate::error::{Error, Result};
use crate::json::Json;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// Reads a whole input.
///
/// # Errors
/// Kind `validation`, with every problem of the input.
pub fn read_input<T: DeserializeOwned>(json: &Json) -> Result<T> {
    read_at(json, "")
}

/// Reads the value at `path`.
///
/// # Errors
/// Kind `validation`, with every problem of the value.
pub(crate) fn read_at<T: DeserializeOwned>(json: &Json, path: &str) -> Result<T> {
    let mut problems = Problems::default();
    let value = read(json, path, &mut problems);
    problems.into_result()?;
    // A value that wasn't read has a problem.
    value.ok_or_else(|| Error::invalid("input", UNREADABLE))
}

/// Reads a value and adds its problems to others.
pub(crate) fn read_into_problems<T: DeserializeOwned>(
    json: &Json,
    problems: &mut Problems,
) -> Option<T> {
    read(json, "", problems)
}

const UNREADABLE: &str = "can't be read";

fn read<T: DeserializeOwned>(json: &Json, path: &str, problems: &mut Problems) -> Option<T> {
    let state = State {
        path: path.to_owned(),
        problems: std::mem::take(problems),
        handle: None,
    };
    let (value, state) = with(state, || T::deserialize(CollectingDeserializer::new(json)));
    *problems = state.problems;
    if value.is_err() {
        problems.add(path, UNREADABLE);
    }
    value.ok()
}

/// Reads the value that a type's own `deserialize` took as [`Json`]; problems name the path of that value.
pub(crate) fn read_here<'de, T: Deserialize<'de>, E: serde::de::Error>(
    json: &Json,
) -> std::result::Result<T, E> {
    T::deserialize(CollectingDeserializer::new(json)).map_err(E::custom)
}

/// Reads any value but null; `None` where it has a problem, which is recorded.
pub(crate) fn read_json<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Json>, D::Error> {
    let before = problem_count();
    let json = Json::deserialize(deserializer)?;
    Ok(Some(json).filter(|_| problem_count() == before))
}

/// Reads one field of an object that a type's own `deserialize` took as [`Json`]; `None` where it has a problem.
pub(crate) fn read_field<T: DeserializeOwned>(json: &Json, name: &str) -> Option<T> {
    let before = problem_count();
    let length = enter_field(name);
    let value = read_here::<T, Stopped>(&json.get_or_null(name));
    leave(length);
    value.ok().filter(|_| problem_count() == before)
}

/// Reads a string that `parse` must accept; `blank` takes the place of one that it doesn't.
pub(crate) fn parsed<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    blank: T,
    parse: impl FnOnce(String) -> std::result::Result<T, String>,
) -> std::result::Result<T, D::Error> {
    let before = problem_count();
    let text = String::deserialize(deserializer)?;
    if problem_count() > before {
        return Ok(blank);
    }
    Ok(parse(text).unwrap_or_else(|problem| {
        check(|path, problems| problems.add(path, problem));
        blank
    }))
}
