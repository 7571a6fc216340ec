//! What a form needs to know of a field beside its JSON Schema. It stands at the field itself: at an action's as
//! extensions of the schema, at a user's in the table of fields. Only for the generator; never in the WebAssembly.

use serde::{Deserialize, Serialize};

/// Where a form gets the choices of a field from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Picker {
    /// Users, by ID.
    User,
    /// Access levels, by ID.
    AccessLevel,
    /// Groups, by ID.
    Group,
    /// Job roles, by ID.
    Role,
    /// Teams, by ID.
    Team,
    /// Companies, by ID.
    Company,
    /// Work schedules, by ID.
    Schedule,
    /// Event subscriptions, by ID.
    Subscription,
}

/// What stands beside a user's field in the table.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Whether most people need it: the others stand behind a fold.
    pub usual: bool,
    /// Where its choices come from.
    pub picker: Option<Picker>,
    /// What to write, for instance.
    pub placeholder: Option<&'static str>,
}

impl Form {
    /// A field that few people need.
    pub const ADVANCED: Form = Form {
        usual: false,
        picker: None,
        placeholder: None,
    };

    /// A field that most people need.
    pub const USUAL: Form = Form {
        usual: true,
        ..Form::ADVANCED
    };

    /// The same, with choices.
    pub const fn picked_from(self, picker: Picker) -> Form {
        Form {
            picker: Some(picker),
            ..self
        }
    }

    /// The same, with an example.
    pub const fn such_as(self, placeholder: &'static str) -> Form {
        Form {
            placeholder: Some(placeholder),
            ..self
        }
    }
}
