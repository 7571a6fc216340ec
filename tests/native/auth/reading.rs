//! Reading a credential, before anything is sent.

use super::host::{IMS, KEY, MARKER, connection, jwt};

fn problem(credentials: &str) -> (String, Vec<String>) {
    let error = connection(credentials, "{}").expect_err("it was accepted");
    assert!(!format!("{error:?}").contains(MARKER), "{error:?}");
    (error.message.clone(), error.fields.clone())
}

#[test]
fn every_missing_field_is_named() {
    for (kind, missing) in [
        ("bearer", "accessToken"),
        ("apiKey", "apiKey"),
        ("session", "sessionID"),
        ("imsServerToServer", "clientId clientSecret"),
        (
            "oauthJwt",
            "clientId clientSecret customerId userId privateKey",
        ),
        ("oauthRefresh", "clientId refreshToken"),
        ("login", "username password"),
    ] {
        let (_, fields) = problem(&format!(r#"{{"type":"{kind}"}}"#));
        let named: Vec<String> = missing
            .split(' ')
            .map(|name| format!("credentials.{name}"))
            .collect();
        assert_eq!(fields, named, "{kind}");
    }
    assert_eq!(problem("{}").1, ["credentials.type"]);
    assert_eq!(problem(r#"{"type":"key"}"#).1, ["credentials.type"]);
    assert_eq!(problem(r#""pl4nt3d-s3cret""#).1, ["credentials"]);
}

#[test]
fn a_field_of_another_kind_is_unknown() {
    let (message, fields) =
        problem(r#"{"type":"bearer","accessToken":"pl4nt3d-s3cret","apiKey":"pl4nt3d-s3cret"}"#);
    assert_eq!(fields, ["credentials.apiKey"]);
    assert!(message.contains("accessToken, imsOrgId"), "{message}");
}

#[test]
fn a_value_that_no_header_can_carry_is_refused() {
    for text in ["", "pl4nt3d-s3cret x", "pl4nt3d-s3cret\\r\\nX: y", "ü"] {
        let (_, fields) = problem(&format!(r#"{{"type":"session","sessionID":"{text}"}}"#));
        assert_eq!(fields, ["credentials.sessionID"], "{text}");
    }
}

#[test]
fn the_error_about_an_old_key_has_the_command_that_converts_it() {
    let old = jwt().replace(KEY, "-----BEGIN RSA PRIVATE KEY-----\\npl4nt3d-s3cret");
    let (message, fields) = problem(&old);
    assert_eq!(fields, ["credentials.privateKey"]);
    assert!(message.contains("openssl pkcs8 -topk8"), "{message}");
}

#[test]
fn a_token_url_is_https_or_of_this_machine() {
    let with =
        |url: &str| IMS.replace("\"imsOrgId\"", &format!(r#""tokenUrl":"{url}","imsOrgId""#));
    for url in [
        "http://ims.example.com/token",
        "ftp://ims.example.com",
        "ims.example.com",
        "https://user:pw@ims.example.com/token",
        "https://ims.example.com/token?client_secret=x",
        "http://localhost.example.com/token",
    ] {
        assert_eq!(problem(&with(url)).1, ["credentials.tokenUrl"], "{url}");
    }
    for url in [
        "https://ims.example.com/ims/token/v3",
        "http://127.0.0.1:8080/t",
    ] {
        assert!(connection(&with(url), "{}").is_ok(), "{url}");
    }
}

#[test]
fn scopes_are_strings() {
    let with =
        |scopes: &str| IMS.replace("\"imsOrgId\"", &format!(r#""scopes":{scopes},"imsOrgId""#));
    assert_eq!(problem(&with("7")).1, ["credentials.scopes"]);
    assert_eq!(problem(&with(r#"["a",7]"#)).1, ["credentials.scopes[1]"]);
    assert!(connection(&with(r#""openid AdobeID""#), "{}").is_ok());
}
