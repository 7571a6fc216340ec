use super::Problems;
use crate::error::Result;
use crate::json::{Json, Kind};

/// A value that can be read from an input.
pub trait Read: Sized {
    /// Reads the value at `path`; what is wrong goes to `problems`, and then there is no value.
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self>;

    /// What an absent (or null) field means; by default that it is required.
    fn absent(path: &str, problems: &mut Problems) -> Option<Self> {
        problems.add(path, "is required");
        None
    }
}

/// Reads a whole input, or tells everything that is wrong with it.
pub fn read_input<T: Read>(json: &Json) -> Result<T> {
    let mut problems = Problems::default();
    let value = T::read(json, "", &mut problems);
    match (value, problems.into_result()) {
        (Some(value), Ok(())) => Ok(value),
        (_, Err(error)) => Err(error),
        (None, Ok(())) => Err(crate::error::Error::invalid("input", "could not be read")),
    }
}

/// The fields of an object that is being read.
#[derive(Debug)]
pub struct Fields<'a> {
    json: &'a Json,
    path: &'a str,
}

impl<'a> Fields<'a> {
    /// Opens an object; unknown keys are problems.
    pub fn open(
        json: &'a Json,
        path: &'a str,
        known: &[&str],
        problems: &mut Problems,
    ) -> Option<Self> {
        if !json.is_object() {
            problems.add(
                path,
                format!("must be an object, not {}", json.kind().described()),
            );
            return None;
        }
        for key in json.keys() {
            if !known.contains(&key.as_str()) {
                problems.add(
                    &join(path, &key),
                    format!("is not known here; known are {}", known.join(", ")),
                );
            }
        }
        Some(Fields { json, path })
    }

    /// Reads one field.
    pub fn read<T: Read>(&self, name: &str, problems: &mut Problems) -> Option<T> {
        let path = join(self.path, name);
        match self.json.get(name).filter(|value| !value.is_null()) {
            Some(value) => T::read(&value, &path, problems),
            None => T::absent(&path, problems),
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// Notes that `json` should have been something else.
pub(crate) fn expected<T>(
    what: &str,
    json: &Json,
    path: &str,
    problems: &mut Problems,
) -> Option<T> {
    problems.add(
        path,
        format!("must be {what}, not {}", json.kind().described()),
    );
    None
}

/// Which of these texts it is.
pub(crate) fn read_choice(
    json: &Json,
    path: &str,
    texts: &[&str],
    problems: &mut Problems,
) -> Option<usize> {
    let text = String::read(json, path, problems)?;
    let found = texts.iter().position(|known| *known == text);
    if found.is_none() {
        problems.add(path, format!("'{text}' is not one of {}", texts.join(", ")));
    }
    found
}

impl Read for Json {
    fn read(json: &Json, _path: &str, _problems: &mut Problems) -> Option<Self> {
        Some(json.clone())
    }
}

impl Read for String {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        json.as_text()
            .or_else(|| expected("a text", json, path, problems))
    }
}

impl Read for bool {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        json.as_bool()
            .or_else(|| expected("true or false", json, path, problems))
    }
}

impl Read for f64 {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        json.as_number()
            .or_else(|| expected("a number", json, path, problems))
    }
}

impl Read for u32 {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        match json.as_number() {
            Some(number)
                if number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 =>
            {
                Some(number as u32)
            }
            Some(_) => {
                problems.add(path, "must be a whole number, 0 or more");
                None
            }
            None => expected("a number", json, path, problems),
        }
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        T::read(json, path, problems).map(Some)
    }

    fn absent(_path: &str, _problems: &mut Problems) -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        if json.kind() != Kind::Array {
            return expected("a list", json, path, problems);
        }
        // All items are read, also after a bad one, so that every problem is told.
        let items: Vec<Option<T>> = json
            .items()
            .enumerate()
            .map(|(index, item)| T::read(&item, &format!("{path}[{index}]"), problems))
            .collect();
        items.into_iter().collect()
    }
}

/// A list that may be written as its only item.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: Read> Read for OneOrMany<T> {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        if json.is_array() {
            Vec::read(json, path, problems).map(OneOrMany)
        } else {
            T::read(json, path, problems).map(|item| OneOrMany(vec![item]))
        }
    }
}
