//! Writes what is generated from the plugin's Rust types below the folder that its argument names.
fn main() {}
