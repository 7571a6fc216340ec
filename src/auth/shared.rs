//! One piece of work that many wait for. Whoever waits carries it on, so none of them is needed for it to end.

use crate::transport::Future;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Work under way, and what came of it.
pub(super) struct Shared<T> {
    work: RefCell<Option<Future<'static, T>>>,
    outcome: RefCell<Option<T>>,
    waiting: RefCell<Vec<Waker>>,
}

impl<T: Clone> Shared<T> {
    pub fn new(work: Future<'static, T>) -> Rc<Self> {
        Rc::new(Shared {
            work: RefCell::new(Some(work)),
            outcome: RefCell::new(None),
            waiting: RefCell::default(),
        })
    }

    /// Waits for the outcome.
    pub fn ended(self: &Rc<Self>) -> Future<'static, ()>
    where
        T: 'static,
    {
        Box::pin(Waiting(self.clone()))
    }

    /// What came of it, once it has ended.
    pub fn outcome(&self) -> Option<T> {
        self.outcome.borrow().clone()
    }

    fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        if self.outcome.borrow().is_some() {
            return Poll::Ready(());
        }
        self.remember(context.waker());
        // Taken out while it runs: nobody may enter it twice.
        let Some(mut work) = self.work.borrow_mut().take() else {
            return Poll::Pending;
        };
        let Poll::Ready(outcome) = work.as_mut().poll(context) else {
            *self.work.borrow_mut() = Some(work);
            return Poll::Pending;
        };
        *self.outcome.borrow_mut() = Some(outcome);
        self.wake_all();
        Poll::Ready(())
    }

    fn remember(&self, waker: &Waker) {
        let mut waiting = self.waiting.borrow_mut();
        if !waiting.iter().any(|known| known.will_wake(waker)) {
            waiting.push(waker.clone());
        }
    }

    fn wake_all(&self) {
        for waker in self.waiting.take() {
            waker.wake();
        }
    }
}

/// Someone who waits.
struct Waiting<T: Clone>(Rc<Shared<T>>);

impl<T: Clone> std::future::Future for Waiting<T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.0.poll(context)
    }
}

impl<T: Clone> Drop for Waiting<T> {
    /// The work wakes only who carried it last: one of the others must take over from who goes away.
    fn drop(&mut self) {
        self.0.wake_all();
    }
}
