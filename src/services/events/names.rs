//! The fields in the events of users, and the objects without events.

/// The fields in every event of a user (docs/workfront-facts.md#event-fields).
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

/// Objects that a user refers to and that have no events (docs/workfront-facts.md#subscription-access).
pub const WITHOUT_EVENTS: &[&str] = &["GROUP", "TEAMOB", "ROLE", "ACSLVL"];
