//! Every wrong input of the table is refused before anything is sent. `tests/js/wrong-inputs.test.mjs` holds the same inputs
//! against the JSON Schemas.

use crate::support::{Recorder, plugin_with, run};
use serde_json::Value;
use workfront_actions::error::ErrorKind;

#[test]
fn every_wrong_input_is_refused_before_anything_is_sent() {
    let table: Vec<Value> = serde_json::from_str(include_str!("../wrong-inputs.json")).unwrap();
    let mut accepted = Vec::new();
    for row in &table {
        let (action, field) = (
            row["action"].as_str().unwrap(),
            row["field"].as_str().unwrap(),
        );
        let recorder = Recorder::returning([]);
        let result = run(
            &plugin_with("{}"),
            &recorder,
            action,
            &row["input"].to_string(),
        );
        let is_refused = result.as_ref().is_err_and(|error| {
            error.kind == ErrorKind::Validation
                && error.fields.iter().any(|known| known.starts_with(field))
        });
        if !is_refused || !recorder.sent().is_empty() {
            accepted.push(format!(
                "{row}: {result:?}, {} requests",
                recorder.sent().len()
            ));
        }
    }
    assert!(accepted.is_empty(), "{}", accepted.join("\n"));
    assert!(table.len() > 200);
}
