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
        replace_placeholder(&mut sample["input"], id);
        sample["output"] = run(&plugin, &host, &key, sample["input"].clone())
            .map_err(|error| format!("the sample of {key}: {error}"))?;
    }
    Ok(())
}

fn tenant() -> Result<(Plugin, Host), Box<dyn Error>> {
    let clock = Rc::new(VirtualClock::default());
    let sandbox = Sandbox::new(&samples::tenant())?;
    let options = json!({
        "domain": "acme",
        "credentials": { "type": "apiKey", "apiKey": "sandbox-api-key" },
    });
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

fn replace_placeholder(value: &mut Value, id: &str) {
    match value {
        Value::String(text) if text == samples::SUBSCRIPTION => id.clone_into(text),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| replace_placeholder(item, id)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| replace_placeholder(value, id)),
        _ => {}
    }
}

struct Constant;

impl Random for Constant {
    fn next(&self) -> f64 {
        0.5
    }
}
