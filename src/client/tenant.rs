use super::PlanSettings;
use super::{Authenticator, ConcurrencyLimiter, LookupCache, Policy, Safety};
use crate::auth::EventCredential;
use crate::model::ApiVersion;
use crate::protocol::Dialect;
use std::cell::Cell;

/// The configuration of a connection, and what the connection has learnt about its tenant.
#[derive(Debug)]
pub struct Tenant {
    /// The base URL, without a slash at its end.
    pub base_url: String,
    /// The API version in every path.
    pub api_version: ApiVersion,
    /// The credential and its access token.
    pub authenticator: Authenticator,
    /// How `batch` sends its operations.
    pub batch_dialect: Dialect,
    /// `Some(true)`: users sign in through SSO, and passwords are refused. `Some(false)`: `create` requires a password.
    /// `None`: a password is optional.
    pub sso: Option<bool>,
    /// Whether user fields that this crate doesn't know are sent unchanged.
    pub allow_unknown_fields: bool,
    /// The header that carries the token to the service of event subscriptions.
    pub event_credential: EventCredential,
    /// The keys and rules of plans, and the unsigned plans that the connection made.
    pub plans: PlanSettings,
    /// Retries and limits.
    pub policy: Policy,
    /// The limit of concurrent requests.
    pub limiter: ConcurrencyLimiter,
    /// The results of name lookups.
    pub lookup_cache: LookupCache,
    /// The options of the guards.
    pub safety: Safety,
    /// The dialect that the tenant accepts, once `auto` has found it.
    pub accepted_dialect: Cell<Option<Dialect>>,
}
