//! Reads plans.

use super::expiry::{is_expired, is_in_future};
use super::form::{malformed, read_head};
use super::signature::{Trust, check_signature, signed_text};
use crate::auth::PlanKeys;
use crate::error::{NotApproved, Result};
use crate::json::Json;
use crate::model::date;
use crate::services::plans::digest::sha256;
use crate::services::plans::fingerprint::{Permissions, fingerprint};
use crate::services::plans::jws;
use crate::services::plans::refusal::refuse;
use crate::services::plans::signed::Signed;
use crate::services::plans::step::{Step, check_dependences, read_step};
use crate::services::plans::tenant::{PlanTenant, host_of};

/// The longest part of a warning that an error repeats, in bytes.
const MAX_WHY_BYTES: usize = 500;

/// A plan whose form, fingerprint and (with keys) signature were checked.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The whole plan.
    pub json: Json,
    /// Its ID.
    pub id: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// Its tenant.
    pub tenant: PlanTenant,
    /// The action that was planned.
    pub action: String,
    /// Who asked for it.
    pub requested_by: Option<String>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: f64,
    /// Until when it may be applied, in milliseconds since 1970.
    pub expires_at: f64,
    /// What the request permits.
    pub permissions: Permissions,
    /// Why it has no steps, although there is something to do.
    pub stopped: Option<String>,
    /// Its steps, in its order.
    pub steps: Vec<Step>,
    /// Whether its signature was checked.
    pub trust: Trust,
    /// The digest by which a connection remembers an unsigned plan.
    pub digest: String,
}

impl Plan {
    /// Reads a plan and checks its form, its signature if the connection has its key, and its fingerprint.
    ///
    /// # Errors
    /// Kind `notApproved`, with the reason.
    pub fn read(json: &Json, keys: Option<&PlanKeys>) -> Result<Self> {
        let head = read_head(json)?;
        let signed = signed_text(json);
        let Some(signed) = signed else {
            return malformed("is malformed: it can't be written as JSON");
        };
        let trust = check_signature(json, keys, &signed)?;
        let mut steps = Vec::with_capacity(head.steps.len());
        for (index, step) in head.steps.items().enumerate() {
            match read_step(step, index) {
                Ok(step) => steps.push(step),
                Err(problem) => return malformed(&problem),
            }
        }
        if let Err(problem) = check_dependences(&steps) {
            return malformed(&problem);
        }
        let mut ids: Vec<&str> = steps.iter().map(|step| step.id.as_str()).collect();
        ids.sort_unstable();
        if ids.windows(2).any(|pair| pair[0] == pair[1]) {
            return malformed("is malformed: it has a step twice");
        }
        let permissions = Permissions::of(json);
        let tenant = json.get_or_null("tenant");
        let stopped = json.get_str("stopped");
        let found = fingerprint(
            &tenant,
            &head.steps,
            &head.held,
            permissions,
            stopped.as_deref(),
        );
        let fingerprint = json.str_or_default("fingerprint");
        if found.as_deref() != Some(&fingerprint) {
            let problem =
                "was changed after it was made: its steps and limits don't have its fingerprint";
            return refuse(NotApproved::WrongSignature, Signed::Plan, problem);
        }
        if stopped.is_some() && !steps.is_empty() {
            return malformed(
                "is malformed: it has steps, although it says that a limit stopped it",
            );
        }
        Ok(Plan {
            id: json.str_or_default("id"),
            fingerprint,
            tenant: head.tenant,
            action: json.str_or_default("action"),
            requested_by: json.get_str("requestedBy"),
            permissions,
            stopped,
            created_at: time(json, "createdAt"),
            expires_at: time(json, "expiresAt"),
            steps,
            trust,
            digest: sha256(&signed),
            json: json.clone(),
        })
    }

    /// Checks that the plan's signature was verified.
    ///
    /// # Errors
    /// Kind `notApproved`, reason `unsigned` or `unknownKey`.
    pub fn check_verified(&self, keys: Option<&PlanKeys>) -> Result<()> {
        let problem = match (self.trust, keys) {
            (Trust::Verified, _) => return Ok(()),
            (Trust::Unsigned, _) => "has no signature",
            (Trust::NoKey, None) => {
                let problem = "can't be verified: the connection has no planKeys";
                return refuse(NotApproved::UnknownKey, Signed::Plan, problem);
            }
            (Trust::NoKey, Some(keys)) => {
                let signature = self.json.str_or_default("signature");
                let signed = signed_text(&self.json).unwrap_or_default();
                return jws::verify_detached(Signed::Plan, keys, &signature, &signed);
            }
        };
        refuse(NotApproved::Unsigned, Signed::Plan, problem)
    }

    /// Checks that the plan was made by now and hasn't expired. `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// Kind `notApproved`, reason `notYetValid` or `expired`.
    pub fn check_time(&self, now: f64) -> Result<()> {
        if is_in_future(self.created_at, now) {
            let made_at = date::to_iso(self.created_at as i64);
            let problem = format!(
                "was made at {made_at}, later than now: {}",
                date::to_iso(now as i64)
            );
            return refuse(NotApproved::NotYetValid, Signed::Plan, &problem);
        }
        if !is_expired(self.expires_at, now) {
            return Ok(());
        }
        let problem = format!("expired at {}", date::to_iso(self.expires_at as i64));
        refuse(NotApproved::Expired, Signed::Plan, &problem)
    }

    /// Checks that the plan belongs to the tenant with this base URL.
    ///
    /// # Errors
    /// Kind `notApproved`, reason `otherTenant`.
    pub fn check_host(&self, base_url: &str) -> Result<()> {
        let host = host_of(base_url);
        if host.eq_ignore_ascii_case(&self.tenant.host) {
            return Ok(());
        }
        let planned = crate::error::cut(&self.tenant.host);
        let problem = format!("was made for {planned}, but the connection's tenant is {host}");
        refuse(NotApproved::OtherTenant, Signed::Plan, &problem)
    }

    /// Checks that no limit stopped the plan when it was made.
    ///
    /// # Errors
    /// Kind `notApproved`, reason `stopped`; the message says which limit, as the plan does.
    pub fn check_not_stopped(&self) -> Result<()> {
        if self.stopped.is_none() {
            return Ok(());
        }
        let warnings = self.json.get_or_null("warnings");
        let why = warnings.at(0).as_str().unwrap_or_default();
        let why = crate::error::cut_at(why.trim_end_matches('.'), MAX_WHY_BYTES).to_string();
        let problem = format!("was stopped by a limit when it was made, and can't be used. {why}");
        refuse(NotApproved::Stopped, Signed::Plan, &problem)
    }

    /// The number of people whose access a step ends, now or on a date. Who hands objects over and is deleted counts once.
    pub fn deactivations(&self) -> usize {
        let ending = self.steps.iter().filter(|step| step.ending().is_some());
        let people = ending.map(|step| step.target.as_deref().unwrap_or(&step.id));
        let people: std::collections::BTreeSet<String> =
            people.map(str::to_ascii_lowercase).collect();
        people.len()
    }
}

fn time(json: &Json, name: &str) -> f64 {
    let time = json.get_str(name).as_deref().and_then(date::parse);
    time.map_or(0.0, |time| time as f64)
}
