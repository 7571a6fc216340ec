//! The paths that problems name: `filters[0].value`.

/// The path of an item of an array.
pub(crate) fn item(path: &str, index: usize) -> String {
    let mut path = path.to_owned();
    push_item(&mut path, index);
    path
}

/// The path of a field of an object.
pub(crate) fn join(path: &str, name: &str) -> String {
    let mut path = path.to_owned();
    push_field(&mut path, name);
    path
}

pub(super) fn push_item(path: &mut String, index: usize) {
    path.push('[');
    path.push_str(&index.to_string());
    path.push(']');
}

pub(super) fn push_field(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}
