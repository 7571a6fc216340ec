use crate::input::{check, with_value};
use crate::json::Json;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The version of Workfront's API in paths, such as `v18.0`.
///
/// It is always pinned: a path without one follows Workfront's newest release (docs/workfront-facts.md#api-versions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiVersion(u16);

impl ApiVersion {
    /// Parses a version: `v18.0`, `v18`, `18.0` or `18`.
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let number = number.strip_suffix(".0").unwrap_or(number);
        let major: u32 = number.parse().ok()?;
        (2..100)
            .contains(&major)
            .then_some(ApiVersion(major as u16))
    }

    /// The version as in paths.
    pub(crate) fn to_text(self) -> String {
        format!("v{}.0", self.0)
    }

    /// The number before the dot.
    pub fn major(self) -> u16 {
        self.0
    }
}

impl Default for ApiVersion {
    /// The version of the guide's examples, supported until Workfront's release 27.4.
    fn default() -> Self {
        ApiVersion(18)
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for ApiVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // JSON formats a number here: Rust's own formatting of floats is 7 KB of WebAssembly.
        let text = Json::deserialize(deserializer)?.to_display_string();
        let version = ApiVersion::parse(&text);
        if version.is_none() {
            check(|path, problems| {
                problems.add(path, with_value("must be a version such as 'v18.0'", &text))
            });
        }
        Ok(version.unwrap_or_default())
    }
}
