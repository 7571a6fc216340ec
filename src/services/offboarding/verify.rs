use super::Person;
use super::look_up::{CHUNK, look_up};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::protocol::{SortedIndex, filter::Modifier};
use crate::services::batch::Verdict;
use serde::Deserialize;

/// What reading again shows of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// The account is active.
    Active,
    /// The account is inactive.
    Inactive,
    /// Reading failed, or Workfront doesn't show the user or the state.
    Unknown,
}

pub(super) fn says_inactive(user: &Json) -> bool {
    user.get_bool("isActive") == Some(false)
}

/// Which users are read again after a deactivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Verify {
    /// All users.
    All,
    /// Each user whose response doesn't show the new state, and one in twenty of the others (at least ten).
    Sample,
    /// No user: Workfront's response counts.
    None,
}

const FIELDS: &[&str] = &["ID", "isActive"];

/// One user in this many is in the sample.
const SAMPLE_RATE: usize = 20;
/// The smallest sample.
const MIN_SAMPLE: usize = 10;

/// What Workfront shows of the users at the positions `open`; `None` for those that aren't read again. Costs 1 request for
/// every 500 users read.
pub(super) async fn read_again(
    client: &Client,
    people: &[Person],
    open: &[usize],
    verdicts: &[Verdict],
    verify: Verify,
) -> Vec<Option<Seen>> {
    let start = (client.host().random.next() * SAMPLE_RATE as f64) as usize;
    let every = SAMPLE_RATE.min((open.len() / MIN_SAMPLE).max(1));
    let mut seen = vec![None; open.len()];
    let mut indexes = Vec::with_capacity(open.len());
    let mut ids = Vec::with_capacity(open.len());
    for (index, verdict) in verdicts.iter().enumerate() {
        let is_sample = || (index + start).is_multiple_of(every);
        let is_wanted = match verify {
            Verify::All => true,
            Verify::None => false,
            Verify::Sample => !verdict.outcome.as_ref().is_ok_and(says_inactive) || is_sample(),
        };
        if is_wanted {
            seen[index] = Some(Seen::Unknown);
            indexes.push(index);
            ids.extend(people[open[index]].id.clone());
        }
    }
    let mut on_chunk = |from: usize, users: Result<Json>| {
        // The state of users that can't be read stays unknown, and the report shows that.
        let Ok(users) = users else { return Ok(()) };
        let mut shown = Vec::with_capacity(users.len());
        for user in users.items() {
            shown.push(user.str_or_default("ID").to_ascii_lowercase());
        }
        let shown = SortedIndex::new(shown);
        for &index in indexes[from..].iter().take(CHUNK) {
            let id = people[open[index]].id.as_deref().unwrap_or_default();
            seen[index] = Some(state(&users, shown.all(&id.to_ascii_lowercase())));
        }
        Ok(())
    };
    // `on_chunk` never fails.
    let _ = look_up(client, "ID", Modifier::In, &ids, FIELDS, &mut on_chunk).await;
    seen
}

/// The state of a user at these positions of an array; two different states are unknown.
fn state(users: &Json, positions: &[usize]) -> Seen {
    let mut states = positions
        .iter()
        .map(|&at| match users.at(at).get_bool("isActive") {
            Some(true) => Seen::Active,
            Some(false) => Seen::Inactive,
            None => Seen::Unknown,
        });
    let first = states.next().unwrap_or(Seen::Unknown);
    match states.all(|other| other == first) {
        true => first,
        false => Seen::Unknown,
    }
}
