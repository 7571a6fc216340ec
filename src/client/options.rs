//! The options of a connection, as the host passes them.

use super::policy::RetryOptions;
use super::{Authenticator, ConcurrencyLimiter, LookupCache, Policy, Tenant};
use crate::auth::{Credentials, EventCredential};
use crate::input::{Problems, check};
use crate::model::ApiVersion;
use crate::protocol::{Dialect, address};
use serde::{Deserialize, Deserializer};
use std::cell::{Cell, RefCell};

/// The options in the README's table.
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
    retry: Option<RetryOptions>,
    concurrency: Option<u32>,
    timeout_ms: Option<u32>,
    deadline_ms: Option<u32>,
    max_requests: Option<u32>,
    lookup_cache_ms: Option<u32>,
}

impl<'de> Deserialize<'de> for Tenant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let options = Options::deserialize(deserializer)?;
        let mut policy = Policy::default();
        let retry = options.retry.unwrap_or_default();
        let base_url = check(|_, problems| {
            if let Some(attempts) = retry.attempts {
                problems.check_range("retry.attempts", attempts, 20);
            }
            if let Some(concurrency) = options.concurrency {
                problems.check_range("concurrency", concurrency, 10);
                policy.concurrency = concurrency;
            }
            read_address(options.base_url, options.domain, problems)
        });
        policy.set_retry(retry);
        let number = |option: Option<u32>, default| option.map_or(default, f64::from);
        policy.timeout_ms = number(options.timeout_ms, policy.timeout_ms);
        policy.lookup_cache_ms = number(options.lookup_cache_ms, policy.lookup_cache_ms);
        policy.deadline_ms = options.deadline_ms.map(f64::from);
        policy.max_requests = options.max_requests;
        Ok(Tenant {
            base_url,
            api_version: options.api_version.unwrap_or_default(),
            authenticator: Authenticator::new(options.credentials),
            batch_dialect: options.batch_dialect.unwrap_or(Dialect::Auto),
            sso: options.sso,
            allow_unknown_fields: options.allow_unknown_fields == Some(true),
            event_credential: options.event_credential.unwrap_or(EventCredential::Same),
            policy,
            limiter: ConcurrencyLimiter::new(policy.concurrency),
            lookup_cache: LookupCache::default(),
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
        (None, None) => ("baseUrl", Err("is required, unless domain is set")),
        (Some(_), Some(_)) => ("domain", Err("must be absent when baseUrl is set")),
    };
    address.unwrap_or_else(|problem| {
        if !problems.name(option) {
            problems.add(option, problem);
        }
        String::new()
    })
}
