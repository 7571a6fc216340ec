//! Several futures on one thread, whose outputs are taken in the order of completion.

use super::Future;
use std::future::poll_fn;
use std::task::Poll;

/// A set of futures, and the outputs that weren't taken yet. It has no limit: the caller bounds it with
/// [`FuturesUnordered::pending_count`].
pub struct FuturesUnordered<'a, T> {
    pending: Vec<Future<'a, T>>,
    outputs: Vec<T>,
}

impl<'a, T> FuturesUnordered<'a, T> {
    /// How many futures are pending.
    pub fn pending_count(&self) -> usize {
        self.pending.len()
    }

    /// Whether no future is pending and every output was taken.
    pub fn is_empty(&self) -> bool {
        self.pending.is_empty() && self.outputs.is_empty()
    }

    /// Adds a future. It is polled for the first time by [`FuturesUnordered::next`].
    pub fn push(&mut self, future: Future<'a, T>) {
        self.pending.push(future);
    }

    /// Waits for the next output; `None` when the set is empty.
    pub async fn next(&mut self) -> Option<T> {
        let FuturesUnordered { pending, outputs } = self;
        poll_fn(|context| {
            let mut index = 0;
            while let Some(future) = pending.get_mut(index) {
                match future.as_mut().poll(context) {
                    Poll::Ready(output) => {
                        outputs.push(output);
                        drop(pending.remove(index));
                    }
                    Poll::Pending => index += 1,
                }
            }
            if !outputs.is_empty() {
                Poll::Ready(Some(outputs.remove(0)))
            } else if pending.is_empty() {
                Poll::Ready(None)
            } else {
                Poll::Pending
            }
        })
        .await
    }
}

impl<T> Default for FuturesUnordered<'_, T> {
    /// An empty set.
    fn default() -> Self {
        FuturesUnordered {
            pending: Vec::new(),
            outputs: Vec::new(),
        }
    }
}

impl<T> std::fmt::Debug for FuturesUnordered<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FuturesUnordered({})", self.pending_count())
    }
}
