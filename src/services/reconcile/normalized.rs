//! How keys are compared.

/// A key as it is compared.
pub fn normalized(key: &str) -> String {
    key.trim().to_lowercase()
}
