use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::json::Json;
use crate::services::plans::{self, ApplyOutput, OnDrift, Plan};
use serde::Deserialize;

/// Applies a plan.
#[derive(Debug)]
pub struct Apply;

/// The plan and its approvals.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "ApplyInput"))]
pub struct Input {
    /// The plan, as 'plan' returned it.
    #[cfg_attr(feature = "schema", schemars(with = "plans::schema::Plan"))]
    pub plan: Json,
    /// The approvals, as 'approve' returned them.
    pub approvals: Option<Vec<String>>,
    /// The authToken of the event subscriptions that the plan creates. No plan contains it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 254), extend("x-secret" = true, "x-advanced" = true)))]
    pub authToken: Option<String>,
    /// What happens if somebody was changed since the plan was made: 'skip' leaves their steps out (default), 'stop' writes nothing at all.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub onDrift: Option<OnDrift>,
    /// Apply a plan without a signature that another connection made. Never possible with approvalRules. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub allowUnsigned: Option<bool>,
}

impl Action for Apply {
    const ID: &'static str = "apply";
    const ABOUT: About = About {
        title: "Apply a plan",
        description: "Does what a plan says, and nothing else: checks its signature and its approvals, reads the users again, leaves out those that have changed since the plan was made, and returns a result for each step and a signed receipt. A plan that was cut off is resumed by applying it again.",
        requests: Requests::at_least(
            0,
            "1 for the tenant once a connection, 2 per 500 users, 1 per 100 changes of users, and for event subscriptions 1 per 1,000 of the tenant and 1 for each change; none for a plan without steps; more if responses are lost",
        ),
        group: "Plans",
        read_only: false,
        destructive: true,
        idempotent: true,
    };
    type Input = Input;
    type Output = ApplyOutput;

    async fn run(context: &Context, input: &Input) -> Result<ApplyOutput> {
        let client = &context.client;
        let settings = &client.tenant().plans;
        let plan = Plan::read(&input.plan, settings.keys.as_ref())?;
        let approvals = plans::check_before_apply(
            &plan,
            settings,
            &client.tenant().base_url,
            input.approvals.as_deref().unwrap_or_default(),
            input.allowUnsigned == Some(true),
            client.now(),
        )?;
        let on_drift = input.onDrift.unwrap_or(OnDrift::Skip);
        let on_progress = |phase, tally, total| context.report(phase, tally, total);
        let token = input.authToken.as_deref();
        plans::apply(client, &plan, &approvals, token, on_drift, &on_progress).await
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, NotApproved};
        Example {
            input: serde_json::json!({ "plan": samples::PLAN }),
            fails: &[NotApproved, Forbidden],
        }
    }
}
