//! A strict Workfront tenant in memory: one request in, one response out.
//!
//! It behaves as the published facts about the real service say (docs/workfront-facts.md). Where the facts are silent,
//! an option decides (docs/sandbox.md). It shares no code with the plugin, so that each of them checks the other.
//!
//! ```
//! use serde_json::json;
//! use workfront_sandbox::{Request, Sandbox};
//! let mut sandbox = Sandbox::new(&json!({"people": 3})).unwrap();
//! let response = sandbox.handle(&Request {
//!     method: "GET".into(),
//!     url: "/attask/api/v18.0/user/count".into(),
//!     headers: vec![("apiKey".into(), "sandbox-api-key".into())],
//!     body: Vec::new(),
//!     now_ms: 0.0,
//! });
//! assert_eq!(response.body, br#"{"data":{"count":3}}"#);
//! ```
//!
//! # Order of the modules
//!
//! Each module uses only modules above it in this list.
//!
//! - `dates`: parsing and formatting dates
//! - `value`: the value of a field
//! - `random`: pseudo-random numbers from the seed
//! - `encoding`: percent encoding and escaped JSON
//! - `error`: the API's errors
//! - `http`: requests and responses
//! - `concurrency`: the limit of concurrent calls
//! - `options`: the options of the tenant
//! - `model`: object types, fields, references and collections
//! - `store`: objects and transactions
//! - `api`: API calls and versions
//! - `tenant`: the store with its options, and the caller
//! - `auth`: credentials and sessions
//! - `path`: names with colons in filters and sorts
//! - `output`: objects in responses
//! - `metadata`: the description of object types
//! - `search`: search, count and read
//! - `write`: create, update and delete
//! - `seed`: the generated objects
//! - `actions`: actions and the session
//! - `route`: the routes of single calls
//! - `batch`: the batch endpoint
//! - `dispatch`: a call in a transaction
//! - `events`: event subscriptions and deliveries
//! - `services`: token services, login and logout
//! - `faults`: faults on demand
//! - `sandbox`: all of it behind `handle`
//! - `wasm`: the boundary with JavaScript

mod actions;
mod api;
mod auth;
mod batch;
mod concurrency;
mod dates;
mod dispatch;
mod encoding;
mod error;
mod events;
mod faults;
mod http;
mod metadata;
mod model;
mod options;
mod output;
mod path;
mod random;
mod route;
mod sandbox;
mod search;
mod seed;
mod services;
mod store;
mod tenant;
mod value;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod write;

pub use events::{Delivery, DeliveryOutcome};
pub use http::{Request, Response};
pub use sandbox::Sandbox;
