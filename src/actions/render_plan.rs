use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::json::Json;
use crate::services::plans::{self, Format, Plan, Rendered};
use serde::Deserialize;

/// Shows a plan to the person who decides about it.
#[derive(Debug)]
pub struct RenderPlan;

/// The plan and the format.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The plan, as 'plan' returned it.
    #[cfg_attr(feature = "schema", schemars(with = "plans::schema::Plan"))]
    pub plan: Json,
    /// The format: 'text', 'markdown', 'html' (a fragment) or 'slack' (mrkdwn).
    pub format: Format,
    /// The page, beginning with 1 (default). Each page begins with the totals.
    #[cfg_attr(feature = "schema", schemars(range(min = 1), extend("x-advanced" = true)))]
    pub page: Option<u32>,
}

impl Action for RenderPlan {
    const ID: &'static str = "renderPlan";
    const ABOUT: About = About {
        title: "Show a plan",
        description: "Returns a plan as text, Markdown, HTML or a Slack message, in pages: first the totals, then the changes of each user. Rates and private data are not shown. Text that people control is escaped.",
        requests: Requests::NONE,
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Rendered;

    async fn run(context: &Context, input: &Input) -> Result<Rendered> {
        let settings = &context.client.tenant().plans;
        let plan = Plan::read(&input.plan, settings.keys.as_ref())?;
        plans::render(&plan, input.format, input.page.unwrap_or(1) as usize)
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::NotApproved;
        Example {
            input: serde_json::json!({ "plan": samples::PLAN, "format": "text" }),
            fails: &[NotApproved],
        }
    }
}
