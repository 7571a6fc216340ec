use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::json::Json;
use crate::services::plans::{self, Diff, Plan};
use serde::Deserialize;

/// Compares two plans.
#[derive(Debug)]
pub struct DiffPlans;

/// The plans to compare.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The first plan, such as the one that was approved.
    #[cfg_attr(feature = "schema", schemars(with = "plans::schema::Plan"))]
    pub before: Json,
    /// The second plan, such as the same one made again.
    #[cfg_attr(feature = "schema", schemars(with = "plans::schema::Plan"))]
    pub after: Json,
}

impl Action for DiffPlans {
    const ID: &'static str = "diffPlans";
    const ABOUT: About = About {
        title: "Compare two plans",
        description: "Returns whether two plans make the same change, and the steps that only one of them has or that differ. The order of the steps, the requester and the times don't matter.",
        requests: Requests::NONE,
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Diff;

    async fn run(context: &Context, input: &Input) -> Result<Diff> {
        let keys = context.client.tenant().plans.keys.as_ref();
        let before = Plan::read(&input.before, keys).map_err(|error| named(error, "before"))?;
        let after = Plan::read(&input.after, keys).map_err(|error| named(error, "after"))?;
        Ok(plans::diff(&before, &after))
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::NotApproved;
        Example {
            input: serde_json::json!({ "before": samples::PLAN, "after": samples::PLAN }),
            fails: &[NotApproved],
        }
    }
}

/// The error of a plan, naming the field that has it.
fn named(mut error: crate::error::Error, field: &str) -> crate::error::Error {
    error.message = format!("{field}: {}", error.message);
    error.fields = vec![field.to_owned()];
    error
}
