//! The options of a connection, as the host gives them.

use crate::api::batch::Dialect;
use crate::api::{ApiVersion, address};
use crate::auth::{Credentials, EventCredential, SignIn};
use crate::directory;
use crate::input::{Problems, Read, read_fields};
use crate::json::Json;
use crate::plugin::Tenant;
use crate::transport::{Gate, Policy, Retry};
use std::cell::Cell;

/// What the README's table of options names.
const NAMES: &[&str] = &[
    "baseUrl",
    "domain",
    "apiVersion",
    "credentials",
    "batchDialect",
    "sso",
    "allowUnknownFields",
    "eventCredential",
    "retry",
    "concurrency",
    "timeoutMs",
    "deadlineMs",
    "maxRequests",
    "namesMs",
];

impl Read for Tenant {
    fn blank() -> Self {
        let policy = Policy::default();
        Tenant {
            base_url: String::new(),
            api_version: ApiVersion::blank(),
            sign_in: SignIn::new(Credentials::blank()),
            batch_dialect: Dialect::Auto,
            sso: None,
            allow_unknown_fields: false,
            event_credential: EventCredential::Same,
            policy,
            gate: Gate::new(policy.concurrency),
            names: directory::Cache::default(),
            accepted_dialect: Cell::new(None),
        }
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        let (mut base_url, mut domain) = (None, None);
        let (mut dialect, mut event_credential, mut allow_unknown) = (None, None, None);
        let mut retry = Retry::blank();
        let (mut concurrency, mut timeout_ms, mut names_ms) = (None, None, None);
        let (mut deadline_ms, mut max_requests) = (None::<u32>, None);
        read_fields(
            json,
            path,
            problems,
            NAMES,
            &mut [
                &mut base_url,
                &mut domain,
                &mut self.api_version,
                self.sign_in.given_mut(),
                &mut dialect,
                &mut self.sso,
                &mut allow_unknown,
                &mut event_credential,
                &mut retry,
                &mut concurrency,
                &mut timeout_ms,
                &mut deadline_ms,
                &mut max_requests,
                &mut names_ms,
            ],
        );
        if json.is_object() {
            self.base_url = read_address(base_url, domain, problems);
        }
        self.batch_dialect = dialect.unwrap_or(self.batch_dialect);
        self.event_credential = event_credential.unwrap_or(self.event_credential);
        self.allow_unknown_fields = allow_unknown.unwrap_or(self.allow_unknown_fields);
        let policy = &mut self.policy;
        policy.retry(retry);
        let whole = |given: Option<u32>, usual| given.map_or(usual, f64::from);
        policy.timeout_ms = whole(timeout_ms, policy.timeout_ms);
        policy.names_ms = whole(names_ms, policy.names_ms);
        policy.deadline_ms = deadline_ms.map(f64::from);
        policy.max_requests = max_requests;
        if let Some(concurrency) = concurrency {
            problems.check_range("concurrency", concurrency, 10);
            policy.concurrency = concurrency;
            self.gate = Gate::new(concurrency);
        }
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
