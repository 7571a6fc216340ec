use std::cell::Cell;
use workfront_actions::transport::{Clock, Future};

/// A clock that advances only in `sleep`. It starts on 2026-09-21.
#[derive(Debug, Default)]
pub struct VirtualClock(Cell<f64>);

impl Clock for VirtualClock {
    fn now(&self) -> f64 {
        1_790_000_000_000.0 + self.0.get()
    }

    fn sleep(&self, milliseconds: f64) -> Future<'_, ()> {
        self.0.set(self.0.get() + milliseconds);
        Box::pin(async {})
    }
}
