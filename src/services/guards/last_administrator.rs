//! Some active administrator remains.

use super::administrators::{self, Administrators, may_be_administrator};
use super::held;
use super::people::ConnectionKey;
use super::verdict::{Candidate, Verdict};
use crate::client::{Client, OwnUser};
use crate::error::Result;
use crate::protocol::evidence::is_same_key;

/// Whether a write shuts out someone who is, or may be, an active administrator.
fn ends_administrator(candidate: &Candidate, verdict: &Verdict) -> bool {
    verdict.is_allowed()
        && may_be_administrator(&candidate.person)
        && candidate.person.get_bool("isActive") != Some(false)
}

/// The active administrators, if any would be shut out; the error of a refused search. Costs 1 request then.
pub(super) async fn administrators(
    client: &Client,
    candidates: &[Candidate],
    verdicts: &[Verdict],
) -> Result<Option<Result<Administrators>>> {
    let pairs = candidates.iter().zip(verdicts);
    let count = pairs
        .filter(|(candidate, verdict)| ends_administrator(candidate, verdict))
        .count();
    if count == 0 {
        return Ok(None);
    }
    match administrators::active(client, count).await {
        // Other failures, such as a lost connection, end the whole run.
        Err(error) if !error.kind.refuses_read() => Err(error),
        found => Ok(Some(found)),
    }
}

/// Holds administrators back without whom no other active one would remain.
pub(super) fn hold_last(
    administrators: Result<Administrators>,
    key: &ConnectionKey,
    candidates: &[Candidate],
    own: &Result<OwnUser>,
    verdicts: &mut [Verdict],
) {
    let own = match own {
        Ok(OwnUser::Known(own)) => Some(own.as_str()),
        Ok(OwnUser::DeclaredUnknown) | Err(_) => None,
    };
    // The own user may be among those who remain.
    let least = if own.is_some() { 1 } else { 2 };
    let (mut remaining, unread) = match administrators {
        Ok(administrators) => (administrators.besides(key, own), None),
        Err(error) => (Vec::new(), Some(error)),
    };
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        if !ends_administrator(candidate, verdict) {
            continue;
        }
        let id = candidate.id();
        let is_other = |known: &String| !is_same_key(known, &id);
        if remaining.iter().filter(|known| is_other(known)).count() >= least {
            remaining.retain(is_other);
            continue;
        }
        *verdict = Verdict::Held(match &unread {
            Some(cause) => held::administrators_unknown(&id, cause),
            None => held::last_administrator(&id, own.is_some()),
        });
    }
}
