//! The fingerprint of a plan: a digest of what it would change, independent of the order, the requester and the time.

use super::digest::sha256;
use crate::json::Json;

/// The fingerprint of these steps and of these people who are held back, for this tenant.
pub(super) fn fingerprint(tenant: &Json, steps: &Json, held: &Json) -> Option<String> {
    let steps = sorted(steps, |step| step.get_str("id"))?;
    let held = sorted(held, Json::to_canonical_string)?;
    let content = Json::object_of(&[("tenant", tenant.clone()), ("steps", steps), ("held", held)]);
    let digest = sha256(&content.to_canonical_string()?);
    Some(["sha256:", &digest].concat())
}

/// The items in the order of their keys; `None` where one has no key.
fn sorted(items: &Json, key: impl Fn(&Json) -> Option<String>) -> Option<Json> {
    let mut keyed = Vec::with_capacity(items.len());
    for item in items.items() {
        keyed.push((key(&item)?, item));
    }
    keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    Some(Json::array_of(keyed.into_iter().map(|(_, item)| item)))
}
