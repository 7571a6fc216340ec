//! The rules that a plan must fulfil before it is applied.

#[cfg(feature = "plans")]
use crate::json::folded;
use serde::Deserialize;

/// The option `approvalRules`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApprovalRules {
    /// How many different people must approve a plan: 0 to 10. 0 is for hosts whose own approval step decides.
    #[cfg_attr(feature = "schema", schemars(extend("default" = 1)))]
    approvers: Option<u32>,
    /// Whether the person who requested the plan may not approve it. Such a plan must name its requester.
    #[cfg_attr(feature = "schema", schemars(extend("default" = true)))]
    not_requester: Option<bool>,
    /// Who may approve, compared with `by` without regard to case. Left out: anybody; an empty array: nobody.
    #[cfg_attr(feature = "schema", schemars(extend("x-type" = "string[]")))]
    allowed: Option<Vec<String>>,
    /// The most steps that a plan may have.
    max_steps: Option<u32>,
    /// The most people that a plan may deactivate or delete, now or on a date that it sets.
    max_deactivations: Option<u32>,
}

/// The most approvers that the rules may require.
pub(super) const MAX_APPROVERS: u32 = 10;

impl ApprovalRules {
    /// How many different people must approve.
    pub fn approvers(&self) -> usize {
        self.approvers.unwrap_or(1) as usize
    }

    /// Whether the requester may not approve.
    pub fn excludes_requester(&self) -> bool {
        self.not_requester.unwrap_or(true)
    }

    /// Whether a person may approve. `by` is a name as [`normalized_person`] returns it.
    pub fn allows(&self, by: &str) -> bool {
        let fits = |allowed: &String| normalized_person(allowed) == by;
        self.allowed
            .as_ref()
            .is_none_or(|allowed| allowed.iter().any(fits))
    }

    /// The most steps of a plan.
    pub fn max_steps(&self) -> Option<usize> {
        self.max_steps.map(|most| most as usize)
    }

    /// The most deactivations and deletions of a plan.
    pub fn max_deactivations(&self) -> Option<usize> {
        self.max_deactivations.map(|most| most as usize)
    }
}

/// The name of a person as names are compared where the same person is refused, so that no other spelling makes one person two:
/// in Unicode's form NFKC, without regard to case, with single spaces, without dots at the end.
#[cfg(feature = "plans")]
pub fn folded_person(name: &str) -> String {
    let folded = folded(name);
    let is_space = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
    let mut words = Vec::new();
    for word in folded.split(is_space).filter(|word| !word.is_empty()) {
        words.push(word);
    }
    words.join(" ").trim_end_matches(['.', ' ']).to_owned()
}

/// The name of a person as names are compared where only that person is permitted: without white space at the ends, in lower
/// case.
pub fn normalized_person(name: &str) -> String {
    name.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}')
        .to_lowercase()
}
