//! A plan as text for the person who decides about it: totals first, then the steps, page by page.

mod cause;
mod format;
mod visible;

pub use format::Format;
pub(crate) use visible::is_invisible;

use super::StepKind;
use super::draft::HeldReason;
use super::ending::Ending;
use super::only_if::ONLY_IF;
use super::plan::{Plan, Trust};
use super::step::Step;
use crate::error::{Error, Result, cut_at};
use crate::json::Json;
use cause::{cause_of, freed, leaver_reasons};
use serde::Serialize;
use strum::VariantArray;

/// A page of a rendered plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RenderedPlan"))]
pub struct Rendered {
    /// The page.
    pub text: String,
    /// The number of pages.
    pub pages: usize,
    /// Whether the plan's signature was verified. False if the connection lacks the key, or the plan is unsigned; the text
    /// says so too.
    pub verified: bool,
}

/// Fields whose values aren't shown: rates, and private data of a person.
const MASKED: &[&str] = &[
    "costPerHour",
    "billingPerHour",
    "rates",
    "userRates",
    "phoneNumber",
    "phoneExtension",
    "mobilePhoneNumber",
    "address",
    "address2",
    "postalCode",
];

/// In place of the totals of a plan that a limit stopped. A warning has the limit and the numbers.
const STOPPED: &str = "STOPPED by a limit: there is something to change, but this plan has no steps. It can't be approved or applied. Those who would have been changed are held back.";

/// In place of such a value. As JSON, no value is the same.
pub(crate) const NOT_SHOWN: &str = "(not shown)";

/// Whether the values of a field aren't shown.
pub(crate) fn is_masked(field: &str) -> bool {
    MASKED.contains(&field)
}

/// The longest value that is shown, in bytes. A longer one is cut, and a warning says so.
const MAX_VALUE_BYTES: usize = 5_000;

/// A page of a plan, beginning with 1.
///
/// # Errors
/// Kind `validation`: there is no such page.
pub fn render(plan: &Plan, format: Format, page: usize) -> Result<Rendered> {
    let held = plan.json.get_or_null("held");
    let items = plan.steps.len() + held.len();
    let size = format.page_size();
    let pages = items.div_ceil(size).max(1);
    if !(1..=pages).contains(&page) {
        let problem = format!("must be 1 to {pages} but is {page}");
        return Err(Error::invalid("page", &problem));
    }
    let (from, to) = ((page - 1) * size, items.min(page * size));
    let mut text = head(plan, format);
    let mut list = String::new();
    for at in from..to {
        list.push_str(&match plan.steps.get(at) {
            Some(step) => step_item(format, plan, step),
            None => held_item(format, &held.at(at - plan.steps.len())),
        });
    }
    if !list.is_empty() {
        text.push_str(&format.list(&list));
    }
    if pages > 1 {
        text.push_str(&format.line(&format!("Page {page} of {pages}")));
    }
    Ok(Rendered {
        text,
        pages,
        verified: plan.trust == Trust::Verified,
    })
}

fn head(plan: &Plan, format: Format) -> String {
    let heading = format!(
        "Plan: {} in {}",
        format.value(&plan.action),
        format.value(&plan.tenant.host)
    );
    let mut text = format.heading(&heading);
    text.push_str(&format.line(&totals(plan)));
    for line in [leaver_reasons(plan), freed(format, plan)] {
        text.push_str(&line.map_or_else(String::new, |line| format.line(&line)));
    }
    let unverified = match plan.trust {
        Trust::Verified => None,
        Trust::Unsigned => {
            Some("Unverified: this plan has no signature. Anybody could have written it.")
        }
        Trust::NoKey => Some("Unverified: the key that signed this plan is not available here."),
    };
    if let Some(unverified) = unverified {
        text.push_str(&format.line(unverified));
    }
    if let Some(most) = plan.permissions.max_people {
        let people = if most == 1 { "person" } else { "people" };
        text.push_str(&format.line(&format!("Limit set by the request: {most} {people}")));
    }
    if plan.permissions.include_administrators {
        let permitted = "Permitted by the request: administrators may be shut out";
        text.push_str(&format.line(permitted));
    }
    let requester = match &plan.requested_by {
        Some(requester) => format!("Requested by {}", format.value(requester)),
        None => "Requested by nobody who is named".to_owned(),
    };
    let reason = plan.json.get_str("reason");
    let reason = reason.map_or_else(String::new, |reason| format!(": {}", format.value(&reason)));
    text.push_str(&format.line(&[requester, reason].concat()));
    let made = plan.json.str_or_default("createdAt");
    let expires = plan.json.str_or_default("expiresAt");
    let times = format!(
        "Made {}, expires {}",
        format.value(&made),
        format.value(&expires)
    );
    text.push_str(&format.line(&times));
    text.push_str(&format.line(&format!("Fingerprint {}", format.value(&plan.fingerprint))));
    for warning in plan.json.get_or_null("warnings").items() {
        let warning = format!("Warning: {}", format.value(&warning.to_display_string()));
        text.push_str(&format.line(&warning));
    }
    text
}

