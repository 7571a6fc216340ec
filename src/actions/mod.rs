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
mod get;
mod logout;
mod lookup;
mod offboard;
mod provision;
mod reactivate;
mod search;
mod test_connection;
mod update;

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
    call::Call,
}
