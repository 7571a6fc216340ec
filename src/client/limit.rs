//! The layer of concurrent requests: a request waits for a permit, and its result changes the limit.

use super::{Client, Permit};
use crate::error::{ErrorKind, Result};
use crate::json::Json;
use crate::transport::Future;

impl Client {
    /// Waits until one more request may be sent. The permit is dropped when the response has arrived.
    ///
    /// # Errors
    /// Kind `cancelled`.
    pub(super) async fn acquire(&self) -> Result<Option<Permit<'_>>> {
        self.check_cancelled()?;
        let limiter = &self.tenant().limiter;
        let mut permit = limiter.try_acquire();
        if permit.is_none() {
            let acquired: Future<'_, ()> = Box::pin(async {
                permit = Some(limiter.acquire().await);
            });
            self.unless_cancelled(acquired).await?;
        }
        Ok(permit)
    }

    /// Raises or lowers the limit after a response.
    pub(super) fn adjust_limit(&self, result: &Result<Json>) {
        match result {
            Ok(_) => self.tenant().limiter.record_success(),
            Err(error) if error.kind == ErrorKind::RateLimited => self.tenant().limiter.decrease(),
            Err(_) => {}
        }
    }
}
