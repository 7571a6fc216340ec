//! The fields that a search can read, sort by or compare, beside those that can be written, and the types of their values
//! (docs/workfront-facts.md#user-fields, docs/workfront-facts.md#references-and-collections).
//!
//! The lists are as complete as what is public, so that a real name is never taken for a misspelling of another one.

use super::FieldKind;
use super::field_value::FieldValue::{
    self, Any, Boolean, Choice, Country, Date, Email, Id, Key, Number, Text,
};
use super::user;

/// The object that a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A user.
    User,
    /// The approval of a new user.
    UserApproval,
    /// A user's membership of a group.
    UserGroup,
    /// A user's job role.
    UserRole,
    /// An object of another type: only the fields that most types share are known.
    Other,
}

/// A field of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A value of this type.
    Value(FieldValue),
    /// Another object, or a collection of them.
    Object(Owner),
}

/// A table of fields.
type Fields = &'static [(&'static str, Known)];

const TEXT: Known = Known::Value(Text);
const ID: Known = Known::Value(Id);
const BOOLEAN: Known = Known::Value(Boolean);
const NUMBER: Known = Known::Value(Number);
const DATE: Known = Known::Value(Date);
const OTHER: Known = Known::Object(Owner::Other);
const PERSON: Known = Known::Object(Owner::User);

/// What every type of object has, or most have.
const SHARED: Fields = &[
    ("ID", ID),
    ("name", TEXT),
    ("objCode", TEXT),
    ("extRefID", TEXT),
    ("isActive", BOOLEAN),
    ("description", TEXT),
    ("customerID", ID),
    ("entryDate", DATE),
    ("enteredByID", ID),
    ("lastUpdateDate", DATE),
    ("lastUpdatedByID", ID),
    ("customer", OTHER),
    ("enteredBy", PERSON),
    ("lastUpdatedBy", PERSON),
    ("parameterValues", Known::Value(Any)),
];

const USER: Fields = &[
    ("ID", ID),
    ("objCode", Known::Value(Choice(&["USER"]))),
    ("emailAddr", Known::Value(Email)),
    ("username", Known::Value(Key)),
    ("ssoUsername", Known::Value(Key)),
    ("extRefID", Known::Value(Key)),
    ("licenseType", Known::Value(Choice(&["F", "C", "R", "X"]))),
    (
        "webDAVProfile",
        Known::Value(Choice(&["ALL", "CUR", "FAV"])),
    ),
    ("name", TEXT),
    ("isAdmin", BOOLEAN),
    ("hasPassword", BOOLEAN),
    ("loginCount", NUMBER),
    ("lastLoginDate", DATE),
    ("actualDeactivationDate", DATE),
    ("alignAccessType", TEXT),
    ("hasDocuments", BOOLEAN),
    ("hasNotes", BOOLEAN),
    ("hasReservedTimes", BOOLEAN),
    ("isBoxAuthenticated", BOOLEAN),
    ("isDropBoxAuthenticated", BOOLEAN),
    ("isGoogleAuthenticated", BOOLEAN),
    ("isSharePointAuthenticated", BOOLEAN),
    ("isWebDAMAuthenticated", BOOLEAN),
    ("passwordDate", DATE),
    ("registrationExpireDate", DATE),
    ("resetPasswordExpireDate", DATE),
    ("apiKeyCreateDate", DATE),
    ("lastNoteID", ID),
    ("lastEnteredNoteID", ID),
    ("latestUpdateNoteID", ID),
    ("avatarDate", DATE),
    ("avatarDownloadURL", TEXT),
    ("avatarSize", NUMBER),
    ("avatarX", NUMBER),
    ("avatarY", NUMBER),
    ("eauthUserID", TEXT),
    ("uumUserID", TEXT),
    ("userApprovalID", ID),
    ("otherGroupIDs", ID),
    ("roleIDs", ID),
    ("teamIDs", ID),
    ("manager", PERSON),
    ("directReports", PERSON),
    ("userApproval", Known::Object(Owner::UserApproval)),
    ("userGroups", Known::Object(Owner::UserGroup)),
    ("userRoles", Known::Object(Owner::UserRole)),
    ("category", OTHER),
    ("defaultHourType", OTHER),
    ("delegationTo", OTHER),
    ("effectiveLayoutTemplate", OTHER),
    ("highPriorityWorkItem", OTHER),
    ("lastEnteredNote", OTHER),
    ("lastNote", OTHER),
    ("lastStatusNote", OTHER),
    ("latestUpdateNote", OTHER),
    ("layoutTemplate", OTHER),
    ("portalProfile", OTHER),
    ("resourcePool", OTHER),
    ("timesheetProfile", OTHER),
    ("uiTemplate", OTHER),
    ("billingRates", OTHER),
    ("costRates", OTHER),
    ("delegationsFrom", OTHER),
    ("userPrefValues", OTHER),
    ("loginAsAccessRules", OTHER),
    ("documents", OTHER),
    ("favorites", OTHER),
    ("messages", OTHER),
    ("updates", OTHER),
    ("uiViews", OTHER),
    ("uiFilters", OTHER),
    ("uiGroupBys", OTHER),
    ("workItems", OTHER),
    ("timesheetProfileHourTypes", OTHER),
    ("documentRequests", OTHER),
    ("otherGroups", OTHER),
    ("roles", OTHER),
    ("objectCategoriesMM", OTHER),
    ("projectsMM", OTHER),
    ("templatesMM", OTHER),
    ("notes", OTHER),
    ("userNotes", OTHER),
    ("userLocations", OTHER),
];

