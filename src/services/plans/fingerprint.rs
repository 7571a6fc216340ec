//! The fingerprint of a plan: a digest of what it would change, of what the request permits and of what stopped it, independent of
//! the order, the requester and the time.

use super::digest::sha256;
use super::step::BECAUSE;
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
    let steps = steps.items().map(without_cause);
    let steps = sorted(steps, |step| step.get_str("id"))?;
    let held = held.items().map(|held| without_place(&held));
    let held = sorted(held, Json::to_canonical_string)?;
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
    without(held, PLACE)
}

/// A step without what led to it: the same change for another reason keeps its approvals. The signature covers the reasons.
pub(super) fn without_cause(step: Json) -> Json {
    match step.has(BECAUSE) {
        true => without(&step, &[BECAUSE]),
        false => step,
    }
}

fn without(object: &Json, left_out: &[&str]) -> Json {
    let mut rest = Json::object();
    for (name, value) in object.entries() {
        if !left_out.contains(&name.as_str()) {
            rest.insert(&name, value);
        }
    }
    rest
}

/// The people held back who have a place in the list, with it, whatever their order; `None` if nobody has one.
pub(super) fn placed(held: &Json) -> Option<Json> {
    let is_placed = |held: &Json| PLACE.iter().any(|name| held.has(name));
    sorted_texts(held.items().filter(is_placed))
}

/// What led to the steps, each with the step's ID, whatever their order; `None` if no step says so.
pub(super) fn causes(steps: &Json) -> Option<Json> {
    let cause = |step: Json| {
        let because = step.get(BECAUSE)?;
        Some(Json::object_of(&[
            ("id", step.get_or_null("id")),
            (BECAUSE, because),
        ]))
    };
    sorted_texts(steps.items().filter_map(cause))
}

/// Objects as texts; `None` if there are none.
fn sorted_texts(objects: impl Iterator<Item = Json>) -> Option<Json> {
    let mut texts = Vec::new();
    for object in objects {
        texts.push(object.to_canonical_string()?);
    }
    texts.sort_unstable();
    let texts = texts.iter().map(|text| Json::from(text.as_str()));
    (texts.len() > 0).then(|| Json::array_of(texts))
}

/// The items in the order of their keys; `None` where one has no key.
fn sorted(
    items: impl Iterator<Item = Json>,
    key: impl Fn(&Json) -> Option<String>,
) -> Option<Json> {
    let mut keyed = Vec::new();
    for item in items {
        keyed.push((key(&item)?, item));
    }
    keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    Some(Json::array_of(keyed.into_iter().map(|(_, item)| item)))
}
