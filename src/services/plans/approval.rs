//! Approvals: who approved or rejected a plan, as a signature that fits into a link.

use super::digest::sha256;
use super::jws;
use super::plan::{Plan, is_expired, is_in_future};
use super::refusal::refuse;
use super::signed::Signed;
use crate::auth::PlanKeys;
use crate::client::{ApprovalRules, folded_person, normalized_person};
use crate::error::{NotApproved, Result};
use crate::json::{Json, ToJson};
use crate::model::date;
use serde::{Deserialize, Serialize};

/// What a person decided about a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Decision {
    /// The plan may be applied.
    Approve,
    /// The plan must not be applied.
    Reject,
}

/// A decision about a plan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Approval {
    /// The person, as the host named them.
    pub by: String,
    /// What they decided.
    pub decision: Decision,
    /// Their comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// When, such as `2026-05-13T18:18:37.255Z`.
    pub at: String,
}

/// An approval that belongs to a plan, and counts for it unless it was used for another plan.
#[derive(Clone, Debug)]
pub struct CheckedApproval {
    /// What it says.
    pub approval: Approval,
    /// The SHA-256 digest of its signature in compact form, in hexadecimal.
    pub digest: String,
}

/// What is signed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Claims<'a> {
    /// A random ID, so that each approval is used once even if a person approves twice at the same time.
    jti: &'a str,
    fingerprint: &'a str,
    host: &'a str,
    #[serde(rename = "customerID")]
    customer_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    requested_by: Option<&'a str>,
    #[serde(flatten)]
    approval: &'a Approval,
    expires_at: String,
}

/// Signs a person's decision about a plan. Sends nothing. `id` is random; `rules` refuse a person who may not approve; `now` is in
/// milliseconds since 1970.
///
/// # Errors
/// Kind `notApproved`: the plan isn't signed by the connection's keys, has expired, was stopped by a limit, or this person may not
/// approve it.
pub fn approve(
    plan: &Plan,
    id: &str,
    keys: &PlanKeys,
    rules: Option<&ApprovalRules>,
    (by, decision, comment): (&str, Decision, Option<&str>),
    now: f64,
) -> Result<String> {
    plan.check_verified(Some(keys))?;
    plan.check_time(now)?;
    if decision == Decision::Approve {
        plan.check_not_stopped()?;
    }
    if let Some(rules) = rules.filter(|_| decision == Decision::Approve)
        && let Err((reason, problem)) = may_approve(rules, plan.requested_by.as_deref(), by)
    {
        return refuse(reason, Signed::Plan, &problem);
    }
    let approval = Approval {
        by: by.to_owned(),
        decision,
        comment: comment.map(str::to_owned),
        at: date::to_iso(now as i64),
    };
    let claims = Claims {
        jti: id,
        fingerprint: &plan.fingerprint,
        host: &plan.tenant.host,
        customer_id: &plan.tenant.customer_id,
        requested_by: plan.requested_by.as_deref(),
        approval: &approval,
        expires_at: date::to_iso(plan.expires_at as i64),
    };
    let payload = claims.to_json().to_json_string();
    Ok(jws::sign(Signed::Approval, keys, &payload))
}

/// Whether a person may approve a plan that `requested_by` asked for. The problem completes "The plan …".
fn may_approve(
    rules: &ApprovalRules,
    requested_by: Option<&str>,
    by: &str,
) -> std::result::Result<(), (NotApproved, String)> {
    if !rules.allows(&normalized_person(by)) {
        let problem = format!("can't be approved by {by}, who is not among approvalRules.allowed");
        return Err((NotApproved::NotAllowed, problem));
    }
    if !rules.excludes_requester() {
        return Ok(());
    }
    match requested_by.map(folded_person) {
        None => {
            let problem = "has no requester, so nobody can be shown to be another person";
            Err((NotApproved::NoRequester, problem.to_owned()))
        }
        Some(requester) if requester == folded_person(by) => {
            let problem = format!("can't be approved by {by}, who requested it");
            Err((NotApproved::NotAllowed, problem))
        }
        Some(_) => Ok(()),
    }
}