const USER_APPROVAL: Fields = &[
    ("approverID", ID),
    ("approver", PERSON),
    ("requestedDate", DATE),
    ("requestorID", ID),
    ("requestor", PERSON),
    ("status", TEXT),
    ("userID", ID),
    ("user", PERSON),
];

const USER_GROUP: Fields = &[
    ("groupID", ID),
    ("group", OTHER),
    ("userID", ID),
    ("user", PERSON),
    ("isOwner", BOOLEAN),
];

const USER_ROLE: Fields = &[
    ("roleID", ID),
    ("role", OTHER),
    ("userID", ID),
    ("user", PERSON),
    ("timePercentage", NUMBER),
];

impl Owner {
    fn own(self) -> Fields {
        match self {
            Owner::User => USER,
            Owner::UserApproval => USER_APPROVAL,
            Owner::UserGroup => USER_GROUP,
            Owner::UserRole => USER_ROLE,
            Owner::Other => &[],
        }
    }

    /// The field with this name; `None` for one that this crate doesn't know.
    pub fn field(self, name: &str) -> Option<Known> {
        let find = |fields: Fields| fields.iter().find(|(known, _)| *known == name);
        if let Some((_, known)) = find(self.own()) {
            return Some(*known);
        }
        if self == Owner::User
            && let Some(field) = user::field(name)
            && let Some(known) = of_kind(field.kind)
        {
            return Some(known);
        }
        find(SHARED).map(|(_, known)| *known)
    }

    /// Every known name.
    pub fn names(self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for (name, _) in self.own().iter().chain(SHARED) {
            names.push(*name);
        }
        if self == Owner::User {
            names.extend(user::FIELDS.iter().map(|field| field.name));
        }
        // A name that is in two tables would be as near as itself.
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// What a field that can be written is compared with; `None` for one that only another table describes.
fn of_kind(kind: FieldKind) -> Option<Known> {
    Some(match kind {
        FieldKind::Text | FieldKind::Secret | FieldKind::Strings => TEXT,
        FieldKind::Email => Known::Value(Email),
        FieldKind::Reference => ID,
        FieldKind::Name | FieldKind::Collection => OTHER,
        FieldKind::Boolean => BOOLEAN,
        FieldKind::Number | FieldKind::Fraction => NUMBER,
        FieldKind::Country => Known::Value(Country),
        FieldKind::Date => DATE,
        FieldKind::Custom => Known::Value(Any),
        FieldKind::ReadOnly => return None,
    })
}
