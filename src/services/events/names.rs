//! What an event of a user carries, and what it doesn't.

/// The fields of a user that events carry, always (docs/workfront-facts.md#event-fields).
pub const USER_FIELDS: &[&str] = &[
    "accessLevelID",
    "categoryID",
    "companyID",
    "customerID",
    "defaultHourTypeID",
    "delegationToID",
    "eauthUserID",
    "emailAddr",
    "enteredByID",
    "extRefID",
    "homeGroupID",
    "homeTeamID",
    "ID",
    "isActive",
    "lastEnteredNoteID",
    "lastLoginDate",
    "lastNoteID",
    "lastUpdateDate",
    "lastUpdatedByID",
    "latestUpdateNoteID",
    "layoutTemplateID",
    "logTimeInDays",
    "managerID",
    "name",
    "objCode",
    "parameterValues",
    "portalProfileID",
    "resourcePoolID",
    "roleID",
    "scheduleID",
    "timesheetProfileID",
    "title",
    "uiTemplateID",
    "uumUserID",
    "userRoles",
    "workHoursPerDay",
];

/// Objects that a user points at and that have no events of their own (docs/workfront-facts.md#subscription-access).
pub const WITHOUT_EVENTS: &[&str] = &["GROUP", "TEAMOB", "ROLE", "ACSLVL"];
