use crate::error::{Result, cut};
use crate::input::{Problems, item};
use crate::model::{field_path::value_at, known_fields::Owner, user::SUMMARY_FIELDS};
use crate::protocol::{fields::as_strs, filter::check_field};

/// Checks the names of fields to read and adds `ID`. Without names: the summary fields.
///
/// # Errors
/// Kind `validation`, with a problem for each invalid name.
pub fn check_fields(fields: &Option<Vec<String>>) -> Result<Vec<&str>> {
    let Some(fields) = fields else {
        return Ok(SUMMARY_FIELDS.to_vec());
    };
    let mut problems = Problems::default();
    if fields.is_empty() {
        problems.add("fields", "must have at least one field, or be left out");
    }
    for (index, field) in fields.iter().enumerate() {
        check_readable(field, &item("fields", index), &mut problems);
    }
    problems.into_result()?;
    let mut fields = as_strs(fields);
    if !includes(&fields, "ID") {
        fields.insert(0, "ID");
    }
    Ok(fields)
}

/// Whether a field is read: by its name or by `*`.
pub fn includes(fields: &[&str], name: &str) -> bool {
    fields.contains(&name) || fields.contains(&"*")
}

fn check_readable(field: &str, path: &str, problems: &mut Problems) {
    if field.contains(',') {
        problems.add(
            path,
            format!(
                "must be one field but is '{}', with a comma: write each field as an item of its own",
                cut(field)
            ),
        );
    } else if field == "DE:*" {
        problems.add(
            path,
            "must not be 'DE:*', which Workfront doesn't know: use 'parameterValues'",
        );
    } else if field != "*" {
        let field = field.strip_suffix(":*").unwrap_or(field);
        if check_field(field, path, problems).is_some()
            && let Err(problem) = value_at(Owner::User, field)
        {
            problems.add(path, problem);
        }
    }
}
