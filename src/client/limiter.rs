//! The limit of concurrent requests to a tenant. Workfront limits them for a whole customer and reports it only by
//! refusing a request (docs/workfront-facts.md#throttling). So a refusal halves the limit, and successes raise it again.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// After this many successes in a row, the limit rises by one.
const SUCCESSES_TO_INCREASE: u32 = 20;

/// Limits the concurrent requests to a tenant. Calls of one connection share it.
pub struct ConcurrencyLimiter {
    max: u32,
    limit: Cell<u32>,
    in_use: Cell<u32>,
    successes: Cell<u32>,
    waiters: RefCell<Vec<Rc<Waiter>>>,
}

/// A request that waits for a permit.
#[derive(Default)]
struct Waiter {
    waker: RefCell<Option<Waker>>,
    has_permit: Cell<bool>,
}

/// The permission to have one request under way. Dropping it releases it.
pub struct Permit<'a>(&'a ConcurrencyLimiter);

impl ConcurrencyLimiter {
    /// A limiter for at most `max` concurrent requests.
    pub fn new(max: u32) -> Self {
        ConcurrencyLimiter {
            max,
            limit: Cell::new(max),
            in_use: Cell::new(0),
            successes: Cell::new(0),
            waiters: RefCell::default(),
        }
    }

    /// How many concurrent requests are allowed now: 1 to `max`.
    pub fn limit(&self) -> u32 {
        self.limit.get()
    }

    /// A permit, if one is free and no request waits for it.
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let is_free = self.in_use.get() < self.limit.get() && self.waiters.borrow().is_empty();
        is_free.then(|| {
            self.in_use.set(self.in_use.get() + 1);
            Permit(self)
        })
    }

    /// Waits for a permit. Permits are granted in the order of the calls.
    pub async fn acquire(&self) -> Permit<'_> {
        if let Some(permit) = self.try_acquire() {
            return permit;
        }
        let mut acquisition = Acquisition {
            limiter: self,
            waiter: Rc::default(),
            is_done: false,
        };
        self.waiters.borrow_mut().push(acquisition.waiter.clone());
        poll_fn(|context| acquisition.poll(context)).await
    }

    /// Halves the limit, after Workfront refused a request for lack of capacity.
    pub fn decrease(&self) {
        self.successes.set(0);
        self.limit.set((self.limit.get() / 2).max(1));
    }

    /// Counts a request that succeeded, and raises the limit after enough of them.
    pub fn record_success(&self) {
        if self.limit.get() == self.max {
            return;
        }
        self.successes.set(self.successes.get() + 1);
        if self.successes.get() >= SUCCESSES_TO_INCREASE {
            self.successes.set(0);
            self.limit.set(self.limit.get() + 1);
            self.grant();
        }
    }

    fn release(&self) {
        self.in_use.set(self.in_use.get() - 1);
        self.grant();
    }

    /// Grants the free permits to the requests that have waited longest.
    fn grant(&self) {
        while self.in_use.get() < self.limit.get() {
            let mut waiters = self.waiters.borrow_mut();
            if waiters.is_empty() {
                return;
            }
            let waiter = waiters.remove(0);
            drop(waiters);
            // The request was dropped while it waited.
            if Rc::strong_count(&waiter) == 1 {
                continue;
            }
            self.in_use.set(self.in_use.get() + 1);
            waiter.has_permit.set(true);
            if let Some(waker) = waiter.waker.take() {
                waker.wake();
            }
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.release();
    }
}

/// Waits for a permit. It may be dropped before or after the permit is granted.
struct Acquisition<'a> {
    limiter: &'a ConcurrencyLimiter,
    waiter: Rc<Waiter>,
    is_done: bool,
}

impl<'a> Acquisition<'a> {
    fn poll(&mut self, context: &Context<'_>) -> Poll<Permit<'a>> {
        if self.waiter.has_permit.get() {
            self.is_done = true;
            return Poll::Ready(Permit(self.limiter));
        }
        *self.waiter.waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Acquisition<'_> {
    fn drop(&mut self) {
        if self.waiter.has_permit.get() && !self.is_done {
            self.limiter.release();
        }
    }
}

impl fmt::Debug for ConcurrencyLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (in_use, limit) = (self.in_use.get(), self.limit());
        write!(f, "ConcurrencyLimiter({in_use} of {limit})")
    }
}

impl fmt::Debug for Permit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Permit")
    }
}
