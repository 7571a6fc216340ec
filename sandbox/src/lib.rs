//! A strict Workfront tenant in memory: one request in, one answer out.
//!
//! It behaves as the published facts about the real service say (docs/workfront-facts.md); where they are silent, an
//! option decides (docs/sandbox.md). It shares no code with the plugin, so that each checks the other.
//!
//! ```
//! use serde_json::json;
//! use workfront_sandbox::{Request, Sandbox};
//! let mut sandbox = Sandbox::new(&json!({"people": 3})).unwrap();
//! let reply = sandbox.handle(&Request {
//!     method: "GET".into(),
//!     url: "/attask/api/v18.0/user/count".into(),
//!     headers: vec![("apiKey".into(), "sandbox-api-key".into())],
//!     body: Vec::new(),
//!     now_ms: 0.0,
//! });
//! assert_eq!(reply.body, br#"{"data":{"count":3}}"#);
//! ```

mod actions;
mod api;
mod auth;
mod batch;
mod dates;
mod error;
mod events;
mod faults;
mod gate;
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
mod text;
mod value;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod write;

pub use events::{Delivery, Outcome as Delivered};
pub use http::{Reply, Request};
pub use sandbox::Sandbox;
