//! The form of a plan: its fields, and what their values must be.

use crate::error::{NotApproved, Result};
use crate::json::Json;
use crate::model::date;
use crate::services::plans::refusal::refuse;
use crate::services::plans::signed::Signed;
use crate::services::plans::tenant::PlanTenant;

/// The format of plans. It changes if readers have to change.
pub const FORMAT: &str = "workfront-plan/1";

/// A field of a plan: its name, and whether a value fits.
type Field = (&'static str, fn(&Json) -> bool);

/// The fields of a plan.
const FIELDS: &[Field] = &[
    ("id", is_text),
    ("fingerprint", is_text),
    ("tenant", Json::is_object),
    ("action", is_text),
    ("createdAt", is_time),
    ("expiresAt", is_time),
    ("steps", Json::is_array),
    ("held", Json::is_array),
    ("unchanged", Json::is_array),
    ("counts", Json::is_object),
    ("warnings", Json::is_array),
    ("requests", Json::is_object),
];

/// The fields of a plan that may be absent.
const OPTIONAL: &[Field] = &[
    ("signature", is_text),
    ("requestedBy", is_text),
    ("reason", is_text),
    ("maxPeople", is_count),
    ("includeAdministrators", is_true),
    ("stopped", is_text),
    ("states", Json::is_object),
    ("people", is_count),
    ("freed", Json::is_object),
];

/// The parts of a plan whose form was checked.
pub(super) struct Head {
    pub tenant: PlanTenant,
    pub steps: Json,
    pub held: Json,
}

/// Checks the form of a plan, without its steps.
pub(super) fn read_head(json: &Json) -> Result<Head> {
    if !json.is_object() {
        let problem = format!("must be an object but is {}", json.kind().described());
        return malformed(&problem);
    }
    let format = json.str_or_default("format");
    if format != FORMAT {
        let problem = format!(
            "has the format '{}', but this version reads '{FORMAT}' only",
            crate::error::cut(&format)
        );
        return malformed(&problem);
    }
    for &(name, fits) in FIELDS {
        if !json.get(name).is_some_and(|value| fits(&value)) {
            return malformed(&format!("is malformed: {name} is missing or wrong"));
        }
    }
    for name in json.keys() {
        let is_known = name == "format"
            || OPTIONAL.iter().any(|(known, _)| *known == name)
            || FIELDS.iter().any(|(known, _)| *known == name);
        if !is_known {
            let problem = format!(
                "is malformed: {} is not known here",
                crate::error::cut(&name)
            );
            return malformed(&problem);
        }
    }
    for &(name, fits) in OPTIONAL {
        if json.get(name).is_some_and(|value| !fits(&value)) {
            return malformed(&format!("is malformed: {name} is wrong"));
        }
    }
    let tenant = json.get_or_null("tenant");
    let (Some(host), Some(customer_id)) = (tenant.get_str("host"), tenant.get_str("customerID"))
    else {
        return malformed("is malformed: tenant is wrong");
    };
    Ok(Head {
        tenant: PlanTenant { host, customer_id },
        steps: json.get_or_null("steps"),
        held: json.get_or_null("held"),
    })
}

/// Refuses a plan because of its form.
pub(super) fn malformed<T>(problem: &str) -> Result<T> {
    refuse(NotApproved::Malformed, Signed::Plan, problem)
}

fn is_text(value: &Json) -> bool {
    value.str_len().is_some_and(|length| length > 0)
}

fn is_count(value: &Json) -> bool {
    let number = value.as_f64().unwrap_or(-1.0);
    number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0
}

/// What is false is left out.
fn is_true(value: &Json) -> bool {
    value.as_bool() == Some(true)
}

fn is_time(value: &Json) -> bool {
    value
        .as_str()
        .is_some_and(|text| date::parse(&text).is_some())
}
