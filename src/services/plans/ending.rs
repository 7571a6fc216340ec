//! Which steps end a person's access, whatever else they change.

use super::StepKind;
use crate::json::Json;
use crate::model::date;

/// How a step ends a person's access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With the step.
    Now,
    /// On a date that the step sets, or moves to an earlier day.
    On(String),
}

/// How a step with these fields ends a person's access; `None` if it doesn't. Who is created had none.
pub(super) fn ending(kind: StepKind, before: &Json, after: &Json) -> Option<Ending> {
    match kind {
        StepKind::Deactivate | StepKind::Delete | StepKind::Replace => return Some(Ending::Now),
        StepKind::Update | StepKind::Reactivate => {}
        _ => return None,
    }
    let mut found = None;
    for (name, value) in &after.entries() {
        let is = |known: &str| name.trim().eq_ignore_ascii_case(known);
        // A plan of this version has no fields within `updates`, and a rejected approval deletes the user.
        let may_end = is("updates") || is("userApproval") || is("userApproval:status");
        if may_end || is("isActive") && value.as_bool() != Some(true) {
            return Some(Ending::Now);
        }
        if let Some(day) = date_set(name, value) {
            let present = before.str_or_default(name);
            if !is_later(&day, &present) {
                found = Some(Ending::On(day));
            }
        }
    }
    found
}

/// What the approver should know of a step that sets the date on which the account ends.
pub(super) fn date_warning(day: &str) -> String {
    format!(
        "Workfront deactivates the account on the date that this sets, at midnight, when the day begins: {day}."
    )
}

/// The date on which the account of a new user with these fields ends; `None` if they set none.
pub(super) fn date_of_new(fields: &Json) -> Option<String> {
    let fields = fields.entries();
    fields
        .iter()
        .find_map(|(name, value)| date_set(name, value))
}

/// The date, if this is the field that has it and isn't cleared.
fn date_set(name: &str, value: &Json) -> Option<String> {
    let is_date = name
        .trim()
        .eq_ignore_ascii_case("scheduledDeactivationDate");
    let is_set = is_date && !value.is_null() && !value.str_is_blank();
    is_set.then(|| value.to_display_string())
}

/// Whether a date is certainly later than the present one.
fn is_later(date: &str, present: &str) -> bool {
    date::parse(date)
        .zip(date::parse(present))
        .is_some_and(|(date, present)| date > present)
}

#[cfg(test)]
mod tests {
    use super::{Ending, StepKind, ending};
    use crate::json::Json;

    fn of(kind: StepKind, before: &str, after: &str) -> Option<Ending> {
        let json = |text| Json::parse(text).expect("JSON");
        ending(kind, &json(before), &json(after))
    }

    #[test]
    fn the_fields_decide_whatever_the_kind() {
        for after in [
            r#"{"isActive":false}"#,
            r#"{"title":"x","isactive":"false"}"#,
            r#"{"updates":{"isActive":false}}"#,
            r#"{"userApproval":{"status":"REJ"}}"#,
            r#"{"isActive":null,"scheduledDeactivationDate":"2030-01-01"}"#,
        ] {
            assert_eq!(of(StepKind::Update, "{}", after), Some(Ending::Now));
            assert_eq!(of(StepKind::Create, "{}", after), None);
        }
        assert_eq!(of(StepKind::Delete, "{}", "{}"), Some(Ending::Now));
        assert_eq!(of(StepKind::Replace, "{}", "{}"), Some(Ending::Now));
        assert_eq!(of(StepKind::Update, "{}", r#"{"title":"x"}"#), None);
        assert_eq!(of(StepKind::Reactivate, "{}", r#"{"isActive":true}"#), None);
    }

    #[test]
    fn a_date_ends_access_unless_it_is_cleared_or_certainly_later() {
        let name = "scheduledDeactivationDate";
        let fields = |day: &str| format!(r#"{{"{name}":{day}}}"#);
        for (before, after, ends) in [
            ("null", r#""2030-01-02""#, true),
            (r#""2030-01-03T00:00:00:000-0500""#, r#""2030-01-02""#, true),
            (
                r#""2030-01-01T00:00:00:000-0500""#,
                r#""2030-01-02""#,
                false,
            ),
            (r#""2030-01-01""#, r#""soon""#, true),
            (r#""2030-01-01""#, "null", false),
            (r#""2030-01-01""#, r#""""#, false),
        ] {
            let found = of(StepKind::Update, &fields(before), &fields(after));
            assert_eq!(found.is_some(), ends, "{before} {after}");
        }
    }
}
