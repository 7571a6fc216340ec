//! How many requests a tenant gets at once. Workfront limits concurrent requests for a whole customer and says so
//! only by refusing (docs/workfront-facts.md#throttling), so the gate narrows at a refusal and widens again with
//! successes.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// After this many successes in a row, one more request may go out at once.
const SUCCESSES_TO_WIDEN: u32 = 20;

/// Lets a limited number of requests through at once.
pub struct Gate {
    ceiling: u32,
    width: Cell<u32>,
    inside: Cell<u32>,
    successes: Cell<u32>,
    waiting: RefCell<Vec<Rc<Place>>>,
}

/// A place in the queue.
#[derive(Default)]
struct Place {
    waker: RefCell<Option<Waker>>,
    called: Cell<bool>,
}

/// The right to have one request under way; it ends when this is dropped.
pub struct Permit<'a>(&'a Gate);

impl Gate {
    /// A gate that lets `ceiling` requests through at once.
    pub fn new(ceiling: u32) -> Self {
        Gate {
            ceiling,
            width: Cell::new(ceiling),
            inside: Cell::new(0),
            successes: Cell::new(0),
            waiting: RefCell::default(),
        }
    }

    /// How many requests it lets through now.
    pub fn width(&self) -> u32 {
        self.width.get()
    }

    /// A turn, where it's there without waiting.
    pub fn try_enter(&self) -> Option<Permit<'_>> {
        let is_free = self.inside.get() < self.width.get() && self.waiting.borrow().is_empty();
        is_free.then(|| {
            self.inside.set(self.inside.get() + 1);
            Permit(self)
        })
    }

    /// Waits for a turn, in order of arrival.
    pub async fn enter(&self) -> Permit<'_> {
        if let Some(permit) = self.try_enter() {
            return permit;
        }
        let mut queued = Queued {
            gate: self,
            place: Rc::default(),
            taken: false,
        };
        self.waiting.borrow_mut().push(queued.place.clone());
        poll_fn(|context| queued.poll(context)).await
    }

    /// Workfront refused for want of capacity: half as many at once from here on.
    pub fn narrow(&self) {
        self.successes.set(0);
        self.width.set((self.width.get() / 2).max(1));
    }

    /// A request went well.
    pub fn succeeded(&self) {
        if self.width.get() == self.ceiling {
            return;
        }
        self.successes.set(self.successes.get() + 1);
        if self.successes.get() >= SUCCESSES_TO_WIDEN {
            self.successes.set(0);
            self.width.set(self.width.get() + 1);
            self.call_next();
        }
    }

    fn leave(&self) {
        self.inside.set(self.inside.get() - 1);
        self.call_next();
    }

    fn call_next(&self) {
        while self.inside.get() < self.width.get() {
            let mut waiting = self.waiting.borrow_mut();
            if waiting.is_empty() {
                return;
            }
            let place = waiting.remove(0);
            drop(waiting);
            // Whoever waited has gone away.
            if Rc::strong_count(&place) == 1 {
                continue;
            }
            self.inside.set(self.inside.get() + 1);
            place.called.set(true);
            if let Some(waker) = place.waker.take() {
                waker.wake();
            }
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Someone in the queue, who may go away before or after being called.
struct Queued<'a> {
    gate: &'a Gate,
    place: Rc<Place>,
    taken: bool,
}

impl<'a> Queued<'a> {
    fn poll(&mut self, context: &Context<'_>) -> Poll<Permit<'a>> {
        if self.place.called.get() {
            self.taken = true;
            return Poll::Ready(Permit(self.gate));
        }
        *self.place.waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        if self.place.called.get() && !self.taken {
            self.gate.leave();
        }
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gate({} of {})", self.inside.get(), self.width.get())
    }
}

impl fmt::Debug for Permit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Permit")
    }
}
