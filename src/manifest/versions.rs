use crate::model::SUPPORT_ENDS;
use schemars::JsonSchema;
use serde::Serialize;

/// A version of Workfront's API.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionManifest {
    /// The value of the option `apiVersion`.
    pub version: String,
    /// The Workfront release that ends the support.
    pub ends_with_release: &'static str,
    /// The first day of that release, or of its month.
    pub ends: &'static str,
    /// Whether it is the default.
    pub is_default: bool,
}

/// The versions that this crate knows, oldest first.
pub fn all() -> Vec<VersionManifest> {
    let default = crate::model::ApiVersion::default().major();
    SUPPORT_ENDS
        .iter()
        .map(|(version, release, day)| VersionManifest {
            version: format!("v{version}.0"),
            ends_with_release: release,
            ends: day,
            is_default: *version == default,
        })
        .collect()
}
