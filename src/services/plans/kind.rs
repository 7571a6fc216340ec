use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum StepKind {
    /// Creates a user.
    Create,
    /// Changes fields of a user, who stays as active as before.
    Update,
    /// Deactivates a user, and may change other fields too.
    Deactivate,
    /// Reactivates a user, and may change other fields too.
    Reactivate,
    /// Deletes a user.
    Delete,
    /// Gives a user's objects another owner.
    Replace,
    /// Creates an event subscription.
    Subscribe,
    /// Deletes an event subscription.
    Unsubscribe,
    /// Changes the version of an event subscription.
    SetVersion,
}

impl StepKind {
    /// The name, as plans have it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The kind with this name.
    pub fn parse(text: &str) -> Option<Self> {
        let mut all = StepKind::VARIANTS.iter().copied();
        all.find(|kind| kind.as_str() == text)
    }

    /// Whether the step takes away a person's access.
    pub fn shuts_out(self) -> bool {
        matches!(self, StepKind::Deactivate | StepKind::Delete)
    }

    /// Whether it deletes a user, or hands over what the user owns for that. What its `after` says isn't a field of the user.
    pub fn is_removal(self) -> bool {
        matches!(self, StepKind::Delete | StepKind::Replace)
    }

    /// Whether it is about an event subscription.
    pub fn is_of_subscription(self) -> bool {
        matches!(
            self,
            StepKind::Subscribe | StepKind::Unsubscribe | StepKind::SetVersion
        )
    }

    /// Whether what it changes has no ID yet.
    pub fn creates(self) -> bool {
        matches!(self, StepKind::Create | StepKind::Subscribe)
    }
}
