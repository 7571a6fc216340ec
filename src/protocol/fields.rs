//! Lists of field names.

/// Adds a name, unless it is there already.
pub fn add_field(fields: &mut Vec<String>, field: &str) {
    if !fields.iter().any(|known| known == field) {
        fields.push(field.to_owned());
    }
}

/// The same names, owned.
pub fn to_strings(fields: &[&str]) -> Vec<String> {
    let mut copies = Vec::with_capacity(fields.len());
    for &field in fields {
        copies.push(field.to_owned());
    }
    copies
}

/// The same names, borrowed.
pub fn as_strs(fields: &[String]) -> Vec<&str> {
    let mut names = Vec::with_capacity(fields.len());
    for field in fields {
        names.push(field.as_str());
    }
    names
}
