//! What a plan can say of a user's fields: each step changes only the user whom it names, and its approver can read how.

use crate::input::{Problems, join};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::evidence::is_same_key;
use crate::services::guards::{Effect, Target, Watched, Write, recognise};
use crate::services::plans::check_other_users;
use crate::transport::Method;

/// The fields by which plans count who loses access, so that their names must be exact.
const EXACT: &[&str] = &["isActive", "scheduledDeactivationDate"];

const NOT_PLAIN: &str = "can't be planned: it does something else than setting fields of this one user. Plan the fields themselves, and an operation for each user; 'delete' is planned as such";
/// What isn't a field of the user, whatever is in it.
const NOT_FIELDS: &[&str] = &["updates", "userApproval"];

/// Whom the fields concern.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whose<'a> {
    /// The user with this ID.
    User(&'a Id),
    /// One user, whom the fields name.
    Anybody,
    /// A user who is to be created.
    NewUser,
}

impl<'a> Whose<'a> {
    fn id(self) -> Option<&'a Id> {
        match self {
            Whose::User(id) => Some(id),
            Whose::Anybody | Whose::NewUser => None,
        }
    }
}

/// Checks the fields that a step is to write: with the guards' own reading of a write, so that a plan can't contain what they
/// wouldn't recognise.
pub(super) fn check_fields(fields: &Json, whose: Whose<'_>, path: &str, problems: &mut Problems) {
    let mut is_plain = true;
    for (name, value) in &fields.entries() {
        let is = |known: &&&str| known.eq_ignore_ascii_case(name.trim());
        let path = join(path, name);
        if let Some(exact) = EXACT.iter().find(is).filter(|exact| **exact != name) {
            problems.add(&path, format!("must be spelled '{exact}'"));
        } else if name == "isActive" && value.as_bool().is_none() {
            problems.add_wrong_type(&path, "true or false to be planned", value);
        } else if is_no_field(name) {
            problems.add(&path, NOT_PLAIN);
        } else {
            continue;
        }
        is_plain = false;
    }
    let others = problems.count();
    check_other_users(fields, whose.id(), path, problems);
    if is_plain && problems.count() == others && does_more(fields, whose) {
        problems.add(path, NOT_PLAIN);
    }
}

/// Whether a name, or the path that begins with it, is no field of the user.
fn is_no_field(name: &str) -> bool {
    let first = name.split(':').next().unwrap_or_default().trim();
    NOT_FIELDS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(first))
}

/// Whether the guards see that these fields concern somebody else, or do something else than setting fields.
fn does_more(fields: &Json, whose: Whose<'_>) -> bool {
    // Stands for a user whose ID isn't known yet.
    const ANYBODY: &str = "anybody";
    let (method, id) = match whose {
        Whose::User(id) => (Method::Put, Some(id.as_str())),
        Whose::Anybody => (Method::Put, Some(ANYBODY)),
        Whose::NewUser => (Method::Post, None),
    };
    let path = ["user/", id.unwrap_or_default()].concat();
    let write = Write {
        method,
        path: &path,
        query: "",
        body: Some(fields),
    };
    // Who is concerned doesn't depend on what this connection protects.
    let unwatched = Watched {
        groups: false,
        emails: false,
    };
    let guarded = recognise(&write, unwatched);
    let is_plain = |target: &Target, effect: &Effect| {
        let is_own = matches!(target, Target::User(other) if id.is_some_and(|id| is_same_key(id, other.as_str())));
        is_own && matches!(effect, Effect::Sets(_))
    };
    guarded
        .iter()
        .any(|one| !is_plain(&one.target, &one.effect))
}
