//! Responses: the first two bytes choose the status and the service, the others are the body.

use super::error;
use workfront_actions::protocol::envelope::{Envelope, parse_response};
use workfront_actions::transport::{Body, Response};

const STATUSES: [u16; 24] = [
    200, 201, 202, 204, 299, 301, 302, 304, 400, 401, 403, 404, 405, 409, 410, 422, 429, 500, 502,
    503, 504, 599, 0, 999,
];
const ENVELOPES: [Envelope; 3] = [Envelope::Data, Envelope::None, Envelope::Either];

pub fn check(data: &[u8]) {
    let [status, envelope, body @ ..] = data else {
        return;
    };
    let status = STATUSES[usize::from(*status) % STATUSES.len()];
    let envelope = ENVELOPES[usize::from(*envelope) % ENVELOPES.len()];
    let text = String::from_utf8_lossy(body);
    let response = Response {
        status,
        retry_after: None,
        location: None,
        body: Body::from_text(&text),
    };
    match parse_response(response, envelope) {
        Ok(_) => assert!((200..300).contains(&status), "{status} {text}"),
        Err(error) => error::check(&error),
    }
}
