//! What differs between two plans.

use super::fingerprint::{without_cause, without_place};
use super::plan::Plan;
use crate::json::Json;
use serde::Serialize;

/// What differs between two plans.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PlanDiff"))]
pub struct Diff {
    /// Whether both plans make the same change: their fingerprints are equal, and approvals of one count for the other.
    pub same: bool,
    /// Whether the signatures of both plans were verified. False if the connection lacks a key, or a plan is unsigned.
    pub verified: bool,
    /// What the requests of the plans permit, if that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<super::schema::ChangedPermissions>")
    )]
    pub permissions: Option<Json>,
    /// The steps, and the people held back, that only the second plan has.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<super::schema::Entry>"))]
    pub added: Json,
    /// The steps, and the people held back, that only the first plan has.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<super::schema::Entry>"))]
    pub removed: Json,
    /// The steps that both plans have, with different contents.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<super::schema::ChangedStep>"))]
    pub changed: Json,
}

/// What differs between two plans.
pub fn diff(before: &Plan, after: &Plan) -> Diff {
    use super::plan::Trust::Verified;
    let (old, new) = (entries(before), entries(after));
    let mut diff = Diff {
        same: before.fingerprint == after.fingerprint,
        verified: before.trust == Verified && after.trust == Verified,
        permissions: None,
        added: Json::array(),
        removed: Json::array(),
        changed: Json::array(),
    };
    if diff.same {
        return diff;
    }
    let (was, is) = (before.permissions, after.permissions);
    diff.permissions =
        (was != is).then(|| Json::object_of(&[("before", was.to_json()), ("after", is.to_json())]));
    let find = |entries: &[(String, Json)], key: &str| {
        let index = entries.binary_search_by(|(known, _)| known.as_str().cmp(key));
        index.ok().map(|index| entries[index].1.clone())
    };
    for (key, entry) in &new {
        match find(&old, key) {
            None => diff.added.push(entry),
            Some(known) if content(&known) != content(entry) => {
                let pair = [
                    ("id", key.as_str().into()),
                    ("before", known),
                    ("after", entry.into()),
                ];
                diff.changed.push(Json::object_of(&pair));
            }
            Some(_) => {}
        }
    }
    for (key, entry) in &old {
        if find(&new, key).is_none() {
            diff.removed.push(entry);
        }
    }
    diff
}

/// A step or a person held back, without what the fingerprint doesn't cover.
fn content(entry: &Json) -> Option<String> {
    without_cause(entry.clone()).to_canonical_string()
}

/// The steps and the people held back of a plan with their keys, sorted by key.
fn entries(plan: &Plan) -> Vec<(String, Json)> {
    let mut entries = Vec::with_capacity(plan.steps.len());
    for step in &plan.steps {
        entries.push((step.id.clone(), step.json.clone()));
    }
    for held in plan.json.get_or_null("held").items() {
        let key = without_place(&held).to_canonical_string();
        entries.push((key.unwrap_or_default(), held));
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    entries
}
