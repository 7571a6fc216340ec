use super::Problems;
use crate::error::Result;
use crate::json::{Json, Kind};
use crate::text;

/// A value that is read from an input.
///
/// It is read in place, and what is wrong goes to the problems: passing each value up through an `Option` of its own
/// is twice the code in WebAssembly.
pub trait Read {
    /// A value to read into. Nobody sees it where there are problems.
    fn blank() -> Self
    where
        Self: Sized;

    /// Reads the value at `path`; what is wrong goes to `problems`.
    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems);

    /// What an absent (or null) field means; by default that it is required.
    fn absent(&mut self, path: &str, problems: &mut Problems) {
        problems.add(path, "is required");
    }
}

/// Reads a whole input, or tells everything that is wrong with it.
pub fn read_input<T: Read>(json: &Json) -> Result<T> {
    read_at(json, "")
}

/// Reads what stands at `path`, or tells everything that is wrong with it.
pub(crate) fn read_at<T: Read>(json: &Json, path: &str) -> Result<T> {
    let mut value = T::blank();
    read_into(&mut value, json, path)?;
    Ok(value)
}

/// The same in place, for what would be moved field by field.
pub(crate) fn read_into(value: &mut dyn Read, json: &Json, path: &str) -> Result<()> {
    let mut problems = Problems::default();
    value.read(json, path, &mut problems);
    problems.into_result()
}

/// Reads the fields of an object; unknown keys are problems. Whether it is an object.
pub(crate) fn read_fields(
    json: &Json,
    path: &str,
    problems: &mut Problems,
    names: &[&str],
    values: &mut [&mut dyn Read],
) -> bool {
    let Some(keys) = open(json, path, names, problems) else {
        return false;
    };
    for (name, value) in names.iter().zip(values) {
        let path = join(path, name);
        // Most fields of most inputs aren't there: asking the host for each would cost more than reading the others.
        let given = keys.iter().any(|key| key == name);
        match given.then(|| json.given(name)).flatten() {
            Some(given) => value.read(&given, &path, problems),
            None => value.absent(&path, problems),
        }
    }
    true
}

/// The keys, if it is an object; unknown ones are problems.
pub(crate) fn open(
    json: &Json,
    path: &str,
    known: &[&str],
    problems: &mut Problems,
) -> Option<Vec<String>> {
    if !json.is_object() {
        expected("an object", json, path, problems);
        return None;
    }
    let keys = json.keys();
    for key in &keys {
        if !known.contains(&key.as_str()) {
            problems.add(
                &join(path, key),
                format!("is not known here; known are {}", text::join(known, ", ")),
            );
        }
    }
    Some(keys)
}

/// The path of an item of a list.
pub(crate) fn item(path: &str, index: usize) -> String {
    let mut place = path.to_owned();
    push_index(&mut place, index);
    place
}

fn push_index(path: &mut String, index: usize) {
    path.push('[');
    text::push_number(path, index);
    path.push(']');
}

/// The path of a field.
pub(crate) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        text::concat(&[path, ".", name])
    }
}

/// Reads each item of a list, with its path.
pub(crate) fn read_items(
    json: &Json,
    path: &str,
    problems: &mut Problems,
    read: &mut dyn FnMut(&Json, &str, &mut Problems),
) {
    // One text for all paths: thousands of items are read, and hardly one is wrong.
    let mut place = path.to_owned();
    for index in 0..json.len() {
        place.truncate(path.len());
        push_index(&mut place, index);
        read(&json.at(index), &place, problems);
    }
}

/// Notes that `json` should have been something else.
pub(crate) fn expected(what: &str, json: &Json, path: &str, problems: &mut Problems) {
    let given = json.kind().described();
    problems.add(path, format!("must be {what}, not {given}"));
}

/// The text, or a problem.
pub(crate) fn read_text(json: &Json, path: &str, problems: &mut Problems) -> Option<String> {
    let text = json.as_text();
    if text.is_none() {
        expected("a text", json, path, problems);
    }
    text
}

/// Which of these texts it is, or a problem.
pub(crate) fn read_choice(
    json: &Json,
    path: &str,
    texts: &[&str],
    problems: &mut Problems,
) -> Option<usize> {
    let text = read_text(json, path, problems)?;
    let found = texts.iter().position(|known| *known == text);
    if found.is_none() {
        problems.add(
            path,
            format!("'{text}' is not one of {}", text::join(texts, ", ")),
        );
    }
    found
}

impl Read for Json {
    fn blank() -> Self {
        Json::null()
    }

    fn read(&mut self, json: &Json, _path: &str, _problems: &mut Problems) {
        *self = json.clone();
    }
}

impl Read for String {
    fn blank() -> Self {
        String::new()
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        if let Some(text) = read_text(json, path, problems) {
            *self = text;
        }
    }
}

impl Read for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        match json.as_bool() {
            Some(given) => *self = given,
            None => expected("true or false", json, path, problems),
        }
    }
}

impl Read for f64 {
    fn blank() -> Self {
        0.0
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        match json.as_number() {
            Some(number) => *self = number,
            None => expected("a number", json, path, problems),
        }
    }
}

impl Read for u32 {
    fn blank() -> Self {
        0
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        match json.as_number() {
            Some(number)
                if number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 =>
            {
                *self = number as u32;
            }
            Some(_) => problems.add(path, "must be a whole number, 0 or more"),
            None => expected("a number", json, path, problems),
        }
    }
}

impl<T: Read> Read for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        self.insert(T::blank()).read(json, path, problems);
    }

    fn absent(&mut self, _path: &str, _problems: &mut Problems) {}
}

impl<T: Read> Read for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        if json.kind() != Kind::Array {
            return expected("a list", json, path, problems);
        }
        read_items(json, path, problems, &mut |item, path, problems| {
            let mut value = T::blank();
            value.read(item, path, problems);
            self.push(value);
        });
    }
}

/// A list that may be written as its only item.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: Read> Read for OneOrMany<T> {
    fn blank() -> Self {
        OneOrMany(Vec::new())
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        if json.is_array() {
            return self.0.read(json, path, problems);
        }
        let mut only = T::blank();
        only.read(json, path, problems);
        self.0.push(only);
    }
}
