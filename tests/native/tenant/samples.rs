//! The sample of each action against the tenant that the manifest describes.

use crate::support::{Tenant, manifest};
use serde_json::{Value, json};

#[test]
fn each_sample_sends_as_many_requests_as_its_action_says() {
    for action in manifest()["actions"].as_array().expect("actions") {
        let mut connection = manifest()["sampleConnection"].clone();
        connection["domain"] = "acme".into();
        let tenant = manifest()["sampleTenant"].to_string();
        let tenant = Tenant::connected(&tenant, &connection.to_string());
        let subscription = json!({
            "eventType": "CREATE",
            "url": "https://example.com/hook",
            "authToken": "a-long-random-secret",
        });
        let subscription = tenant.call("subscribe", &subscription.to_string());
        // The samples name the subscription of their own tenant.
        let id = subscription.expect("a subscription")["id"].clone();
        let mut input = action["sample"]["input"].clone();
        if let Some(sample) = input.get_mut("id") {
            *sample = id;
        }
        let key = action["key"].as_str().expect("a key");
        // Not `run`: a sample is not a test of what the action does.
        let output: Result<Value, _> = tenant.call(key, &input.to_string());
        output.unwrap_or_else(|error| panic!("{key}: {error:?}"));
    }
}
