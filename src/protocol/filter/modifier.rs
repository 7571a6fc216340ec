use crate::input::{Problems, join};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

// See docs/workfront-facts.md#modifiers.
/// How a filter compares.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Modifier {
    /// Less than.
    Lt,
    /// At most.
    Lte,
    /// More than.
    Gt,
    /// At least.
    Gte,
    /// Equal; a date means the whole day.
    Eq,
    /// Not equal, or without a value.
    Ne,
    /// Not equal, and with a value.
    Nee,
    /// Equal, ignoring case.
    Cieq,
    /// Not equal, ignoring case.
    Cine,
    /// One of several.
    In,
    /// One of several, ignoring case.
    Ciin,
    /// None of several.
    Notin,
    /// None of several, ignoring case.
    Cinotin,
    /// All of several.
    Allof,
    /// Contains the string.
    Contains,
    /// Contains the string, ignoring case.
    Cicontains,
    /// Contains any of the words.
    Cicontainsany,
    /// Contains all of the words.
    Cicontainsall,
    /// Doesn't contain the string.
    Notcontains,
    /// Doesn't contain the string, ignoring case.
    Cinotcontains,
    /// Contains none of the words.
    Cinotcontainsany,
    /// Doesn't contain all of the words.
    Cinotcontainsall,
    /// Matches an SQL pattern with `%` and `_`.
    Like,
    /// Matches an SQL pattern, ignoring case.
    Cilike,
    /// Begins with the string.
    Startswith,
    /// Sounds like the string.
    Soundex,
    /// From `value` to `upperValue`.
    Between,
    /// Outside of `value` to `upperValue`.
    Notbetween,
    /// From `value` to `upperValue`, ignoring case.
    Cibetween,
    /// Outside of `value` to `upperValue`, ignoring case.
    Cinotbetween,
    /// Has no value.
    Isnull,
    /// Has a value.
    Notnull,
    /// Has no value, or only blanks.
    Isblank,
    /// Has more than blanks.
    Notblank,
    /// Equal to the moment, not the whole day.
    Exacttime,
    /// Shorter than this many characters.
    LengthLt,
    /// Exactly this many characters.
    LengthEq,
    /// Longer than this many characters.
    LengthGt,
    /// Has any of these bits.
    Bitwiseor,
    /// Has all of these bits.
    Bitwiseand,
    /// Doesn't have all of these bits.
    Bitwisenand,
}

impl Modifier {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    pub(super) fn takes_range(self) -> bool {
        matches!(
            self,
            Modifier::Between | Modifier::Notbetween | Modifier::Cibetween | Modifier::Cinotbetween
        )
    }

    pub(super) fn takes_nothing(self) -> bool {
        matches!(
            self,
            Modifier::Isnull | Modifier::Notnull | Modifier::Isblank | Modifier::Notblank
        )
    }

    pub(super) fn takes_several(self) -> bool {
        matches!(
            self,
            Modifier::In
                | Modifier::Ciin
                | Modifier::Notin
                | Modifier::Cinotin
                | Modifier::Allof
                | Modifier::Cicontainsany
                | Modifier::Cicontainsall
                | Modifier::Cinotcontainsany
                | Modifier::Cinotcontainsall
        )
    }
}

impl Modifier {
    /// Whether it compares a length or bits with a number, whatever the type of the field.
    pub(super) fn takes_number(self) -> bool {
        matches!(
            self,
            Modifier::LengthLt
                | Modifier::LengthEq
                | Modifier::LengthGt
                | Modifier::Bitwiseor
                | Modifier::Bitwiseand
                | Modifier::Bitwisenand
        )
    }

    /// Whether it compares a part of the field's text, rather than the whole value.
    pub(super) fn takes_part(self) -> bool {
        matches!(
            self,
            Modifier::Contains
                | Modifier::Cicontains
                | Modifier::Cicontainsany
                | Modifier::Cicontainsall
                | Modifier::Notcontains
                | Modifier::Cinotcontains
                | Modifier::Cinotcontainsany
                | Modifier::Cinotcontainsall
                | Modifier::Like
                | Modifier::Cilike
                | Modifier::Startswith
                | Modifier::Soundex
        )
    }
}

/// Checks that the values match the modifier.
pub(super) fn check(
    modifier: Option<Modifier>,
    values: &[String],
    upper: &[String],
    path: &str,
    problems: &mut Problems,
) -> Option<()> {
    let range = modifier.map_or(!upper.is_empty(), Modifier::takes_range);
    let nothing = modifier.is_some_and(Modifier::takes_nothing);
    // Without a modifier Workfront reads several values as `in`.
    let several = modifier.is_none_or(Modifier::takes_several) && !range;
    let name = modifier.map_or("this filter", Modifier::as_str);
    let (at, problem, instead) = if nothing && !(values.is_empty() && upper.is_empty()) {
        ("value", "must be left out with", "")
    } else if !nothing && values.is_empty() {
        let instead = "; use isnull to find those without a value";
        ("value", "is required with", instead)
    } else if values.len() > 1 && !several {
        ("value", "must be one value with", "; use in for several")
    } else if range && upper.len() != 1 {
        ("upperValue", "is required, as one value, with", "")
    } else if !range && !upper.is_empty() {
        let instead = "; use between for a range";
        ("upperValue", "must be left out with", instead)
    } else {
        return Some(());
    };
    problems.add(&join(path, at), format!("{problem} {name}{instead}"));
    None
}
