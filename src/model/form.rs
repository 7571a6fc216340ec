//! Form metadata of a field in addition to its JSON Schema, declared at the field itself: for fields of actions as schema
//! extensions, for fields of users in their table. Only for the generator; never in the WebAssembly.

use serde::{Deserialize, Serialize};

/// The source of a field's choices in a form.
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

/// Form metadata of a user's field.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Whether forms show the field at once. Other fields are in the advanced section.
    pub basic: bool,
    /// The source of its choices.
    pub picker: Option<Picker>,
    /// A sample value.
    pub placeholder: Option<&'static str>,
}

impl Form {
    /// A field of the advanced section.
    pub const ADVANCED: Form = Form {
        basic: false,
        picker: None,
        placeholder: None,
    };

    /// A field that forms show at once.
    pub const BASIC: Form = Form {
        basic: true,
        ..Form::ADVANCED
    };

    /// Adds choices.
    pub const fn with_picker(self, picker: Picker) -> Form {
        Form {
            picker: Some(picker),
            ..self
        }
    }

    /// Adds a sample value.
    pub const fn with_placeholder(self, placeholder: &'static str) -> Form {
        Form {
            placeholder: Some(placeholder),
            ..self
        }
    }
}
