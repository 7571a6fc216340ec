//! The whole life of an Adobe Workfront user as typed actions, for workflow platforms and edge functions.
//!
//! The host supplies the transport, the credential and the clock ([`transport::Host`]); a [`Plugin`] is a connection
//! to one tenant and runs actions on it. `wasm -> plugin -> actions -> api -> transport`: arrows never run back.
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
pub mod api;
pub mod auth;
pub mod changes;
pub mod directory;
pub mod error;
pub mod events;
pub mod input;
pub mod json;
#[cfg(feature = "schema")]
pub mod manifest;
pub mod model;
pub mod offboarding;
mod options;
pub mod plugin;
pub mod protocol;
pub mod provisioning;
pub mod transport;
pub mod users;

#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(all(target_arch = "wasm32", feature = "global-fetch"))]
pub use wasm::runtime_host;

pub use error::{Error, ErrorKind, Result};
pub use plugin::Plugin;
