//! The registry of actions. An action is one file here and one line below.

mod action;
mod batch;
mod call;
mod context;
mod count;
mod create;
mod deactivate;
mod delete;
mod get;
mod lookup;
mod reactivate;
mod search;
mod update;

pub use action::{About, Action, Described};
pub use context::{Context, Progress};

action::registry! {
    create::Create,
    get::Get,
    search::Search,
    update::Update,
    deactivate::Deactivate,
    reactivate::Reactivate,
    delete::Delete,
    count::Count,
    lookup::Lookup,
    batch::Batch,
    call::Call,
}
