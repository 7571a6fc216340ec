//! A server with generated responses.

use crate::support::{Recorder, json_response, text_response};
use std::cell::Cell;
use std::rc::Rc;

/// The credential of the plugin under test, which no error and no URL may contain.
pub const SECRET: &str = "k3y-s3cret";

/// Responds with these statuses and bodies in turn; each starts again at its end.
pub fn server(statuses: Vec<u16>, bodies: Vec<String>) -> Rc<Recorder> {
    let count = Cell::new(0);
    Recorder::with_handler(move |_| {
        let at = count.replace(count.get() + 1);
        let (status, body) = (statuses[at % statuses.len()], &bodies[at % bodies.len()]);
        if body.starts_with(['{', '[']) {
            json_response(status, body)
        } else {
            text_response(status, body)
        }
    })
}
