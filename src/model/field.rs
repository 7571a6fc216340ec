use crate::api::Id;
use crate::input::Problems;
use crate::json::{Json, Kind};

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
        let text = value.as_text();
        let (fits, problem) = match self {
            FieldKind::Text | FieldKind::Secret => (text.is_some(), "must be a text"),
            FieldKind::Email => (
                text.is_some_and(|text| is_email(&text)),
                "must be an e-mail address such as jane@example.com",
            ),
            FieldKind::Reference => (
                // "" clears a reference, as Workfront's forms do.
                text.is_some_and(|text| text.is_empty() || Id::parse(&text).is_some()),
                "must be an ID: 1 to 64 letters, digits, '-' or '_'",
            ),
            FieldKind::Name => (
                text.is_some_and(|text| !text.trim().is_empty()),
                "must be a name",
            ),
            FieldKind::Boolean => (value.as_bool().is_some(), "must be true or false"),
            FieldKind::Number => (
                value.as_number().is_some_and(|number| number >= 0.0),
                "must be a number, 0 or more",
            ),
            FieldKind::Share => (
                value
                    .as_number()
                    .is_some_and(|number| number > 0.0 && number <= 1.0),
                "must be a number over 0, at most 1",
            ),
            FieldKind::Country => (
                text.is_some_and(|text| {
                    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
                }),
                "must be a two-letter country code such as US",
            ),
            FieldKind::Date => (
                text.is_some_and(|text| is_date(&text)),
                "must be a date such as 2026-03-31 or 2026-03-31T09:00:00:000-0500",
            ),
            FieldKind::Collection => (
                value.is_array(),
                "must be a list; it replaces what was there",
            ),
            FieldKind::Texts => (
                value.is_array() && value.items().all(|item| item.kind() == Kind::Text),
                "must be a list of texts",
            ),
            FieldKind::Custom => (value.is_object(), "must be an object of custom fields"),
            FieldKind::ReadOnly => (false, "is set by Workfront and can't be written"),
        };
        (!fits).then_some(problem)
    }
}

impl Field {
    /// Checks a value to be written; null is left to Workfront, which clears with it.
    pub fn check(&self, value: &Json, problems: &mut Problems) {
        if value.is_null() && self.kind != FieldKind::ReadOnly {
            return;
        }
        if let Some(problem) = self.kind.problem(value) {
            problems.add(self.name, problem);
        }
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = crate::text::cut_last(text, "@") else {
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
    let pattern = |byte: u8, form: u8| {
        if form == b'-' {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    };
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes
            .iter()
            .zip(b"dddd-dd-dd")
            .all(|(&byte, &form)| pattern(byte, form))
        && bytes.get(10).is_none_or(|&byte| byte == b'T')
}
