//! "Did you mean": the known name nearest to an unknown one.

use crate::error::cut;

/// The most edits between a name and the one that was probably meant.
const MAX_EDITS: usize = 2;

/// The problem of a field that a type doesn't have.
pub(crate) fn unknown_field(name: &str, known: &[&str]) -> String {
    let problem = format!("is not known here; known are {}", known.join(", "));
    did_you_mean(problem, name, known)
}

/// The problem of a value that isn't one of the choices.
pub(crate) fn not_one_of(text: &str, choices: &[&str]) -> String {
    let problem = format!(
        "must be one of {} but is '{}'",
        choices.join(", "),
        cut(text)
    );
    did_you_mean(problem, text, choices)
}

/// The problem, with the name that was probably meant.
fn did_you_mean(problem: String, name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(meant) => format!("{problem}; did you mean '{meant}'?"),
        None => problem,
    }
}

/// The one name with the fewest edits (two letters that changed places are one; upper and lower case are alike), if they change
/// at most a third of it.
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = name.to_ascii_lowercase();
    let mut nearest = None;
    let mut fewest = MAX_EDITS + 1;
    for &known in known {
        // Such a name can't be near, and comparing a long one takes long.
        if known.len().abs_diff(name.len()) > MAX_EDITS {
            continue;
        }
        let edits = strsim::osa_distance(&name, &known.to_ascii_lowercase());
        if edits < fewest {
            fewest = edits;
            nearest = (edits * 3 <= known.len()).then_some(known);
        } else if edits == fewest {
            nearest = None;
        }
    }
    nearest
}
