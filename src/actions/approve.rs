use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::client::normalized_person;
use crate::error::{Error, Result};
use crate::input::Problems;
use crate::json::Json;
use crate::services::plans::{self, Decision, Plan};
use serde::{Deserialize, Serialize};

/// Approves or rejects a plan.
#[derive(Debug)]
pub struct Approve;

/// The plan and the decision.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The plan, as 'plan' returned it.
    #[cfg_attr(feature = "schema", schemars(with = "plans::schema::Plan"))]
    pub plan: Json,
    /// The person who decides, as your own sign-in knows them: never a value that the person may choose.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 320), extend("x-placeholder" = samples::APPROVER)))]
    pub by: String,
    /// 'approve' (default) or 'reject'. One rejection is enough to reject the plan.
    pub decision: Option<Decision>,
    /// The person's comment.
    #[cfg_attr(feature = "schema", schemars(length(max = 500)))]
    pub comment: Option<String>,
}

/// The decision, signed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ApproveOutput"))]
pub struct Output {
    /// The decision as a JSON Web Signature, to pass to 'apply'. It counts for a plan that makes the same change for the same
    /// requester, until the plan's expiry. With planStore it counts for the first such plan that is applied; without one, for every
    /// such plan.
    pub approval: String,
}

/// The longest name of a person, in characters. An e-mail address has 320 at most.
pub(super) const MAX_PERSON: usize = 320;
/// The longest comment or reason, in characters: an approval has to fit into a link.
pub(super) const MAX_COMMENT: usize = 500;

impl Action for Approve {
    const ID: &'static str = "approve";
    const ABOUT: About = About {
        title: "Approve a plan",
        description: "Signs a person's decision about a plan with the connection's planKeys. The host says who the person is, so run this only behind your own sign-in.",
        requests: Requests::NONE,
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let settings = &context.client.tenant().plans;
        let Some(keys) = &settings.keys else {
            return Err(Error::invalid("planKeys", "is required to approve a plan")
                .with_hint("Set the connection's option planKeys: without a key anybody could write an approval."));
        };
        let mut problems = Problems::default();
        check_person(&input.by, "by", &mut problems);
        if let Some(comment) = &input.comment {
            check_length(comment, "comment", MAX_COMMENT, &mut problems);
        }
        problems.into_result()?;
        let plan = Plan::read(&input.plan, Some(keys))?;
        let decision = input.decision.unwrap_or(Decision::Approve);
        let comment = input.comment.as_deref().filter(|text| !text.is_empty());
        let who = (input.by.trim(), decision, comment);
        let rules = settings.rules.as_ref();
        let id = plans::random_id(&context.client);
        let approval = plans::approve(&plan, &id, keys, rules, who, context.client.now())?;
        Ok(Output { approval })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::NotApproved;
        Example {
            input: serde_json::json!({ "plan": samples::PLAN, "by": samples::APPROVER }),
            fails: &[NotApproved],
        }
    }
}

/// Checks the name of a person: two names that look the same must be the same.
pub(super) fn check_person(name: &str, field: &str, problems: &mut Problems) {
    if normalized_person(name).is_empty() {
        problems.add(field, "must not be blank");
    }
    if name.trim().chars().any(plans::is_invisible) {
        let problem = "must not have control characters or characters that can't be seen";
        problems.add(field, problem);
    }
    check_length(name, field, MAX_PERSON, problems);
}

/// Checks the length of a text.
pub(super) fn check_length(text: &str, field: &str, most: usize, problems: &mut Problems) {
    let length = text.chars().count();
    if length > most {
        let problem = format!("must have at most {most} characters but has {length}");
        problems.add(field, problem);
    }
}
