//! The options of a connection, as the host passes them.

#[cfg(feature = "schema")]
use super::plan_settings::DEFAULT_LEASE_MS;
use super::plan_settings::MAX_LEASE_MS;
use super::policy::RetryOptions;
use super::safety::{OwnUserOption, Protect, Safety};
use super::{ApprovalRules, PlanSettings};
use super::{Authenticator, ConcurrencyLimiter, LookupCache, Policy, Tenant};
use crate::auth::{Credentials, EventCredential};
use crate::auth::{PlanKeys, ReceiptKey};
use crate::input::{Problems, check, not_null, with_value};
use crate::model::{ApiVersion, Id};
use crate::protocol::{Dialect, address};
use serde::{Deserialize, Deserializer};
use std::cell::Cell;

/// The options that the WebAssembly reads. Their doc comments are the documentation of each option; the host's side
/// reads those of `manifest::host_options`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Options {
    /// Your Workfront domain, such as 'acme' for acme.my.workfront.com, or the full name of a Workfront host. Either the
    /// domain or the base URL is required.
    #[cfg_attr(feature = "schema", schemars(extend("x-placeholder" = "acme")))]
    domain: Option<String>,
    /// The base URL, instead of the domain. It must be https, except for a server on this machine.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("x-placeholder" = "https://acme.my.workfront.com"))
    )]
    base_url: Option<String>,
    /// The stored credential, or a function that returns it. The function is called before the first request, and again
    /// after Workfront refuses the credential.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "String",
            extend("x-type" = "Credentials | (() => Credentials | PromiseLike<Credentials>)")
        )
    )]
    credentials: Credentials,
    /// The version of Workfront's API that every request names.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "Option<String>",
            extend(
                "default" = ApiVersion::default().to_string(),
                "x-placeholder" = ApiVersion::default().to_string(),
                "x-choices" = ApiVersion::supported()
            )
        )
    )]
    api_version: Option<ApiVersion>,
    /// How `batch` is sent. `auto` finds out what the tenant accepts.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("x-type" = "Dialect", "default" = Dialect::Auto))
    )]
    batch_dialect: Option<Dialect>,
    /// Whether users sign in through SSO. `true`: `create` refuses a password; `false`: `create` requires one. Left out:
    /// a password is optional.
    sso: Option<bool>,
    /// Whether to write user fields whose names are almost known ones, instead of refusing them as misspelled. Other unknown
    /// fields are always sent: Workfront adds fields, and refuses those that it doesn't have.
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    allow_unknown_fields: Option<bool>,
    /// The header that carries the credential to the service of event subscriptions. Workfront's documentation names
    /// several; `same` is the header of all other requests.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = EventCredential::Same))
    )]
    event_credential: Option<EventCredential>,
    /// How often a request is sent again after 429, 502, 503, 504 and network errors, if repeating it is safe. Each wait is
    /// random, below a limit that doubles with each try. The time of a `Retry-After` header is waited in full up to
    /// `maxMs`; a longer one ends the request at once, as `rateLimited`.
    #[cfg_attr(feature = "schema", schemars(extend("x-type" = "RetryOptions")))]
    retry: Option<RetryOptions>,
    /// How many requests are sent at the same time: 1 to 10. Reduced after a 429, then raised again.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = Policy::default().concurrency))
    )]
    concurrency: Option<u32>,
    /// How long one request may take, in milliseconds, and one call of another host function; 0 means no limit.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = Policy::default().timeout_ms as u32))
    )]
    timeout_ms: Option<u32>,
    /// How long one call may take with all its requests, in milliseconds. Left out: no limit.
    deadline_ms: Option<u32>,
    /// How many requests one call may send. Left out: no limit.
    max_requests: Option<u32>,
    /// How long the result of a name lookup is cached, in milliseconds; 0 disables the cache.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("default" = Policy::default().lookup_cache_ms as u32))
    )]
    lookup_cache_ms: Option<u32>,
    /// The keys that sign plans, approvals and receipts. Left out: plans are unsigned, and only the connection that made one
    /// applies it.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "Option<crate::auth::PlanKeysOption>",
            extend(
                "x-type" = "PlanKeys",
                "x-secret" = true,
                "x-placeholder" = r#"{ "current": "2026-11", "keys": { "2026-11": "…" } }"#
            )
        )
    )]
    #[serde(deserialize_with = "not_null")]
    plan_keys: Option<PlanKeys>,
    /// The private key (ECDSA, P-256) that signs receipts instead of the plan keys, so that an auditor can verify them without being
    /// able to write one.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "Option<crate::auth::ReceiptKeyOption>",
            extend(
                "x-type" = "ReceiptKey",
                "x-secret" = true,
                "x-multiline" = true,
                "x-placeholder" = r#"{ "id": "audit-1", "privateKey": "-----BEGIN PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----" }"#
            )
        )
    )]
    #[serde(deserialize_with = "not_null")]
    receipt_key: Option<ReceiptKey>,
    /// What a plan must fulfil before it is applied. Requires planKeys. Left out: nobody has to approve.
    #[cfg_attr(
        feature = "schema",
        schemars(extend(
            "x-type" = "ApprovalRules",
            "x-placeholder" = r#"{ "approvers": 1, "allowed": ["alex.kim@example.com"] }"#
        ))
    )]
    #[serde(deserialize_with = "not_null")]
    approval_rules: Option<ApprovalRules>,
    /// With planStore: for how long a run of apply may write, in milliseconds, and how long a plan can't be applied again after a
    /// run that was cut off: 1 to 86,400,000.
    #[cfg_attr(
        feature = "schema",
        schemars(range(min = 1, max = MAX_LEASE_MS), extend("default" = DEFAULT_LEASE_MS))
    )]
    plan_lease_ms: Option<u32>,
    /// The people whom no write may shut out: deactivate, delete, or change so that they can't sign in or are no longer
    /// protected. IDs, e-mail addresses, access levels and groups. An access level or group that doesn't exist stops such a
    /// write before anything is sent. IDs and addresses aren't looked up: a misspelled one protects nobody.
    #[cfg_attr(
        feature = "schema",
        schemars(extend(
            "x-type" = "ProtectOptions",
            "x-placeholder" = r#"{ "emails": ["ceo@example.com"], "groups": ["Executives"] }"#
        ))
    )]
    #[serde(deserialize_with = "not_null")]
    protect: Option<Protect>,
    /// How many people may be shut out: in one call, and by this connection within an hour. Left out: a tenth of the active
    /// people, but at least 10 and at most 50.
    #[cfg_attr(feature = "schema", schemars(extend("x-placeholder" = "50")))]
    max_people: Option<u32>,
    /// The ID of the connection's own user, who is never shut out. Left out: it is found out when it is needed, which costs a
    /// request if the credential doesn't name it.
    #[serde(rename = "ownUserID")]
    #[cfg_attr(
        feature = "schema",
        schemars(extend("x-placeholder" = "68304ec800124e0cc977ae1873a70b0b"))
    )]
    own_user_id: Option<Id>,
    /// `unknown`: the connection's own user can't be found out, and people are shut out without that guard.
    own_user: Option<OwnUserOption>,
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
            if let Some(lease) = options.plan_lease_ms {
                problems.check_range("planLeaseMs", lease, MAX_LEASE_MS);
            }
            PlanSettings::check(&options.plan_keys, &options.approval_rules, problems);
            if let Some(protect) = &options.protect {
                protect.check(problems);
            }
            if options.own_user_id.is_some() && options.own_user.is_some() {
                problems.add("ownUser", "must be absent when ownUserID is set");
            }
            read_address(options.base_url, options.domain, problems)
        });
        let safety = Safety {
            own_user_id: options.own_user_id,
            own_user_is_unknown: options.own_user == Some(OwnUserOption::Unknown),
            protect: options.protect.unwrap_or_default(),
            max_people: options.max_people,
        };
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
            plans: PlanSettings::new(
                options.plan_keys,
                options.receipt_key,
                options.approval_rules,
                options.plan_lease_ms,
            ),
            policy,
            limiter: ConcurrencyLimiter::new(policy.concurrency),
            lookup_cache: LookupCache::default(),
            safety,
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
        (Some(url), None) => {
            let address = address::from_base_url(&url);
            (
                "baseUrl",
                address.map_err(|problem| with_url(problem, &url)),
            )
        }
        (None, Some(domain)) => {
            let address = address::from_domain(&domain);
            (
                "domain",
                address.map_err(|problem| with_url(problem, &domain)),
            )
        }
        (None, None) => (
            "baseUrl",
            Err("is required, unless domain is set".to_owned()),
        ),
        (Some(_), Some(_)) => (
            "domain",
            Err("must be absent when baseUrl is set".to_owned()),
        ),
    };
    address.unwrap_or_else(|problem| {
        if !problems.name(option) {
            problems.add(option, problem);
        }
        String::new()
    })
}

/// The problem with the address that has it, unless the address may contain a secret.
fn with_url(problem: &str, url: &str) -> String {
    match url.contains(['@', '?', '#']) {
        true => problem.to_owned(),
        false => with_value(problem, url),
    }
}
