//! The value of a field.

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::Value;

use crate::dates;

/// The value of a field. Cloning is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Val {
    /// No value.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A floating-point number.
    Double(f64),
    /// A date, in milliseconds since 1970 (UTC).
    Date(i64),
    /// A string or an ID.
    Text(Arc<str>),
    /// Several strings.
    Texts(Arc<[Arc<str>]>),
}

impl Val {
    /// A string value.
    pub fn text(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }

    /// Whether it is `Null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The string, if it is one.
    pub fn as_text(&self) -> Option<&Arc<str>> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is `true`.
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// The value as the API sends it.
    pub fn to_json(&self, offset_minutes: i64) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(flag) => Value::Bool(*flag),
            Self::Int(number) => Value::from(*number),
            Self::Double(number) => Value::from(*number),
            Self::Date(ms) => Value::String(dates::format(*ms, offset_minutes)),
            Self::Text(text) => Value::String(text.to_string()),
            Self::Texts(texts) => texts.iter().map(|text| Value::from(&**text)).collect(),
        }
    }

    /// Compares two values of one field. `Null` comes last, as in Oracle.
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Null, Self::Null) => Ordering::Equal,
            (Self::Null, _) => Ordering::Greater,
            (_, Self::Null) => Ordering::Less,
            (Self::Bool(left), Self::Bool(right)) => left.cmp(right),
            (Self::Int(left), Self::Int(right)) | (Self::Date(left), Self::Date(right)) => {
                left.cmp(right)
            }
            (Self::Double(left), Self::Double(right)) => left.total_cmp(right),
            (Self::Text(left), Self::Text(right)) => left.cmp(right),
            _ => Ordering::Equal,
        }
    }
}
