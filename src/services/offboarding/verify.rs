use super::Person;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::protocol::{SortedIndex, filter::Modifier};
use crate::services::batch::{MAX_LOST, OperationState, StopReason, Stopped, Verdict, is_lost};
use crate::services::users::{LOOK_UP_CHUNK, look_up};
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

/// What reading again shows.
pub(super) struct ReadAgain {
    /// What Workfront shows of each user; `None` for those that weren't to be read.
    pub seen: Vec<Option<Seen>>,
    /// Whether a read got a response.
    pub is_reachable: bool,
    /// Why it was stopped, if it was.
    pub stopped: Option<Stopped>,
}

/// Reads the users at the positions `open` again, except those that nothing was sent for. Calls `on_inactive` with the number
/// of users that are inactive, after each response. Costs 1 request for every 500 users read.
pub(super) async fn read_again(
    client: &Client,
    people: &[Person],
    open: &[usize],
    verdicts: &[Verdict],
    verify: Verify,
    on_inactive: &dyn Fn(usize),
) -> ReadAgain {
    let start = (client.host().random.next() * SAMPLE_RATE as f64) as usize;
    let every = SAMPLE_RATE.min((open.len() / MIN_SAMPLE).max(1));
    let mut seen = vec![None; open.len()];
    let mut indexes = Vec::with_capacity(open.len());
    let mut ids = Vec::with_capacity(open.len());
    for (index, verdict) in verdicts.iter().enumerate() {
        let is_sample = || (index + start).is_multiple_of(every);
        let is_wanted = match verify {
            _ if verdict.state == OperationState::NotAttempted => false,
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
    let mut reads = Reads::default();
    let mut inactive = 0;
    let mut on_chunk = |from: usize, users: Result<Json>| {
        let users = match users {
            Ok(users) => users,
            // The state of users that can't be read stays unknown, and the report shows that.
            Err(error) => return reads.failed(client, error),
        };
        reads.succeeded();
        let mut shown = Vec::with_capacity(users.len());
        for user in users.items() {
            shown.push(user.str_or_default("ID").to_ascii_lowercase());
        }
        let shown = SortedIndex::new(shown);
        for &index in indexes[from..].iter().take(LOOK_UP_CHUNK) {
            let id = people[open[index]].id.as_deref().unwrap_or_default();
            let state = state(&users, shown.all(&id.to_ascii_lowercase()));
            inactive += usize::from(state == Seen::Inactive);
            seen[index] = Some(state);
        }
        on_inactive(inactive);
        Ok(())
    };
    let read = look_up(client, "ID", Modifier::In, &ids, FIELDS, &mut on_chunk).await;
    let stopped = read.err().and_then(|error| {
        Stopped::of(client, &error).or_else(|| Some(Stopped::without_response(client, &error)))
    });
    ReadAgain {
        seen,
        is_reachable: reads.is_reachable,
        stopped: stopped.or_else(|| reads.without_response(client)),
    }
}

/// The reads of a verification.
#[derive(Default)]
struct Reads {
    is_reachable: bool,
    /// The reads in a row that got no response.
    lost: usize,
    last_loss: Option<Error>,
}

impl Reads {
    fn succeeded(&mut self) {
        self.is_reachable = true;
        self.lost = 0;
    }

    /// Notes the failure of a read.
    ///
    /// # Errors
    /// The same error, if no further read can succeed.
    fn failed(&mut self, client: &Client, error: Error) -> Result<()> {
        if StopReason::of(client, &error).is_some() {
            return Err(error);
        }
        if !is_lost(&error) {
            self.succeeded();
            return Ok(());
        }
        self.lost += 1;
        self.last_loss = Some(error.clone());
        match self.lost < MAX_LOST {
            true => Ok(()),
            false => Err(error),
        }
    }

    /// All reads were lost.
    fn without_response(&self, client: &Client) -> Option<Stopped> {
        let last = self.last_loss.as_ref().filter(|_| !self.is_reachable)?;
        Some(Stopped::without_response(client, last))
    }
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
