//! Values as Workfront reads them.

use crate::json::{Json, Kind};

/// Spellings of true. Everything else counts as false: a guard rather holds back.
const TRUE: &[&str] = &["true", "t", "yes", "y", "on", "1"];

/// Whether a value is certainly read as true.
pub(super) fn is_true(value: &Json) -> bool {
    match value.kind() {
        Kind::Boolean => value.as_bool() == Some(true),
        Kind::Number => value.as_f64() == Some(1.0),
        Kind::String => {
            let text = value.to_display_string();
            TRUE.iter().any(|one| one.eq_ignore_ascii_case(text.trim()))
        }
        Kind::Null | Kind::Array | Kind::Object => false,
    }
}

/// Whether a status of an approval approves. The states aren't documented (docs/workfront-facts.md#user-approvals): those that
/// begin with `AP` do.
pub(super) fn names_approval(status: &Json) -> bool {
    let status = status.as_str().unwrap_or_default();
    status.trim().to_ascii_uppercase().starts_with("AP")
}

/// The IDs in a value: a string with commas, a JSON array in a string, or an array.
pub(super) fn ids_in(value: &Json, ids: &mut Vec<String>) {
    if value.is_array() {
        for item in value.items() {
            ids_in(&item, ids);
        }
        return;
    }
    if value.is_object() {
        ids_in(&value.get_or_null("ID"), ids);
        return;
    }
    let text = match value.kind() {
        Kind::Null => return,
        _ => value.to_display_string(),
    };
    for part in text.split([',', '[', ']', '"', '\'', ';']) {
        let part = part.trim();
        if !part.is_empty() {
            ids.push(part.to_owned());
        }
    }
}
