//! The address of a connection, and its options.

use crate::support::json;
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::plugin::Plugin;

const CREDENTIALS: &str = r#""credentials":{"type":"apiKey","apiKey":"k3y-s3cret"}"#;

fn open(options: &str) -> Result<Plugin, Error> {
    Plugin::new(&json(&format!("{{{options},{CREDENTIALS}}}")))
}

#[track_caller]
fn has_base_url(options: &str, base_url: &str) {
    assert_eq!(open(options).unwrap().base_url(), base_url);
}

#[test]
fn a_domain_or_a_url_becomes_the_base_url() {
    has_base_url(r#""domain":"acme""#, "https://acme.my.workfront.com");
    has_base_url(
        r#""domain":"acme.my.workfront.com""#,
        "https://acme.my.workfront.com",
    );
    has_base_url(
        r#""domain":"acme.my.workfront.adobe.com""#,
        "https://acme.my.workfront.adobe.com",
    );
    has_base_url(
        r#""domain":"acme.preview.workfront.com""#,
        "https://acme.preview.workfront.com",
    );
    has_base_url(
        r#""domain":"acme.sb01.workfront.com""#,
        "https://acme.sb01.workfront.com",
    );
    has_base_url(
        r#""baseUrl":"https://acme.my.workfront.com/""#,
        "https://acme.my.workfront.com",
    );
    has_base_url(
        r#""baseUrl":"http://127.0.0.1:8080""#,
        "http://127.0.0.1:8080",
    );
    has_base_url(
        r#""baseUrl":"http://localhost:8080""#,
        "http://localhost:8080",
    );
    has_base_url(r#""baseUrl":"http://[::1]:8080""#, "http://[::1]:8080");
}

#[test]
fn an_address_outside_workfront_is_refused() {
    for options in [
        r#""baseUrl":"http://acme.my.workfront.com""#,
        r#""baseUrl":"http://127.0.0.1.evil.example""#,
        r#""baseUrl":"http://localhost@evil.example""#,
        r#""baseUrl":"https://user:secret@acme.my.workfront.com""#,
        r#""baseUrl":"ftp://acme""#,
        r#""baseUrl":"acme""#,
        r#""baseUrl":"https://acme.my.workfront.com?x=1""#,
        r##""baseUrl":"https://acme.my.workfront.com#x""##,
        r#""domain":"evil.example""#,
        r#""domain":"acme/../x""#,
        r#""domain":"acme","baseUrl":"https://acme.my.workfront.com""#,
        r#""domain":"acme","apiVersion":"latest""#,
        r#""domain":"acme","timeout":3"#,
        r#""apiVersion":"v18.0""#,
    ] {
        let error = open(options).expect_err(options);
        assert_eq!(error.kind, ErrorKind::Validation, "{options}");
        assert!(!error.fields.is_empty(), "{options}");
    }
}

#[test]
fn the_former_name_of_lookup_cache_ms_is_unknown() {
    assert!(open(r#""domain":"acme","lookupCacheMs":0"#).is_ok());
    let error = open(r#""domain":"acme","namesMs":0"#).expect_err("renamed");
    assert_eq!(error.fields, ["namesMs"]);
    assert!(error.message.contains("lookupCacheMs"), "{}", error.message);
}

#[test]
fn versions() {
    for version in ["v18.0", "v21.0", "18", "18.0", "v9.0"] {
        let options = format!(r#""domain":"acme","apiVersion":"{version}""#);
        assert!(open(&options).is_ok(), "{version}");
    }
}

#[test]
fn neither_a_connection_nor_its_errors_print_the_credential() {
    let printed = format!("{:?}", open(r#""domain":"acme""#).unwrap());
    assert!(!printed.contains("k3y-s3cret"), "{printed}");
    let wrong = format!(r#"{{"domain":"acme!",{CREDENTIALS},"apiKey":"k3y-s3cret"}}"#);
    let error = Plugin::new(&json(&wrong)).expect_err("wrong twice");
    assert_eq!(error.fields, ["apiKey", "domain"]);
    assert!(!format!("{error:?}").contains("k3y-s3cret"));
}

#[test]
fn whitespace_around_an_address_is_removed() {
    has_base_url(
        r#""domain":" \u00a0acme\t""#,
        "https://acme.my.workfront.com",
    );
    has_base_url(
        r#""baseUrl":"\u2009https://acme.my.workfront.com\u00a0""#,
        "https://acme.my.workfront.com",
    );
}
