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
    pub fn outcome(self: &Rc<Self>) -> Waiting<T> {
        Waiting(self.clone())
    }

    fn poll(&self, context: &mut Context<'_>) -> Poll<T> {
        if let Some(outcome) = &*self.outcome.borrow() {
            return Poll::Ready(outcome.clone());
        }
        self.remember(context.waker());
        // Taken out while it runs: nobody may enter it twice.
        let Some(mut work) = self.work.borrow_mut().take() else {
            return Poll::Pending;
        };
        match work.as_mut().poll(context) {
            Poll::Pending => {
                *self.work.borrow_mut() = Some(work);
                Poll::Pending
            }
            Poll::Ready(outcome) => {
                *self.outcome.borrow_mut() = Some(outcome.clone());
                self.wake_all();
                Poll::Ready(outcome)
            }
        }
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
pub(super) struct Waiting<T: Clone>(Rc<Shared<T>>);

impl<T: Clone> std::future::Future for Waiting<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        self.0.poll(context)
    }
}

impl<T: Clone> Drop for Waiting<T> {
    /// The work wakes only who carried it last: one of the others must take over from who goes away.
    fn drop(&mut self) {
        self.0.wake_all();
    }
}
