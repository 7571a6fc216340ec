use super::{Id, date, invisible};
use crate::input::{not_one_of, with_value};
use crate::json::Json;

/// The values that a field can be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// Any string: the type is text, or only the tenant knows it.
    Any,
    /// A string.
    Text,
    /// A string that identifies a person: trimmed, without characters that can't be seen.
    Key,
    /// An e-mail address: a key without white space.
    Email,
    /// The ID of an object, or several with commas between them.
    Id,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A date, or a date and time.
    Date,
    /// A two-letter country code.
    Country,
    /// One of these strings.
    Choice(&'static [&'static str]),
}

impl FieldValue {
    /// The value as it is sent, without white space at its ends where that has no meaning.
    ///
    /// # Errors
    /// What is wrong with the value: "must be … but is …".
    pub fn read(self, text: &str) -> Result<String, String> {
        if matches!(self, FieldValue::Any | FieldValue::Text) {
            return Ok(text.to_owned());
        }
        let value = invisible::trim(text);
        if value.is_empty() && !matches!(self, FieldValue::Key | FieldValue::Email) {
            return Err(format!("must be {} but is empty", self.described()));
        }
        let is_right = match self {
            FieldValue::Key | FieldValue::Email => return self.read_key(value),
            FieldValue::Id => value.split(',').all(|id| Id::parse(id).is_some()),
            FieldValue::Boolean => {
                let lower = value.to_ascii_lowercase();
                if matches!(lower.as_str(), "true" | "false") {
                    return Ok(lower);
                }
                false
            }
            // The host parses numbers: a parser here would add tables to the WebAssembly.
            FieldValue::Number => Json::parse(value)
                .and_then(|json| json.as_f64())
                .is_some_and(f64::is_finite),
            FieldValue::Date => date::parse(value).is_some(),
            FieldValue::Country => {
                value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_alphabetic())
            }
            FieldValue::Choice(choices) => {
                if !choices.contains(&value) {
                    return Err(not_one_of(value, choices));
                }
                true
            }
            FieldValue::Any | FieldValue::Text => true,
        };
        match is_right {
            true => Ok(value.to_owned()),
            false => Err(with_value(&format!("must be {}", self.described()), text)),
        }
    }

    fn read_key(self, value: &str) -> Result<String, String> {
        let problem = match self {
            FieldValue::Email if value.contains(char::is_whitespace) => {
                super::person_key::email_problem(value)
            }
            _ => super::person_key::key_problem(value),
        };
        problem.map_or_else(|| Ok(value.to_owned()), Err)
    }

    /// What a value must be: "a date such as …".
    pub(crate) fn described(self) -> &'static str {
        match self {
            FieldValue::Any | FieldValue::Text | FieldValue::Key => "a string",
            FieldValue::Email => "an e-mail address such as jane@example.com",
            FieldValue::Id => "an ID (1 to 64 letters, digits, '-' or '_')",
            FieldValue::Boolean => "true or false",
            FieldValue::Number => "a number such as 0.5",
            FieldValue::Date => "a date such as 2026-03-31 or 2026-03-31T09:00:00.000Z",
            FieldValue::Country => "a two-letter country code such as US",
            FieldValue::Choice(_) => "one of the choices",
        }
    }
}
