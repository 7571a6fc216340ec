//! How long Workfront supports each version of its API (docs/workfront-facts.md#api-versions). Releases are named
//! year.month.

use super::ApiVersion;
use crate::model::date;

/// The versions, the release that ends the support of each, and the beginning of its month.
pub const SUPPORT_ENDS: &[(u16, &str, &str)] = &[
    (15, "25.12", "2025-12-18"),
    (16, "26.4", "2026-04-01"),
    (17, "26.10", "2026-10-01"),
    (18, "27.4", "2027-04-01"),
    (19, "27.10", "2027-10-01"),
    (20, "28.4", "2028-04-01"),
    (21, "28.10", "2028-10-01"),
    (22, "29.4", "2029-04-01"),
];

/// How long a version is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Supported until this release, such as `27.4`.
    Until(&'static str),
    /// Support ended with this release.
    Ended(&'static str),
    /// Workfront no longer serves the version.
    Removed,
    /// The version is newer than this crate.
    Unknown,
}

impl ApiVersion {
    /// The names of the versions in [`SUPPORT_ENDS`].
    #[cfg(feature = "schema")]
    pub(crate) fn supported() -> Vec<String> {
        let versions = SUPPORT_ENDS.iter();
        versions
            .map(|(major, _, _)| format!("v{major}.0"))
            .collect()
    }

    /// The support of this version at this time (milliseconds since 1970).
    pub fn support(self, now: f64) -> Support {
        let major = self.major();
        match SUPPORT_ENDS
            .iter()
            .find(|(version, _, _)| *version == major)
        {
            Some((_, release, day)) if date::parse(day).is_some_and(|day| now < day as f64) => {
                Support::Until(release)
            }
            Some((_, release, _)) => Support::Ended(release),
            None if major < SUPPORT_ENDS[0].0 => Support::Removed,
            None => Support::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiVersion, Support};

    #[test]
    fn support_ends_with_a_release() {
        let support = |text: &str, now: f64| ApiVersion::parse(text).unwrap().support(now);
        let april_2027 = 1_806_537_600_000.0;
        assert_eq!(support("v18", april_2027 - 1.0), Support::Until("27.4"));
        assert_eq!(support("v18", april_2027), Support::Ended("27.4"));
        assert_eq!(support("v22", april_2027), Support::Until("29.4"));
        assert_eq!(support("v14", april_2027), Support::Removed);
        assert_eq!(support("v23", april_2027), Support::Unknown);
    }
}
