//! What a run is asked to do.

use super::columns::Columns;
use super::ignore::Ignore;
use super::keys::Key;
use super::limits::Limits;
use crate::json::Json;
use crate::protocol::filter::Filter;
use crate::services::provisioning::AccessLevelPolicy;
use crate::services::users::Collections;
use serde::Deserialize;

/// What happens to active users whom the list doesn't have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Missing {
    /// They are held back, so that somebody looks at them.
    #[default]
    Report,
    /// They are deactivated.
    Deactivate,
}

/// What happens to inactive users whom the list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Returners {
    /// They are held back, so that somebody looks at them.
    #[default]
    Report,
    /// They are reactivated.
    Reactivate,
}

/// What happens to people whose last working day is still to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum FutureLeavers {
    /// The deactivation waits for a later run.
    #[default]
    Hold,
    /// Workfront deactivates them on the day after.
    Schedule,
}

/// What happens to e-mail addresses that differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum AddressChanges {
    /// They are reported: organizations that use the Adobe Admin Console change them there.
    #[default]
    Report,
    /// They are planned.
    Plan,
}

/// What a run is asked to do.
#[derive(Debug)]
pub struct Request<'a> {
    /// The list.
    pub people: &'a Json,
    /// Its fields.
    pub columns: &'a Columns,
    /// The keys by which people are found.
    pub match_by: &'a [Key],
    /// Whom the list may change: who matches these conditions; everyone if there are none.
    pub scope: &'a [Filter],
    /// What happens to active users whom the list doesn't have.
    pub missing: Missing,
    /// What happens to inactive users whom the list has.
    pub returners: Returners,
    /// What happens to people whose last working day is still to come.
    pub future_leavers: FutureLeavers,
    /// What happens to access levels that differ; `None`: a Contributor whom Workfront made Light stays Light.
    pub access_level_policy: Option<AccessLevelPolicy>,
    /// What happens to e-mail addresses that differ.
    pub address_changes: AddressChanges,
    /// What happens to groups, teams and roles that the list doesn't have.
    pub collections: Collections,
    /// Whether the list is the first one, so that it may match nobody.
    pub is_first: bool,
    /// The differences that are only reported.
    pub ignore: &'a [Ignore],
    /// The most people whom the plan may change.
    pub limits: Limits,
    /// Whether administrators may be shut out.
    pub include_administrators: bool,
    /// How many people applying the plan may shut out.
    pub max_people: Option<u32>,
}
