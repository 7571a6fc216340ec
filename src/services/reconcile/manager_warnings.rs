//! Warnings about managers who are inactive, leave or are held back: the approver should know.

use super::managers::ManagerIds;
use crate::json::Json;
use crate::services::plans::{Draft, StepKind};
use std::collections::BTreeMap;

/// Why people are held back that says nothing against them as managers.
const HARMLESS: &[&str] = &["outOfScope", "technicalAccount"];

/// Warns of each step that sets a manager who is inactive, waits for an approval, leaves by the same plan or is held back.
pub fn warn_of_managers(managers: &ManagerIds, draft: &mut Draft) {
    let sets_manager = |step: &Json| manager_of(step).is_some();
    if !draft.steps.items().any(|step| sets_manager(&step)) {
        return;
    }
    let known = Known::of(draft);
    let mut count = 0;
    draft.warn_steps(&mut |step| {
        let (key, name) = manager_of(step)?;
        let why = known.why(&key, managers)?;
        count += 1;
        Some(format!(
            "The new manager is {}, {why}.",
            crate::error::cut(&name)
        ))
    });
    draft.warn_of_steps(
        count,
        "gets a manager who is inactive, leaves or is held back",
        "get a manager who is inactive, leaves or is held back",
    );
}

/// What the plan says about people, by their IDs in lower case, or by the IDs of the steps that create them.
struct Known(BTreeMap<String, String>);

impl Known {
    fn of(draft: &Draft) -> Self {
        let mut known = BTreeMap::new();
        for held in draft.held.items() {
            let reason = held.str_or_default("reason");
            if let Some(id) = held.get_str("ID")
                && !HARMLESS.contains(&reason.as_str())
            {
                let why = format!("who is held back in this plan ({reason})");
                known.insert(id.to_ascii_lowercase(), why);
            }
        }
        for step in draft.steps.items() {
            let kind = step.get_str("kind").and_then(|kind| StepKind::parse(&kind));
            let date = step
                .get_or_null("after")
                .get_str("scheduledDeactivationDate")
                .filter(|date| !date.is_empty());
            let why = match (kind, date) {
                (Some(kind), _) if kind.shuts_out() => {
                    "whose account this plan deactivates".to_owned()
                }
                (_, Some(date)) => format!("whose account Workfront deactivates on {date}"),
                _ => continue,
            };
            let key = step.get_str("ID").unwrap_or(step.str_or_default("id"));
            known.insert(key.to_ascii_lowercase(), why);
        }
        Known(known)
    }

    fn why(&self, key: &str, managers: &ManagerIds) -> Option<String> {
        let planned = self.0.get(&key.to_ascii_lowercase());
        let shown = || managers.why_unfit(key).map(str::to_owned);
        planned.cloned().or_else(shown)
    }
}

/// The manager whom a step sets: the ID, or the ID of the step that creates them; and the name.
fn manager_of(step: &Json) -> Option<(String, String)> {
    let manager = step.get_or_null("after").get_non_null("managerID")?;
    if let Some(created) = manager.get_str("step") {
        return Some((created, "a person whom this plan creates".to_owned()));
    }
    let id = manager.as_str().filter(|id| !id.is_empty())?;
    let name = step.get_or_null("names").get_str(&id);
    Some((id.clone(), name.unwrap_or(id)))
}
