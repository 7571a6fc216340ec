//! A transport to the sandbox with a fault on chosen requests, and a signal that a fault can abort.

use crate::support::{Middle, Tenant};
use std::cell::{Cell, RefCell};
use std::future::pending;
use std::rc::Rc;
use workfront_actions::actions::Progress;
use workfront_actions::error::Error;
use workfront_actions::json::Json;
use workfront_actions::transport::{
    Body, Cancel, Clock, Future, Host, NoFunctions, Request, Response, Transport, TransportError,
};

/// What happens to a request.
#[derive(Clone, Copy)]
pub enum Fault {
    /// Nothing.
    None,
    /// It is not handled, and gets no response.
    LostBefore,
    /// It is handled, but the response is lost.
    LostAfter,
    /// It is not handled; this is the response.
    Status(u16, &'static str),
    /// It is handled; the response has another body.
    Replaced(&'static str),
    /// The response takes this long, in milliseconds.
    Slow(f64),
    /// The runtime refuses to send it.
    Spent,
    /// It is handled, and then the caller cancels the call.
    CancelledAfter,
    /// It is handled; the caller cancels the call before the response arrives.
    CancelledDuring,
}

/// The fault of each request: called with the request's number, beginning with 1, and the request.
pub type Faults = fn(usize, &Request) -> Fault;

/// The transport.
struct Wire {
    tenant: Rc<Tenant>,
    faults: Faults,
    sent: Cell<usize>,
    signal: Rc<Signal>,
}

impl Transport for Wire {
    fn send<'a>(&'a self, request: &Request) -> Future<'a, Result<Response, TransportError>> {
        self.sent.set(self.sent.get() + 1);
        let fault = (self.faults)(self.sent.get(), request);
        let network = || {
            Err(TransportError::Network(
                "the connection was reset".to_owned(),
            ))
        };
        let refused = match fault {
            Fault::LostBefore => Some(network()),
            Fault::Spent => Some(Err(TransportError::Spent(
                "Too many subrequests.".to_owned(),
            ))),
            Fault::Status(status, body) => Some(Ok(Response {
                status,
                retry_after: None,
                location: None,
                body: Body::from_text(body),
            })),
            _ => None,
        };
        if let Some(response) = refused {
            return Box::pin(async move { response });
        }
        let response = self.tenant.wire.send(request);
        Box::pin(async move {
            let response = response.await;
            match fault {
                Fault::LostAfter => network(),
                Fault::Replaced(body) => response.map(|response| Response {
                    body: Body::from_text(body),
                    ..response
                }),
                Fault::Slow(ms) => {
                    self.tenant.clock.sleep(ms).await;
                    response
                }
                Fault::CancelledAfter => {
                    self.signal.0.set(true);
                    response
                }
                Fault::CancelledDuring => {
                    self.signal.0.set(true);
                    Err(TransportError::Cancelled)
                }
                _ => response,
            }
        })
    }
}

/// Whether the caller has cancelled the call.
#[derive(Default)]
struct Signal(Cell<bool>);

impl Cancel for Signal {
    fn is_cancelled(&self) -> bool {
        self.0.get()
    }

    fn cancelled(&self) -> Future<'_, ()> {
        match self.0.get() {
            true => Box::pin(async {}),
            // The responses of the sandbox are ready at once, so nothing waits for this.
            false => Box::pin(pending()),
        }
    }
}

/// Runs an action with faults. Returns its result, and the progress that it reported.
pub fn run(
    tenant: &Rc<Tenant>,
    faults: Faults,
    action: &str,
    input: Json,
) -> (Result<Json, Error>, Vec<Progress>) {
    let signal = Rc::new(Signal::default());
    let host = Host {
        transport: Rc::new(Wire {
            tenant: tenant.clone(),
            faults,
            sent: Cell::new(0),
            signal: signal.clone(),
        }),
        clock: tenant.clock.clone(),
        random: Rc::new(Middle),
        cancel: signal,
        functions: Rc::new(NoFunctions),
    };
    let reported = Rc::new(RefCell::new(Vec::new()));
    let listener = reported.clone();
    let on_progress = Rc::new(move |progress| listener.borrow_mut().push(progress));
    let call = tenant.plugin.run(action, input, host, Some(on_progress));
    let output = futures_executor::block_on(call);
    let reported = reported.borrow().clone();
    (output, reported)
}
