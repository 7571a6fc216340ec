use crate::error::Error;
use crate::json::Json;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum StepOutcome {
    /// This run made the change, and Workfront shows it.
    Applied,
    /// The change was made already; nothing was sent.
    AlreadySo,
    /// The user was changed since the plan was made; nothing was sent.
    Drifted,
    /// A guard of the connection held the user back; nothing was sent.
    Held,
    /// Workfront refused the change, or doesn't show it.
    Failed,
    /// It is unknown whether the change was made.
    Unverified,
    /// The run stopped before this step, or a look-up that it needs failed; nothing was sent.
    NotAttempted,
}

impl StepOutcome {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The outcome with this name.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut all = StepOutcome::VARIANTS.iter().copied();
        all.find(|outcome| outcome.as_str() == text)
    }

    /// Whether the run may have changed something.
    pub(super) fn may_have_changed(self) -> bool {
        matches!(self, StepOutcome::Applied | StepOutcome::Unverified)
    }

    /// Whether something is left to do or to find out.
    pub(super) fn is_open(self) -> bool {
        matches!(
            self,
            StepOutcome::Failed | StepOutcome::Unverified | StepOutcome::NotAttempted
        )
    }
}

/// What became of a step, and why.
#[derive(Clone, Debug)]
pub(super) struct StepResult {
    pub outcome: StepOutcome,
    /// Why it failed, was held back, or isn't known.
    pub error: Option<Error>,
    /// What was changed since the plan was made: `{ field, planned, present }`.
    pub differences: Option<Json>,
    /// The ID of the user that it created.
    pub created: Option<String>,
}

impl StepResult {
    pub fn of(outcome: StepOutcome) -> Self {
        StepResult {
            outcome,
            error: None,
            differences: None,
            created: None,
        }
    }

    pub fn with_error(outcome: StepOutcome, error: Error) -> Self {
        StepResult {
            error: Some(error),
            ..StepResult::of(outcome)
        }
    }

    pub fn drifted(differences: Json) -> Self {
        StepResult {
            differences: Some(differences),
            ..StepResult::of(StepOutcome::Drifted)
        }
    }
}

/// A remark on the steps that were left out, which don't make a run incomplete.
pub(super) fn left_out(results: &[StepResult]) -> Option<String> {
    let mut parts = Vec::new();
    let mut sum = 0;
    for outcome in [StepOutcome::Drifted, StepOutcome::Held] {
        let with_it = results.iter().filter(|result| result.outcome == outcome);
        let count = with_it.count();
        if count > 0 {
            parts.push(format!("{count} {}", outcome.as_str()));
            sum += count;
        }
    }
    let verb = match sum {
        0 => return None,
        1 => "was",
        _ => "were",
    };
    let noun = if results.len() == 1 { "step" } else { "steps" };
    Some(format!(
        "{sum} of {} {noun} {verb} left out: {}. The report says why; plan again what is still to be done.",
        results.len(),
        parts.join(", ")
    ))
}
