//! Receipts: what a run of `apply` did, signed.

use super::apply::ApplyStopped;
use super::approval::Approval;
use super::jws;
use super::outcome::{StepOutcome, StepResult};
use super::plan::Plan;
use super::refusal::refuse;
use super::signed::Signed;
use super::step::Step;
use crate::auth::ReceiptKey;
use crate::client::Client;
use crate::error::{Error, NotApproved, Result};
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

/// What the receipt of a run with this [`report`] says, as JSON.
pub(super) fn content(
    plan: &Plan,
    results: &[StepResult],
    report: &Json,
    facts: &RunFacts<'_>,
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
    for ((step, result), reported) in plan.steps.iter().zip(results).zip(report.items()) {
        let mut entry = reported;
        if result.outcome.may_have_changed() {
            entry = entry.shallow_clone();
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
        stopped: facts.stopped.map(|stopped| stopped.reason.as_str()),
        counts: counts(results),
        steps,
    };
    claims.to_json().to_json_string()
}

const UNSIGNED: &str = "The receipt has no signature, because the connection has no planKeys.";
const OTHER_KEY: &str = "The receipt is signed with planKeys (HS256) instead of receiptKey, which could sign when the run began and couldn't when it ended: whoever has planKeys could have written it.";
const KEY_FAILED: &str = "The receipt has no signature: receiptKey could sign when the run began and couldn't when it ended. 'undo' and 'recheck' of this connection refuse it.";

/// Checks that the key for receipts can sign, before anything is written.
///
/// # Errors
/// Kind `validation`: the host's crypto can't use the key.
pub(super) async fn check_key(client: &Client) -> Result<()> {
    let Some(key) = &client.tenant().plans.receipt_key else {
        return Ok(());
    };
    es256(client, key, "").await.map(|_| ())
}

async fn es256(client: &Client, key: &ReceiptKey, text: &str) -> Result<String> {
    let signature = client.sign_receipt(key, text).await;
    let reason = match signature.map(|signature| signature.as_str()) {
        Ok(Some(signature)) => return Ok(signature),
        Ok(None) => "the host has no function for it".to_owned(),
        Err(error) => error.reason,
    };
    let problem = format!("could not sign: {reason}");
    Err(Error::invalid("receiptKey", &problem)
        .with_hint("Nothing was sent. Check that privateKey is a whole P-256 key, PKCS#8 in PEM, with its line breaks."))
}

/// Signs a receipt: with the key for receipts, else with the plan keys, else not at all. Adds a note where it isn't signed as
/// the connection's options say.
pub(super) async fn sign(client: &Client, content: &str, notes: &mut Vec<&'static str>) -> String {
    let settings = &client.tenant().plans;
    if let Some(key) = &settings.receipt_key {
        let text = jws::unsigned_text(Signed::Receipt, "ES256", &key.id, content);
        // The key has signed before; if it can't now, the receipt must not be lost.
        if let Ok(signature) = es256(client, key, &text).await {
            return [&text, ".", &signature].concat();
        }
        notes.push(match settings.keys {
            Some(_) => OTHER_KEY,
            None => KEY_FAILED,
        });
    }
    match &settings.keys {
        Some(keys) => jws::sign(Signed::Receipt, keys, content),
        None => {
            if settings.receipt_key.is_none() {
                notes.push(UNSIGNED);
            }
            jws::unsigned(Signed::Receipt, content)
        }
    }
}

/// Reads a receipt. With keys its signature is checked; without, only its form is.
///
/// # Errors
/// Kind `notApproved`, with the reason.
pub async fn read_receipt(client: &Client, text: &str) -> Result<Json> {
    let settings = &client.tenant().plans;
    let text = text.trim();
    let (parts, header) = jws::split(Signed::Receipt, text)?;
    let [head, payload, signature] = parts;
    match (&settings.receipt_key, &settings.keys) {
        (Some(key), _) if header.alg == "ES256" && header.key_id == key.id => {
            let signed = [head, ".", payload].concat();
            let verified = client.verify_receipt(key, &signed, signature).await;
            if verified.ok().and_then(|verified| verified.as_bool()) != Some(true)
                || !jws::is_canonical(signature)
            {
                return refuse(NotApproved::WrongSignature, Signed::Receipt, CHANGED);
            }
        }
        (_, Some(keys)) if header.alg != "ES256" => {
            jws::verify_parts(Signed::Receipt, keys, parts, &header)?;
        }
        (None, None) => {}
        _ if header.alg == "ES256" => {
            let problem = "is signed with a key that is not the connection's receiptKey";
            return refuse(NotApproved::UnknownKey, Signed::Receipt, problem);
        }
        _ => {
            return refuse(
                NotApproved::Unsigned,
                Signed::Receipt,
                "is not signed with the connection's receiptKey",
            );
        }
    }
    let claims = jws::payload_of(Signed::Receipt, payload)?;
    if claims.str_or_default("format") != RECEIPT_FORMAT || !claims.get_or_null("steps").is_array()
    {
        let problem = "has another format than this version reads";
        return refuse(NotApproved::Malformed, Signed::Receipt, problem);
    }
    Ok(claims)
}

const CHANGED: &str = "was changed after it was signed, or another key with the same ID signed it";
