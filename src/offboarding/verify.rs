use super::Person;
use super::deactivate::{Seen, says_inactive};
use super::look_up::{CHUNK, look_up};
use crate::api::Client;
use crate::api::batch::{Verdict, sorted};
use crate::api::filter::Modifier;
use crate::error::Result;
use crate::input::text_enum;
use crate::json::Json;

text_enum! {
    /// How much is read again after a deactivation.
    pub enum Verify {
        /// Everyone.
        All = "all",
        /// Everyone whose answer leaves a doubt, and one in twenty of the others (at least ten).
        Sample = "sample",
        /// No one: what Workfront answered is believed.
        None = "none",
    }
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
    let wanted = |(index, verdict): (usize, &Verdict)| match verify {
        Verify::All => true,
        Verify::None => false,
        Verify::Sample => {
            let in_doubt = !verdict.as_ref().is_ok_and(says_inactive);
            in_doubt || (index + start).is_multiple_of(every)
        }
    };
    let mut seen: Vec<Option<Seen>> = verdicts
        .iter()
        .enumerate()
        .map(|item| wanted(item).then_some(Seen::Unseen))
        .collect();
    let indexes: Vec<usize> = (0..open.len())
        .filter(|&index| seen[index].is_some())
        .collect();
    let id_at = |index: usize| people[open[index]].id.clone();
    let ids: Vec<String> = indexes.iter().filter_map(|&index| id_at(index)).collect();
    let mut hear = |from: usize, users: Result<Vec<Json>>| {
        // What can't be read stays unseen; the report says so.
        let Ok(users) = users else { return Ok(()) };
        let shown: Vec<(Option<String>, Seen)> = users.iter().map(state).collect();
        let order = sorted(shown.len(), &|a, b| shown[a].0.cmp(&shown[b].0));
        for &index in indexes[from..].iter().take(CHUNK) {
            let id = id_at(index);
            if let Ok(place) = order.binary_search_by(|&at| shown[at].0.cmp(&id)) {
                seen[index] = Some(shown[order[place]].1);
            }
        }
        Ok(())
    };
    // It gives no error of its own.
    let _ = look_up(client, "ID", Modifier::In, &ids, FIELDS, &mut hear).await;
    seen
}

fn state(user: &Json) -> (Option<String>, Seen) {
    let seen = if says_inactive(user) {
        Seen::Inactive
    } else {
        Seen::Active
    };
    (user.text_at("ID"), seen)
}
