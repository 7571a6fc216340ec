use crate::error::{Result, cut};
use crate::input::{Problems, item};
use crate::model::user::SUMMARY_FIELDS;
use crate::protocol::{fields::as_strs, filter::check_field};

/// Checks names of fields to read, and puts `ID` among them; the summary where none are given.
///
/// # Errors
/// A validation error that tells every name that can't be one.
pub fn check_fields(fields: &Option<Vec<String>>) -> Result<Vec<&str>> {
    let Some(fields) = fields else {
        return Ok(SUMMARY_FIELDS.to_vec());
    };
    let mut problems = Problems::default();
    if fields.is_empty() {
        problems.add("fields", "must name a field, or be left out");
    }
    for (index, field) in fields.iter().enumerate() {
        check_readable(field, &item("fields", index), &mut problems);
    }
    problems.into_result()?;
    let mut fields = as_strs(fields);
    if !holds(&fields, "ID") {
        fields.insert(0, "ID");
    }
    Ok(fields)
}

/// Whether a field is read: by its name, or among all.
pub fn holds(fields: &[&str], name: &str) -> bool {
    fields.contains(&name) || fields.contains(&"*")
}

fn check_readable(field: &str, path: &str, problems: &mut Problems) {
    if field.contains(',') {
        problems.add(
            path,
            format!(
                "'{}' has a comma, which separates fields: give each its own entry",
                cut(field)
            ),
        );
    } else if field == "DE:*" {
        problems.add(
            path,
            "'DE:*' is not known to Workfront: use 'parameterValues'",
        );
    } else if field != "*" {
        check_field(field.strip_suffix(":*").unwrap_or(field), path, problems);
    }
}
