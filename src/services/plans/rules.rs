//! What a plan must fulfil before the first request of `apply`.

use super::approval::{CheckedApproval, check_approvals};
use super::plan::{Plan, Trust};
use super::refusal::refuse;
use super::signed::Signed;
use crate::client::{ApprovalRules, PlanSettings};
use crate::error::{Error, NotApproved, Result};

/// Checks a plan before it is applied: its signature, its tenant's host, its expiry, that no limit stopped it, the rules and the approvals, in this
/// order. Returns the approvals that count. `now` is in milliseconds since 1970.
///
/// # Errors
/// Kind `notApproved`, with the reason; kind `validation` for approvals without keys.
pub fn check_before_apply(
    plan: &Plan,
    settings: &PlanSettings,
    base_url: &str,
    approvals: &[String],
    allow_unsigned: bool,
    now: f64,
) -> Result<Vec<CheckedApproval>> {
    let keys = settings.keys.as_ref();
    let rules = settings.rules.as_ref();
    // With rules there are keys, and approvals of an unsigned plan would prove nothing.
    let may_be_unsigned = match plan.trust {
        Trust::Verified => true,
        Trust::Unsigned => {
            rules.is_none() && (allow_unsigned || keys.is_none() && settings.has_made(&plan.digest))
        }
        Trust::NoKey => keys.is_none() && allow_unsigned,
    };
    if !may_be_unsigned {
        plan.check_verified(keys)?;
    }
    plan.check_host(base_url)?;
    plan.check_time(now)?;
    plan.check_not_stopped()?;
    if let Some(rules) = rules {
        check_size(plan, rules)?;
    }
    match keys {
        Some(keys) => check_approvals(plan, keys, rules, approvals, now),
        None if approvals.is_empty() => Ok(Vec::new()),
        None => {
            let problem = "can't be verified: the connection has no planKeys";
            Err(Error::invalid("approvals", problem)
                .with_hint("Nothing was sent. Set the connection's planKeys."))
        }
    }
}

fn check_size(plan: &Plan, rules: &ApprovalRules) -> Result<()> {
    let limits = [
        (plan.steps.len(), rules.max_steps(), "steps", "maxSteps"),
        (
            plan.deactivations(),
            rules.max_deactivations(),
            "deactivations (now or on a date) and deletions",
            "maxDeactivations",
        ),
    ];
    for (count, most, what, option) in limits {
        if let Some(most) = most.filter(|&most| count > most) {
            let problem =
                format!("has {count} {what}, more than approvalRules.{option} allows: {most}");
            return refuse(NotApproved::TooLarge, Signed::Plan, &problem);
        }
    }
    Ok(())
}
