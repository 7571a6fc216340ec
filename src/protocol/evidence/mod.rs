//! What a response proves about a write. The one place that decides it; nothing here sends.
//!
//! - Success needs evidence: the response names the requested object and shows the new state. A response in which
//!   Workfront only accepts (`{"success": true}`) is a reason to read the object, as is any other 2xx.
//! - A refusal is trusted if Workfront itself wrote it. It proves nothing about an earlier transmission that was lost.
//! - The outcome of a write that may have been done is unknown until it is read back; it is never reported as a refusal.

mod comparison;
mod failure;
mod identity;
mod outcome;
mod response;

pub use comparison::{
    Comparison, comparable_fields, compare, compare_object, is_comparable, plain_fields,
};
pub use failure::{
    cause, is_from_workfront, is_gateway_refusal, is_workfront_refusal, may_have_been_done,
    not_done, refused, shows_absence, unknown, unread_cause,
};
pub use identity::{is_other_user, is_same_key, shows_identity};
pub use outcome::{Evidence, Proof};
pub use response::{
    is_acceptance, is_object_with_id, of_action, of_call, of_create, of_delete, of_object_update,
    of_read, of_update, of_user_create,
};
