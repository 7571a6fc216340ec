use crate::error::cut;
use crate::input::Problems;

/// Parameters that Workfront reads as credentials before it looks for fields (docs/workfront-facts.md#reserved-names).
const CREDENTIALS: &[&str] = &["username", "password", "apiKey", "sessionID"];

/// Parameters that control a request; no field in a query can have these names.
const CONTROLS: &[&str] = &[
    "method",
    "fields",
    "filters",
    "updates",
    "action",
    "atomic",
    "map",
    "force",
    "uri",
    "listOptions",
];

/// Whether a condition on this field must go through `filters={…}`.
pub(super) fn is_reserved(field: &str) -> bool {
    CREDENTIALS
        .iter()
        .any(|name| field.eq_ignore_ascii_case(name))
}

/// Checks a field name: `name`, `ref:name` (at most 4 names), or `DE:` and the custom field's label.
pub fn check_field(field: &str, path: &str, problems: &mut Problems) -> Option<()> {
    let names: Vec<&str> = field.split(':').collect();
    let problem = match field.strip_prefix("DE:") {
        Some(label) if label.trim().is_empty() => "must have the custom field's label after 'DE:'",
        Some(label) if label.bytes().any(|byte| byte < b' ' || byte == 0x7f) => {
            "must not have a control character"
        }
        Some(_) => return Some(()),
        None if CONTROLS.contains(&field) => "is a parameter of the request, not a field",
        None if names.len() > 4 => "must have at most 3 references: Workfront allows a depth of 4",
        None if names.iter().all(|name| is_name(name)) && !has_operator(field) => return Some(()),
        None => {
            "is not a field name: use letters and digits, ':' between references, or 'DE:' and a custom field's label"
        }
    };
    problems.add(path, format!("'{}' {problem}", cut(field)));
    None
}

/// Checks the field of a condition: `_Mod` at the end of a custom field's label would make it the operator of another field.
pub(super) fn check_condition(field: &str, path: &str, problems: &mut Problems) -> Option<()> {
    check_field(field, path, problems)?;
    if !has_operator(field) {
        return Some(());
    }
    let problem = "can't be in a filter: Workfront would read _Mod, _Range or _Sort at its end as the operator of another field";
    problems.add(path, format!("'{}' {problem}", cut(field)));
    None
}

fn is_name(text: &str) -> bool {
    text.bytes()
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether the name would be read as the operator of another field.
fn has_operator(field: &str) -> bool {
    ["_Mod", "_Range", "_Sort"]
        .iter()
        .any(|operator| field.ends_with(operator))
}
