//! Renewing a token: once for all concurrent calls, before it expires, and once more after Workfront refuses it.

use super::host::{Bench, CancelAfter, IMS};
use super::wire::{USER, tenant, token, with_token};
use crate::support::{Recorder, json, json_response};
use std::cell::Cell;
use std::rc::Rc;
use workfront_actions::error::ErrorKind;
use workfront_actions::transport::Host;

const GET: &str = r#"{"ID":"u1"}"#;

#[test]
fn concurrent_calls_share_one_token_request() {
    let bench = Bench::new(IMS, tenant());
    let calls = (0..5).map(|_| bench.call("get", GET));
    let users = futures_executor::block_on(futures_util::future::join_all(calls));
    assert!(users.iter().all(Result::is_ok));
    assert_eq!(bench.token_requests().len(), 1);
    assert_eq!(bench.recorder.sent().len(), 6);
}

#[test]
fn a_cancelled_call_does_not_end_the_shared_renewal() {
    let bench = Bench::new(IMS, tenant());
    let host = Host {
        cancel: Rc::new(CancelAfter(Cell::new(2))),
        ..bench.host()
    };
    let cancelled = bench.plugin.run("get", json(GET), host, None);
    let both = futures_util::future::join(cancelled, bench.call("get", GET));
    let (cancelled, served) = futures_executor::block_on(both);
    assert_eq!(
        cancelled.expect_err("it was cancelled").kind,
        ErrorKind::Cancelled
    );
    served.expect("a user");
    assert_eq!(bench.token_requests().len(), 1);
}

#[test]
fn a_token_is_renewed_before_it_expires() {
    let bench = Bench::new(IMS, tenant());
    bench.get().expect("a user");
    bench.pass_time(3_000_000.0);
    bench.get().expect("a user");
    assert_eq!(bench.token_requests().len(), 1, "50 of 60 minutes");
    bench.pass_time(590_000.0);
    bench.get().expect("a user");
    assert_eq!(bench.token_requests().len(), 2, "10 seconds before the end");
}

#[test]
fn a_refused_token_is_renewed_once_and_no_more() {
    let token_requests = Rc::new(Cell::new(0));
    let count = token_requests.clone();
    // The first token is refused at once, though its lifetime is an hour.
    let recorder = Recorder::with_handler(move |sent| {
        if super::host::is_token_request(&sent.url) {
            count.set(count.get() + 1);
            return token(count.get(), 3_600);
        }
        with_token(sent, "t2")
    });
    let bench = Bench::new(IMS, recorder);
    bench.get().expect("a user, with the second token");
    assert_eq!(token_requests.get(), 2);

    let never = Recorder::with_handler(|sent| {
        if super::host::is_token_request(&sent.url) {
            return token(9, 3_600);
        }
        json_response(401, r#"{"error":{"message":"Invalid session ID."}}"#)
    });
    let bench = Bench::new(IMS, never);
    let error = bench.get().expect_err("it is refused");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert_eq!(bench.token_requests().len(), 2);
    assert_eq!(bench.recorder.sent().len(), 4);
}

#[test]
fn another_connection_finds_the_token_in_the_store() {
    let bench = Bench::new(IMS, tenant());
    bench.get().expect("a user");
    let other = bench.again(IMS);
    other.get().expect("a user");
    assert_eq!(other.token_requests().len(), 1);
    // Another secret is another credential: the stored token isn't used.
    let other_secret = bench.again(&IMS.replace("pl4nt3d-s3cret&=", "pl4nt3d-s3cret-other"));
    let _ = other_secret.get();
    assert_eq!(other_secret.token_requests().len(), 2);
}

#[test]
fn a_function_returns_the_credential_when_it_is_needed() {
    let recorder = Recorder::with_handler(|sent| {
        if sent.header("sessionID") == Some("pl4nt3d-s3cret-2") {
            json_response(200, USER)
        } else {
            json_response(401, r#"{"error":{"message":"Invalid session ID."}}"#)
        }
    });
    let bench = Bench::new(r#"{"type":"supplied"}"#, recorder);
    *bench.functions.supply.borrow_mut() = Some(Box::new(|time| {
        Ok(json(&format!(
            r#"{{"type":"session","sessionID":"pl4nt3d-s3cret-{time}"}}"#
        )))
    }));
    bench.get().expect("a user, with the second session");
    bench.get().expect("a user");
    assert_eq!(bench.recorder.sent().len(), 3);
}
