//! Waiting for two futures that run side by side.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// The outputs of both futures.
///
/// # Errors
/// The error of the future that failed first; the other one is dropped.
pub async fn try_join<A, B, E>(
    a: impl Future<Output = Result<A, E>>,
    b: impl Future<Output = Result<B, E>>,
) -> Result<(A, B), E> {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut first, mut second) = (None, None);
    poll_fn(|context| {
        if first.is_none()
            && let Poll::Ready(output) = a.as_mut().poll(context)
        {
            first = Some(output?);
        }
        if second.is_none()
            && let Poll::Ready(output) = b.as_mut().poll(context)
        {
            second = Some(output?);
        }
        match (first.take(), second.take()) {
            (Some(a), Some(b)) => Poll::Ready(Ok((a, b))),
            outputs => {
                (first, second) = outputs;
                Poll::Pending
            }
        }
    })
    .await
}
