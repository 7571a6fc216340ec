use super::Person;
use super::collect::CHUNK;
use super::deactivate::{Seen, says_inactive};
use crate::api::Client;
use crate::api::batch::Verdict;
use crate::api::filter::Modifier;
use crate::input::text_enum;
use crate::transport::join_all;
use crate::users::by_ids;

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
    let asked = indexes.chunks(CHUNK).map(|chunk| {
        let ids = chunk.iter().filter_map(|&index| id_at(index)).collect();
        by_ids(client, "ID", Modifier::In, ids, &["ID", "isActive"])
    });
    // The gate lets them through a few at a time.
    let answers = join_all(asked).await;
    for (chunk, users) in indexes.chunks(CHUNK).zip(answers) {
        // What can't be read stays unseen; the report says so.
        let Ok(users) = users else { continue };
        let mut shown: Vec<(String, Seen)> = users
            .iter()
            .filter_map(|user| {
                let state = if says_inactive(user) {
                    Seen::Inactive
                } else {
                    Seen::Active
                };
                Some((user.text_at("ID")?, state))
            })
            .collect();
        shown.sort_by(|left, right| left.0.cmp(&right.0));
        for &index in chunk {
            let Some(id) = id_at(index) else { continue };
            if let Ok(at) = shown.binary_search_by(|known| known.0.cmp(&id)) {
                seen[index] = Some(shown[at].1);
            }
        }
    }
    seen
}
