//! The guards' settings of a run.

/// The guards' settings of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct GuardOptions {
    /// Whether administrators may be shut out.
    pub include_administrators: bool,
    /// How many people may be shut out, instead of the connection's limit.
    pub max_people: Option<u32>,
    /// Whether nothing is written: then nobody counts in the last hour.
    pub dry_run: bool,
}

impl GuardOptions {
    /// The settings of an action that treats one person.
    pub fn for_one(include_administrators: Option<bool>) -> Self {
        GuardOptions {
            include_administrators: include_administrators == Some(true),
            ..GuardOptions::default()
        }
    }
}
