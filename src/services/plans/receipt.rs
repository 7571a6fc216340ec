//! Receipts: what a run of `apply` did, signed.

use super::apply::ApplyStopped;
use super::approval::Approval;
use super::jws::{self, Signed};
use super::outcome::{StepOutcome, StepResult};
use super::plan::Plan;
use super::refusal::refuse;
use super::step::Step;
use crate::auth::PlanKeys;
use crate::error::{NotApproved, Result};
use crate::json::{Json, ToJson};
use crate::model::date;
use serde::Serialize;
use strum::VariantArray;

/// The format of receipts.
pub const RECEIPT_FORMAT: &str = "workfront-receipt/1";

/// When a run began and ended, and how.
#[derive(Debug)]
pub(super) struct RunFacts<'a> {
    pub id: String,
    pub started_at: f64,
    pub finished_at: f64,
    pub approvals: &'a [Approval],
    pub stopped: Option<&'a ApplyStopped>,
}

/// The report of a run: each step with its outcome, in the order of the plan.
pub(super) fn report(plan: &Plan, results: &[StepResult]) -> Json {
    let mut report = Json::array();
    for (step, result) in plan.steps.iter().zip(results) {
        report.push(entry(step, result));
    }
    report
}

fn entry(step: &Step, result: &StepResult) -> Json {
    let mut entry = Json::object_of(&[
        ("id", step.id.as_str().into()),
        ("kind", step.kind.as_str().into()),
    ]);
    if let Some(id) = step.target.as_deref().or(result.created.as_deref()) {
        entry.insert("ID", id);
    }
    if step.target.is_none() {
        entry.insert("key", step.json.get_or_null("key"));
    }
    entry.insert("person", step.json.get_or_null("person"));
    entry.insert("outcome", result.outcome.as_str());
    if let Some(differences) = &result.differences {
        entry.insert("differences", differences);
    }
    if let Some(error) = &result.error {
        entry.insert("error", error.to_json());
    }
    entry
}

/// The number of steps with each outcome.
pub(super) fn counts(results: &[StepResult]) -> Json {
    let mut counts = Json::object();
    for &outcome in StepOutcome::VARIANTS {
        let count = results
            .iter()
            .filter(|result| result.outcome == outcome)
            .count();
        counts.insert(outcome.as_str(), count as f64);
    }
    counts
}

/// Whether nothing is left to do or to find out.
pub(super) fn is_complete(results: &[StepResult]) -> bool {
    !results.iter().any(|result| result.outcome.is_open())
}

/// What is signed of a run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Claims<'a> {
    format: &'static str,
    id: &'a str,
    plan: Json,
    tenant: Json,
    approvals: &'a [Approval],
    started_at: String,
    finished_at: String,
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped: Option<&'static str>,
    counts: Json,
    steps: Json,
}

/// The receipt of a run: signed if there are keys.
pub(super) fn receipt(
    plan: &Plan,
    results: &[StepResult],
    facts: &RunFacts<'_>,
    keys: Option<&PlanKeys>,
) -> String {
    let mut head = Json::object();
    for name in [
        "id",
        "fingerprint",
        "action",
        "requestedBy",
        "reason",
        "createdAt",
    ] {
        if let Some(value) = plan.json.get(name) {
            head.insert(name, value);
        }
    }
    let mut steps = Json::array();
    for (step, result) in plan.steps.iter().zip(results) {
        let mut entry = entry(step, result);
        if result.outcome.may_have_changed() {
            for name in ["before", "after", "names"] {
                if let Some(value) = step.json.get(name) {
                    entry.insert(name, value);
                }
            }
        }
        steps.push(entry);
    }
    let claims = Claims {
        format: RECEIPT_FORMAT,
        id: &facts.id,
        plan: head,
        tenant: plan.tenant.to_json(),
        approvals: facts.approvals,
        started_at: date::to_iso(facts.started_at as i64),
        finished_at: date::to_iso(facts.finished_at as i64),
        complete: is_complete(results),
        stopped: facts.stopped.map(|stopped| stopped.reason.into()),
        counts: counts(results),
        steps,
    };
    let payload = claims.to_json().to_json_string();
    match keys {
        Some(keys) => jws::sign(Signed::Receipt, keys, &payload),
        None => jws::unsigned(Signed::Receipt, &payload),
    }
}

/// Reads a receipt. With keys its signature is checked; without, only its form is.
///
/// # Errors
/// Kind `notApproved`, with the reason.
pub fn read_receipt(text: &str, keys: Option<&PlanKeys>) -> Result<Json> {
    let text = text.trim();
    let claims = match keys {
        Some(keys) => jws::verify(Signed::Receipt, keys, text)?,
        None => jws::unverified(Signed::Receipt, text)?,
    };
    if claims.str_or_default("format") != RECEIPT_FORMAT || !claims.get_or_null("steps").is_array()
    {
        return refuse(
            NotApproved::Malformed,
            Signed::Receipt,
            "has another format than this version reads",
        );
    }
    Ok(claims)
}
