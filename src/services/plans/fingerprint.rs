//! The fingerprint of a plan: a digest of what it would change, of what the request permits and of what stopped it, independent of
//! the order, the requester and the time.

use super::digest::sha256;
use crate::json::Json;

/// What the request of a plan permits: whoever approves the plan permits it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// How many people applying it may shut out; at most as many as the connection's own explicit limit.
    pub max_people: Option<u32>,
    /// Whether administrators may be shut out.
    pub include_administrators: bool,
}

impl Permissions {
    /// Those that are set, as a plan has them.
    pub(super) fn to_json(self) -> Json {
        let mut json = Json::object();
        if let Some(most) = self.max_people {
            json.insert("maxPeople", f64::from(most));
        }
        if self.include_administrators {
            json.insert("includeAdministrators", true);
        }
        json
    }

    /// Those of a plan whose form was checked.
    pub(super) fn of(plan: &Json) -> Self {
        Permissions {
            max_people: plan.get_f64("maxPeople").map(|most| most as u32),
            include_administrators: plan.get_bool("includeAdministrators") == Some(true),
        }
    }
}

/// Where somebody who is held back stands in the list. The signature covers it, the fingerprint doesn't.
const PLACE: &[&str] = &["line", "row"];

/// The fingerprint of these steps and of these people who are held back, for this tenant, with what the request permits. `stopped`:
/// why there are no steps, although there is something to do.
pub(super) fn fingerprint(
    tenant: &Json,
    steps: &Json,
    held: &Json,
    permissions: Permissions,
    stopped: Option<&str>,
) -> Option<String> {
    let steps = sorted(steps, |step| step.get_str("id"))?;
    let held = Json::array_of(held.items().map(|held| without_place(&held)));
    let held = sorted(&held, Json::to_canonical_string)?;
    let mut content = permissions.to_json();
    content.insert("tenant", tenant);
    content.insert("steps", steps);
    content.insert("held", held);
    if let Some(stopped) = stopped {
        content.insert("stopped", stopped);
    }
    let digest = sha256(&content.to_canonical_string()?);
    Some(["sha256:", &digest].concat())
}

/// Somebody who is held back, without the place in the list: another order of the list is the same plan.
pub(super) fn without_place(held: &Json) -> Json {
    let mut rest = Json::object();
    for (name, value) in held.entries() {
        if !PLACE.contains(&name.as_str()) {
            rest.insert(&name, value);
        }
    }
    rest
}

/// The people held back who have a place in the list, with it, whatever their order; `None` if nobody has one.
pub(super) fn placed(held: &Json) -> Option<Json> {
    let mut texts = Vec::new();
    for held in held.items() {
        if PLACE.iter().any(|name| held.has(name)) {
            texts.push(held.to_canonical_string()?);
        }
    }
    texts.sort_unstable();
    let texts = texts.iter().map(|text| Json::from(text.as_str()));
    (texts.len() > 0).then(|| Json::array_of(texts))
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
