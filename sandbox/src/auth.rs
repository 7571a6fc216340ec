//! The user whose credential a request has (docs/workfront-facts.md#authentication).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::encoding::Pairs;
use crate::error::{ApiError, ApiResult};
use crate::http::Request;
use crate::model::Type;
use crate::options::Options;
use crate::store::Store;

/// The lifetime of a session: eight hours, as its cookie (docs/workfront-facts.md#sessions).
pub const SESSION_MS: i64 = 28_800_000;

/// The sessions and tokens that services have issued.
#[derive(Clone, Debug, Default)]
pub struct Sessions {
    /// Sessions and access tokens, by their value.
    known: BTreeMap<Arc<str>, Session>,
    ended: Vec<String>,
}

#[derive(Clone, Debug)]
struct Session {
    user: Arc<str>,
    expires_at: i64,
    is_bearer: bool,
}

impl Sessions {
    /// Starts a session.
    pub fn start(&mut self, token: &str, user: &Arc<str>, expires_at: i64, is_bearer: bool) {
        let session = Session {
            user: user.clone(),
            expires_at,
            is_bearer,
        };
        self.known.insert(Arc::from(token), session);
    }

    /// Ends one session.
    pub fn end(&mut self, token: &str) {
        self.known.remove(token);
        self.ended.push(token.to_owned());
    }

    /// Ends all sessions.
    pub fn end_all(&mut self) {
        self.known.clear();
    }

    fn user(&self, token: &str, bearer: bool, now_ms: i64) -> Option<&Arc<str>> {
        let session = self.known.get(token)?;
        let is_valid = session.expires_at > now_ms && session.is_bearer == bearer;
        is_valid.then_some(&session.user)
    }
}

/// The ID of the user whose credential is in the request.
pub fn caller(
    store: &Store,
    options: &Options,
    sessions: &Sessions,
    request: &Request,
    query: &Pairs,
) -> ApiResult<Arc<str>> {
    let parameter = |expected: &str| {
        let found = query.iter().find(|(name, _)| name == expected);
        found.map(|(_, value)| value.as_str())
    };
    let now_ms = request.now_ms as i64;
    let not_logged_in = || ApiError::authentication("You are not currently logged in.");
    let admin = || store.admin.clone();
    // The reserved names are checked as a login first (docs/workfront-facts.md#reserved-names).
    if parameter("username").is_some() || parameter("password").is_some() {
        return Err(ApiError::authentication(
            "That username/password combination wasn't quite right. Please try again.",
        ));
    }
    let user = if let Some(session) = request
        .header("sessionid")
        .or_else(|| parameter("sessionID"))
    {
        if session == options.session_id && !sessions.ended.iter().any(|ended| ended == session) {
            Some(admin())
        } else {
            sessions.user(session, false, now_ms).cloned()
        }
    } else if let Some(key) = request.header("apikey").or_else(|| parameter("apiKey")) {
        if key == options.api_key {
            Some(admin())
        } else {
            user_by_api_key(store, key)
        }
    } else if let Some(bearer) = request.header("authorization").and_then(bearer) {
        let org_id = request.header("x-gw-ims-org-id");
        let is_allowed = options
            .ims_org_id
            .as_deref()
            .is_none_or(|expected| org_id == Some(expected));
        let user = if bearer == options.bearer_token {
            Some(admin())
        } else {
            sessions.user(bearer, true, now_ms).cloned()
        };
        user.filter(|_| is_allowed)
    } else {
        None
    };
    let user = user.ok_or_else(not_logged_in)?;
    // A deactivated user cannot authenticate (docs/workfront-facts.md#deactivation).
    let active = store.node(Type::User, &user);
    let active = active.is_some_and(|user| user.read_named(store, "isActive").is_true());
    if active {
        Ok(user)
    } else {
        Err(not_logged_in())
    }
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn user_by_api_key(store: &Store, key: &str) -> Option<Arc<str>> {
    let mut users = store.table(Type::User).iter();
    let found = users.find(|(_, user)| {
        user.extra()
            .is_some_and(|extra| extra.api_key.as_deref() == Some(key))
    });
    found.map(|(id, _)| id.clone())
}
