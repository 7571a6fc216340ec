use crate::api::filter::check_field;
use crate::error::Result;
use crate::input::Problems;
use crate::model::user::SUMMARY_FIELDS;

/// Checks names of fields to read, and puts `ID` among them; the summary where none are given.
///
/// # Errors
/// A validation error that tells every name that can't be one.
pub fn check_fields(fields: Option<Vec<String>>) -> Result<Vec<String>> {
    let Some(mut fields) = fields else {
        return Ok(SUMMARY_FIELDS
            .iter()
            .map(|&field| field.to_owned())
            .collect());
    };
    let mut problems = Problems::default();
    if fields.is_empty() {
        problems.add("fields", "must name a field, or be left out");
    }
    for (index, field) in fields.iter().enumerate() {
        check_readable(field, &format!("fields[{index}]"), &mut problems);
    }
    problems.into_result()?;
    if !fields.iter().any(|field| field == "ID" || field == "*") {
        fields.insert(0, "ID".to_owned());
    }
    Ok(fields)
}

fn check_readable(field: &str, path: &str, problems: &mut Problems) {
    if field.contains(',') {
        problems.add(
            path,
            format!("'{field}' has a comma, which separates fields: give each its own entry"),
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
