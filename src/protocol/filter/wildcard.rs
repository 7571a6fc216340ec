//! The wildcards in values of a filter that Workfront replaces (docs/workfront-facts.md#wildcards).

use crate::model::FieldValue;

/// A value that Workfront replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wildcard {
    /// A date: `$$TODAY`, `$$NOW`, with an edge and an offset.
    Date,
    /// A number: `$$USER.accessLevelRank`.
    Number,
    /// An ID, or several: `$$USER.homeGroupID`, `$$CUSTOMER`.
    Id,
}

/// What an error says about a value that begins as a wildcard and is none.
pub(super) const KNOWN: &str = "must be a wildcard that Workfront knows: $$TODAY or $$NOW, also with an offset such as \
$$TODAY-7d, $$TODAYbm or $$TODAYe+1w (units h, d, w, m, q and y), $$CUSTOMER, $$AR, or $$USER, also with .ID, \
.homeGroupID, .otherGroupIDs, .accessLevelID, .accessLevelRank, .companyID, .categoryID, .roleID or .roleIDs,";

/// The fields of the connection's user that can be in a wildcard.
const USER_FIELDS: &[&str] = &[
    "ID",
    "homeGroupID",
    "otherGroupIDs",
    "accessLevelID",
    "accessLevelRank",
    "companyID",
    "categoryID",
    "roleID",
    "roleIDs",
];

impl Wildcard {
    /// Reads a value that begins with `$$`.
    pub fn parse(value: &str) -> Option<Self> {
        if let Some(field) = value.strip_prefix("$$USER.") {
            return USER_FIELDS.contains(&field).then_some(match field {
                "accessLevelRank" => Wildcard::Number,
                _ => Wildcard::Id,
            });
        }
        if matches!(value, "$$USER" | "$$CUSTOMER" | "$$AR") {
            return Some(Wildcard::Id);
        }
        let moved = value
            .strip_prefix("$$TODAY")
            .or_else(|| value.strip_prefix("$$NOW"))?;
        is_offset(moved).then_some(Wildcard::Date)
    }

    /// Whether it can be compared with a field whose values have this type.
    pub fn fits(self, value: FieldValue) -> bool {
        match value {
            FieldValue::Any => true,
            FieldValue::Date => self == Wildcard::Date,
            FieldValue::Number => self == Wildcard::Number,
            FieldValue::Boolean => false,
            FieldValue::Id
            | FieldValue::Text
            | FieldValue::Key
            | FieldValue::Email
            | FieldValue::Country
            | FieldValue::Choice(_) => self != Wildcard::Date,
        }
    }
}

/// Whether the text after `$$TODAY` is `[b|e][+-]N<unit>`, an edge with its unit alone (`bm`), or empty.
fn is_offset(text: &str) -> bool {
    let (has_edge, rest) = match text.strip_prefix(['b', 'e']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (has_amount, unit) = match rest.strip_prefix(['+', '-']) {
        Some(amount) => {
            let unit = amount.trim_start_matches(|letter: char| letter.is_ascii_digit());
            if unit.len() == amount.len() {
                return false;
            }
            (true, unit)
        }
        None => (false, rest),
    };
    match unit {
        "" => text.is_empty(),
        "h" | "d" | "w" | "m" | "q" | "y" => has_edge || has_amount,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Wildcard;

    #[test]
    fn exactly_the_documented_wildcards_are_read() {
        for text in [
            "$$TODAY",
            "$$NOW",
            "$$TODAY-7d",
            "$$TODAYbm",
            "$$TODAYe+1w",
            "$$NOW+12h",
            "$$NOWb-2q",
            "$$TODAYey",
        ] {
            assert_eq!(Wildcard::parse(text), Some(Wildcard::Date), "{text}");
        }
        for text in [
            "$$USER",
            "$$USER.ID",
            "$$USER.otherGroupIDs",
            "$$CUSTOMER",
            "$$AR",
        ] {
            assert_eq!(Wildcard::parse(text), Some(Wildcard::Id), "{text}");
        }
        assert_eq!(
            Wildcard::parse("$$USER.accessLevelRank"),
            Some(Wildcard::Number)
        );
        for text in [
            "$$",
            "$$today",
            "$$TODAY-90days",
            "$$TODAY-7",
            "$$TODAY7d",
            "$$TODAYd",
            "$$TODAYb",
            "$$TODAY-d",
            "$$TODAY -7d",
            "$$TODAYb+",
            "$$TODAY+1s",
            "$$TODAYx+1d",
            "$$TOMORROW",
            "$$USER.",
            "$$USER.name",
            "$$USER.id",
            "$$USERS",
            "$$AR.ID",
            "$$OBJCODE",
            "$$LIMIT",
            "$$NOWADAYS",
        ] {
            assert_eq!(Wildcard::parse(text), None, "{text}");
        }
    }
}
