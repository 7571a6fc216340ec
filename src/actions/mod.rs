//! The registry of actions. An action is one file here and one line below.

mod action;
mod batch;
mod call;
mod changes;
mod context;
mod count;
mod create;
mod deactivate;
mod delete;
mod ensure_subscriptions;
mod get;
mod logout;
mod lookup;
mod offboard;
mod parse_event;
mod provision;
mod reactivate;
mod search;
mod subscribe;
mod subscription_version;
mod subscriptions;
mod test_connection;
#[cfg(all(test, feature = "schema"))]
mod tests;
mod unsubscribe;
mod update;
mod verify_event;

pub use action::{About, Action, Described};
pub use context::{Context, Progress};

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
    subscribe::Subscribe,
    subscriptions::Subscriptions,
    unsubscribe::Unsubscribe,
    subscription_version::SubscriptionVersion,
    ensure_subscriptions::EnsureSubscriptions,
    verify_event::VerifyEvent,
    parse_event::ParseEvent,
    call::Call,
}
