//! Writes what is generated from the plugin's Rust types below the folder that its argument names.

mod module;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};
use workfront_actions::manifest::Manifest;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("name the folder to write to")?;
    let manifest = serde_json::to_value(Manifest::new())?;
    fs::create_dir_all(folder.join("js/generated"))?;
    let pretty = serde_json::to_string_pretty(&manifest)?;
    fs::write(folder.join("manifest.json"), format!("{pretty}\n"))?;
    fs::write(
        folder.join("js/generated/manifest.mjs"),
        module::of(&manifest),
    )?;
    Ok(())
}
