//! What is sent: the token request, and the request that follows.

use super::host::{Bench, IMS, LOGIN, REFRESH, is_token_request, jwt};
use crate::support::{MockResponse, Recorder, Sent, json_response};
use std::rc::Rc;
use workfront_actions::error::ErrorKind;
use workfront_actions::transport::{HostFunction, Method, TransportError};

pub const USER: &str = r#"{"data":{"ID":"u1"}}"#;

/// A server that issues the tokens `t1`, `t2` …, in both shapes, and returns a user to requests with the newest one.
pub fn tenant() -> Rc<Recorder> {
    let tokens = std::cell::Cell::new(0);
    Recorder::with_handler(move |sent| {
        if is_token_request(&sent.url) {
            tokens.set(tokens.get() + 1);
            return token(tokens.get(), 3_600);
        }
        if sent.url.ends_with("/logout") {
            return json_response(200, r#"{"data":{"success":true}}"#);
        }
        with_token(sent, &format!("t{}", tokens.get()))
    })
}

pub fn token(number: u32, seconds: u32) -> MockResponse {
    json_response(
        200,
        &format!(
            r#"{{"access_token":"t{number}","sessionID":"t{number}","token_type":"Bearer","expires_in":{seconds}}}"#
        ),
    )
}

pub fn with_token(sent: &Sent, valid: &str) -> MockResponse {
    let carried = sent.header("Authorization").or(sent.header("sessionID"));
    if carried.is_some_and(|carried| carried.trim_start_matches("Bearer ") == valid) {
        json_response(200, USER)
    } else {
        json_response(
            401,
            r#"{"error":{"message":"You are not currently logged in."}}"#,
        )
    }
}

fn two_requests(credentials: &str) -> (Sent, Sent, Bench) {
    let bench = Bench::new(credentials, tenant());
    bench.get().expect("a user");
    let sent = bench.recorder.sent();
    assert_eq!(sent.len(), 2);
    (sent[0].clone(), sent[1].clone(), bench)
}

#[test]
fn ims_server_to_server() {
    let (token, get, _) = two_requests(IMS);
    assert_eq!(token.method, Method::Post);
    assert_eq!(token.url, "https://ims-na1.adobelogin.com/ims/token/v3");
    assert_eq!(
        token.header("Content-Type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(token.header("Authorization"), None);
    assert_eq!(
        token.body(),
        "grant_type=client_credentials&client_id=app&client_secret=pl4nt3d-s3cret%26%3D&scope=openid%2Cworkfront.full_access"
    );
    assert_eq!(get.header("Authorization"), Some("Bearer t1"));
    assert_eq!(get.header("x-gw-ims-org-id"), Some("X@AdobeOrg"));
    assert_eq!(get.header("sessionID"), None);
}

#[test]
fn ims_scopes_and_token_url_are_options() {
    for scopes in [
        r#""openid AdobeID""#,
        r#""openid,AdobeID""#,
        r#"["openid","AdobeID"]"#,
    ] {
        let more = format!(
            r#""scopes":{scopes},"tokenUrl":"https://ims.example.com/ims/token/v4/","imsOrgId""#
        );
        let (token, _, _) = two_requests(&IMS.replace("\"imsOrgId\"", &more));
        assert_eq!(token.url, "https://ims.example.com/ims/token/v4");
        assert!(
            token.body().ends_with("&scope=openid%2CAdobeID"),
            "{}",
            token.body()
        );
    }
}

#[test]
fn oauth_jwt() {
    let (token, get, bench) = two_requests(&jwt());
    assert_eq!(
        token.url,
        "https://acme.my.workfront.com/integrations/oauth2/api/v1/jwt/exchange"
    );
    // The token is a session, though its type says Bearer.
    assert_eq!(get.header("sessionID"), Some("t1"));
    assert_eq!(get.header("Authorization"), None);
    let calls = bench.functions.calls.borrow();
    let signed = calls
        .iter()
        .find(|(function, _)| *function == HostFunction::Sign)
        .map(|(_, arguments)| arguments.clone())
        .expect("it was signed");
    assert!(signed[0].starts_with("-----BEGIN PRIVATE KEY-----\n"));
    let parts: Vec<String> = signed[1].split('.').map(decoded).collect();
    assert_eq!(
        parts,
        [
            r#"{"alg":"RS256","typ":"JWT"}"#,
            r#"{"iss":"cust1","sub":"user1","exp":1790000300}"#
        ]
    );
    assert_eq!(
        token.body(),
        format!(
            "client_id=app&client_secret=pl4nt3d-s3cret-c&jwt_token={}.c2lnbmVk",
            signed[1]
        )
    );
}

fn decoded(part: &str) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digits = part
        .chars()
        .map(|digit| alphabet.find(digit).expect("base64url"));
    let bits: Vec<u8> = digits
        .flat_map(|digit| (0..6).rev().map(move |place| (digit >> place & 1) as u8))
        .collect();
    let bytes = bits
        .chunks_exact(8)
        .map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit));
    String::from_utf8(bytes.collect()).expect("UTF-8")
}

#[test]
fn oauth_refresh() {
    let more = r#""redirectUri":"https://x.example/cb","refreshToken""#;
    let (token, get, _) = two_requests(&REFRESH.replace("\"refreshToken\"", more));
    assert_eq!(
        token.url,
        "https://acme.my.workfront.com/integrations/oauth2/api/v1/token"
    );
    assert_eq!(
        token.body(),
        "grant_type=refresh_token&client_id=app&client_secret=pl4nt3d-s3cret-c&refresh_token=pl4nt3d-s3cret-r0&redirect_uri=https%3A%2F%2Fx.example%2Fcb"
    );
    assert_eq!(get.header("sessionID"), Some("t1"));
    let public = r#"{"type":"oauthRefresh","clientId":"spa","refreshToken":"r"}"#;
    let (token, _, _) = two_requests(public);
    assert_eq!(
        token.body(),
        "grant_type=refresh_token&client_id=spa&refresh_token=r"
    );
}

