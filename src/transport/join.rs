//! Several futures at once, on one thread.

use super::Future;
use std::future::poll_fn;
use std::task::Poll;

/// Futures under way, and what they gave. Whoever adds to it bounds it.
pub struct Window<'a, T> {
    under_way: Vec<Future<'a, T>>,
    given: Vec<T>,
}

impl<'a, T> Window<'a, T> {
    /// How many are under way.
    pub fn under_way(&self) -> usize {
        self.under_way.len()
    }

    /// Whether nothing is under way, and nothing was given that nobody has heard of.
    pub fn is_idle(&self) -> bool {
        self.under_way.is_empty() && self.given.is_empty()
    }

    /// One more; it begins when the next one is waited for.
    pub fn add(&mut self, future: Future<'a, T>) {
        self.under_way.push(future);
    }

    /// Waits for whichever is ready first; nothing where nothing is under way.
    pub async fn next(&mut self) -> Option<T> {
        let Window { under_way, given } = self;
        poll_fn(|context| {
            let mut at = 0;
            while let Some(future) = under_way.get_mut(at) {
                match future.as_mut().poll(context) {
                    Poll::Ready(value) => {
                        given.push(value);
                        drop(under_way.remove(at));
                    }
                    Poll::Pending => at += 1,
                }
            }
            if !given.is_empty() {
                Poll::Ready(Some(given.remove(0)))
            } else if under_way.is_empty() {
                Poll::Ready(None)
            } else {
                Poll::Pending
            }
        })
        .await
    }
}

impl<T> Default for Window<'_, T> {
    /// With nothing under way.
    fn default() -> Self {
        Window {
            under_way: Vec::new(),
            given: Vec::new(),
        }
    }
}

impl<T> std::fmt::Debug for Window<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Window({})", self.under_way())
    }
}
