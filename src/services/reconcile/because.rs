//! What led to a step, as plans have it: `{ reason, lastWorkingDay?, lastLoginDate?, entryDate?, days?, licence?, line?, row? }`.

use super::desired::Desired;
use crate::json::Json;
use crate::model::date::to_day;

/// The list doesn't have the person.
pub fn missing() -> Json {
    reason("missing")
}

/// What the row says of somebody who has left or leaves.
pub fn leaving(desired: &Desired) -> Json {
    let mut because = reason(match desired.is_active {
        true => "lastWorkingDay",
        false => "isActive",
    });
    if let Some(date) = desired.last_day.and_then(to_day) {
        because.insert("lastWorkingDay", date.as_str());
    }
    because
}

/// A reason without more: `noAccount`, `differs`, `inactive`.
pub fn reason(reason: &'static str) -> Json {
    Json::object_of(&[("reason", reason.into())])
}
