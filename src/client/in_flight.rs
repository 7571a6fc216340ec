//! One future whose output several callers wait for. Each waiter polls it, so it completes even if others are dropped.

use crate::transport::Future;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// A future under way, and its output.
pub(super) struct InFlight<T> {
    future: RefCell<Option<Future<'static, T>>>,
    output: RefCell<Option<T>>,
    wakers: RefCell<Vec<Waker>>,
}

impl<T: Clone> InFlight<T> {
    pub fn new(future: Future<'static, T>) -> Rc<Self> {
        Rc::new(InFlight {
            future: RefCell::new(Some(future)),
            output: RefCell::new(None),
            wakers: RefCell::default(),
        })
    }

    /// Waits until the output is available.
    pub fn completed(self: &Rc<Self>) -> Future<'static, ()>
    where
        T: 'static,
    {
        Box::pin(Completed(self.clone()))
    }

    /// The output, once the future has completed.
    pub fn output(&self) -> Option<T> {
        self.output.borrow().clone()
    }

    fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        if self.output.borrow().is_some() {
            return Poll::Ready(());
        }
        self.add_waker(context.waker());
        // Taken out while it is polled: polling it again from within would be an error.
        let Some(mut future) = self.future.borrow_mut().take() else {
            return Poll::Pending;
        };
        let Poll::Ready(output) = future.as_mut().poll(context) else {
            *self.future.borrow_mut() = Some(future);
            return Poll::Pending;
        };
        *self.output.borrow_mut() = Some(output);
        self.wake_all();
        Poll::Ready(())
    }

    fn add_waker(&self, waker: &Waker) {
        let mut wakers = self.wakers.borrow_mut();
        if !wakers.iter().any(|known| known.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }

    fn wake_all(&self) {
        for waker in self.wakers.take() {
            waker.wake();
        }
    }
}

/// One waiter.
struct Completed<T: Clone>(Rc<InFlight<T>>);

impl<T: Clone> std::future::Future for Completed<T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.0.poll(context)
    }
}

impl<T: Clone> Drop for Completed<T> {
    /// The future wakes only the waiter that polled it last. When that one is dropped, another must poll it.
    fn drop(&mut self) {
        self.0.wake_all();
    }
}