/// The totals, counted from the steps rather than read from the plan.
fn totals(plan: &Plan) -> String {
    let mut totals = Vec::new();
    for &kind in StepKind::VARIANTS {
        let count = plan.steps.iter().filter(|step| step.kind == kind).count();
        if count > 0 {
            totals.push(format!("{count} to {}", verb(kind)));
        }
    }
    let on_a_date = |step: &&super::Step| matches!(step.ending(), Some(Ending::On(_)));
    let count = plan.steps.iter().filter(on_a_date).count();
    if count > 0 {
        totals.push(format!("{count} of these to be deactivated on a date"));
    }
    // Those whom the plan would have changed are no part of the others.
    let stopped: &str = HeldReason::Stopped.into();
    let is_other = |held: &Json| held.get_str("reason").as_deref() != Some(stopped);
    let held = plan.json.get_or_null("held");
    let held = held.items().filter(is_other).count();
    let unchanged = plan.json.get_or_null("unchanged").len();
    for (count, what) in [(held, "held back"), (unchanged, "unchanged")] {
        if count > 0 {
            totals.push(format!("{count} {what}"));
        }
    }
    if plan.stopped.is_some() {
        let also = match totals.is_empty() {
            true => String::new(),
            false => format!(" Also {}.", totals.join(", ")),
        };
        return format!("{STOPPED}{also}");
    }
    match (plan.steps.is_empty(), totals.is_empty()) {
        (true, true) => "Nothing to change.".to_owned(),
        (true, false) => format!("Nothing to change: {}.", totals.join(", ")),
        (false, _) => format!("{}.", totals.join(", ")),
    }
}

fn verb(kind: StepKind) -> &'static str {
    match kind {
        StepKind::SetVersion => "set to another version",
        StepKind::Replace => "replace as owner",
        _ => kind.as_str(),
    }
}

fn step_item(format: Format, plan: &Plan, step: &Step) -> String {
    let other = |on: &String| plan.steps.iter().find(|other| other.id == *on);
    let other = step.depends_on.as_ref().and_then(other);
    let (step, kind) = (&step.json, step.kind);
    let title = title_of(format, kind, step);
    let (before, after) = (step.get_or_null("before"), step.get_or_null("after"));
    let names = step.get_or_null("names");
    let mut details = Vec::from_iter(cause_of(format, step));
    let mut cut = Vec::new();
    let mut show = |name: &str, value: &Json| {
        let text = match created_by(plan, value) {
            Some(created) => created,
            None => shown(name, value, &names),
        };
        if text.len() > MAX_VALUE_BYTES && !cut.iter().any(|known| known == name) {
            cut.push(name.to_owned());
        }
        match text.as_str() {
            NOT_SHOWN => text,
            _ => format.value(&cut_at(&text, MAX_VALUE_BYTES)),
        }
    };
    for (name, value) in after.entries() {
        let old = before.get(&name);
        // Workfront requires it, such as the access level of a reactivation.
        if old.as_ref().is_some_and(|old| is_same(old, &value)) {
            continue;
        }
        let new = show(&name, &value);
        let line = match old {
            Some(old) => format!("{}: {} → {new}", format.value(&name), show(&name, &old)),
            None => format!("{}: {new}", format.value(&name)),
        };
        details.push(line);
    }
    if kind == StepKind::Unsubscribe {
        // What is lost.
        for (name, old) in before.entries() {
            let old = show(&name, &old);
            details.push(format!("{}: {old}", format.value(&name)));
        }
    }
    for (name, value) in step.get_or_null(ONLY_IF).entries() {
        let value = show(&name, &value);
        details.push(format!("Only if {} is still {value}", format.value(&name)));
    }
    if let Some(other) = other {
        let other = title_of(format, other.kind, &other.json);
        details.push(format!("Only if this is done too: {other}"));
    }
    for name in &cut {
        details.push(format!(
            "Warning: {} has a value of more than {MAX_VALUE_BYTES} bytes, and only its beginning is shown",
            format.value(name)
        ));
    }
    for warning in step.get_or_null("warnings").items() {
        details.push(format!(
            "Warning: {}",
            format.value(&warning.to_display_string())
        ));
    }
    format.item(&title, &details)
}

