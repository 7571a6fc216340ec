//! Cancellation: a call stops waiting when its caller cancels it.

use super::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Either, Future, select};

impl Client {
    /// Whether the call may continue.
    ///
    /// # Errors
    /// Kind `cancelled`.
    pub fn check_cancelled(&self) -> Result<()> {
        if self.host().cancel.is_cancelled() {
            Err(cancelled())
        } else {
            Ok(())
        }
    }

    /// Waits for a future, but not longer than until the call is cancelled.
    ///
    /// # Errors
    /// Kind `cancelled`.
    pub(crate) async fn unless_cancelled<T>(
        &self,
        future: impl std::future::Future<Output = T>,
    ) -> Result<T> {
        let is_cancelled: Future<'_, ()> = self.host().cancel.cancelled();
        match select(future, is_cancelled).await {
            Either::Left(output) => Ok(output),
            Either::Right(()) => Err(cancelled()),
        }
    }
}

fn cancelled() -> Error {
    Error::new(ErrorKind::Cancelled, "The call was stopped by its caller")
}
