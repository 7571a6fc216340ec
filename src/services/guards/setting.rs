//! A guarded field of a write.

use crate::json::Json;
use crate::model::{compare::same, person_key::trimmed, user::field};

/// A guarded field and its new value.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its name.
    pub field: &'static str,
    /// `None` if the value can't be compared: then it counts as a change.
    pub value: Option<Json>,
}

impl Setting {
    /// Whether it changes this person, as far as Workfront shows the person.
    pub fn changes(&self, person: &Json) -> bool {
        if self.field == "isActive" {
            return person.get_bool("isActive") != Some(false);
        }
        if self.field == "emailAddr" && has_own_username(person) {
            return false;
        }
        let (Some(desired), Some(present)) = (&self.value, person.get(self.field)) else {
            return true;
        };
        let is_same_id = self.field == "accessLevelID"
            && desired
                .as_str()
                .zip(present.as_str())
                .is_some_and(|(desired, present)| desired.eq_ignore_ascii_case(&present));
        !is_same_id && !same(field(self.field).map(|field| field.kind), desired, &present)
    }
}

/// Whether the person's username certainly differs from the e-mail address, so that it doesn't change with the address
/// (docs/workfront-facts.md#e-mail-and-username).
fn has_own_username(person: &Json) -> bool {
    let text = |name| {
        person
            .get_str(name)
            .map(|text| trimmed(&text).to_lowercase())
    };
    let pair = text("emailAddr").zip(text("username"));
    pair.is_some_and(|(email, username)| email != username)
}
