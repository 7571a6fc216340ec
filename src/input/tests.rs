//! Reading types of every shape that inputs have.

use super::{OneOrMany, read_input};
use crate::error::ErrorKind;
use crate::json::Json;
use serde::Deserialize;
use serde_json::{Value, json};

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
fn a_right_value_is_read() {
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
        "name: must be a text, not a number",
        "count: must be a whole number, 0 or more",
        "share: must be a number, not a text",
        "isOn: must be true or false, not a text",
        "color: 'darkblue' is not one of red, darkBlue; did you mean 'darkBlue'?",
        "point: must be an object, not a list",
        "points[0].y: is required",
        "points[1]: must be an object, not a number",
        "points[2].z: is not known here; known are x, y",
        "points[2].x: must be a number, not an object",
        "words[1]: must be a text, not a number",
    ];
    assert_eq!(
        message_of(value),
        format!("12 problems: {}", problems.join("; "))
    );
}

#[test]
fn what_is_missing_is_reported_once() {
    assert_eq!(
        message_of(json!({})),
        "4 problems: name: is required; count: is required; color: is required; point: is required"
    );
    assert_eq!(
        message_of(json!("text")),
        "input: must be an object, not a text"
    );
    assert_eq!(message_of(json!(null)), "input: is required");
}

#[test]
fn a_long_wrong_choice_is_cut() {
    let value = json!({ "name": "", "count": 0, "point": { "x": 0, "y": 0 }, "color": "z".repeat(100_000) });
    assert!(message_of(value).len() < 150);
}

#[test]
fn a_type_that_no_input_can_have_is_an_error() {
    let error = read_input::<std::collections::BTreeMap<String, u32>>(&Json::from(json!({})));
    assert_eq!(error.expect_err("isn't supported").fields, ["input"]);
}