#[test]
fn login_and_logout() {
    let (login, get, bench) = two_requests(LOGIN);
    assert_eq!(
        login.url,
        "https://acme.my.workfront.com/attask/api/v18.0/login"
    );
    assert_eq!(
        login.body(),
        "username=jane%40acme.com&password=pl4nt3d-s3cret%20%26%C3%BC"
    );
    assert_eq!(get.header("sessionID"), Some("t1"));
    let output = bench.run("logout", "{}").expect("out");
    assert_eq!(output.to_json_string(), r#"{"loggedOut":true}"#);
    let logout = &bench.recorder.sent()[2];
    assert_eq!(logout.method, Method::Post);
    assert_eq!(logout.target(), "/logout");
    assert_eq!(logout.header("sessionID"), Some("t1"));
    // The session is ended once, and the next call signs in again.
    let output = bench.run("logout", "{}").expect("out");
    assert_eq!(output.to_json_string(), r#"{"loggedOut":false}"#);
    assert_eq!(bench.recorder.sent().len(), 3);
    bench.get().expect("a user");
    assert_eq!(bench.token_requests().len(), 2);
}

#[test]
fn a_session_that_was_not_opened_here_is_not_ended() {
    for credentials in [
        r#"{"type":"session","sessionID":"s1"}"#,
        r#"{"type":"apiKey","apiKey":"k1"}"#,
        IMS,
    ] {
        let bench = Bench::new(
            credentials,
            Recorder::with_handler(|sent| match is_token_request(&sent.url) {
                true => token(1, 3_600),
                false => json_response(200, USER),
            }),
        );
        bench.get().expect("a user");
        let output = bench.run("logout", "{}").expect("nothing to do");
        assert_eq!(output.to_json_string(), r#"{"loggedOut":false}"#);
        assert!(
            bench
                .recorder
                .sent()
                .iter()
                .all(|sent| !sent.url.contains("logout"))
        );
    }
}

#[test]
fn a_refused_sign_in_says_what_to_check() {
    for (credentials, status, body, hint) in [
        (
            IMS.to_owned(),
            400,
            r#"{"error":"invalid_client","error_description":"invalid client_secret parameter"}"#,
            "clientSecret",
        ),
        (
            IMS.to_owned(),
            400,
            r#"{"error":"invalid_scope"}"#,
            "scopes",
        ),
        (
            jwt(),
            401,
            r#"{"statusCode":401,"error":true,"type":"Unauthorized","message":"bad token"}"#,
            "customerId",
        ),
        (
            REFRESH.to_owned(),
            400,
            r#"{"error":"invalid_grant"}"#,
            "authorize the application again",
        ),
        (
            LOGIN.to_owned(),
            401,
            r#"{"error":{"class":"com.attask.common.AuthenticationException","message":"not quite right"}}"#,
            "imsServerToServer",
        ),
        (
            IMS.to_owned(),
            404,
            r#"{"error":{"message":"gone"}}"#,
            "Developer Console",
        ),
    ] {
        let bench = Bench::new(
            &credentials,
            Recorder::returning([json_response(status, body)]),
        );
        let error = bench.get().expect_err("it was refused");
        assert_eq!(error.kind, ErrorKind::Unauthorized, "{body}");
        assert_eq!(error.status, Some(status));
        assert!(!error.retryable);
        assert!(
            error.message.starts_with("Signing in with "),
            "{}",
            error.message
        );
        assert!(error.hint.contains(hint), "{}", error.hint);
        assert_eq!(bench.recorder.sent().len(), 1, "{body}");
    }
}

#[test]
fn a_sign_in_is_tried_again_unless_it_may_have_used_up_its_token() {
    for (credentials, sent) in [(IMS.to_owned(), 5), (jwt(), 5), (REFRESH.to_owned(), 1)] {
        let lost = Recorder::returning([Err(TransportError::Timeout)]);
        let bench = Bench::new(&credentials, lost);
        let error = bench.get().expect_err("it was lost");
        assert_eq!(error.kind, ErrorKind::Timeout);
        assert_eq!(bench.recorder.sent().len(), sent, "{credentials}");
    }
    let refused = || json_response(429, r#"{"error":{"message":"slow down"}}"#);
    let bench = Bench::new(
        REFRESH,
        Recorder::returning([refused(), token(1, 60), json_response(200, USER)]),
    );
    bench.get().expect("a refusal doesn't use up the token");
}

#[test]
fn a_response_without_a_token_is_an_error() {
    for body in [
        r#"{}"#,
        r#"{"access_token":""}"#,
        r#"{"access_token":"a b"}"#,
        "[]",
    ] {
        let bench = Bench::new(IMS, Recorder::returning([json_response(200, body)]));
        let error = bench.get().expect_err("no token");
        assert_eq!(error.kind, ErrorKind::UnexpectedResponse, "{body}");
    }
}

#[test]
fn token_requests_count_towards_max_requests() {
    let plugin = super::host::connection(IMS, r#"{"maxRequests":1}"#).expect("good");
    let bench = Bench {
        plugin,
        ..Bench::new(IMS, tenant())
    };
    let error = bench.get().expect_err("one request isn't enough");
    assert_eq!(error.kind, ErrorKind::Budget);
    assert!(error.retryable);
    assert_eq!(bench.recorder.sent().len(), 1);
}
