//! The options `planKeys` and `approvalRules`.

use crate::support::json;
use workfront_actions::Plugin;
use workfront_actions::error::Error;

const LONG: &str = "0123456789abcdef0123456789abcdef";

fn connect(options: &str) -> Result<Plugin, Error> {
    let mut all =
        json(r#"{"domain":"acme","credentials":{"type":"apiKey","apiKey":"k3y-s3cret"}}"#);
    let options = json(options);
    for key in options.keys() {
        all.insert(&key, options.get(&key).expect("a key of the object"));
    }
    Plugin::new(&all)
}

#[test]
fn wrong_keys_are_named_and_never_shown() {
    for (options, message) in [
        (
            r#"{"planKeys":{"current":"a","keys":{}}}"#.to_owned(),
            "planKeys.current: must be the ID of one of the keys",
        ),
        (
            r#"{"planKeys":{"current":"a","keys":{"a":"s3cret"}}}"#.to_owned(),
            "planKeys.keys.a: must have at least 32 bytes in UTF-8 but has 6; create one with 'openssl rand -base64 32'",
        ),
        (
            format!(r#"{{"planKeys":{{"current":"b","keys":{{"a":"{LONG}"}}}}}}"#),
            "planKeys.current: must be the ID of one of the keys",
        ),
        (
            format!(r#"{{"planKeys":{{"current":"a","keys":{{"a":"{LONG}","{LONG}":"b"}}}}}}"#),
            "planKeys.keys: must have IDs of 1 to 31 letters, digits, '-', '_' or '.'",
        ),
        (
            r#"{"planKeys":{"current":"a","keys":{"a":5}}}"#.to_owned(),
            "planKeys.keys.a: must be a string of at least 32 bytes but is a number",
        ),
        (
            r#"{"planKeys":{"current":"a"}}"#.to_owned(),
            "planKeys.keys: is required",
        ),
        (
            r#"{"planKeys":"s3cret-s3cret-s3cret-s3cret-s3cret"}"#.to_owned(),
            "planKeys: must be an object but is a string",
        ),
        (
            r#"{"approvalRules":{}}"#.to_owned(),
            "approvalRules: requires planKeys: without keys anybody could write an approval",
        ),
        (
            format!(
                r#"{{"planKeys":{{"current":"a","keys":{{"a":"{LONG}"}}}},"approvalRules":{{"approvers":11}}}}"#
            ),
            "approvalRules.approvers: must be 0 to 10 but is 11",
        ),
    ] {
        let error = connect(&options).map(|_| ()).expect_err(&options);
        assert!(
            error.message.contains(message),
            "{options}: {}",
            error.message
        );
        for secret in ["s3cret", LONG] {
            assert!(!format!("{error:?}").contains(secret), "{error:?}");
        }
    }
}

#[test]
fn bytes_are_counted_not_characters() {
    // 16 characters of 2 bytes.
    let key = "é".repeat(16);
    let options = format!(r#"{{"planKeys":{{"current":"a","keys":{{"a":"{key}"}}}}}}"#);
    assert!(connect(&options).is_ok());
    let debug = format!("{:?}", connect(&options).expect("good options"));
    assert!(!debug.contains(&key), "{debug}");
}

#[test]
fn null_lifts_no_rule() {
    let keys = format!(r#""planKeys":{}"#, super::support::KEYS);
    for (options, field) in [
        (r#"{"planKeys":null}"#.to_owned(), "planKeys"),
        (r#"{"receiptKey":null}"#.to_owned(), "receiptKey"),
        (r#"{"protect":null}"#.to_owned(), "protect"),
        (
            format!(r#"{{{keys},"approvalRules":null}}"#),
            "approvalRules",
        ),
    ] {
        let error = connect(&options).expect_err("an error");
        let problem = "must not be null: leave it out if it isn't wanted";
        assert_eq!(error.message, format!("{field}: {problem}"));
        assert_eq!(error.fields, [field]);
    }
    for rules in [r#""""#, "[]", "false"] {
        let options = format!(r#"{{{keys},"approvalRules":{rules}}}"#);
        assert_eq!(
            connect(&options).expect_err(rules).fields,
            ["approvalRules"]
        );
    }
    assert!(connect(&format!("{{{keys}}}")).is_ok(), "absent");
}
