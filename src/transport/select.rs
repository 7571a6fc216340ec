//! Waiting for the first of two futures.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// The output of the future that completed first.
#[derive(Debug)]
pub enum Either<A, B> {
    /// The first future completed. It also wins when both are ready.
    Left(A),
    /// The second future completed.
    Right(B),
}

/// Waits for the future that completes first, and drops the other one.
pub async fn select<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> Either<A, B> {
    let mut a = pin!(a);
    let mut b = pin!(b);
    poll_fn(|context| {
        if let Poll::Ready(value) = a.as_mut().poll(context) {
            return Poll::Ready(Either::Left(value));
        }
        b.as_mut().poll(context).map(Either::Right)
    })
    .await
}
