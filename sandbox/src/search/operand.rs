//! The values in a condition.

use super::modifier::{Modifier, Test};
use super::wildcard;
use crate::dates;
use crate::model::Kind;
use crate::tenant::{Caller, Tenant};
use crate::value::Val;

const DAY_MS: i64 = 86_400_000;

/// A value in a condition. An invalid one matches nothing (docs/workfront-facts.md#modifiers).
#[derive(Clone, Debug)]
pub enum Operand {
    /// A string.
    Text(String),
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(f64),
    /// The start and the end of a day, or the same time twice.
    Date(i64, i64),
    /// Not a value of the field's kind.
    Invalid,
}

impl Operand {
    /// Parses a value of a condition.
    pub fn parse(
        tenant: &Tenant,
        caller: &Caller,
        kind: Kind,
        modifier: Modifier,
        value: &str,
    ) -> Self {
        match kind {
            Kind::Bool => match value.to_ascii_lowercase().as_str() {
                "true" => Self::Bool(true),
                "false" => Self::Bool(false),
                _ => Self::Invalid,
            },
            Kind::Int | Kind::Double => value.trim().parse().map_or(Self::Invalid, Self::Number),
            Kind::Date => {
                let offset = tenant.options.utc_offset_minutes;
                let wildcard_date = wildcard::date(tenant, caller, value)
                    .or_else(|| dates::parse(value, offset).map(|parsed| parsed.ms));
                let Some(ms) = wildcard_date else {
                    return Self::Invalid;
                };
                match modifier.test {
                    // The whole day matches (docs/workfront-facts.md#modifiers).
                    Test::Equal | Test::In => {
                        let start = dates::start_of_day(ms, offset);
                        Self::Date(start, start + DAY_MS - 1)
                    }
                    _ => Self::Date(ms, ms),
                }
            }
            _ => {
                let text = wildcard::text(tenant, caller, value);
                Self::Text(fold_case(
                    &text.unwrap_or_else(|| value.to_owned()),
                    modifier.ignore_case,
                ))
            }
        }
    }

    /// Whether a value equals the operand.
    pub fn equals(&self, value: &Val, ignore_case: bool) -> bool {
        match (value, self) {
            (Val::Text(text), Operand::Text(operand)) if ignore_case => {
                text.to_lowercase() == *operand
            }
            (Val::Text(text), Operand::Text(operand)) => **text == **operand,
            (Val::Texts(texts), Operand::Text(operand)) => texts
                .iter()
                .any(|text| fold_case(text, ignore_case) == *operand),
            (Val::Bool(flag), Operand::Bool(operand)) => flag == operand,
            (Val::Int(number), Operand::Number(operand)) => *number as f64 == *operand,
            (Val::Double(number), Operand::Number(operand)) => number == operand,
            (Val::Date(ms), Operand::Date(from, to)) => from <= ms && ms <= to,
            _ => false,
        }
    }

    /// Whether a value can be compared with the operand.
    pub fn is_comparable(&self, value: &Val) -> bool {
        matches!(
            (value, self),
            (Val::Text(_), Operand::Text(_))
                | (Val::Int(_) | Val::Double(_), Operand::Number(_))
                | (Val::Date(_), Operand::Date(..))
        )
    }

    /// Whether the operand is greater than a value.
    pub fn is_above(&self, value: &Val, ignore_case: bool) -> bool {
        match (value, self) {
            (Val::Text(text), Operand::Text(operand)) => fold_case(text, ignore_case) < *operand,
            (Val::Int(number), Operand::Number(operand)) => (*number as f64) < *operand,
            (Val::Double(number), Operand::Number(operand)) => number < operand,
            (Val::Date(ms), Operand::Date(from, _)) => ms < from,
            _ => false,
        }
    }

    /// Whether the operand is less than a value.
    pub fn is_below(&self, value: &Val, ignore_case: bool) -> bool {
        match (value, self) {
            (Val::Text(text), Operand::Text(operand)) => fold_case(text, ignore_case) > *operand,
            (Val::Int(number), Operand::Number(operand)) => (*number as f64) > *operand,
            (Val::Double(number), Operand::Number(operand)) => number > operand,
            (Val::Date(ms), Operand::Date(_, to)) => ms > to,
            _ => false,
        }
    }
}

/// The string in lower case, if case is ignored.
pub fn fold_case(text: &str, ignore_case: bool) -> String {
    if ignore_case {
        text.to_lowercase()
    } else {
        text.to_owned()
    }
}
