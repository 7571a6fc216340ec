//! One invalid item of many has a verdict of its own.

use crate::support::{Tenant, refused};
use serde_json::{Value, json};

#[test]
fn an_input_without_a_valid_item_is_refused() {
    for (action, input, fields) in [
        (
            "offboard",
            json!({ "emails": ["jane", "", 5] }),
            vec!["emails[0]", "emails[1]", "emails[2]"],
        ),
        (
            "offboard",
            json!({ "IDs": ["a b", null] }),
            vec!["IDs[0]", "IDs[1]"],
        ),
        ("offboard", json!({ "IDs": "u01" }), vec!["IDs"]),
        (
            "offboard",
            json!({ "emails": { "0": "a@example.com" } }),
            vec!["emails"],
        ),
        (
            "batch",
            json!({ "operations": [{ "method": "PUT" }, 7] }),
            vec!["operations[0].uri", "operations[1]"],
        ),
        ("batch", json!({ "operations": {} }), vec!["operations"]),
    ] {
        let error = refused(action, &input.to_string());
        assert_eq!(error.fields, fields, "{input}");
    }
    // Other problems of the input still refuse all of it.
    let input = json!({ "emails": ["jane", "a@example.com"], "verify": "some" });
    assert_eq!(refused("offboard", &input.to_string()).fields, ["verify"]);
}

#[test]
fn ten_thousand_items_keep_their_order() {
    let tenant = Tenant::new(r#"{"people":20}"#);
    let users = tenant.users();
    let mut ids = Vec::new();
    for at in 0..10_000 {
        ids.push(match at % 100 {
            7 => json!(format!("not an ID {at}")),
            9 => json!(at),
            11 if at == 4_011 => users[3]["ID"].clone(),
            50 => json!("repeated"),
            _ => json!(format!("missing{at}")),
        });
    }
    let output = tenant.done("offboard", &json!({ "IDs": ids }).to_string());
    let report = output["report"].as_array().expect("a report");
    assert_eq!(report.len(), 10_000 - 99);
    let mut report = report.iter();
    for (at, id) in ids.iter().enumerate() {
        if at > 50 && at % 100 == 50 {
            continue;
        }
        let entry = report.next().expect("an entry");
        match at % 100 {
            7 | 9 => {
                assert_eq!(entry["outcome"], "failed");
                assert_eq!(entry["error"]["fields"], json!([format!("IDs[{at}]")]));
                assert_eq!(entry["positions"], json!([at]));
            }
            50 => {
                let all: Vec<usize> = (0..100).map(|hundred| hundred * 100 + 50).collect();
                assert_eq!(entry["positions"], json!(all));
            }
            _ => {
                assert_eq!(entry["ID"], *id);
                assert_eq!(entry.get("positions"), None::<&Value>);
            }
        }
    }
    assert_eq!(output["complete"], json!(false));
}
