//! Futures and promises: what wasm-bindgen-futures does, in a third of the code and with fewer crossings, as one closure
//! hears of every promise.

use super::js::{Function, Promise};
use crate::transport::Future;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // The build watches what it runs: a trap in there is a breakdown.
    #[wasm_bindgen(js_name = queueMicrotask)]
    fn queue_microtask(task: &JsValue);

    #[wasm_bindgen(method)]
    fn bind(this: &Function, receiver: &JsValue, number: u32, is_kept: bool) -> JsValue;

    #[wasm_bindgen(method)]
    fn then(this: &Promise, kept: &JsValue, broken: &JsValue) -> JsValue;
}

type Work = Future<'static, ()>;
type Outcome = Result<JsValue, JsValue>;

thread_local! {
    /// The tasks by their numbers; one that has ended, or is being polled, isn't there.
    static TASKS: RefCell<Vec<Option<Work>>> = const { RefCell::new(Vec::new()) };
    /// The numbers of tasks that have ended.
    static FREE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
    /// Who is polled in the next microtask.
    static READY: RefCell<Vec<Arc<Task>>> = const { RefCell::new(Vec::new()) };
    /// Whether one of them is being polled.
    static IS_POLLING: Cell<bool> = const { Cell::new(false) };
    static POLL_ALL: JsValue = Closure::<dyn FnMut()>::new(poll_all).into_js_value();

    /// What someone waits for.
    static AWAITED: RefCell<Vec<Awaited>> = const { RefCell::new(Vec::new()) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
    static SETTLE: JsValue =
        Closure::<dyn FnMut(u32, bool, JsValue)>::new(settle).into_js_value();
}

/// A task as wakers know it: they must be able to go to another thread, which no future here is.
struct Task {
    number: usize,
    is_ready: AtomicBool,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        if self.is_ready.swap(true, Ordering::Relaxed) {
            return;
        }
        let is_first = READY.with_borrow_mut(|ready| {
            ready.push(self);
            ready.len() == 1
        });
        if is_first {
            POLL_ALL.with(queue_microtask);
        }
    }
}

/// Runs a future on its own: at once, so that it has read what its caller may change afterwards; while another is being
/// polled, from the next microtask on.
pub(super) fn spawn(work: Work) {
    let work = Some(work);
    let number = TASKS.with_borrow_mut(|tasks| match FREE.with_borrow_mut(Vec::pop) {
        Some(number) => {
            tasks[number] = work;
            number
        }
        None => {
            tasks.push(work);
            tasks.len() - 1
        }
    });
    let is_ready = AtomicBool::new(false);
    let task = Arc::new(Task { number, is_ready });
    if IS_POLLING.get() {
        task.wake();
    } else {
        poll(task);
    }
}

/// What is ready now; who is woken by it comes in a microtask of its own.
fn poll_all() {
    for task in READY.take() {
        task.is_ready.store(false, Ordering::Relaxed);
        poll(task);
    }
}

fn poll(task: Arc<Task>) {
    let number = task.number;
    // Taken out while it runs. A late waker of a task that has ended finds nothing, or another task, to its surprise.
    let Some(mut work) = TASKS.with_borrow_mut(|tasks| tasks[number].take()) else {
        return;
    };
    let waker = Waker::from(task);
    // A panic ends the instance, so it needn't be set back then.
    IS_POLLING.set(true);
    let outcome = work.as_mut().poll(&mut Context::from_waker(&waker));
    IS_POLLING.set(false);
    if outcome.is_ready() {
        FREE.with_borrow_mut(|free| free.push(number));
    } else {
        TASKS.with_borrow_mut(|tasks| tasks[number] = Some(work));
    }
}

/// Something that someone waits for.
struct Awaited {
    number: u32,
    outcome: Option<Outcome>,
    waker: Option<Waker>,
}

/// What [`settle`] is told. Once this is dropped, nobody hears of it.
pub(super) struct Settled {
    /// What [`settle`] knows it by.
    pub number: u32,
}

/// Waits for what [`settle`] will be told.
pub(super) fn awaited() -> Settled {
    let number = COUNT.replace(COUNT.get().wrapping_add(1));
    AWAITED.with_borrow_mut(|awaited| {
        awaited.push(Awaited {
            number,
            outcome: None,
            waker: None,
        });
    });
    Settled { number }
}

/// Waits for a promise, or for what is none.
pub(super) fn settled(promise: &JsValue) -> Settled {
    let settled = awaited();
    let tell = |is_kept| {
        SETTLE.with(|settle| {
            let settle = settle.unchecked_ref::<Function>();
            settle.bind(&JsValue::UNDEFINED, settled.number, is_kept)
        })
    };
    Promise::resolve(promise).then(&tell(true), &tell(false));
    settled
}

/// Called by the promise with this number, or by who tells in its place.
pub(super) fn settle(number: u32, is_kept: bool, value: JsValue) {
    let waker = AWAITED.with_borrow_mut(|awaited| {
        let place = place_of(awaited, number)?;
        awaited[place].outcome = Some(if is_kept { Ok(value) } else { Err(value) });
        awaited[place].waker.take()
    });
    if let Some(waker) = waker {
        waker.wake();
    }
}

fn place_of(awaited: &[Awaited], number: u32) -> Option<usize> {
    awaited.iter().position(|one| one.number == number)
}

impl std::future::Future for Settled {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        AWAITED.with_borrow_mut(|awaited| {
            let Some(place) = place_of(awaited, self.number) else {
                return Poll::Pending;
            };
            let one = &mut awaited[place];
            match one.outcome.take() {
                Some(outcome) => Poll::Ready(outcome),
                None => {
                    one.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
    }
}

impl Drop for Settled {
    fn drop(&mut self) {
        AWAITED.with_borrow_mut(|awaited| {
            if let Some(place) = place_of(awaited, self.number) {
                awaited.swap_remove(place);
            }
        });
    }
}
