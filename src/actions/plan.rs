use super::planning::{self, PlanRequest, PlannedAction};
use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::client::Client;
use crate::error::{Details, Result};
use crate::json::Json;
#[cfg(feature = "schema")]
use crate::services::plans;
use crate::services::plans::{Draft, PlanTenant, tenant_of};
use serde::{Deserialize, Serialize};

/// Plans an action.
#[derive(Debug)]
pub struct Plan;

/// What to plan, and for whom.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "PlanInput"))]
pub struct Input {
    /// The action to plan.
    pub action: PlannedAction,
    /// The action's input, as you would pass it to the action itself.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<String, Json>")
    )]
    pub input: Json,
    /// The person who asks for the change, as your own sign-in knows them.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 320)))]
    pub requestedBy: Option<String>,
    /// Why the change is needed, for the person who approves it.
    #[cfg_attr(feature = "schema", schemars(length(max = 500)))]
    pub reason: Option<String>,
    /// For how long the plan may be applied, in milliseconds. Default: 24 hours.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2_678_400_000_u32), extend("x-advanced" = true)))]
    pub expiresInMs: Option<u32>,
}

/// The plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PlanOutput"))]
pub struct Output {
    /// The plan. Pass it on unchanged: its signature covers every field.
    #[cfg_attr(feature = "schema", schemars(with = "plans::schema::Plan"))]
    pub plan: Json,
    /// The error with which a limit would stop applying the plan before its first change; absent if none would. A plan is of use
    /// only once the limit is raised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wouldStop: Option<Details>,
}

impl Output {
    /// The plan with these contents, as the action with this ID returns it.
    ///
    /// # Errors
    /// Kind `validation`: a value can't be written as JSON.
    pub(super) fn new(
        client: &Client,
        action: &'static str,
        request: &PlanRequest<'_>,
        tenant: PlanTenant,
        mut draft: Draft,
    ) -> Result<Self> {
        let would_stop = draft.would_stop.take();
        Ok(Output {
            plan: request.finish(client, tenant, draft)?,
            wouldStop: would_stop.map(|error| error.in_action(action).into_details()),
        })
    }
}

impl Action for Plan {
    const ID: &'static str = "plan";
    const ABOUT: About = About {
        title: "Plan a change",
        description: "Returns the changes that an action would make to each user, and the users that it would leave out. Changes nothing. A person can read the plan and approve it; 'apply' does exactly that and nothing else.",
        requests: Requests::at_least(
            1,
            "1 for the tenant once a connection, 1 per 500 users, and what the action itself reads to find them",
        ),
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        let request = PlanRequest {
            action: input.action.as_str(),
            requested_by: &input.requestedBy,
            reason: &input.reason,
            expires_in_ms: input.expiresInMs,
        };
        request.check(client)?;
        let draft = planning::draft(client, input.action, &input.input).await?;
        let tenant = tenant_of(client).await?;
        Output::new(client, Plan::ID, &request, tenant, draft)
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::Forbidden;
        Example {
            input: samples::plan(),
            fails: &[Forbidden],
        }
    }
}
