//! Finds what a step would set of somebody else than its user. What Workfront does with users within a user isn't documented, so that
//! only references may stand there: objects with an ID alone.

use crate::error::cut;
use crate::input::{Problems, item, join};
use crate::json::{Json, Kind};
use crate::model::Id;
use crate::model::known_fields::{Known, Owner};
use crate::protocol::evidence::is_same_key;

/// The references and collections whose objects are no users (docs/workfront-facts.md#references-and-collections): they may have
/// values of their own, such as the `groupID` of `userGroups`.
const NO_USERS: &[&str] = &[
    "accessLevel",
    "homeGroup",
    "homeTeam",
    "company",
    "role",
    "schedule",
    "category",
    "layoutTemplate",
    "timesheetProfile",
    "defaultHourType",
    "resourcePool",
    "uiTemplate",
    "portalProfile",
    "group",
    "team",
    "userGroups",
    "teams",
    "userRoles",
    "hourTypes",
    "objectCategories",
    "resourcePools",
    "rates",
    "reservedTimes",
];

/// What some rows have of the user whose rows they are.
const OWNER: &str = "user";
const OWNER_ID: &str = "userID";

/// What teams and groups have of their members.
const MEMBERS: &str = "users";

const TEXT: &str =
    "can't be planned: it is a text that Workfront may read as an object. Write the object itself";

/// Adds a problem for each field that sets something of another user, or may do so. `own` is the ID of the user whose fields these are;
/// `None` if it isn't known.
pub fn check_other_users(fields: &Json, own: Option<&Id>, path: &str, problems: &mut Problems) {
    Reader { own }.check_object(fields, path, problems);
}

/// Reads the fields of a step.
struct Reader<'a> {
    /// The ID of the step's user, if it is known.
    own: Option<&'a Id>,
}

impl Reader<'_> {
    /// Checks a field, whose name may be a path: `manager:isActive`.
    fn check(&self, name: &str, value: &Json, path: &str, problems: &mut Problems) {
        let name = name.trim();
        let mut heads: Vec<&str> = name.split(':').map(str::trim).collect();
        let last = heads.pop().unwrap_or_default();
        // Custom fields are the user's own, whatever their labels and values are.
        let is_custom = name.starts_with("DE:") && !value.is_object();
        if is(name, "parameterValues") || is_custom {
            return;
        }
        let stranger = heads.iter().position(|head| !is_no_user(head));
        match stranger {
            None => self.check_value(last, value, path, problems),
            Some(at) if at + 1 == heads.len() && is(last, "ID") && !is_nested(value) => {
                if is(heads[at], OWNER) {
                    self.check_owner(value, path, problems);
                }
            }
            Some(_) => problems.add(path, of_others(last)),
        }
    }

    fn check_value(&self, name: &str, value: &Json, path: &str, problems: &mut Problems) {
        if is(name, OWNER_ID) || is(name, OWNER) && !is_nested(value) {
            return self.check_owner(value, path, problems);
        }
        if is(name, MEMBERS) && value.as_str().is_some() {
            return problems.add(path, of_others(name));
        }
        if let Some(text) = value.as_str() {
            // A text that Workfront may read as objects.
            let is_value = matches!(Owner::User.field(name), Some(Known::Value(_)));
            let text =
                text.trim_start_matches(|first: char| first.is_whitespace() || first == '\u{feff}');
            let may_have_objects =
                text.starts_with('{') || text.starts_with('[') && text.contains('{');
            if !is_value && may_have_objects {
                problems.add(path, TEXT);
            }
        } else if is_no_user(name) {
            self.check_object(value, path, problems);
        } else if let Some(field) = set_field(value) {
            problems.add(path, of_others(&field));
        } else if is(name, OWNER) {
            for id in value.items() {
                self.check_owner(&id, path, problems);
            }
            for (_, id) in value.entries() {
                self.check_owner(&id, path, problems);
            }
        } else if is(name, MEMBERS) && !value.is_null() {
            problems.add(path, of_others(name));
        }
    }

    /// Checks what a row or an object sets that is no user.
    fn check_object(&self, value: &Json, path: &str, problems: &mut Problems) {
        for (index, row) in value.items().enumerate() {
            self.check_object(&row, &item(path, index), problems);
        }
        for (name, value) in &value.entries() {
            self.check(name, value, &join(path, name), problems);
        }
    }

    /// Checks the ID of the user whose row, or whose fields, these are.
    fn check_owner(&self, id: &Json, path: &str, problems: &mut Problems) {
        let text = id.to_display_string();
        if id.is_null() {
            return;
        }
        if self.own.is_none_or(|own| !is_same_key(own.as_str(), &text)) {
            let problem = format!(
                "can't be planned: '{}' may be another user than the one of this step. Leave it out",
                cut(&text)
            );
            problems.add(path, problem);
        }
    }
}

fn is(name: &str, known: &str) -> bool {
    name.eq_ignore_ascii_case(known)
}

fn is_no_user(name: &str) -> bool {
    NO_USERS.iter().any(|known| is(name, known))
}

fn is_nested(value: &Json) -> bool {
    matches!(value.kind(), Kind::Object | Kind::Array)
}

/// The first field that an object, or one of several, sets besides its ID.
fn set_field(value: &Json) -> Option<String> {
    if let Some(field) = value.items().find_map(|one| set_field(&one)) {
        return Some(field);
    }
    let mut entries = value.entries().into_iter();
    let other = entries.find(|(name, value)| name != "ID" || is_nested(value));
    other.map(|(name, _)| name)
}

fn of_others(field: &str) -> String {
    format!(
        "can't be planned: it would set '{}' of another user, or may do so. Leave everything but the 'ID' out, and plan an operation for that user",
        cut(field)
    )
}
