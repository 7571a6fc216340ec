use super::{Gate, NameCache, Policy};
use crate::auth::{EventCredential, SignIn};
use crate::model::ApiVersion;
use crate::protocol::Dialect;
use std::cell::{Cell, RefCell};

/// The settings of a connection, and what was learnt of the tenant while it lasts.
#[derive(Debug)]
pub struct Tenant {
    /// The base URL, without a slash at its end.
    pub base_url: String,
    /// The API version that every path names.
    pub api_version: ApiVersion,
    /// The credential, and what came of it.
    pub sign_in: SignIn,
    /// How `batch` goes out.
    pub batch_dialect: Dialect,
    /// `true`: people sign in through SSO and passwords are refused; `false`: a password is required on create;
    /// absent: either.
    pub sso: Option<bool>,
    /// Whether user fields that this crate doesn't know are sent as they are.
    pub allow_unknown_fields: bool,
    /// The header that carries the credential to the service of event subscriptions.
    pub event_credential: EventCredential,
    /// How hard to try.
    pub policy: Policy,
    /// How many requests go out at once, now.
    pub gate: Gate,
    /// Names that were looked up.
    pub names: NameCache,
    /// The ID of the connection's own user, once Workfront has shown it.
    pub own_user: RefCell<Option<String>>,
    /// The dialect that the tenant has accepted, once `auto` has found out.
    pub accepted_dialect: Cell<Option<Dialect>>,
}
