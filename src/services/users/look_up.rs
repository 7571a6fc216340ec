//! Many users by values of a field.

use super::by_ids;
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::protocol::filter::Modifier;
use crate::transport::FuturesUnordered;

/// The maximum number of values in one look-up.
pub const LOOK_UP_CHUNK: usize = 500;

/// Called with the position of a chunk and the users of its look-up.
pub type OnChunk<'a> = &'a mut dyn FnMut(usize, Result<Json>) -> Result<()>;

/// Looks users up by values of a field. Calls `on_chunk` for each chunk as soon as its response has arrived, while others are
/// in flight. After an error of `on_chunk` no other look-up begins. Costs 1 request for every 500 values.
///
/// # Errors
/// The error of `on_chunk`.
pub async fn look_up(
    client: &Client,
    field: &str,
    modifier: Modifier,
    values: &[String],
    fields: &[&str],
    on_chunk: OnChunk<'_>,
) -> Result<()> {
    let mut pending = FuturesUnordered::default();
    // One more than the concurrency limit, so that the next request is built when its turn comes.
    let width = client.tenant().policy.concurrency as usize + 1;
    let mut next = 0;
    let mut outcome = Ok(());
    loop {
        while outcome.is_ok() && next < values.len() && pending.pending_count() < width {
            let from = next;
            next = values.len().min(from + LOOK_UP_CHUNK);
            let chunk = values[from..next].to_vec();
            pending.push(Box::pin(async move {
                (from, by_ids(client, field, modifier, chunk, fields).await)
            }));
        }
        match pending.next().await {
            None => return outcome,
            Some((from, users)) => {
                let result = on_chunk(from, users);
                outcome = outcome.and(result);
            }
        }
    }
}
