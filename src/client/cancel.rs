//! Cancellation: a call stops waiting when its caller cancels it.

use super::Client;
use super::budget::out_of_time;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Either, Future, select};

impl Client {
    /// Whether the call may continue.
    ///
    /// # Errors
    /// Kind `cancelled`.
    pub fn check_cancelled(&self) -> Result<()> {
        if self.host().cancel.is_cancelled() {
            Err(self.cancelled())
        } else {
            Ok(())
        }
    }

    /// Whether the call may send another request.
    ///
    /// # Errors
    /// Kind `cancelled` or `budget`.
    pub(crate) fn check_may_send(&self) -> Result<()> {
        self.check_cancelled()?;
        self.budget.check(&self.tenant().policy, self.now())
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
            Either::Right(()) => Err(self.cancelled()),
        }
    }

    /// Why a cancelled call ends. A host also cancels it some time after its deadline.
    fn cancelled(&self) -> Error {
        match self.is_overdue() {
            true => out_of_time(),
            false => Error::new(ErrorKind::Cancelled, "The call was stopped by its caller"),
        }
    }
}
