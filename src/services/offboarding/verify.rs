use super::Person;
use super::look_up::{CHUNK, look_up};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::protocol::{SortedIndex, filter::Modifier};
use crate::services::batch::Verdict;
use serde::Deserialize;

/// What reading again has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// The account works: so Workfront says.
    Active,
    /// The account doesn't work.
    Inactive,
    /// Reading failed, or the user or their state isn't shown.
    Unseen,
}

pub(super) fn says_inactive(user: &Json) -> bool {
    user.get_bool("isActive") == Some(false)
}

/// How much is read again after a deactivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Verify {
    /// Everyone.
    All,
    /// Everyone whose answer leaves a doubt, and one in twenty of the others (at least ten).
    Sample,
    /// No one: what Workfront answered is believed.
    None,
}

const FIELDS: &[&str] = &["ID", "isActive"];

/// One in so many is read again as a sample.
const ONE_IN: usize = 20;
/// At least so many are read again as a sample.
const AT_LEAST: usize = 10;

/// What Workfront shows of the people at `open`, for those that are to be read again.
pub(super) async fn read_again(
    client: &Client,
    people: &[Person],
    open: &[usize],
    verdicts: &[Verdict],
    verify: Verify,
) -> Vec<Option<Seen>> {
    let start = (client.host().random.next() * ONE_IN as f64) as usize;
    let every = ONE_IN.min((open.len() / AT_LEAST).max(1));
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
            seen[index] = Some(Seen::Unseen);
            indexes.push(index);
            ids.extend(people[open[index]].id.clone());
        }
    }
    let mut on_chunk = |from: usize, users: Result<Json>| {
        // What can't be read stays unseen; the report says so.
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
    // It gives no error of its own.
    let _ = look_up(client, "ID", Modifier::In, &ids, FIELDS, &mut on_chunk).await;
    seen
}

/// What a user shows who stands at these places of a list; who is shown in two states isn't seen.
fn state(users: &Json, places: &[usize]) -> Seen {
    let mut states = places
        .iter()
        .map(|&at| match users.at(at).get_bool("isActive") {
            Some(true) => Seen::Active,
            Some(false) => Seen::Inactive,
            None => Seen::Unseen,
        });
    let first = states.next().unwrap_or(Seen::Unseen);
    match states.all(|other| other == first) {
        true => first,
        false => Seen::Unseen,
    }
}
