//! The one error of this crate: what failed, the field or user concerned, whether trying again can help, what to do next.

mod counted;
mod cut;
mod hints;
mod kind;
mod reason;
mod remedy;

#[cfg(feature = "plans")]
pub(crate) use counted::counted;
pub(crate) use counted::people;
pub(crate) use cut::{cut, cut_at};
pub use kind::ErrorKind;
pub use reason::{GuardReason, NotApproved, Reason};
pub use remedy::{Remedy, RemedyValue};

/// The hint of an error of this kind, unless the error has its own.
#[cfg(feature = "schema")]
pub fn hint_for(kind: ErrorKind) -> &'static str {
    hints::for_kind(kind)
}

use serde::Serialize;
use std::ops::{Deref, DerefMut};

/// The result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;

/// An error, written for the person who reads it. It never contains a credential.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", .0.message)]
pub struct Error(Box<Details>);

/// The data of an error.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ErrorDetails"))]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// A stable code to branch on.
    pub kind: ErrorKind,
    /// What failed, in one or two sentences.
    pub message: String,
    /// The HTTP status, when there was a response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The action that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The input fields concerned.
    pub fields: Vec<String>,
    /// The ID of the user (or other object) concerned.
    #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whether the same call may succeed later, unchanged.
    pub retryable: bool,
    /// What to do next.
    pub hint: String,
    /// The input that would allow what was refused, if there is one; `hint` names it in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// Workfront's own exception class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workfront_class: Option<String>,
    /// Workfront's own message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workfront_message: Option<String>,
    /// Workfront's own message key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workfront_msg_key: Option<String>,
    /// How long the server asked to wait before the next attempt, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<f64>,
    /// With kind `outcomeUnknown`: the kind of the error after which the outcome is unknown. With kind `forbidden`: the guard
    /// that refused the write, if it was one. With kind `notApproved`: why the plan, the approval or the receipt is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Whether the error belongs to a write that may have been carried out, by this or an earlier transmission.
    #[serde(skip)]
    pub(crate) maybe_done: bool,
    /// Whether an earlier transmission of the same write was lost.
    #[serde(skip)]
    pub(crate) after_loss: bool,
    /// Whether there was no access token to send the request with, so that no other request of the connection can be sent.
    #[serde(skip)]
    pub(crate) no_token: bool,
    /// What `message` lists, if it has several problems. It isn't serialized.
    #[serde(skip)]
    pub problems: Option<ProblemList>,
}

/// Several problems of one input.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ProblemList {
    /// How many there are.
    pub count: usize,
    /// The problems with their fields, as the message lists them after their number; the first ones if there are many.
    pub list: String,
}

impl Serialize for Error {
    fn serialize<S: serde::Serializer>(
        &self,
        serializer: S,
    ) -> std::result::Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Error {
    /// An error of this kind, with the kind's own hint.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error::of(kind, message.into())
    }

    #[cold]
    fn of(kind: ErrorKind, message: String) -> Self {
        Error(Box::new(Details {
            kind,
            message,
            status: None,
            action: None,
            fields: Vec::new(),
            id: None,
            retryable: kind.is_retryable(),
            hint: hints::for_kind(kind).to_owned(),
            remedy: None,
            workfront_class: None,
            workfront_message: None,
            workfront_msg_key: None,
            retry_after_ms: None,
            reason: None,
            maybe_done: false,
            after_loss: false,
            no_token: false,
            problems: None,
        }))
    }

    /// A problem with one field of the input, found before any request was sent.
    pub fn invalid(field: &str, problem: &str) -> Self {
        Error::new(ErrorKind::Validation, format!("{field}: {problem}")).with_field(field)
    }

    /// The fields of the error, as plain data.
    pub fn into_details(self) -> Details {
        *self.0
    }

    /// The same error, naming an input field.
    #[must_use]
    pub fn with_field(mut self, field: &str) -> Self {
        self.add_field(field);
        self
    }

    pub(crate) fn add_field(&mut self, field: &str) {
        if !self.names(field) {
            self.fields.push(field.to_owned());
        }
    }

    /// Whether the error names this field.
    pub(crate) fn names(&self, field: &str) -> bool {
        self.fields.iter().any(|known| known == field)
    }

    /// The same error, with the ID of the object concerned.
    #[must_use]
    pub fn about(mut self, id: &str) -> Self {
        self.id.get_or_insert_with(|| id.to_owned());
        self
    }

    /// The same error, naming the action.
    #[must_use]
    pub fn in_action(mut self, action: &str) -> Self {
        self.action.get_or_insert_with(|| cut(action).into_owned());
        self
    }

    /// The error of a write that a guard refuses.
    pub(crate) fn guarded(reason: GuardReason, message: impl Into<String>) -> Self {
        let mut error = Error::new(ErrorKind::Forbidden, message);
        error.reason = Some(reason.into());
        error
    }

    /// The same error with another hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl AsRef<str>) -> Self {
        self.set_hint(hint.as_ref());
        self
    }

    /// The same error, with the input that would allow what was refused.
    #[must_use]
    pub(crate) fn with_remedy(mut self, option: &'static str, value: RemedyValue) -> Self {
        self.remedy = Some(Remedy { option, value });
        self
    }

    #[cold]
    fn set_hint(&mut self, hint: &str) {
        self.hint = hint.to_owned();
    }

    /// The same error with Workfront's own class, message and key, and the hint for that message.
    #[must_use]
    pub(crate) fn with_workfront(
        mut self,
        class: Option<String>,
        message: Option<String>,
        msg_key: Option<String>,
    ) -> Self {
        if let Some(hint) = message.as_deref().and_then(hints::for_message) {
            self.hint = hint.to_owned();
        }
        self.workfront_class = class;
        self.workfront_message = message;
        self.workfront_msg_key = msg_key;
        self
    }
}

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}
