//! What responses prove.

use crate::support::{json, json_response, text_response};
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::json::Json;
use workfront_actions::protocol::{
    envelope::{Envelope, parse_response},
    evidence::{self, Proof},
    results::{Identity, Item, Order, match_results},
};

const NOT_FOUND: &str = r#"{"error":{"class":"com.attask.NotFound","message":"User not found"}}"#;
const REFUSED: &str = r#"{"error":{"message":"Invalid"}}"#;
const NO_REASON: &str = r#"{"error":{}}"#;
const PAGE: &str = "<html><title>Gateway</title></html>";

fn error(status: u16, body: &str) -> Error {
    let response = match Json::parse(body) {
        Some(_) => json_response(status, body),
        None => text_response(status, body),
    };
    parse_response(response.expect("a response"), Envelope::Data).expect_err("an error")
}

/// Workfront's refusal of a custom field comes with 404 too.
const UNKNOWN_FIELD: &str =
    r#"{"error":{"message":"Parameter with primary key value(s) \"x\" not found"}}"#;

#[test]
fn failures_that_may_have_been_done() {
    for (status, body, maybe) in [
        (200, REFUSED, false),
        (200, NO_REASON, true),
        (200, PAGE, true),
        (200, r#"{"data":{"ID":"#, true),
        (302, "", true),
        (400, REFUSED, false),
        (400, PAGE, true),
        (401, "", true),
        (401, REFUSED, false),
        (403, REFUSED, false),
        (403, PAGE, true),
        (404, NOT_FOUND, false),
        (404, PAGE, true),
        (404, UNKNOWN_FIELD, false),
        (405, "", true),
        (405, REFUSED, false),
        (408, "", true),
        (409, REFUSED, false),
        (410, "", true),
        (413, "", true),
        (422, REFUSED, false),
        // Only Workfront returns this status, with any body.
        (422, "", false),
        (422, PAGE, false),
        (429, PAGE, true),
        (429, REFUSED, false),
        (500, REFUSED, true),
        (501, "", true),
        (502, PAGE, true),
        (503, "", true),
        (504, "", true),
    ] {
        let error = error(status, body);
        assert_eq!(
            evidence::may_have_been_done(&error),
            maybe,
            "{status} {body}"
        );
    }
    for (kind, maybe) in [
        (ErrorKind::Network, true),
        (ErrorKind::Timeout, true),
        (ErrorKind::Cancelled, true),
        (ErrorKind::Budget, false),
        (ErrorKind::Validation, false),
        (ErrorKind::RateLimited, false),
    ] {
        let error = Error::new(kind, "no response");
        assert_eq!(evidence::may_have_been_done(&error), maybe, "{kind:?}");
    }
}

#[test]
fn refusals() {
    for (status, body, own, bare) in [
        (404, REFUSED, true, false),
        (501, REFUSED, true, false),
        (500, REFUSED, false, false),
        (408, REFUSED, false, false),
        (403, PAGE, false, true),
        (302, "", false, true),
        (408, "", false, false),
        (500, "", false, false),
        (200, REFUSED, false, false),
    ] {
        let error = error(status, body);
        assert_eq!(
            evidence::is_workfront_refusal(&error),
            own,
            "{status} {body}"
        );
        assert_eq!(
            evidence::is_gateway_refusal(&error),
            bare,
            "{status} {body}"
        );
    }
}

#[test]
fn only_workfront_itself_shows_absence() {
    assert!(evidence::shows_absence(&error(404, NOT_FOUND)));
    assert!(evidence::shows_absence(&error(200, NOT_FOUND)));
    assert!(!evidence::shows_absence(&error(404, PAGE)));
    assert!(!evidence::shows_absence(&error(404, "")));
    assert!(!evidence::shows_absence(&error(403, REFUSED)));
}

/// Responses that prove nothing.
const ODD: &[&str] = &[
    "null",
    "[]",
    "{}",
    r#""""#,
    "7",
    r#"{"success":false}"#,
    r#"{"ID":"other","isActive":false}"#,
    r#"{"ID":7,"isActive":false}"#,
    r#"{"ID":"","isActive":false}"#,
    r#"{"ID":"a1","isActive":false,"title":"Head","error":{"message":"x"}}"#,
];

#[test]
fn an_update_is_proven_by_the_object_with_the_new_values() {
    let changes = json(r#"{"isActive":false,"title":"Head","password":"x"}"#);
    let proof = |data: &str| evidence::of_update(&json(data), "a1", &changes);
    for (data, expected) in [
        (
            r#"{"ID":"a1","isActive":false,"title":"Head"}"#,
            Proof::Done,
        ),
        (
            r#"{"ID":"A1","isActive":false,"title":"Head"}"#,
            Proof::Done,
        ),
        (r#"{"ID":"a1","isActive":false}"#, Proof::Done),
        (
            r#"{"ID":"a1","isActive":true,"title":"Head"}"#,
            Proof::Accepted,
        ),
        (r#"{"ID":"a1","isActive":null}"#, Proof::Accepted),
        (r#"{"ID":"a1"}"#, Proof::Accepted),
        (r#"{"success":true}"#, Proof::Accepted),
    ] {
        assert_eq!(proof(data), expected, "{data}");
    }
    for data in ODD {
        assert_eq!(proof(data), Proof::Nothing, "{data}");
    }
    let unseen = json(r#"{"password":"x","teams":[]}"#);
    let named = json(r#"{"ID":"a1"}"#);
    assert_eq!(evidence::of_update(&named, "a1", &unseen), Proof::Done);
}

#[test]
fn an_update_of_another_object_is_proven_by_its_id() {
    let proof = |data: &str| evidence::of_object_update(&json(data), "a1");
    assert_eq!(proof(r#"{"ID":"a1","name":"x"}"#), Proof::Done);
    assert_eq!(proof(r#"{"success":true}"#), Proof::Accepted);
    for data in ODD {
        assert_eq!(proof(data), Proof::Nothing, "{data}");
    }
}

#[test]
fn a_creation_is_proven_by_an_id_and_no_other_users_keys() {
    let new_user = json(r#"{"emailAddr":"Ann@x.com","extRefID":"e1"}"#);
    let proof = |data: &str| evidence::of_create(&json(data), &new_user);
    // An ID without a key is only accepted.
    assert_eq!(proof(r#"{"ID":"n1"}"#), Proof::Accepted);
    let nameless = evidence::of_create(&json(r#"{"ID":"g1"}"#), &json(r#"{"name":"New"}"#));
    assert_eq!(nameless, Proof::Done);
    assert_eq!(proof(r#"{"ID":"n1","emailAddr":"ann@X.com"}"#), Proof::Done);
    for data in [
        r#"{"ID":"n1","emailAddr":"bob@x.com"}"#,
        r#"{"ID":"n1","extRefID":"e2"}"#,
        r#"{"emailAddr":"ann@x.com"}"#,
        r#"{"ID":"","emailAddr":"ann@x.com"}"#,
        r#"{"success":true}"#,
        r#"{"success":false}"#,
        "{}",
        "[]",
        "null",
        r#""""#,
    ] {
        assert_eq!(proof(data), Proof::Nothing, "{data}");
    }
}

#[test]
fn a_deletion_is_proven_by_workfronts_acceptance() {
    let proof = |data: &str| evidence::of_delete(&json(data));
    assert_eq!(proof(r#"{"success":true}"#), Proof::Done);
    assert_eq!(proof(r#"{"success":"true"}"#), Proof::Nothing);
    for data in ODD {
        assert_eq!(proof(data), Proof::Nothing, "{data}");
    }
}

#[test]
fn a_call_is_accepted_by_data() {
    let proof = |data: &str| evidence::of_call(&json(data));
    for data in [
        r#"{"result":""}"#,
        r#"{"success":true}"#,
        "[1]",
        "7",
        "true",
    ] {
        assert_eq!(proof(data), Proof::Accepted, "{data}");
    }
    for data in ["null", "[]", "{}", r#"" ""#, r#"{"success":false}"#] {
        assert_eq!(proof(data), Proof::Nothing, "{data}");
    }
}

#[test]
fn a_read_is_proven_by_the_object_or_by_any_data_of_a_search() {
    let proof = |data: &str, id| evidence::of_read(&json(data), id);
    assert_eq!(proof(r#"{"ID":"a1"}"#, Some("a1")), Proof::Done);
    for data in ODD {
        assert_eq!(proof(data, Some("a1")), Proof::Nothing, "{data}");
    }
    for data in ["[]", r#"[{"ID":"a1"}]"#, r#"{"count":3}"#, r#"{"ID":"a1"}"#] {
        assert_eq!(proof(data, None), Proof::Done, "{data}");
    }
    for data in ["null", "{}", r#""""#, r#"{"success":false}"#] {
        assert_eq!(proof(data, None), Proof::Nothing, "{data}");
    }
}

#[test]
fn fields_are_compared_as_workfront_shows_them() {
    let compared = |object: &str, changes: &str| {
        let found = evidence::compare_object(&json(object), &json(changes));
        (found.same.len(), found.differing.len(), found.unread.len())
    };
    let changes = r#"{"name":"x","budget":"5","tasks":[],"owner":{},"note":null}"#;
    assert_eq!(
        compared(r#"{"name":"x","budget":5,"note":""}"#, changes),
        (3, 0, 0)
    );
    assert_eq!(compared(r#"{"name":"y"}"#, changes), (0, 1, 1));
    let changes = json(r#"{"title":"x","password":"y","parameterValues":{"DE:Desk":"A1"}}"#);
    assert_eq!(evidence::comparable_fields(&changes), ["title", "DE:Desk"]);
    assert_eq!(evidence::plain_fields(&changes), ["title", "password"]);
}

/// The result of each operation: the data's ID, `refused`, or `-` if there is none.
fn matched(items: &str, expected: &[Identity], order: Order) -> Vec<String> {
    let results = match_results(&json(items), expected, order);
    let shown = |item: Option<Item>| match item {
        None => "-".to_owned(),
        Some(Item::Refused(_)) => "refused".to_owned(),
        Some(Item::Data(data)) => data.get_str("ID").unwrap_or_else(|| data.to_json_string()),
    };
    results.into_iter().map(shown).collect()
}

fn objects(ids: &[&str]) -> Vec<Identity> {
    ids.iter()
        .map(|id| Identity::Object((*id).to_owned()))
        .collect()
}

fn person(email: &str, reference: &str) -> Identity {
    Identity::Person(email.to_owned(), reference.to_owned())
}

#[test]
fn results_belong_to_the_object_they_name() {
    let two = objects(&["a", "b"]);
    for (items, expected) in [
        (r#"[{"ID":"a"},{"ID":"b"}]"#, ["a", "b"]),
        (r#"[{"data":{"ID":"a"}},{"data":{"ID":"B"}}]"#, ["a", "B"]),
        // Another order, another object, an object twice, one too many, one too few.
        (r#"[{"ID":"b"},{"ID":"a"}]"#, ["a", "b"]),
        (r#"[{"ID":"a"},{"ID":"z"}]"#, ["-", "-"]),
        (r#"[{"ID":"a"},{"ID":"a"}]"#, ["-", "-"]),
        (r#"[{"ID":"a"},{"ID":"b"},{"ID":"b"}]"#, ["-", "-"]),
        (r#"[{"ID":"b"}]"#, ["-", "b"]),
        // A refusal names no object: its position counts if all others are at theirs.
        (
            r#"[{"error":{"message":"x"}},{"ID":"b"}]"#,
            ["refused", "b"],
        ),
        (r#"[{"ID":"b"},{"error":{"message":"x"}}]"#, ["-", "b"]),
        (r#"[{"error":{"message":"x"}}]"#, ["-", "-"]),
        // An object together with an error is not a refusal.
        (
            r#"[{"ID":"a","error":{"message":"x"}},{"ID":"b"}]"#,
            ["a", "b"],
        ),
        // Not an array of results.
        ("{}", ["-", "-"]),
        ("null", ["-", "-"]),
        (r#"{"success":false}"#, ["-", "-"]),
        (r#"[{"ID":7},{"ID":[]}]"#, [r#"{"ID":7}"#, r#"{"ID":[]}"#]),
    ] {
        assert_eq!(matched(items, &two, Order::Preserved), expected, "{items}");
    }
    let many: Vec<String> = (0..100_000)
        .map(|at| format!(r#"{{"ID":"u{at}"}}"#))
        .collect();
    let some = matched(
        &format!("[{}]", many.join(",")),
        &objects(&["u7", "a"]),
        Order::Unspecified,
    );
    assert_eq!(some, ["-", "-"]);
}

#[test]
fn without_an_order_results_are_matched_by_id_and_refusals_by_position() {
    let two = objects(&["a", "b"]);
    for (items, expected) in [
        (r#"[{"ID":"b"},{"ID":"a"}]"#, ["a", "b"]),
        (r#"[{"ID":"a"},{"success":true}]"#, ["a", "-"]),
        (
            r#"[{"ID":"a"},{"error":{"message":"x"}}]"#,
            ["a", "refused"],
        ),
        (r#"[{"ID":"b"},{"error":{"message":"x"}}]"#, ["-", "b"]),
    ] {
        assert_eq!(
            matched(items, &two, Order::Unspecified),
            expected,
            "{items}"
        );
    }
}

#[test]
fn new_users_are_matched_by_address_and_reference() {
    let two = [person("ann@x.com", ""), person("bob@x.com", "e2")];
    for (items, expected) in [
        (
            r#"[{"ID":"1","emailAddr":"bob@x.com"},{"ID":"2","emailAddr":"Ann@x.com"}]"#,
            ["2", "1"],
        ),
        (
            r#"[{"ID":"1","extRefID":"e2"},{"ID":"2","emailAddr":"zoe@x.com"}]"#,
            ["-", "-"],
        ),
        (r#"[{"ID":"1"},{"ID":"2"}]"#, ["1", "2"]),
        // The same ID for two new users.
        (r#"[{"ID":"1"},{"ID":"1"}]"#, ["-", "-"]),
        (
            r#"[{"ID":"1","emailAddr":"zoe@x.com"},{"ID":"2"}]"#,
            ["-", "-"],
        ),
    ] {
        assert_eq!(matched(items, &two, Order::Preserved), expected, "{items}");
    }
    let one = [person("ann@x.com", "e1")];
    let other = r#"[{"ID":"1","emailAddr":"ann@x.com","extRefID":"e9"}]"#;
    assert_eq!(matched(other, &one, Order::Preserved), ["-"]);
}
