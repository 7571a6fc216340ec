//! Manages the users of an Adobe Workfront tenant with typed actions, for workflow platforms and edge functions.
//!
//! The host supplies the transport, the credential and the clock ([`transport::Host`]); a [`Plugin`] is a connection
//! to one tenant and runs actions on it. docs/architecture.md has the order of the modules: each uses only those below it.
//!
//! ```
//! use workfront_actions::{Plugin, json::Json};
//! let options = Json::parse(
//!     r#"{"domain": "acme", "credentials": {"type": "bearer", "accessToken": "t0k3n"}}"#,
//! );
//! let plugin = Plugin::new(&options.unwrap()).unwrap();
//! assert_eq!(plugin.base_url(), "https://acme.my.workfront.com");
//! ```

// Tests have dependencies of their own, which the library does not use.
#![cfg_attr(not(test), deny(unused_crate_dependencies))]

pub mod actions;
pub mod auth;
pub mod client;
pub mod error;
pub mod input;
pub mod json;
#[cfg(feature = "schema")]
pub mod manifest;
pub mod model;
pub mod plugin;
pub mod protocol;
pub mod services;
pub mod transport;

#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(all(target_arch = "wasm32", feature = "global-fetch"))]
pub use wasm::runtime_host;

pub use error::{Error, ErrorKind, Result};
pub use plugin::Plugin;
