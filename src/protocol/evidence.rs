//! What a response proves about a write. The one place that decides it; nothing here sends.
//!
//! - Success needs evidence: the response names the object that was asked for and shows the wished state. A response in
//!   which Workfront only accepts (`{"success": true}`) is a reason to read the object, as is any other 2xx.
//! - A refusal counts in Workfront's own words, and says nothing about an earlier transmission that was lost.
//! - What may have been done is unknown until it is read back, and never a refusal.

use crate::error::{Error, ErrorKind};
use crate::json::{Json, Kind};
use crate::model::{
    FieldKind,
    compare::{same, value_of},
    user::field,
};
use serde::Serialize;

/// How an outcome is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
#[serde(rename_all = "camelCase")]
pub enum Evidence {
    /// Workfront's response to the write shows it.
    Response,
    /// The object was read afterwards: the response was lost, or showed too little.
    ReadBack,
}

/// What the response to a write proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The write was done.
    Done,
    /// Workfront accepted the write, but doesn't show the object.
    Accepted,
    /// Nothing: the response is about something else, or about nothing.
    Nothing,
}

/// Whether one transmission of a write that failed so may have been carried out all the same, so that it has to be read
/// back.
pub fn may_have_been_done(error: &Error) -> bool {
    match error.status {
        // No response.
        None => matches!(
            error.kind,
            ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Cancelled
        ),
        // A proxy's words for a request that it gave up, and Workfront's own failures.
        Some(408 | 499 | 500..) => true,
        // Whoever doesn't know what was asked for isn't who does it.
        Some(404 | 410) => error.kind != ErrorKind::NotFound,
        // Only Workfront reads what was sent: no server before it answers so.
        Some(422) => false,
        Some(_) => !is_in_own_words(error),
    }
}

/// Whether an error is a refusal by its status, but not in Workfront's own words: a page or nothing, of a server before it.
/// It counts where reading back shows nothing else.
pub fn is_bare_refusal(error: &Error) -> bool {
    matches!(error.status, Some(300..=407 | 409..=498)) && !is_in_own_words(error)
}

/// Whether Workfront itself refused the only transmission, in words about the call as well: nothing was done by it.
pub fn is_own_refusal(error: &Error) -> bool {
    let by_status = matches!(error.status, Some(400..=407 | 409..=498 | 501));
    by_status && is_in_own_words(error) && !error.after_loss
}

/// Whether an error is one that Workfront itself wrote, rather than a server before it.
pub fn is_in_own_words(error: &Error) -> bool {
    error.workfront_class.is_some() || error.workfront_message.is_some()
}

/// Whether an error shows that there is no such object: only in Workfront's own words.
pub fn shows_absence(error: &Error) -> bool {
    error.kind == ErrorKind::NotFound && is_in_own_words(error)
}

/// The error of a write that may have been done. `what` completes "It is unknown whether …"; the cause is why nothing
/// better is known.
pub fn unknown(cause: &Error, what: &str) -> Error {
    let message = format!("It is unknown whether {what}: {}", cause.message);
    let mut unknown = Error::new(ErrorKind::OutcomeUnknown, message);
    unknown.reason = Some(cause.reason.unwrap_or(cause.kind));
    unknown.status = cause.status;
    unknown.action.clone_from(&cause.action);
    unknown.id.clone_from(&cause.id);
    unknown.fields.clone_from(&cause.fields);
    unknown.workfront_class.clone_from(&cause.workfront_class);
    unknown
        .workfront_message
        .clone_from(&cause.workfront_message);
    unknown
        .workfront_msg_key
        .clone_from(&cause.workfront_msg_key);
    unknown.retry_after_ms = cause.retry_after_ms;
    if !cause.hint.is_empty() {
        unknown.hint = format!("{} {}", unknown.hint, cause.hint);
    }
    unknown
}

/// Which of two errors says why nothing better is known: the loss of a write, or what ended the reading back. That the call
/// was stopped says more than the loss.
pub fn cause<'a>(lost: &'a Error, unread: &'a Error) -> &'a Error {
    match unread.kind {
        ErrorKind::Cancelled | ErrorKind::Budget => unread,
        _ => lost,
    }
}

/// The error that says why nothing better is known, where reading back failed as well.
pub fn unread_cause(lost: &Error, unread: &Error) -> Error {
    let mut cause = cause(lost, unread).clone();
    if cause.kind == lost.kind {
        cause.message = format!(
            "{}; reading back failed too: {}",
            lost.message, unread.message
        );
    }
    cause
}