fn is_same(one: &Json, other: &Json) -> bool {
    let one = one.to_canonical_string();
    one.is_some() && one == other.to_canonical_string()
}

fn title_of(format: Format, kind: StepKind, step: &Json) -> String {
    format!("{}: {}", verb(kind), person(format, step))
}

fn held_item(format: Format, held: &Json) -> String {
    let message = held.str_or_default("message");
    let title = format!("held back: {}", person(format, held));
    let place = match (held.get_f64("line"), held.get_f64("row")) {
        (Some(line), _) => format!("Line {line} of the file"),
        (None, Some(row)) => format!("Row {row} of the list"),
        (None, None) => return format.item(&title, &[format.value(&message)]),
    };
    let mut parts = vec![place];
    for (name, value) in held.get_or_null("keys").entries() {
        parts.push(format!("{name} {}", value.to_display_string()));
    }
    let place = format.value(&parts.join(", "));
    format.item(&title, &[format.value(&message), place])
}

/// The person that a step is about, and the ID.
fn person(format: Format, step: &Json) -> String {
    let person = step.get_or_null("person");
    let mut parts = Vec::new();
    for field in ["name", "emailAddr", "accessLevel", "homeGroup"] {
        if let Some(text) = person.get_str(field).filter(|text| !text.is_empty()) {
            parts.push(format.value(&text));
        }
    }
    if let Some(id) = step.get_str("ID").or_else(|| step.get_str("key")) {
        parts.push(format.value(&id));
    }
    parts.join(&format.plain(" · "))
}

/// The names of the objects that the rows of a collection are, before the rows; empty if none is known.
fn rows_named(value: &Json, names: &Json) -> String {
    let mut known = Vec::new();
    for row in value.items() {
        known.extend(row.get_str("ID").and_then(|id| names.get_str(&id)));
    }
    match known.is_empty() {
        true => String::new(),
        false => known.join(", ") + " ",
    }
}

/// The person whom another step of the plan creates, in place of the reference to that step.
fn created_by(plan: &Plan, value: &Json) -> Option<String> {
    let step = value.get_str("step")?;
    let step = plan.steps.iter().find(|other| other.id == step)?;
    let person = step.json.get_or_null("person");
    let mut words = Vec::new();
    for field in ["name", "emailAddr"] {
        words.extend(person.get_str(field).filter(|text| !text.is_empty()));
    }
    words.push("created by this plan".to_owned());
    Some(words.join(", "))
}

/// A value of a field as text, with the name of the object if it is an ID.
fn shown(field: &str, value: &Json, names: &Json) -> String {
    if is_masked(field) {
        return NOT_SHOWN.to_owned();
    }
    let name = value.as_str().and_then(|id| names.get_str(&id));
    match name {
        Some(name) => format!("{name} ({})", value.to_display_string()),
        // As JSON, so that a string can't look like another value.
        None => rows_named(value, names) + &value.to_json_string(),
    }
}
