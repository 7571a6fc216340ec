//! Users whom the list may have after all: nobody counts as missing because a row is wrong.

use super::decide::{Decision, Outcome};
use super::keys::RowKeys;
use super::matching::Matching;
use super::request::{Missing, Request};
use crate::protocol::SortedIndex;
use crate::services::plans::HeldReason;

const WITHOUT_KEY: &str = "The list doesn't have the person, but rows without a key may be about them: correct these rows.";
const UNREADABLE: &str = "The list doesn't have the person, but rows that are wrong or have no key may be about them: correct these rows.";
const SAME_ID: &str =
    "A row of the list has the ID of this person, but other keys: correct the row.";

/// Holds users back who would be deactivated because no row has their keys, if a row may be about them: it has no key or
/// their ID, or it is wrong and matches nobody.
pub(super) fn hold_unsure(request: &Request<'_>, keys: &RowKeys, matching: &mut Matching<'_>) {
    if request.missing == Missing::Report || !matching.missing.iter().any(is_step) {
        return;
    }
    let rows = 0..request.people.len();
    let is_without_key = |at| !keys.has_one_of(at, request.match_by);
    let has_row_without_key = rows.clone().any(is_without_key);
    let mut ids = Vec::with_capacity(request.people.len());
    for row in request.people.items() {
        ids.push(row.str_or_default("ID").trim().to_ascii_lowercase());
    }
    let ids = SortedIndex::new(ids);
    let is_wrong = rows.into_iter().any(|at| {
        let is_matched = matching.decisions[at].is_some() || matching.ambiguous[at].is_some();
        !is_matched
            && matching.clashes[at].is_none()
            && matching.reader().is_wrong(&request.people.at(at))
    });
    for decision in matching
        .missing
        .iter_mut()
        .filter(|decision| is_step(decision))
    {
        let has_row = ids.first(&decision.id.to_ascii_lowercase()).is_some();
        let message = match (has_row_without_key, has_row, is_wrong) {
            (true, ..) => WITHOUT_KEY,
            (false, true, _) => SAME_ID,
            (false, false, true) => UNREADABLE,
            (false, false, false) => continue,
        };
        decision.outcome = Outcome::Held(HeldReason::Missing, message.to_owned());
    }
}

fn is_step(decision: &Decision) -> bool {
    matches!(decision.outcome, Outcome::Step(..))
}
