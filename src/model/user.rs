//! The fields of a user (docs/workfront-facts.md#user-fields).

use super::field::{Field, FieldKind};
#[cfg(feature = "schema")]
use super::form::{Form, Picker};

/// The fields that are read by default: the identity, and whether the account is active.
pub const SUMMARY_FIELDS: &[&str] = &[
    "ID",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
];

// A row: the description, the name, the kind, and after an arrow the form metadata. A field without an arrow is advanced.
macro_rules! user_fields {
    ($(#[doc = $doc:literal] $name:ident: $kind:ident $(=> $form:expr)?,)*) => {
        /// Every field of a user that has a name of its own.
        pub const FIELDS: &[Field] = &[$(Field {
            name: stringify!($name),
            kind: FieldKind::$kind,
            #[cfg(feature = "schema")]
            description: $doc,
            #[cfg(feature = "schema")]
            form: user_fields!(@form $($form)?),
        },)*];
    };
    (@form) => { Form::ADVANCED };
    (@form $form:expr) => { $form };
}

user_fields! {
    /// Login name; unique in the tenant. Usually the e-mail address.
    username: Text => Form::BASIC.with_placeholder("jane.doe@example.com"),
    /// Primary e-mail address; unique in the tenant.
    emailAddr: Email => Form::BASIC.with_placeholder("jane.doe@example.com"),
    /// First name.
    firstName: Text => Form::BASIC,
    /// Last name.
    lastName: Text => Form::BASIC,
    /// ID of the access level, which decides what the user may do. It differs from tenant to tenant.
    accessLevelID: Reference => Form::BASIC.with_picker(Picker::AccessLevel),
    /// Password, only where people don't sign in through SSO. Never returned.
    password: Secret => Form::BASIC,
    /// The identity exactly as the SSO provider sends it.
    ssoUsername: Text => Form::BASIC,
    /// Whether the user may sign in only through SSO.
    ssoAccessOnly: Boolean,
    /// ID of the home group. Without it Workfront uses the home group of the connection's own user.
    homeGroupID: Reference => Form::BASIC.with_picker(Picker::Group),
    /// ID of the home team.
    homeTeamID: Reference => Form::ADVANCED.with_picker(Picker::Team),
    /// ID of the company.
    companyID: Reference => Form::ADVANCED.with_picker(Picker::Company),
    /// ID of the primary job role.
    roleID: Reference => Form::BASIC.with_picker(Picker::Role),
    /// ID of the user's manager.
    managerID: Reference => Form::ADVANCED.with_picker(Picker::User),
    /// ID of the work schedule.
    scheduleID: Reference => Form::ADVANCED.with_picker(Picker::Schedule),
    /// Name of the access level, instead of accessLevelID.
    accessLevel: Name => Form::BASIC.with_placeholder("Standard"),
    /// Name of the home group, instead of homeGroupID.
    homeGroup: Name => Form::BASIC.with_placeholder("Marketing"),
    /// Name of the home team, instead of homeTeamID.
    homeTeam: Name,
    /// Name of the company, instead of companyID.
    company: Name,
    /// Name of the primary job role, instead of roleID.
    role: Name => Form::BASIC.with_placeholder("Designer"),
    /// E-mail address or name of the user's manager, instead of managerID.
    manager: Name,
    /// Name of the work schedule, instead of scheduleID.
    schedule: Name,
    /// ID of the custom form attached to the user.
    categoryID: Reference,
    /// ID of the layout template.
    layoutTemplateID: Reference,
    /// ID of the timesheet profile.
    timesheetProfileID: Reference,
    /// ID of the default hour type.
    defaultHourTypeID: Reference,
    /// ID of the resource pool.
    resourcePoolID: Reference,
    /// ID of the user interface template.
    uiTemplateID: Reference,
    /// ID of the portal profile.
    portalProfileID: Reference,
    /// ID of the delegation.
    delegationToID: Reference,
    /// Your own key for this user, such as a personnel number.
    extRefID: Text => Form::BASIC,
    /// Whether the account is active. Workfront may still make a new user wait for approval.
    isActive: Boolean,
    /// The day on which the account is deactivated, at midnight, without confirmation.
    scheduledDeactivationDate: Date,
    /// Job title.
    title: Text => Form::BASIC,
    /// Topics that the user knows about.
    myInfo: Text,
    /// Persona.
    persona: Text,
    /// Status message.
    statusUpdate: Text,
    /// Phone number.
    phoneNumber: Text,
    /// Phone extension.
    phoneExtension: Text,
    /// Mobile phone number.
    mobilePhoneNumber: Text,
    /// Address, first line.
    address: Text,
    /// Address, second line.
    address2: Text,
    /// City.
    city: Text,
    /// State or province.
    state: Text,
    /// Postal code.
    postalCode: Text,
    /// Country, as a two-letter code.
    country: Country,
    /// Time zone, such as America/New_York.
    timeZone: Text,
    /// Language and region, such as en_US.
    locale: Text,
    /// Full-time equivalent: over 0, at most 1.
    fte: Fraction,
    /// Share of the work time spent on work: over 0, at most 1.
    workTime: Fraction,
    /// Hours of a working day.
    workHoursPerDay: Number,
    /// Cost per hour. Needs an access level that sees financial data.
    costPerHour: Number,
    /// Billing rate per hour. Needs an access level that sees financial data.
    billingPerHour: Number,
    /// Whether time is logged in days.
    logTimeInDays: Boolean,
    /// Start page: 0 to 3.
    defaultInterface: Number,
    /// Which projects WebDAV shows: ALL, CUR or FAV.
    webDAVProfile: Strings,
    /// Whether the user may use the API.
    hasAPIAccess: Boolean,
    /// Whether the user has a proofing licence.
    hasProofLicense: Boolean,
    /// Code of the licence: F, C, R or X.
    licenseType: Text,
    /// Group memberships, as {groupID, isOwner?}. Replaces the present ones.
    userGroups: Collection,
    /// Teams, as {ID}. Replaces the present ones.
    teams: Collection,
    /// Job roles, as {roleID, timePercentage?}; percentages add up to 100. Replaces the present ones.
    userRoles: Collection,
    /// Hour types. Replaces the present ones.
    hourTypes: Collection,
    /// Attached custom forms, as {categoryID}. Replaces the present ones.
    objectCategories: Collection,
    /// Resource pools. Replaces the present ones.
    resourcePools: Collection,
    /// The users who report to this one. Replaces the present ones.
    directReports: Collection,
    /// Rates. Replaces the present ones.
    rates: Collection,
    /// Times off. Replaces the present ones.
    reservedTimes: Collection,
    /// Custom fields in one object, as {'DE:…': value}.
    parameterValues: Custom,
    /// The ID, which Workfront assigns.
    ID: ReadOnly,
    /// Full name, made of first and last name.
    name: ReadOnly,
    /// Whether the user is a system administrator; set in the Adobe Admin Console.
    isAdmin: ReadOnly,
    /// When the user last signed in.
    lastLoginDate: ReadOnly,
    /// How often the user has signed in.
    loginCount: ReadOnly,
    /// When the user was created.
    entryDate: ReadOnly,
    /// ID of the creator.
    enteredByID: ReadOnly,
    /// When the user was last changed.
    lastUpdateDate: ReadOnly,
    /// ID of the user who made the last change.
    lastUpdatedByID: ReadOnly,
    /// When the account was deactivated.
    actualDeactivationDate: ReadOnly,
    /// ID of the tenant.
    customerID: ReadOnly,
    /// Whether a password is set.
    hasPassword: ReadOnly,
}

/// The field with this name.
pub fn field(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}
