//! A connection to one tenant, and running actions on it.

use crate::actions::{self, Context, Progress};
use crate::api::batch::Dialect;
use crate::api::{ApiVersion, Client, address};
use crate::auth::{Credentials, EventCredential, SignIn};
use crate::directory;
use crate::error::Result;
use crate::input::{Fields, Problems, Read, read_input};
use crate::json::Json;
use crate::transport::{Gate, Host, Policy};
use std::cell::Cell;
use std::rc::Rc;

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
    pub names: directory::Cache,
    /// The dialect that the tenant has accepted, once `auto` has found out.
    pub accepted_dialect: Cell<Option<Dialect>>,
}

const OPTIONS: &[&str] = &[
    "baseUrl",
    "domain",
    "apiVersion",
    "credentials",
    "batchDialect",
    "sso",
    "allowUnknownFields",
    "eventCredential",
];

impl Read for Tenant {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        let known = [OPTIONS, Policy::OPTIONS].concat();
        let fields = Fields::open(json, path, &known, problems)?;
        let base_url = read_address(&fields, problems);
        let api_version = fields.read("apiVersion", problems);
        let credentials = fields.read::<Credentials>("credentials", problems);
        let batch_dialect = fields.read::<Option<Dialect>>("batchDialect", problems);
        let sso = fields.read("sso", problems);
        let allow_unknown_fields = fields.read::<Option<bool>>("allowUnknownFields", problems);
        let event_credential = fields.read::<Option<EventCredential>>("eventCredential", problems);
        let policy = Policy::read(&fields, problems)?;
        Some(Tenant {
            base_url: base_url?,
            api_version: api_version?,
            sign_in: SignIn::new(credentials?),
            batch_dialect: batch_dialect?.unwrap_or(Dialect::Auto),
            sso: sso?,
            allow_unknown_fields: allow_unknown_fields?.unwrap_or(false),
            event_credential: event_credential?.unwrap_or(EventCredential::Same),
            policy,
            gate: Gate::new(policy.concurrency),
            names: directory::Cache::default(),
            accepted_dialect: Cell::new(None),
        })
    }
}

fn read_address(fields: &Fields<'_>, problems: &mut Problems) -> Option<String> {
    let base_url = fields.read::<Option<String>>("baseUrl", problems)?;
    let domain = fields.read::<Option<String>>("domain", problems)?;
    let (option, address) = match (base_url, domain) {
        (Some(url), None) => ("baseUrl", address::from_base_url(&url)),
        (None, Some(domain)) => ("domain", address::from_domain(&domain)),
        (None, None) => ("baseUrl", Err("is required (or a domain)".to_owned())),
        (Some(_), Some(_)) => (
            "domain",
            Err("must be left out when baseUrl is given".to_owned()),
        ),
    };
    address
        .map_err(|problem| problems.add(option, problem))
        .ok()
}

/// A connection to one tenant.
#[derive(Clone, Debug)]
pub struct Plugin {
    tenant: Rc<Tenant>,
}

impl Plugin {
    /// Opens a connection with these options (see the README). Nothing is sent.
    ///
    /// # Errors
    /// A validation error that tells everything that is wrong with the options.
    pub fn new(options: &Json) -> Result<Self> {
        Ok(Plugin {
            tenant: Rc::new(read_input(options)?),
        })
    }

    /// The base URL, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.tenant.base_url
    }

    /// Runs the action with this id.
    ///
    /// # Errors
    /// Everything that can go wrong, with the action named.
    pub async fn run(
        &self,
        action: &str,
        input: Json,
        host: Host,
        progress: Option<Rc<dyn Fn(Progress)>>,
    ) -> Result<Json> {
        let client = Client::new(self.tenant.clone(), host);
        let context = Context { client, progress };
        actions::dispatch(action, &context, input)
            .await
            .map_err(|error| error.in_action(action))
    }
}
