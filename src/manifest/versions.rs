use crate::model::SUPPORT_ENDS;
use schemars::JsonSchema;
use serde::Serialize;

/// A version of Workfront's API.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionManifest {
    /// As the option `apiVersion` takes it.
    pub version: String,
    /// The release of Workfront that ends its support.
    pub ends_with_release: &'static str,
    /// The first day of that release, or of its month.
    pub ends: &'static str,
    /// Whether it is taken when nothing else is said.
    pub is_default: bool,
}

/// The versions that this crate knows, oldest first.
pub fn all() -> Vec<VersionManifest> {
    let usual = crate::model::ApiVersion::default().major();
    SUPPORT_ENDS
        .iter()
        .map(|(version, release, day)| VersionManifest {
            version: format!("v{version}.0"),
            ends_with_release: release,
            ends: day,
            is_default: *version == usual,
        })
        .collect()
}
