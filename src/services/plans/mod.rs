//! Plans: what would be changed, who approved it, and what was done (docs/approvals.md).
//!
//! A plan is the host's JSON: it may have 10,000 steps. Only what is small has types of its own. What is read from outside is
//! checked here before anything is sent: form, signature, fingerprint, expiry, approvals.

mod access_levels;
mod apply;
mod approval;
mod changes;
mod claim;
mod creates;
mod diff;
mod digest;
mod draft;
mod drift;
mod ending;
mod fingerprint;
mod guarding;
mod handing_over;
mod jws;
mod kind;
mod only_if;
mod other_users;
mod outcome;
mod people;
mod plan;
mod random;
mod receipt;
mod refusal;
mod render;
mod rules;
mod run;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod signed;
mod spent;
mod step;
mod subscriptions;
mod tenant;
mod undo;
mod verify;

pub use access_levels::warn_of_access_levels;
pub use apply::{ApplyStopReason, ApplyStopped, OnDrift};
pub use approval::{Approval, CheckedApproval, Decision, approve, check_approvals};
pub use changes::{Change, Wanted, add_guarded, change_of, plan_changes};
pub use creates::{NewUser, creation, new_person, plan_creates};
pub use diff::{Diff, diff};
pub use draft::{Draft, HeldReason, Retained, requests_to_apply};
pub use fingerprint::Permissions;
pub(crate) use guarding::add_fields;
pub use handing_over::plan_replacement;
pub use kind::StepKind;
pub use other_users::check_other_users;
pub use outcome::StepOutcome;
pub(crate) use people::{fields_of, person};
pub use plan::{FORMAT, NewPlan, Plan, Trust};
pub(crate) use random::random_id;
pub use receipt::read_receipt;
pub use render::{Format, Rendered, render};
pub(crate) use render::{NOT_SHOWN, is_invisible, is_masked};
pub use rules::check_before_apply;
pub use run::{ApplyOutput, apply};
pub use step::{NewStep, Step, step_id};
pub use subscriptions::{plan_removal, plan_subscriptions, plan_versions};
pub use tenant::{PlanTenant, host_of, tenant_of};
pub use undo::{plan_undo, recheck};
pub use verify::{Verified, verify_receipt};

/// What the `after` of a step says that hands over what a user owns: the ID of the new owner.
const REPLACEMENT: &str = "replacementID";

/// The number of steps in a request: the largest array that Workfront accepts (docs/workfront-facts.md#arrays).
pub(crate) const STEPS_PER_REQUEST: usize = 100;
