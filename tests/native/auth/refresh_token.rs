//! Refresh tokens that are replaced at each use: the host stores the next one before the new session is used.

use super::host::{Bench, MARKER, REFRESH, is_token_request};
use super::wire::with_token;
use crate::support::{Recorder, json_response};
use std::cell::Cell;
use std::rc::Rc;
use workfront_actions::error::ErrorKind;
use workfront_actions::transport::HostFunction;

/// A server that accepts each refresh token once: `…-r0` first, then the one that it returned.
fn rotating() -> Rc<Recorder> {
    let used = Cell::new(0);
    Recorder::with_handler(move |sent| {
        if !is_token_request(&sent.url) {
            return with_token(sent, &format!("t{}", used.get()));
        }
        if !sent.body().contains(&format!("s3cret-r{}", used.get())) {
            return json_response(
                401,
                r#"{"statusCode":401,"error":true,"type":"x","message":"pl4nt3d-s3cret-old is used up"}"#,
            );
        }
        used.set(used.get() + 1);
        let next = used.get();
        json_response(
            200,
            &format!(
                r#"{{"access_token":"t{next}","refresh_token":"pl4nt3d-s3cret-r{next}","expires_in":60}}"#
            ),
        )
    })
}

#[test]
fn the_next_token_is_handed_over_before_the_session_is_used() {
    let bench = Bench::new(REFRESH, rotating());
    bench.get().expect("a user");
    assert_eq!(bench.functions.count(HostFunction::OnRefreshToken), 1);
    let calls = bench.functions.calls.borrow();
    let call = calls
        .iter()
        .find(|(name, _)| *name == HostFunction::OnRefreshToken);
    assert_eq!(
        call.map(|(_, arguments)| arguments[0].clone()).as_deref(),
        Some("pl4nt3d-s3cret-r1")
    );
}

#[test]
fn each_renewal_uses_the_newest() {
    let bench = Bench::new(REFRESH, rotating());
    for _ in 0..3 {
        bench.get().expect("a user");
        bench.pass_time(120_000.0);
    }
    assert_eq!(bench.token_requests().len(), 3);
    // A later connection with the first refresh token finds the newest one in the store.
    let later = bench.again(REFRESH);
    later.pass_time(120_000.0);
    later.get().expect("a user");
}

#[test]
fn a_token_that_cannot_be_stored_stops_the_call_and_is_remembered() {
    let bench = Bench::new(REFRESH, rotating());
    bench
        .functions
        .broken
        .set(Some(HostFunction::OnRefreshToken));
    let error = bench.get().expect_err("it could not be stored");
    assert!(error.retryable, "{error:?}");
    assert_eq!(bench.recorder.sent().len(), 1, "the session was not used");
    assert!(!format!("{error:?}").contains(MARKER), "{error:?}");
    bench.functions.broken.set(None);
    bench.get().expect("a user, with the token remembered");
}

#[test]
fn a_host_can_pass_the_newest_token_to_another_connection() {
    let bench = Bench::new(REFRESH, rotating());
    bench.get().expect("a user");
    let remembered = |token: &str, is_stored| (format!("pl4nt3d-s3cret-{token}"), is_stored);
    assert_eq!(
        *bench.functions.remembered.borrow(),
        [remembered("r1", false), remembered("r1", true)]
    );
    // The same without a stored token.
    for is_stored in [false, true] {
        let bench = Bench::new(REFRESH, rotating());
        bench.functions.broken.set(Some(HostFunction::SetToken));
        bench.get().expect_err("the token can't be stored");
        let newest = remembered("r1", false);
        assert_eq!(bench.functions.remembered.borrow().last(), Some(&newest));
        bench.functions.broken.set(None);
        let later = bench.again(REFRESH);
        later.plugin.resume(newest.0, is_stored);
        later.get().expect("a user, with the newest token");
    }
}

#[test]
fn a_used_refresh_token_is_unauthorized_without_secrets_in_the_error() {
    let bench = Bench::new(&REFRESH.replace("-r0", "-old"), rotating());
    let error = bench.get().expect_err("it is used up");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert!(!format!("{error:?} {error}").contains(MARKER), "{error:?}");
}
