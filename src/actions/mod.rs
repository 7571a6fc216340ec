//! The registry of actions. An action is one file here and one line below.

mod action;
mod batch;
mod context;
mod create;
mod deactivate;
mod get;
mod search;

pub use action::{About, Action, Described};
pub use context::{Context, Progress};

action::registry! {
    create::Create,
    get::Get,
    search::Search,
    deactivate::Deactivate,
    batch::Batch,
}
