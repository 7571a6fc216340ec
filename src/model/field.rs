use crate::input::Problems;
use crate::json::{Json, Kind};
use crate::model::{Id, date, person_key};

/// One field of a user.
#[derive(Debug)]
pub struct Field {
    /// Workfront's name.
    pub name: &'static str,
    /// The values that may be written.
    pub kind: FieldKind,
    /// Its description: the doc comment in the table of fields.
    #[cfg(feature = "schema")]
    pub description: &'static str,
    /// What a form shows.
    #[cfg(feature = "schema")]
    pub form: super::form::Form,
}

/// The values that may be written into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A string.
    Text,
    /// A string that must not be shown.
    Secret,
    /// An e-mail address.
    Email,
    /// The ID of another object.
    Reference,
    /// The name of another object, in place of its ID.
    Name,
    /// A boolean.
    Boolean,
    /// A number, 0 or more.
    Number,
    /// A number over 0, at most 1.
    Fraction,
    /// A two-letter country code.
    Country,
    /// A date, or a date and time.
    Date,
    /// An array of objects or IDs.
    Collection,
    /// An array of strings.
    Strings,
    /// Custom fields by name.
    Custom,
    /// Set by Workfront; can't be written.
    ReadOnly,
}

impl FieldKind {
    fn fits(self, value: &Json) -> bool {
        match self {
            FieldKind::Boolean => value.as_bool().is_some(),
            FieldKind::Number => value.as_f64().is_some_and(|number| number >= 0.0),
            FieldKind::Fraction => value
                .as_f64()
                .is_some_and(|number| number > 0.0 && number <= 1.0),
            FieldKind::Collection => value.is_array(),
            FieldKind::Strings => {
                value.is_array() && value.items().all(|item| item.kind() == Kind::String)
            }
            FieldKind::Custom => value.is_object(),
            FieldKind::ReadOnly => false,
            _ => value.as_str().is_some_and(|text| self.fits_text(&text)),
        }
    }

    /// What a value must be, and its type.
    fn requirement(self) -> (&'static str, Kind) {
        match self {
            FieldKind::Text | FieldKind::Secret => ("a string", Kind::String),
            FieldKind::Email => ("an e-mail address such as jane@example.com", Kind::String),
            FieldKind::Reference => ("an ID (1 to 64 letters, digits, '-' or '_')", Kind::String),
            FieldKind::Name => ("a name", Kind::String),
            FieldKind::Boolean => ("a boolean", Kind::Boolean),
            FieldKind::Number => ("a number, 0 or more,", Kind::Number),
            FieldKind::Fraction => ("a number over 0, at most 1,", Kind::Number),
            FieldKind::Country => ("a two-letter country code such as US", Kind::String),
            FieldKind::Date => (
                "a date such as 2026-03-31 or 2026-03-31T09:00:00:000-0500",
                Kind::String,
            ),
            FieldKind::Collection => ("an array, which replaces the present one,", Kind::Array),
            FieldKind::Strings => ("an array of strings", Kind::Array),
            FieldKind::Custom => ("an object of custom fields", Kind::Object),
            FieldKind::ReadOnly => ("absent", Kind::Null),
        }
    }

    fn fits_text(self, text: &str) -> bool {
        match self {
            FieldKind::Email => person_key::email_problem(person_key::trimmed(text)).is_none(),
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
    /// Whether a text may be written into the field.
    #[cfg(feature = "plans")]
    pub(crate) fn takes_text(&self, text: &str) -> bool {
        let problem = || person_key::field_problem(self.name, person_key::trimmed(text));
        // An address is both checks' matter.
        self.kind.fits_text(text) && (self.kind == FieldKind::Email || problem().is_none())
    }

    /// Checks a value to be written, which is at `path` of the input; null is left to Workfront, which clears the field.
    pub fn check(&self, value: &Json, path: &str, problems: &mut Problems) {
        if self.kind == FieldKind::ReadOnly {
            return problems.add(path, "is set by Workfront and can't be written");
        }
        if value.is_null() {
            return;
        }
        if let Some(text) = value.as_str() {
            let problem = person_key::field_problem(self.name, person_key::trimmed(&text));
            if let Some(problem) = problem {
                return problems.add(path, problem);
            }
        }
        if self.kind.fits(value) {
            return;
        }
        let (what, kind) = self.kind.requirement();
        if value.kind() == kind {
            problems.add_wrong_value(path, what, value);
        } else {
            problems.add_wrong_type(path, what, value);
        }
    }
}

/// Whether the text begins with a day of the calendar. Workfront checks the time, which has many forms.
fn is_date(text: &str) -> bool {
    let is_day = |day| date::parse(day).is_some();
    let rest = text.get(10..).unwrap_or_default();
    text.get(..10).is_some_and(is_day) && (rest.is_empty() || rest.starts_with('T'))
}
