//! The URI of an operation, read as the server reads it: names in a query are percent-decoded, and their case is ignored.

use super::Operation;
use crate::input::{Problems, join, with_value};
use crate::model::Id;
use crate::protocol::decode;
use crate::transport::Method;

/// Parameters that a query must not have, and why.
const REFUSED: &[(&str, &str)] = &[
    // Credentials in a URL end in logs, and Workfront would sign in with them.
    ("sessionid", CREDENTIAL),
    ("apikey", CREDENTIAL),
    ("password", CREDENTIAL),
    ("username", CREDENTIAL),
    ("method", OWN_FIELD),
    ("updates", OWN_FIELD),
];
const CREDENTIAL: &str = "Workfront reads it as a credential";
const OWN_FIELD: &str = "the operation has a field for it";

/// Reads the URI of an operation into its parts.
pub(super) fn read(operation: &mut Operation, uri: &str, path: &str, problems: &mut Problems) {
    let before = problems.count();
    let uri_path = join(path, "uri");
    let (address, query) = uri.split_once('?').unwrap_or((uri, ""));
    let mut parts = parts_of(address, &uri_path, problems);
    let names = names_of(query);
    check_query(query, &names, operation.method, &uri_path, problems);
    if problems.count() > before {
        return;
    }
    operation.object = parts.remove(0).as_str().to_owned();
    operation.rest = parts;
    let what = match operation.method {
        Method::Put => "updates",
        Method::Delete => "deletes",
        _ => "",
    };
    if operation.rest.is_empty() && !what.is_empty() {
        let problem = format!(
            "must name the object that it {what}, such as '/user/<ID>', but is '/{}'",
            operation.object
        );
        problems.add(&uri_path, problem);
    }
    operation.query = query.to_owned();
    operation.parameters = names;
}

/// Paths that begin or end a session.
const SESSIONS: &[&str] = &["login", "logout"];

/// The parts of a path; empty if it has a problem.
fn parts_of(address: &str, path: &str, problems: &mut Problems) -> Vec<Id> {
    let relative = address.strip_prefix('/').unwrap_or(address);
    let mut parts = Vec::new();
    for part in relative.split('/') {
        let Some(id) = Id::parse(part) else {
            parts.clear();
            break;
        };
        parts.push(id);
    }
    let problem = if parts.is_empty() || parts.len() > 3 {
        "must be a path after the API version, such as '/user/<ID>', without a host or '..'"
    } else if parts[0].as_str().eq_ignore_ascii_case("batch") {
        "must not be a batch itself"
    } else if SESSIONS.contains(&parts[0].as_str().to_ascii_lowercase().as_str()) {
        "must not begin or end a session; the connection does that"
    } else {
        return parts;
    };
    // An address with '@' may contain a password.
    match address.contains('@') {
        true => problems.add(path, problem),
        false => problems.add(path, with_value(problem, address)),
    }
    Vec::new()
}

/// The names of the parameters in lower case, decoded until decoding changes nothing. Some servers end a parameter at a
/// semicolon too.
fn names_of(query: &str) -> Vec<String> {
    let mut names = Vec::new();
    for parameter in query.split(['&', ';']) {
        let name = parameter.split('=').next().unwrap_or_default();
        let name = decode(name);
        let is_ignored = |letter: char| letter.is_whitespace() || letter.is_control();
        let name = name.trim_matches(is_ignored).to_ascii_lowercase();
        if !name.is_empty() {
            names.push(name);
        }
    }
    names
}

fn check_query(query: &str, names: &[String], method: Method, path: &str, problems: &mut Problems) {
    for name in names {
        let refused = REFUSED.iter().find(|(refused, _)| name == refused);
        if let Some((name, reason)) = refused {
            problems.add(
                path,
                format!("must not have the parameter '{name}': {reason}"),
            );
            return;
        }
    }
    if method == Method::Delete && names.iter().any(|name| name == "id") {
        problems.add(
            path,
            "must not have the parameter 'id': the path names the object",
        );
    }
    let is_encoded = query
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !(b"#\"<>").contains(&byte));
    if !is_encoded {
        problems.add(path, "must be percent-encoded after '?'");
    }
}
