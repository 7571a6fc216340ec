//! The sample outputs: what the sandbox returns for the sample inputs.

use serde_json::{Value, json};
use std::error::Error;
use std::rc::Rc;
use workfront_actions::Plugin;
use workfront_actions::actions::samples;
use workfront_actions::json::Json;
use workfront_actions::transport::{Host, Never, NoFunctions, Random};
use workfront_in_process::{SandboxTransport, VirtualClock};
use workfront_sandbox::Sandbox;

/// Fills in the output of each action's sample. Each action runs on a new tenant.
pub fn fill(manifest: &mut Value) -> Result<(), Box<dyn Error>> {
    let actions = manifest["actions"].as_array_mut().ok_or("no actions")?;
    for action in actions {
        let key = action["key"].as_str().unwrap_or_default().to_owned();
        let (plugin, host) = tenant()?;
        let subscription = json!({
            "eventType": "CREATE",
            "url": samples::HOOK,
            "authToken": samples::TOKEN,
        });
        let created = run(&plugin, &host, "subscribe", subscription)?;
        let id = created["id"].as_str().ok_or("no subscription")?;
        let sample = &mut action["sample"];
        replace_placeholder(&mut sample["input"], samples::SUBSCRIPTION, &json!(id));
        // On another tenant: the sample runs on one where nothing was read or applied.
        let (planner, planner_host) = tenant()?;
        let planned = run(&planner, &planner_host, "plan", samples::plan())?;
        replace_placeholder(&mut sample["input"], samples::PLAN, &planned["plan"]);
        if sample["input"].to_string().contains(samples::RECEIPT) {
            let input = json!({ "plan": planned["plan"] });
            let applied = run(&planner, &planner_host, "apply", input)?;
            replace_placeholder(&mut sample["input"], samples::RECEIPT, &applied["receipt"]);
        }
        sample["output"] = run(&plugin, &host, &key, sample["input"].clone())
            .map_err(|error| format!("the sample of {key}: {error}"))?;
    }
    Ok(())
}

fn tenant() -> Result<(Plugin, Host), Box<dyn Error>> {
    let clock = Rc::new(VirtualClock::default());
    let sandbox = Sandbox::new(&samples::tenant())?;
    let mut options = samples::connection();
    options["domain"] = "acme".into();
    options["credentials"] = json!({ "type": "apiKey", "apiKey": "sandbox-api-key" });
    let host = Host {
        transport: Rc::new(SandboxTransport::new(sandbox, clock.clone())),
        clock,
        random: Rc::new(Constant),
        cancel: Rc::new(Never),
        functions: Rc::new(NoFunctions),
    };
    Ok((Plugin::new(&Json::from(options))?, host))
}

fn run(plugin: &Plugin, host: &Host, action: &str, input: Value) -> Result<Value, Box<dyn Error>> {
    let call = plugin.run(action, Json::from(input), host.clone(), None);
    Ok(futures_executor::block_on(call)?.into_value())
}

fn replace_placeholder(value: &mut Value, placeholder: &str, by: &Value) {
    match value {
        Value::String(text) if text == placeholder => *value = by.clone(),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| replace_placeholder(item, placeholder, by)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| replace_placeholder(value, placeholder, by)),
        _ => {}
    }
}

struct Constant;

impl Random for Constant {
    fn next(&self) -> f64 {
        0.5
    }
}
