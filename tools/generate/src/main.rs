//! Writes what is generated from the plugin's Rust types below the folder that its argument names.

mod module;
mod samples;

use serde_json::{Value, json};
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};
use workfront_actions::manifest::{Manifest, schema};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("name the folder to write to")?;
    let mut manifest = serde_json::to_value(Manifest::new())?;
    samples::fill(&mut manifest)?;
    fs::create_dir_all(folder.join("js/generated"))?;
    let write = |name: &str, value: &Value| {
        let pretty = serde_json::to_string_pretty(value)?;
        fs::write(folder.join(name), format!("{pretty}\n")).map_err(Box::<dyn Error>::from)
    };
    write("manifest.json", &manifest)?;
    write("manifest.schema.json", &serde_json::to_value(schema())?)?;
    fs::write(
        folder.join("js/generated/full-manifest.mjs"),
        module::of(&manifest),
    )?;
    fs::write(
        folder.join("js/generated/manifest.mjs"),
        module::of(&index(&manifest)),
    )?;
    Ok(())
}

/// What every host loads: of each action what a list shows. Schemas are most of the rest, and most hosts read none.
fn index(manifest: &Value) -> Value {
    let actions = manifest["actions"].as_array().into_iter().flatten();
    let actions = actions.map(|action| {
        let names = ["key", "title", "description", "group", "hints"];
        Value::from_iter(names.map(|name| (name, action[name].clone())))
    });
    json!({ "version": manifest["version"], "actions": Value::from_iter(actions) })
}
