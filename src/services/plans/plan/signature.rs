//! What the signature of a plan covers, and how far it is to be trusted.

use crate::auth::PlanKeys;
use crate::error::{NotApproved, Result};
use crate::json::Json;
use crate::services::plans::digest::sha256_of_items;
use crate::services::plans::fingerprint::{causes, placed};
use crate::services::plans::jws;
use crate::services::plans::signed::Signed;

/// The fields that the signature covers through the fingerprint.
const FINGERPRINTED: &[&str] = &["steps", "held"];

/// The field that it covers through a digest, because it may have everyone of a tenant.
const UNCHANGED: &str = "unchanged";

/// What the signature covers: all but itself, and the steps and people held back through the fingerprint; what led to the
/// steps, and the places of people in the list, by themselves; the people for whom there is nothing to do through a digest.
pub(super) fn signed_text(plan: &Json) -> Option<String> {
    let mut signed = Json::object();
    for (name, value) in plan.entries() {
        if name == UNCHANGED {
            signed.insert(UNCHANGED, sha256_of_items(&value)?.as_str());
        } else if name != "signature" && !FINGERPRINTED.contains(&name.as_str()) {
            signed.insert(&name, value);
        }
    }
    if let Some(placed) = placed(&plan.get_or_null("held")) {
        signed.insert("placed", placed);
    }
    if let Some(causes) = causes(&plan.get_or_null("steps")) {
        signed.insert("causes", causes);
    }
    signed.to_canonical_string()
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

/// Checks the signature of a plan. `signed` is what it covers.
pub(super) fn check_signature(json: &Json, keys: Option<&PlanKeys>, signed: &str) -> Result<Trust> {
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
