//! The JSON Schema of what led to a step.

use schemars::JsonSchema;

/// What led to a step.
#[derive(JsonSchema)]
#[schemars(rename = "StepCause", rename_all = "camelCase")]
pub struct Because {
    /// Why the step is planned, as a stable code.
    reason: StepReason,
    /// The last working day of the person in the list, such as 2026-03-31.
    #[schemars(skip_serializing_if = "Option::is_none")]
    last_working_day: Option<String>,
    /// When the person last signed in.
    #[schemars(skip_serializing_if = "Option::is_none")]
    last_login_date: Option<String>,
    /// When the account was created, if nobody has ever signed in with it.
    #[schemars(skip_serializing_if = "Option::is_none")]
    entry_date: Option<String>,
    /// The number of whole days from that date to the time at which the plan was made.
    #[schemars(skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
    /// The code of the licence that the person has, such as F.
    #[schemars(skip_serializing_if = "Option::is_none")]
    licence: Option<String>,
    /// The line of the file on which the row of the person starts, if the rows have '$line'.
    #[schemars(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// The number of the row in the list, from 1, if the rows have no '$line'.
    #[schemars(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
}

/// Why a step is planned.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub enum StepReason {
    /// The list doesn't have the person.
    Missing,
    /// The last working day in the list is over, or is to come.
    LastWorkingDay,
    /// The list says that the person has left: isActive is false.
    IsActive,
    /// The list has the person, and the tenant has no account.
    NoAccount,
    /// The list has other values than the account.
    Differs,
    /// The list has the person, and the account is inactive.
    Inactive,
    /// The last login is long ago.
    LastLoginDate,
    /// Nobody has ever signed in with the account.
    NeverLoggedIn,
}
