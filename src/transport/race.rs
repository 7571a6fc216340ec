//! Two futures, of which the first to end counts.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// Which of two futures ended first.
#[derive(Debug)]
pub enum First<A, B> {
    /// The first one, also when both have ended.
    A(A),
    /// The second one.
    B(B),
}

/// Waits for whichever ends first; the other is dropped.
pub async fn race<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> First<A, B> {
    let mut a = pin!(a);
    let mut b = pin!(b);
    poll_fn(|context| {
        if let Poll::Ready(value) = a.as_mut().poll(context) {
            return Poll::Ready(First::A(value));
        }
        b.as_mut().poll(context).map(First::B)
    })
    .await
}
