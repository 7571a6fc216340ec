//! What led to the steps of a plan, in words.

use super::format::Format;
use crate::error::cut;
use crate::json::Json;
use crate::services::plans::plan::Plan;
use crate::services::plans::step::BECAUSE;

/// A reason: its code, what it is called at a step, the field that follows, and what it is called in a total; empty where the
/// access of nobody ends and no seat is freed.
type Reason = (&'static str, &'static str, &'static str, &'static str);

const REASONS: &[Reason] = &[
    ("missing", "not in the list", "", "not in the list"),
    (
        "lastWorkingDay",
        "last working day ",
        "lastWorkingDay",
        "last working day",
    ),
    (
        "isActive",
        "isActive is false in the list",
        "",
        "isActive is false in the list",
    ),
    (
        "lastLoginDate",
        "last login ",
        "lastLoginDate",
        "last login long ago",
    ),
    (
        "neverLoggedIn",
        "never logged in, created ",
        "entryDate",
        "never logged in",
    ),
    ("noAccount", "in the list, without an account", "", ""),
    ("differs", "other values in the list", "", ""),
    ("inactive", "in the list, with an inactive account", "", ""),
];

/// What else a reason may have, with the text before and after it.
const MORE: &[(&str, &str, &str)] = &[
    ("days", ", ", " days ago"),
    ("licence", ", licence ", ""),
    ("line", " (line ", " of the file)"),
    ("row", " (row ", " of the list)"),
];

/// What licences are usually called, by their codes.
const LICENCES: &[(&str, &str)] = &[
    ("F", " (Standard)"),
    ("R", " (Light)"),
    ("C", " (Contributor)"),
    ("X", " (External)"),
];

/// What led to a step; `None` if the step doesn't say.
pub(super) fn cause_of(format: Format, step: &Json) -> Option<String> {
    let because = step.get(BECAUSE)?;
    let value = |name: &str| format.value(&cut(&because.get_or_null(name).to_display_string()));
    let code = because.str_or_default("reason");
    let mut text = "Why: ".to_owned();
    match REASONS.iter().find(|(known, ..)| *known == code) {
        None => text.push_str(&value("reason")),
        Some((_, words, field, _)) => {
            text.push_str(words);
            if !field.is_empty() {
                text.push_str(&value(field));
            }
        }
    }
    for (name, before, after) in MORE {
        if because.has(name) {
            for part in [before, value(name).as_str(), after] {
                text.push_str(part);
            }
        }
    }
    Some(text)
}

/// How many people each reason concerns for which access ends or a seat is freed.
pub(super) fn leaver_reasons(plan: &Plan) -> Option<String> {
    let mut codes = Vec::new();
    for step in &plan.steps {
        codes.extend(step.json.get_or_null(BECAUSE).get_str("reason"));
    }
    let mut parts = Vec::new();
    for (code, _, _, words) in REASONS {
        let count = codes.iter().filter(|known| known == code).count();
        if count > 0 && !words.is_empty() {
            parts.push(format!("{count} {words}"));
        }
    }
    sentence("Reasons: ", &parts)
}

/// The seats that the plan frees, by licence.
pub(super) fn freed(format: Format, plan: &Plan) -> Option<String> {
    let mut parts = Vec::new();
    for (code, count) in plan.json.get_or_null("freed").entries() {
        let name = LICENCES.iter().find(|(known, _)| *known == code);
        parts.push(
            [
                format.value(&count.to_display_string()).as_str(),
                " of licence ",
                &format.value(&code),
                name.map_or("", |(_, name)| name),
            ]
            .concat(),
        );
    }
    sentence("Seats freed: ", &parts)
}

fn sentence(begin: &str, parts: &[String]) -> Option<String> {
    (!parts.is_empty()).then(|| [begin, &parts.join(", "), "."].concat())
}
