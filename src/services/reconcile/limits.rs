//! How many people a plan may change: over a limit, it changes nobody.

use crate::error::{counted, people};
use crate::input::{check, join, read_json};
use crate::json::{Json, Kind};
use crate::services::plans::{Draft, StepKind};
use serde::{Deserialize, Deserializer};

/// As many of a kind are never stopped by a share, but of deactivations at most half of the active people.
const FREE: usize = 10;
const DEACTIVATE_PERCENT: f64 = 10.0;
const OTHER_PERCENT: f64 = 50.0;

/// The most people of a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// A number.
    Count(u32),
    /// A share of the active people in scope.
    Percent(f64),
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let blank = Limit::Count(0);
        let Some(json) = read_json(deserializer)? else {
            return Ok(blank);
        };
        let parsed = match json.kind() {
            Kind::Number => whole(json.as_f64()),
            Kind::String => percent(&json.to_display_string()),
            _ => None,
        };
        Ok(parsed.unwrap_or_else(|| {
            let what = "a number of people such as 25, or a share such as '10%',";
            check(|path, problems| problems.add_wrong_value(path, what, &json));
            blank
        }))
    }
}

fn whole(number: Option<f64>) -> Option<Limit> {
    let number = number?;
    let fits = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
    fits.then_some(Limit::Count(number as u32))
}

fn percent(text: &str) -> Option<Limit> {
    let number = Json::parse(text.trim().strip_suffix('%')?.trim())?.as_f64()?;
    (0.0..=100.0)
        .contains(&number)
        .then_some(Limit::Percent(number))
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Limit {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "string", "pattern": "^\\s*\\d{1,3}(\\.\\d+)?\\s*%$" },
            ],
        })
    }
}

/// The most people whom a plan may create, update and deactivate.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReconcileLimits"))]
pub struct Limits {
    /// Users to create: a number, or a share of the active people in scope. Default: 50%.
    pub create: Option<Limit>,
    /// Users to update or reactivate. Default: 50%.
    pub update: Option<Limit>,
    /// Users to deactivate, now or later. Default: 10%.
    pub deactivate: Option<Limit>,
}

/// The steps of a plan by the limit that counts them.
#[derive(Clone, Copy, Debug, Default)]
struct Sizes {
    create: usize,
    update: usize,
    deactivate: usize,
}

impl Sizes {
    /// The sizes of a plan with these steps.
    fn of(steps: &Json) -> Self {
        let mut sizes = Sizes::default();
        for step in steps.items() {
            let kind = step.get_str("kind").and_then(|kind| StepKind::parse(&kind));
            let date = step
                .get_or_null("after")
                .get_str("scheduledDeactivationDate");
            let leaves_later = date.is_some_and(|date| !date.is_empty());
            match kind {
                Some(StepKind::Create) => sizes.create += 1,
                Some(kind) if kind.shuts_out() || leaves_later => sizes.deactivate += 1,
                _ => sizes.update += 1,
            }
        }
        sizes
    }
}

impl Limits {
    /// Why a plan of these sizes must not be made; `None` if no limit is exceeded. `active` is the number of active people in
    /// scope.
    fn exceeded(&self, sizes: Sizes, active: usize) -> Option<String> {
        let mut exceeded = Vec::new();
        for (name, limit, default, size) in [
            (
                "deactivate",
                self.deactivate,
                DEACTIVATE_PERCENT,
                sizes.deactivate,
            ),
            ("create", self.create, OTHER_PERCENT, sizes.create),
            ("update", self.update, OTHER_PERCENT, sizes.update),
        ] {
            let limit = limit.unwrap_or(Limit::Percent(default));
            let (most, shown) = match limit {
                Limit::Count(count) => (count as usize, count.to_string()),
                Limit::Percent(percent) => {
                    let (most, free) = share(percent, active, name == "deactivate");
                    (
                        most,
                        format!(
                            "{most} ({percent}% of {} in scope, at least {free})",
                            counted(active, "active person", "active people")
                        ),
                    )
                }
            };
            if size > most {
                exceeded.push(format!(
                    "{} would be {}, more than the limit of {shown}; if that is right, set {} to {size}",
                    people(size),
                    past(name),
                    join("limits", name),
                ));
            }
        }
        (!exceeded.is_empty()).then(|| exceeded.join(". "))
    }

    /// How many people may be shut out if that was set explicitly: the connection's own limit then needs no second permission.
    pub fn explicit_deactivations(&self, active: usize) -> Option<u32> {
        match self.deactivate? {
            Limit::Count(count) => Some(count),
            Limit::Percent(percent) => Some(share(percent, active, true).0 as u32),
        }
    }
}

/// The number that a share of the active people allows, and how many it allows at least.
fn share(percent: f64, active: usize, deactivates: bool) -> (usize, usize) {
    let free = match deactivates {
        true => FREE.min(active / 2),
        false => FREE,
    };
    let share = (active as f64 * percent / 100.0) as usize;
    (share.max(free), free)
}

fn past(name: &str) -> &'static str {
    match name {
        "create" => "created",
        "update" => "updated or reactivated",
        _ => "deactivated",
    }
}

/// Removes all steps of a plan if there are more of a kind than the limits allow. `active` is the number of active people in scope.
pub fn stop_over_limit(limits: &Limits, active: usize, draft: &mut Draft) {
    let Some(message) = limits.exceeded(Sizes::of(&draft.steps), active) else {
        return;
    };
    draft.hold_steps();
    draft.facts.insert("stopped", "limit");
    draft.warnings.clear();
    // Without steps, nothing would stop it.
    draft.would_stop = None;
    draft.warn(&format!("The plan has no steps: {message}."));
}