/// Checks the approvals of a plan against the rules, and returns those that belong to it. `now` is in milliseconds since 1970.
///
/// # Errors
/// Kind `notApproved`: an approval has a wrong signature, somebody rejected the plan, or approvals are missing.
pub fn check_approvals(
    plan: &Plan,
    keys: &PlanKeys,
    rules: Option<&ApprovalRules>,
    approvals: &[String],
    now: f64,
) -> Result<Vec<CheckedApproval>> {
    let mut counted = Vec::new();
    let mut people: Vec<String> = Vec::new();
    let mut ignored = Vec::new();
    for (index, text) in approvals.iter().enumerate() {
        let path = format!("approvals[{index}]");
        let claims = jws::verify(Signed::Approval, keys, text.trim());
        let claims = claims.map_err(|mut error| {
            error.fields = vec![path.clone()];
            error.message = format!("{path}: {}", error.message);
            error
        })?;
        match read_approval(plan, rules, &claims, now) {
            Ok(approval) if approval.decision == Decision::Reject => {
                return refuse(NotApproved::Rejected, Signed::Plan, &rejected(&approval));
            }
            Ok(approval) => {
                let person = folded_person(&approval.by);
                if people.contains(&person) {
                    ignored.push(format!("{path} is by the same person as another one"));
                } else {
                    people.push(person);
                    counted.push(CheckedApproval {
                        approval,
                        digest: sha256(text.trim()),
                    });
                }
            }
            Err(why) => ignored.push(format!("{path} {why}")),
        }
    }
    let required = rules.map_or(0, ApprovalRules::approvers);
    if people.len() >= required {
        return Ok(counted);
    }
    let mut problem = format!(
        "needs {required} approval{} but has {}",
        if required == 1 { "" } else { "s" },
        people.len()
    );
    for (index, why) in ignored.iter().enumerate() {
        problem.push_str(if index == 0 { ": " } else { "; " });
        problem.push_str(why);
    }
    refuse(NotApproved::MissingApprovals, Signed::Plan, &problem)
}

fn rejected(approval: &Approval) -> String {
    let mut problem = format!("was rejected by {} at {}", approval.by, approval.at);
    if let Some(comment) = &approval.comment {
        problem.push_str(": ");
        problem.push_str(comment);
    }
    problem
}

/// The decision in the claims of an approval, or why it doesn't count for the plan.
fn read_approval(
    plan: &Plan,
    rules: Option<&ApprovalRules>,
    claims: &Json,
    now: f64,
) -> std::result::Result<Approval, String> {
    let is = |name: &str, value: &str| claims.get_str(name).as_deref() == Some(value);
    if !is("fingerprint", &plan.fingerprint) {
        return Err("is for a plan with other changes".to_owned());
    }
    if !is("host", &plan.tenant.host) || !is("customerID", &plan.tenant.customer_id) {
        return Err("is for another tenant".to_owned());
    }
    let approval = Approval {
        by: claims.str_or_default("by"),
        decision: match claims.str_or_default("decision").as_str() {
            "approve" => Decision::Approve,
            _ => Decision::Reject,
        },
        comment: claims.get_str("comment"),
        at: claims.str_or_default("at"),
    };
    // A rejection counts whoever wrote it, and for good.
    if approval.decision == Decision::Reject {
        return Ok(approval);
    }
    if claims
        .get_str("requestedBy")
        .map(|by| normalized_person(&by))
        != plan.requested_by.as_deref().map(normalized_person)
    {
        return Err("is for a plan that another person requested".to_owned());
    }
    let expires_at = claims.str_or_default("expiresAt");
    let expires = date::parse(&expires_at).map_or(0.0, |expires| expires as f64);
    if is_expired(expires, now) {
        return Err(format!("expired at {expires_at}"));
    }
    let at = date::parse(&approval.at).map_or(f64::INFINITY, |at| at as f64);
    if is_in_future(at, now) {
        let now = date::to_iso(now as i64);
        return Err(format!("is dated {}, later than now: {now}", approval.at));
    }
    if let Some(rules) = rules {
        may_approve(rules, plan.requested_by.as_deref(), &approval.by)
            .map_err(|(_, problem)| format!("doesn't count, because the plan {problem}"))?;
    }
    Ok(approval)
}
