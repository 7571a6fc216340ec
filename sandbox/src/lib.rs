//! A strict Workfront tenant in memory.
#[cfg(target_arch = "wasm32")]
mod wasm {
    //! The boundary with JavaScript.
    use wasm_bindgen::prelude::*;
    /// Placeholder for the first build.
    #[wasm_bindgen]
    pub fn version() -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }
}
