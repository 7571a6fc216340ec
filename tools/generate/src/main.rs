//! Writes everything that is generated from the plugin's Rust types to the folder in its argument.

mod index;
mod is_user;
mod module;
mod samples;

use serde_json::Value;
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};
use workfront_actions::manifest::{Manifest, mapping_schema, plan_schema, schema};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("the argument must be the folder to write to")?;
    let mut manifest = serde_json::to_value(Manifest::new()?)?;
    samples::fill(&mut manifest)?;
    fs::create_dir_all(folder.join("js/generated"))?;
    let write = |name: &str, value: &Value| {
        let pretty = serde_json::to_string_pretty(value)?;
        fs::write(folder.join(name), format!("{pretty}\n")).map_err(Box::<dyn Error>::from)
    };
    write("manifest.json", &manifest)?;
    write("manifest.schema.json", &serde_json::to_value(schema())?)?;
    write("plan.schema.json", &serde_json::to_value(plan_schema())?)?;
    write(
        "mapping.schema.json",
        &serde_json::to_value(mapping_schema())?,
    )?;
    fs::write(
        folder.join("js/generated/full-manifest.mjs"),
        module::of(&manifest),
    )?;
    fs::write(
        folder.join("js/generated/manifest.mjs"),
        index::of(&manifest),
    )?;
    fs::write(
        folder.join("js/generated/is-user.mjs"),
        is_user::of(&manifest)?,
    )?;
    Ok(())
}
