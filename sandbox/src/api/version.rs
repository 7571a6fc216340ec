//! The version in the path (docs/workfront-facts.md#api-versions).

use std::fmt;

use crate::error::{ApiError, ApiResult};
use crate::options::Options;

/// A version of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// `v21.0`, or the newest version if the path has none.
    Numbered(u32),
    /// `api-internal` or `api-unsupported`: all fields, without any guarantee.
    Internal,
    /// Starts like a version, but is not one.
    Malformed,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbered(number) => write!(f, "V{number}_0"),
            Self::Internal | Self::Malformed => f.write_str("INTERNAL"),
        }
    }
}

impl Version {
    /// Parses a path below `/attask` into the version and the segments below it.
    pub fn from_path(
        api: &str,
        segments: impl Iterator<Item = String>,
        newest: u32,
    ) -> Option<(Self, Vec<String>)> {
        let mut segments: Vec<String> = segments.collect();
        match api {
            "api" => {}
            "api-internal" | "api-unsupported" => return Some((Self::Internal, segments)),
            _ => return None,
        }
        let first = segments.first().cloned().unwrap_or_default();
        let version = match first.as_str() {
            "api-internal" => Self::Internal,
            text if is_versionlike(text) => {
                let number = text
                    .strip_prefix('v')
                    .and_then(|text| text.strip_suffix(".0"));
                let number = number.and_then(|number| number.parse().ok());
                number.map_or(Self::Malformed, Self::Numbered)
            }
            _ => return Some((Self::Numbered(newest), segments)),
        };
        segments.remove(0);
        Some((version, segments))
    }

    /// The number to compare with the versions of fields.
    pub fn number(self) -> u32 {
        match self {
            Self::Numbered(number) => number,
            Self::Internal | Self::Malformed => u32::MAX,
        }
    }

    /// Rejects versions that are not supported: 410 (docs/workfront-facts.md#status-codes).
    pub fn check(self, options: &Options) -> ApiResult<()> {
        match self {
            Self::Internal => Ok(()),
            Self::Numbered(number)
                if (options.min_version..=options.max_version).contains(&number) =>
            {
                Ok(())
            }
            Self::Numbered(number) => Err(ApiError::gone(format!(
                "API version v{number}.0 is not supported"
            ))),
            Self::Malformed => Err(ApiError::gone("API version is not supported")),
        }
    }
}

fn is_versionlike(text: &str) -> bool {
    let rest = text.strip_prefix('v').unwrap_or("");
    rest.starts_with(|letter: char| letter.is_ascii_digit())
}
