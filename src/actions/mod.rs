//! The registry of actions. An action is one file here and one line below.
#![allow(non_snake_case)] // Fields have Workfront's own names, as the caller writes them.

mod action;
mod context;
#[cfg(feature = "schema")]
mod example;
#[cfg(feature = "plans")]
mod planning;
mod requests;
#[cfg(feature = "schema")]
pub mod samples;

#[cfg(feature = "schema")]
pub(crate) use crate::model::form::Picker;
pub use action::{About, Action, Described, Visit};
pub use context::{Context, Progress};
#[cfg(feature = "schema")]
pub use example::Example;
pub use requests::Requests;

// Each line is `file::Type`. The macro declares the file as a module.
action::registry! {
    test_connection::TestConnection,
    logout::Logout,
    create::Create,
    provision::Provision,
    get::Get,
    search::Search,
    changes::Changes,
    update::Update,
    deactivate::Deactivate,
    reactivate::Reactivate,
    delete::Delete,
    count::Count,
    lookup::Lookup,
    offboard::Offboard,
    batch::Batch,
    #[cfg(feature = "plans")]
    plan::Plan,
    #[cfg(feature = "plans")]
    reconcile::Reconcile,
    #[cfg(feature = "plans")]
    check_mapping::CheckMapping,
    #[cfg(feature = "plans")]
    reclaim::Reclaim,
    #[cfg(feature = "plans")]
    render_plan::RenderPlan,
    #[cfg(feature = "plans")]
    diff_plans::DiffPlans,
    #[cfg(feature = "plans")]
    approve::Approve,
    #[cfg(feature = "plans")]
    apply::Apply,
    #[cfg(feature = "plans")]
    verify_receipt::VerifyReceipt,
    #[cfg(feature = "plans")]
    undo::Undo,
    #[cfg(feature = "plans")]
    recheck::Recheck,
    subscribe::Subscribe,
    subscriptions::Subscriptions,
    unsubscribe::Unsubscribe,
    subscription_version::SubscriptionVersion,
    ensure_subscriptions::EnsureSubscriptions,
    verify_event::VerifyEvent,
    parse_event::ParseEvent,
    call::Call,
}