/// The error of a write that was not done after all: it was refused, or reading back shows so.
pub fn refused(mut error: Error) -> Error {
    error.maybe_done = false;
    error
}

/// The error of a write that was lost, and that reading back shows not to have been done. `what` was read: "user".
pub fn not_done(lost: Error, what: &str) -> Error {
    let mut lost = refused(lost);
    // It is there.
    if lost.kind == ErrorKind::NotFound {
        lost.kind = ErrorKind::UnexpectedResponse;
    }
    let hint = format!("The {what} was read back and is as before. {}", lost.hint);
    lost.with_hint(hint)
}

/// Whether a value that Workfront gave is the object with this ID, and no error beside it.
pub fn is_object_with_id(value: &Json, id: &str) -> bool {
    value.is_object()
        && !value.has("error")
        && value
            .get_str("ID")
            .is_some_and(|own| own.eq_ignore_ascii_case(id))
}

/// Whether Workfront says no more than that it took the write (docs/workfront-facts.md#response-shapes).
pub fn is_acceptance(data: &Json) -> bool {
    data.get_bool("success") == Some(true) && !data.has("ID") && !data.has("error")
}

/// What the data of a response to an update proves.
pub fn of_update(data: &Json, id: &str, changes: &Json) -> Proof {
    if is_acceptance(data) {
        return Proof::Accepted;
    }
    if !is_object_with_id(data, id) {
        return Proof::Nothing;
    }
    let state = compare(data, changes);
    // Without anything to compare, that it names the object is all that a response can show.
    if state.differing.is_empty() && (!state.same.is_empty() || state.unread.is_empty()) {
        return Proof::Done;
    }
    // Workfront took it, and shows the object with another value, or without the fields.
    Proof::Accepted
}

/// What the data of a response to an update of an object other than a user proves, whose fields aren't known here.
pub fn of_object_update(data: &Json, id: &str) -> Proof {
    if is_acceptance(data) {
        Proof::Accepted
    } else if is_object_with_id(data, id) {
        Proof::Done
    } else {
        Proof::Nothing
    }
}

/// What the data of a response to a read proves: the object with this ID or, for a search and the like, anything.
pub fn of_read(data: &Json, id: Option<&str>) -> Proof {
    let is_answer = match (of_call(data), id) {
        (_, Some(id)) => is_object_with_id(data, id),
        // An empty list is what a search gives that finds nobody.
        (Proof::Nothing, None) => data.is_array(),
        (_, None) => true,
    };
    if is_answer {
        Proof::Done
    } else {
        Proof::Nothing
    }
}

/// What the data of a response to a creation proves: a new ID, and a key that was asked for. Without any key that is shown,
/// the ID is a place to look.
pub fn of_create(data: &Json, wanted: &Json) -> Proof {
    let has_id = data.is_object() && data.get_str("ID").is_some_and(|id| !id.is_empty());
    if !has_id || data.has("error") || is_somebody_else(data, wanted) {
        return Proof::Nothing;
    }
    let mut asked = IDENTITY.iter().filter(|name| wanted.has(name)).peekable();
    if asked.peek().is_none() || asked.any(|name| data.has(name)) {
        Proof::Done
    } else {
        Proof::Accepted
    }
}

/// What the data of a response to the creation of one user among others proves: as [`of_create`], and the address or
/// reference must show.
pub fn of_user_create(data: &Json, wanted: &Json) -> Proof {
    match shows_identity(data, wanted) {
        true => of_create(data, wanted),
        false => Proof::Nothing,
    }
}

/// Whether a new user shows an address or reference that was wanted: an ID alone may be anybody's.
pub fn shows_identity(user: &Json, wanted: &Json) -> bool {
    ["emailAddr", "extRefID"].iter().any(|name| {
        let (own, asked) = (user.str_or_default(name), wanted.str_or_default(name));
        !asked.trim().is_empty() && is_same_key(&own, &asked)
    })
}

/// What the data of a response to a deletion proves.
pub fn of_delete(data: &Json) -> Proof {
    if is_acceptance(data) {
        Proof::Done
    } else {
        Proof::Nothing
    }
}

