//! A plan: made by [`NewPlan::into_json`], read and checked by [`Plan::read`].

use super::StepKind;
use super::digest::sha256;
use super::fingerprint::fingerprint;
use super::jws;
use super::refusal::refuse;
use super::signed::Signed;
use super::step::{Step, read_step};
use crate::auth::PlanKeys;
use crate::error::{Error, ErrorKind, NotApproved, Result};
use crate::json::Json;
use crate::model::date;
use strum::VariantArray;

/// The format of plans. It changes if readers have to change.
pub const FORMAT: &str = "workfront-plan/1";

/// How much later than `expiresAt` a plan or an approval still counts, because clocks differ.
const TOLERANCE_MS: f64 = 60_000.0;

/// The fields that the signature covers through the fingerprint.
const FINGERPRINTED: &[&str] = &["steps", "held"];

/// A field of a plan: its name, and whether a value fits.
type Field = (&'static str, fn(&Json) -> bool);

/// The fields of a plan.
const FIELDS: &[Field] = &[
    ("id", is_text),
    ("fingerprint", is_text),
    ("tenant", Json::is_object),
    ("action", is_text),
    ("createdAt", is_time),
    ("expiresAt", is_time),
    ("steps", Json::is_array),
    ("held", Json::is_array),
    ("unchanged", Json::is_array),
    ("counts", Json::is_object),
    ("warnings", Json::is_array),
    ("requests", Json::is_object),
];

/// The fields of a plan that may be absent.
const OPTIONAL: &[Field] = &[
    ("signature", is_text),
    ("requestedBy", is_text),
    ("reason", is_text),
    ("maxPeople", is_count),
];

/// The tenant of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTenant {
    /// The host, with its port if the base URL has one.
    pub host: String,
    /// The ID of the customer.
    pub customer_id: String,
}

impl PlanTenant {
    /// The tenant as plans have it.
    pub fn to_json(&self) -> Json {
        Json::object_of(&[
            ("host", self.host.as_str().into()),
            ("customerID", self.customer_id.as_str().into()),
        ])
    }
}

/// The host in a base URL, with its port.
pub fn host_of(base_url: &str) -> &str {
    base_url
        .split_once("://")
        .map_or(base_url, |(_, host)| host)
}

/// What a plan consists of, before it has a fingerprint and a signature.
#[derive(Debug)]
pub struct NewPlan {
    /// A random ID.
    pub id: String,
    /// The tenant.
    pub tenant: PlanTenant,
    /// The action that was planned.
    pub action: String,
    /// Who asked for it.
    pub requested_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: f64,
    /// Until when it may be applied, in milliseconds since 1970.
    pub expires_at: f64,
    /// The steps, as [`super::NewStep::into_json`] returns them.
    pub steps: Json,
    /// The people who are held back: `{ ID?, person, reason, message }`.
    pub held: Json,
    /// The people for whom there is nothing to do: `{ ID?, person }`.
    pub unchanged: Json,
    /// What the approver should know.
    pub warnings: Vec<String>,
    /// How many people applying it may shut out, instead of the connection's limit.
    pub max_people: Option<u32>,
    /// How many requests `apply` will send at least.
    pub requests_to_apply: u32,
}

impl NewPlan {
    /// The plan with its fingerprint, and signed if there are keys. Without keys also the digest by which the connection
    /// remembers the plan.
    ///
    /// # Errors
    /// Kind `validation`: a value can't be written as JSON.
    pub fn into_json(self, keys: Option<&PlanKeys>) -> Result<(Json, Option<String>)> {
        let tenant = self.tenant.to_json();
        let fingerprint = fingerprint(&tenant, &self.steps, &self.held).ok_or_else(unwritable)?;
        let mut plan = Json::object_of(&[
            ("format", FORMAT.into()),
            ("id", self.id.as_str().into()),
            ("fingerprint", fingerprint.as_str().into()),
            ("tenant", tenant),
            ("action", self.action.as_str().into()),
        ]);
        for (name, text) in [
            ("requestedBy", &self.requested_by),
            ("reason", &self.reason),
        ] {
            if let Some(text) = text {
                plan.insert(name, text.as_str());
            }
        }
        if let Some(most) = self.max_people {
            plan.insert("maxPeople", f64::from(most));
        }
        plan.insert("createdAt", date::to_iso(self.created_at as i64).as_str());
        plan.insert("expiresAt", date::to_iso(self.expires_at as i64).as_str());
        let warnings = self.warnings.iter().map(|warning| warning.as_str().into());
        let counts = counts(&self.steps, self.held.len(), self.unchanged.len());
        let requests = f64::from(self.requests_to_apply).into();
        plan.insert("counts", counts);
        plan.insert("warnings", Json::array_of(warnings));
        plan.insert("requests", Json::object_of(&[("toApply", requests)]));
        plan.insert("steps", self.steps);
        plan.insert("held", self.held);
        plan.insert("unchanged", self.unchanged);
        let signed = signed_text(&plan).ok_or_else(unwritable)?;
        match keys {
            Some(keys) => {
                let signature = jws::sign_detached(Signed::Plan, keys, &signed);
                plan.insert("signature", signature.as_str());
                Ok((plan, None))
            }
            None => Ok((plan, Some(sha256(&signed)))),
        }
    }
}

/// How many steps of each kind there are, and how many people are held back or unchanged.
fn counts(steps: &Json, held: usize, unchanged: usize) -> Json {
    let mut kinds = vec![0_u32; StepKind::VARIANTS.len()];
    for step in steps.items() {
        let kind = step.get_str("kind").and_then(|kind| StepKind::parse(&kind));
        if let Some(kind) = kind {
            kinds[kind as usize] += 1;
        }
    }
    let mut counts = Json::object();
    for &kind in StepKind::VARIANTS {
        counts.insert(kind.as_str(), f64::from(kinds[kind as usize]));
    }
    counts.insert("held", held as f64);
    counts.insert("unchanged", unchanged as f64);
    counts
}

