//! Whatever Workfront responds to a batch, each operation has one result, in order, without a secret.

use super::cases::cases;
use super::envelope::{NAMES, WORDS, body};
use super::server::{SECRET, server};
use super::strategies::json;
use crate::support::{host, plugin_with};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use workfront_actions::json::Json;

fn operations() -> Value {
    json!([
        {"method": "PUT", "uri": "/user/u1", "body": {"isActive": false}},
        {"method": "PUT", "uri": "/user/u2", "body": {"name": "Jane"}},
        {"method": "POST", "uri": "/user", "body": {"emailAddr": "jane@acme.com"}},
        {"method": "DELETE", "uri": "/user/u3"},
        {"method": "GET", "uri": "/user/68304ec800124e0cc977ae1873a70b0b"},
        {"method": "PUT", "uri": "/user/u1/assign", "body": {}},
    ])
}

fn results() -> BoxedStrategy<Value> {
    let items = prop::collection::vec(prop_oneof![body(), json(NAMES, WORDS)], 0..8);
    let items = prop_oneof![1 => body(), 3 => items.prop_map(|items| json!({ "data": items }))];
    items.boxed()
}

proptest! {
    #![proptest_config(cases(8_000))]

    #[test]
    fn each_operation_has_one_result(
        dialect in select(vec!["auto", "bulk", "operations", "uris"]),
        statuses in prop::collection::vec(select(vec![200, 200, 200, 202, 400, 401, 404, 405, 429, 500, 503]), 1..4),
        bodies in prop::collection::vec(prop_oneof![
            12 => results().prop_map(|body| body.to_string()),
            1 => Just(format!("<title>{SECRET}</title>")),
        ], 1..4),
    ) {
        let recorder = server(statuses, bodies);
        let plugin = plugin_with(&json!({"batchDialect": dialect}).to_string());
        let input = Json::from(json!({ "operations": operations() }));
        let call = plugin.run("batch", input, host(recorder.clone()), None);
        match futures_executor::block_on(call) {
            Ok(output) => {
                let output = output.into_value();
                let results = output["results"].as_array().expect("results");
                prop_assert_eq!(results.len(), operations().as_array().expect("operations").len());
                for result in results {
                    let error = result["error"].to_string();
                    prop_assert!(!error.contains(SECRET), "{}", error);
                    prop_assert_ne!(&result["error"]["kind"], "internal");
                }
            }
            Err(problem) => {
                super::targets::error::check(&problem);
                let text = serde_json::to_string(&problem).expect("JSON");
                prop_assert!(!text.contains(SECRET), "{}", text);
            }
        }
        for sent in recorder.sent() {
            prop_assert!(sent.url.starts_with("https://acme.my.workfront.com/attask/"), "{}", sent.url);
        }
    }
}
