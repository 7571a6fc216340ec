//! The options of a connection, as the host gives them.

use super::{Gate, NameCache, Policy, Retry, Tenant};
use crate::auth::{Credentials, EventCredential, SignIn};
use crate::input::{Problems, check};
use crate::model::ApiVersion;
use crate::protocol::{Dialect, address};
use serde::{Deserialize, Deserializer};
use std::cell::{Cell, RefCell};

/// What the README's table of options names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Options {
    base_url: Option<String>,
    domain: Option<String>,
    api_version: Option<ApiVersion>,
    credentials: Credentials,
    batch_dialect: Option<Dialect>,
    sso: Option<bool>,
    allow_unknown_fields: Option<bool>,
    event_credential: Option<EventCredential>,
    retry: Option<Retry>,
    concurrency: Option<u32>,
    timeout_ms: Option<u32>,
    deadline_ms: Option<u32>,
    max_requests: Option<u32>,
    lookup_cache_ms: Option<u32>,
}

impl<'de> Deserialize<'de> for Tenant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = Options::deserialize(deserializer)?;
        let mut policy = Policy::default();
        let retry = given.retry.unwrap_or_default();
        let base_url = check(|_, problems| {
            if let Some(attempts) = retry.attempts {
                problems.check_range("retry.attempts", attempts, 20);
            }
            if let Some(concurrency) = given.concurrency {
                problems.check_range("concurrency", concurrency, 10);
                policy.concurrency = concurrency;
            }
            read_address(given.base_url, given.domain, problems)
        });
        policy.retry(retry);
        let whole = |given: Option<u32>, usual| given.map_or(usual, f64::from);
        policy.timeout_ms = whole(given.timeout_ms, policy.timeout_ms);
        policy.lookup_cache_ms = whole(given.lookup_cache_ms, policy.lookup_cache_ms);
        policy.deadline_ms = given.deadline_ms.map(f64::from);
        policy.max_requests = given.max_requests;
        Ok(Tenant {
            base_url,
            api_version: given.api_version.unwrap_or_default(),
            sign_in: SignIn::new(given.credentials),
            batch_dialect: given.batch_dialect.unwrap_or(Dialect::Auto),
            sso: given.sso,
            allow_unknown_fields: given.allow_unknown_fields == Some(true),
            event_credential: given.event_credential.unwrap_or(EventCredential::Same),
            policy,
            gate: Gate::new(policy.concurrency),
            names: NameCache::default(),
            own_user: RefCell::default(),
            accepted_dialect: Cell::new(None),
        })
    }
}

fn read_address(
    base_url: Option<String>,
    domain: Option<String>,
    problems: &mut Problems,
) -> String {
    let (option, address) = match (base_url, domain) {
        (Some(url), None) => ("baseUrl", address::from_base_url(&url)),
        (None, Some(domain)) => ("domain", address::from_domain(&domain)),
        (None, None) => ("baseUrl", Err("is required (or a domain)")),
        (Some(_), Some(_)) => ("domain", Err("must be left out when baseUrl is given")),
    };
    address.unwrap_or_else(|problem| {
        if !problems.name(option) {
            problems.add(option, problem);
        }
        String::new()
    })
}
