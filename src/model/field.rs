use crate::input::Problems;
use crate::json::{Json, Kind};
use crate::model::Id;

/// One field of a user.
#[derive(Debug)]
pub struct Field {
    /// Workfront's name.
    pub name: &'static str,
    /// What may be written into it.
    pub kind: FieldKind,
    /// What it is, from the doc comment of the table.
    #[cfg(feature = "schema")]
    pub description: &'static str,
    /// What a form needs to know of it.
    #[cfg(feature = "schema")]
    pub form: super::form::Form,
}

/// What may be written into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A text.
    Text,
    /// A text that must not be shown.
    Secret,
    /// An e-mail address.
    Email,
    /// The ID of another object.
    Reference,
    /// The name of another object, in place of its ID.
    Name,
    /// True or false.
    Boolean,
    /// A number, 0 or more.
    Number,
    /// A number over 0, at most 1.
    Share,
    /// A two-letter country code.
    Country,
    /// A date, or a date and time.
    Date,
    /// A list of objects or IDs.
    Collection,
    /// A list of texts.
    Texts,
    /// Custom fields by name.
    Custom,
    /// Set by Workfront; can't be written.
    ReadOnly,
}

impl FieldKind {
    /// What is wrong with a value, if anything. Values are never repeated: they may be secrets.
    fn problem(self, value: &Json) -> Option<&'static str> {
        let fits = match self {
            FieldKind::Boolean => value.as_bool().is_some(),
            FieldKind::Number => value.as_f64().is_some_and(|number| number >= 0.0),
            FieldKind::Share => value
                .as_f64()
                .is_some_and(|number| number > 0.0 && number <= 1.0),
            FieldKind::Collection => value.is_array(),
            FieldKind::Texts => {
                value.is_array() && value.items().all(|item| item.kind() == Kind::String)
            }
            FieldKind::Custom => value.is_object(),
            FieldKind::ReadOnly => false,
            _ => value.as_str().is_some_and(|text| self.fits_text(&text)),
        };
        (!fits).then(|| self.requirement())
    }

    /// What a value that doesn't fit should have been.
    fn requirement(self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::Secret => "must be a text",
            FieldKind::Email => "must be an e-mail address such as jane@example.com",
            FieldKind::Reference => "must be an ID: 1 to 64 letters, digits, '-' or '_'",
            FieldKind::Name => "must be a name",
            FieldKind::Boolean => "must be true or false",
            FieldKind::Number => "must be a number, 0 or more",
            FieldKind::Share => "must be a number over 0, at most 1",
            FieldKind::Country => "must be a two-letter country code such as US",
            FieldKind::Date => "must be a date such as 2026-03-31 or 2026-03-31T09:00:00:000-0500",
            FieldKind::Collection => "must be a list; it replaces what was there",
            FieldKind::Texts => "must be a list of texts",
            FieldKind::Custom => "must be an object of custom fields",
            FieldKind::ReadOnly => "is set by Workfront and can't be written",
        }
    }

    fn fits_text(self, text: &str) -> bool {
        match self {
            FieldKind::Email => is_email(text),
            // "" clears a reference, as Workfront's forms do.
            FieldKind::Reference => text.is_empty() || Id::parse(text).is_some(),
            FieldKind::Name => !text.trim().is_empty(),
            FieldKind::Country => {
                text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
            }
            FieldKind::Date => is_date(text),
            _ => true,
        }
    }
}

impl Field {
    /// Checks a value to be written; null is left to Workfront, which clears with it.
    pub fn check(&self, value: &Json, problems: &mut Problems) {
        let Some(problem) = self.kind.problem(value) else {
            return;
        };
        if self.kind == FieldKind::ReadOnly || !value.is_null() {
            problems.add(self.name, problem);
        }
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && !domain.is_empty()
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text.bytes().any(|byte| byte <= b' ' || byte == 0x7f)
}

/// Whether the text begins as a date; the time's many forms are Workfront's to read.
fn is_date(text: &str) -> bool {
    text.len() >= 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            10 => byte == b'T',
            _ => at > 10 || byte.is_ascii_digit(),
        })
}
