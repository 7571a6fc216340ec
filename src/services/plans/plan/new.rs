//! Makes plans.

use super::form::FORMAT;
use super::signature::signed_text;
use crate::auth::PlanKeys;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::date;
use crate::services::plans::StepKind;
use crate::services::plans::digest::sha256;
use crate::services::plans::fingerprint::{Permissions, fingerprint};
use crate::services::plans::jws;
use crate::services::plans::signed::Signed;
use crate::services::plans::tenant::PlanTenant;
use strum::VariantArray;

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
    /// The steps, as [`crate::services::plans::NewStep::into_json`] returns them.
    pub steps: Json,
    /// The people who are held back: `{ ID?, person, reason, message }`.
    pub held: Json,
    /// The people for whom there is nothing to do: `{ ID?, person }`.
    pub unchanged: Json,
    /// What the approver should know.
    pub warnings: Vec<String>,
    /// What the request permits.
    pub permissions: Permissions,
    /// What else the plan says: optional fields of plans.
    pub facts: Json,
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
        let stopped = self.facts.get_str("stopped");
        let fingerprint = fingerprint(
            &tenant,
            &self.steps,
            &self.held,
            self.permissions,
            stopped.as_deref(),
        );
        let fingerprint = fingerprint.ok_or_else(unwritable)?;
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
        for more in [self.permissions.to_json(), self.facts] {
            for (name, value) in more.entries() {
                plan.insert(&name, value);
            }
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

fn unwritable() -> Error {
    Error::new(ErrorKind::Validation, "The plan can't be written as JSON").with_field("input")
}