/// What the signature covers: all but itself, and the steps and people held back through the fingerprint.
fn signed_text(plan: &Json) -> Option<String> {
    let mut signed = Json::object();
    for (name, value) in plan.entries() {
        if name != "signature" && !FINGERPRINTED.contains(&name.as_str()) {
            signed.insert(&name, value);
        }
    }
    signed.to_canonical_string()
}

fn unwritable() -> Error {
    Error::new(ErrorKind::Validation, "The plan can't be written as JSON").with_field("input")
}

/// How far a plan can be trusted. A plan with a wrong signature is never read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The connection's keys verify its signature.
    Verified,
    /// It has no signature.
    Unsigned,
    /// It has a signature, and the connection doesn't have the key.
    NoKey,
}

/// A plan whose form, fingerprint and (with keys) signature were checked.
#[derive(Debug)]
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
    /// How many people applying it may shut out, instead of the connection's limit.
    pub max_people: Option<u32>,
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
        let mut ids: Vec<&str> = steps.iter().map(|step| step.id.as_str()).collect();
        ids.sort_unstable();
        if ids.windows(2).any(|pair| pair[0] == pair[1]) {
            return malformed("is malformed: it has a step twice");
        }
        let found = fingerprint(&json.get_or_null("tenant"), &head.steps, &head.held);
        let fingerprint = json.str_or_default("fingerprint");
        if found.as_deref() != Some(&fingerprint) {
            let problem = "was changed after it was made: its steps don't have its fingerprint";
            return refuse(NotApproved::WrongSignature, Signed::Plan, problem);
        }
        Ok(Plan {
            id: json.str_or_default("id"),
            fingerprint,
            tenant: head.tenant,
            action: json.str_or_default("action"),
            requested_by: json.get_str("requestedBy"),
            max_people: json.get_f64("maxPeople").map(|most| most as u32),
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

    /// Checks that the plan hasn't expired. `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// Kind `notApproved`, reason `expired`.
    pub fn check_expiry(&self, now: f64) -> Result<()> {
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

    /// The number of steps that take away a person's access.
    pub fn deactivations(&self) -> usize {
        let shutting_out = self.steps.iter().filter(|step| step.kind.shuts_out());
        shutting_out.count()
    }
}

/// Whether something that expired at `expires_at` counts no more. Times are in milliseconds since 1970.
pub(super) fn is_expired(expires_at: f64, now: f64) -> bool {
    now > expires_at + TOLERANCE_MS
}

struct Head {
    tenant: PlanTenant,
    steps: Json,
    held: Json,
}

fn read_head(json: &Json) -> Result<Head> {
    if !json.is_object() {
        let problem = format!("must be an object but is {}", json.kind().described());
        return malformed(&problem);
    }
    let format = json.str_or_default("format");
    if format != FORMAT {
        let problem = format!(
            "has the format '{}', but this version reads '{FORMAT}' only",
            crate::error::cut(&format)
        );
        return malformed(&problem);
    }
    for &(name, fits) in FIELDS {
        if !json.get(name).is_some_and(|value| fits(&value)) {
            return malformed(&format!("is malformed: {name} is missing or wrong"));
        }
    }
    for name in json.keys() {
        let is_known = name == "format"
            || OPTIONAL.iter().any(|(known, _)| *known == name)
            || FIELDS.iter().any(|(known, _)| *known == name);
        if !is_known {
            let problem = format!(
                "is malformed: {} is not known here",
                crate::error::cut(&name)
            );
            return malformed(&problem);
        }
    }
    for &(name, fits) in OPTIONAL {
        if json.get(name).is_some_and(|value| !fits(&value)) {
            return malformed(&format!("is malformed: {name} is wrong"));
        }
    }
    let tenant = json.get_or_null("tenant");
    let (Some(host), Some(customer_id)) = (tenant.get_str("host"), tenant.get_str("customerID"))
    else {
        return malformed("is malformed: tenant is wrong");
    };
    Ok(Head {
        tenant: PlanTenant { host, customer_id },
        steps: json.get_or_null("steps"),
        held: json.get_or_null("held"),
    })
}

fn check_signature(json: &Json, keys: Option<&PlanKeys>, signed: &str) -> Result<Trust> {
    let (Some(signature), Some(keys)) = (json.get_str("signature"), keys) else {
        return Ok(match json.has("signature") {
            true => Trust::NoKey,
            false => Trust::Unsigned,
        });
    };
    match jws::verify_detached(Signed::Plan, keys, &signature, signed) {
        Ok(()) => Ok(Trust::Verified),
        Err(error) if error.reason == Some(NotApproved::UnknownKey.into()) => Ok(Trust::NoKey),
        Err(error) => Err(error),
    }
}

fn malformed<T>(problem: &str) -> Result<T> {
    refuse(NotApproved::Malformed, Signed::Plan, problem)
}

fn is_text(value: &Json) -> bool {
    value.str_len().is_some_and(|length| length > 0)
}

fn is_count(value: &Json) -> bool {
    let number = value.as_f64().unwrap_or(-1.0);
    number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0
}

fn is_time(value: &Json) -> bool {
    value
        .as_str()
        .is_some_and(|text| date::parse(&text).is_some())
}

fn time(json: &Json, name: &str) -> f64 {
    let time = json.get_str(name).as_deref().and_then(date::parse);
    time.map_or(0.0, |time| time as f64)
}