/// What the data of a response to a call proves whose effect isn't known.
pub fn of_call(data: &Json) -> Proof {
    let is_empty = match data.kind() {
        Kind::Null => true,
        Kind::Array => data.is_empty(),
        Kind::Object => data.keys().is_empty(),
        Kind::String => data.str_is_blank(),
        _ => false,
    };
    let has_error = data.get_non_null("error").is_some();
    if is_empty || has_error || data.get_bool("success") == Some(false) {
        Proof::Nothing
    } else {
        Proof::Accepted
    }
}

/// The fields by which a person is recognized.
const IDENTITY: &[&str] = &["emailAddr", "extRefID", "username"];

/// Whether a user isn't the one who was wanted: a key that is shown is another one, or none.
pub fn is_somebody_else(user: &Json, wanted: &Json) -> bool {
    IDENTITY.iter().any(|&name| {
        let asked = wanted.str_or_default(name);
        let is_it = |own: Json| own.as_str().is_some_and(|own| is_same_key(&own, &asked));
        !asked.is_empty() && user.get(name).is_some_and(|own| !is_it(own))
    })
}

/// Whether two addresses, references or names are the same: Workfront ignores their case.
pub fn is_same_key(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// A user beside the fields that a write was to set.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The fields with the wished value.
    pub same: Vec<String>,
    /// The fields with another value.
    pub differing: Vec<String>,
    /// The fields that could be compared, but aren't shown.
    pub unread: Vec<String>,
}

impl Comparison {
    /// Whether the user is as wished, as far as it can be seen, and something can be.
    pub fn shows_it(&self) -> bool {
        self.differing.is_empty() && !self.same.is_empty()
    }
}

/// Compares what Workfront shows of a user with what a write was to set. Passwords, collections and the like can't be
/// compared.
pub fn compare(user: &Json, changes: &Json) -> Comparison {
    let mut found = Comparison::default();
    for (name, wanted) in changes.entries() {
        if name == "parameterValues" && wanted.is_object() {
            for (custom, wanted) in wanted.entries() {
                found.add(user, &custom, &wanted);
            }
        } else if is_comparable(&name) {
            found.add(user, &name, &wanted);
        }
    }
    found
}

/// Compares an object whose fields aren't known here with what a write was to set. Nested objects and collections can't be
/// compared.
pub fn compare_object(object: &Json, changes: &Json) -> Comparison {
    let mut found = Comparison::default();
    for (name, wanted) in changes.entries() {
        if is_plain(&wanted) {
            found.add_as(None, object, &name, &wanted);
        }
    }
    found
}

fn is_plain(value: &Json) -> bool {
    !matches!(value.kind(), Kind::Array | Kind::Object)
}

/// The fields of a user that [`compare`] looks at.
pub fn comparable_fields(changes: &Json) -> Vec<String> {
    let mut fields = Vec::new();
    for (name, value) in changes.entries() {
        if name == "parameterValues" && value.is_object() {
            fields.extend(value.keys());
        } else if is_comparable(&name) {
            fields.push(name);
        }
    }
    fields
}

/// The fields of another object that [`compare_object`] looks at.
pub fn plain_fields(changes: &Json) -> Vec<String> {
    let mut fields = Vec::new();
    for (name, value) in changes.entries() {
        if is_plain(&value) {
            fields.push(name);
        }
    }
    fields
}

impl Comparison {
    fn add(&mut self, user: &Json, name: &str, wanted: &Json) {
        let kind = field(name).map(|field| field.kind);
        self.add_as(kind, user, name, wanted);
    }

    fn add_as(&mut self, kind: Option<FieldKind>, user: &Json, name: &str, wanted: &Json) {
        let list = match value_of(user, name) {
            None if wanted.is_null() => return,
            None => &mut self.unread,
            // No state that could be relied on.
            Some(present) if kind == Some(FieldKind::Boolean) && present.as_bool().is_none() => {
                &mut self.unread
            }
            Some(present) if same(kind, wanted, &present) => &mut self.same,
            Some(_) => &mut self.differing,
        };
        list.push(name.to_owned());
    }
}

/// Whether a field of a user can be read, and its value compared.
pub fn is_comparable(name: &str) -> bool {
    name.starts_with("DE:")
        || field(name).is_some_and(|field| {
            !matches!(
                field.kind,
                FieldKind::Secret | FieldKind::Collection | FieldKind::Custom | FieldKind::Name
            )
        })
}
