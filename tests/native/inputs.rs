//! Reading types of every shape that inputs have.

use serde::Deserialize;
use serde_json::{Value, json};
use workfront_actions::ErrorKind;
use workfront_actions::input::{OneOrMany, read_input};
use workfront_actions::json::{Json, ToJson};

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Everything {
    name: String,
    count: u32,
    share: Option<f64>,
    is_on: Option<bool>,
    color: Color,
    point: Point,
    points: Option<Vec<Point>>,
    words: Option<OneOrMany<String>>,
    #[serde(rename = "anything")]
    any: Option<Json>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
enum Color {
    Red,
    DarkBlue,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Point {
    x: f64,
    y: f64,
}

fn message_of(value: Value) -> String {
    let error = read_input::<Everything>(&Json::from(value)).expect_err("has problems");
    assert_eq!(error.kind, ErrorKind::Validation);
    assert!(!error.fields.is_empty());
    error.message.clone()
}

#[test]
fn a_valid_value_is_read() {
    let value = json!({
        "name": "x",
        "count": 3,
        "share": 0.5,
        "isOn": null,
        "color": "darkBlue",
        "point": { "x": 1, "y": -2 },
        "points": [{ "x": 0, "y": 0 }],
        "words": "one",
        "anything": { "a": [1] },
    });
    let read: Everything = read_input(&Json::from(value)).expect("is right");
    assert_eq!(
        read,
        Everything {
            name: "x".to_owned(),
            count: 3,
            share: Some(0.5),
            is_on: None,
            color: Color::DarkBlue,
            point: Point { x: 1.0, y: -2.0 },
            points: Some(vec![Point { x: 0.0, y: 0.0 }]),
            words: Some(OneOrMany(vec!["one".to_owned()])),
            any: Some(Json::from(json!({ "a": [1] }))),
        }
    );
}

#[test]
fn every_problem_is_reported_with_its_path() {
    let value = json!({
        "name": 1,
        "count": 1.5,
        "share": "much",
        "isOn": "yes",
        "colour": "red",
        "color": "darkblue",
        "point": [],
        "points": [{ "x": 0 }, 7, { "x": {}, "y": 1, "z": 2 }],
        "words": ["one", 2],
    });
    let problems = [
        "colour: is not known here; known are name, count, share, isOn, color, point, points, words, anything; did you mean 'color'?",
        "name: must be a string but is a number (1)",
        "count: must be a whole number, 0 or more, but is 1.5",
        "share: must be a number but is a string ('much')",
        "isOn: must be a boolean but is a string ('yes')",
        "color: must be one of red, darkBlue but is 'darkblue'; did you mean 'darkBlue'?",
        "point: must be an object but is an array",
        "points[0].y: is required",
        "points[1]: must be an object but is a number (7)",
        "points[2].z: is not known here; known are x, y",
        "points[2].x: must be a number but is an object",
        "words[1]: must be a string but is a number (2)",
    ];
    assert_eq!(
        message_of(value),
        format!("12 problems: {}", problems.join("; "))
    );
}

#[test]
fn an_error_has_the_number_of_its_problems_and_their_list() {
    let error = |value: Value| {
        let read = read_input::<Everything>(&Json::from(value));
        read.expect_err("has problems")
    };
    let several = error(json!({}));
    let listed = several.problems.as_ref().expect("a list");
    assert_eq!(listed.count, 4);
    assert_eq!(several.message, format!("4 problems: {}", listed.list));
    assert!(listed.list.starts_with("name: is required; count: "));
    assert!(!several.to_json().has("problems"));
    // One problem is the message, whatever it looks like.
    let mut one = json!({ "name": "", "count": 0, "point": { "x": 0, "y": 0 }, "color": "red" });
    one["2 problems: x"] = 1.into();
    let one = error(one);
    assert!(one.message.starts_with("2 problems: x: is not known"));
    assert!(one.problems.is_none());
    // Many are counted, and the first ones are named.
    let words = vec![0; 150];
    let many = error(json!({ "words": words }));
    let listed = many.problems.as_ref().expect("a list");
    assert_eq!(listed.count, 154);
    assert!(listed.list.ends_with("; and more"), "{}", listed.list);
}

#[test]
fn a_missing_field_is_reported_once() {
    assert_eq!(
        message_of(json!({})),
        "4 problems: name: is required; count: is required; color: is required; point: is required"
    );
    assert_eq!(
        message_of(json!("text")),
        "input: must be an object but is a string ('text')"
    );
    assert_eq!(message_of(json!(null)), "input: is required");
}

#[test]
fn a_long_wrong_choice_is_cut() {
    let value = json!({ "name": "", "count": 0, "point": { "x": 0, "y": 0 }, "color": "z".repeat(100_000) });
    assert!(message_of(value).len() < 150);
}

#[test]
fn a_type_that_inputs_cannot_have_is_an_error() {
    let error = read_input::<std::collections::BTreeMap<String, u32>>(&Json::from(json!({})));
    assert_eq!(error.expect_err("isn't supported").fields, ["input"]);
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, non_snake_case)]
struct Known {
    accessLevelID: Option<u32>,
    emailAddr: Option<u32>,
    eq: Option<u32>,
    r#in: Option<u32>,
}

/// The suggestion for an unknown field.
fn suggested(name: &str) -> Option<String> {
    let mut input = json!({});
    input[name] = 1.into();
    let error = read_input::<Known>(&Json::from(input)).expect_err("unknown");
    let (_, meant) = error.message.split_once("did you mean '")?;
    Some(meant.trim_end_matches("'?").to_owned())
}

#[test]
fn the_nearest_name_is_suggested() {
    for (name, meant) in [
        ("accessLevelId", Some("accessLevelID")),
        ("emialAddr", Some("emailAddr")),
        ("emailAdd", Some("emailAddr")),
        ("EQ", Some("eq")),
        ("eqq", None),
        ("e", None),
        ("", None),
        ("xy", None),
        ("phone", None),
    ] {
        assert_eq!(suggested(name).as_deref(), meant, "{name}");
    }
    assert_eq!(suggested(&"e".repeat(1_000_000)), None);
}

#[test]
fn nothing_is_suggested_where_two_names_are_equally_near() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Alike {
        filter1: Option<u32>,
        filter2: Option<u32>,
    }
    let error = read_input::<Alike>(&Json::from(json!({ "filter": 1 }))).expect_err("unknown");
    assert_eq!(
        error.message,
        "filter: is not known here; known are filter1, filter2"
    );
}

#[test]
fn null_in_place_of_a_required_value_is_one_problem() {
    let value = json!({
        "name": null,
        "count": null,
        "isOn": null,
        "color": null,
        "point": null,
        "points": [null],
        "words": ["one", null],
    });
    let problems = [
        "name: must be a string but is null",
        "count: must be a number but is null",
        "color: must be a string but is null",
        "point: must be an object but is null",
        "points[0]: must be an object but is null",
        "words[1]: must be a string but is null",
    ];
    assert_eq!(
        message_of(value),
        format!("6 problems: {}", problems.join("; "))
    );
}

#[test]
fn the_value_of_a_secret_field_is_never_repeated() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    #[serde(rename_all = "camelCase")]
    struct Secrets {
        auth_token: String,
        new_password: String,
    }
    let value = json!({ "authToken": 20_111_203, "newPassword": 20_111_203 });
    let message = read_input::<Secrets>(&Json::from(value))
        .unwrap_err()
        .message
        .clone();
    assert_eq!(
        message,
        "2 problems: authToken: must be a string but is a number; newPassword: must be a string but is a number"
    );
}
