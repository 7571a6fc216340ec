#[cfg(feature = "schema")]
use super::Example;
use super::planning::PlanRequest;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use crate::input::Problems;
use crate::protocol::filter::Filter;
use crate::services::plans::{Draft, tenant_of};
use crate::services::reconcile::{self, Limits};
use serde::Deserialize;

/// Ten years.
const MAX_DAYS: u32 = 3_650;

/// Plans to free seats that nobody uses.
#[derive(Debug)]
pub struct Reclaim;

/// What happens to people who don't use their seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum ReclaimAction {
    /// They are deactivated.
    Deactivate,
    /// They get the access level 'accessLevel'.
    Downgrade,
}

/// Which seats to free, and how.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "ReclaimInput"))]
pub struct Input {
    /// After how many days without a login a seat counts as unused.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 3650), extend("x-placeholder" = "90")))]
    pub inactiveDays: u32,
    /// What happens to people who don't use their seat: they are deactivated, or get another access level.
    pub action: ReclaimAction,
    /// The name or ID of the access level for 'downgrade'. People whose licence isn't higher are left alone.
    #[cfg_attr(feature = "schema", schemars(extend("x-placeholder" = "Contributor")))]
    pub accessLevel: Option<String>,
    /// Whom the plan may change: the users who match all these conditions. Default: all users.
    pub scope: Option<Vec<Filter>>,
    /// Whether people count who have never signed in, or whose last login is a date that stands for none (1970 or before). Otherwise
    /// they are held back. Default: false.
    pub includeNeverLoggedIn: Option<bool>,
    /// Whether people with an External licence count. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeExternal: Option<bool>,
    /// Accounts that were created within so many days are left alone. Default: as 'inactiveDays'.
    #[cfg_attr(feature = "schema", schemars(range(max = 3650), extend("x-advanced" = true)))]
    pub newerThanDays: Option<u32>,
    /// The most people, as a number or a share such as '10%' of the active people in scope: 'deactivate', or 'update' for
    /// downgrades. Over it, the plan has no steps. Ten are never over a share. Default: 10% and 50%.
    pub limits: Option<Limits>,
    /// Whether administrators may be shut out. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
    /// How many people applying the plan may shut out. Default: 'limits.deactivate' if it is set, or else the connection's limit.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub maxPeople: Option<u32>,
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

impl Input {
    fn check(&self) -> Result<()> {
        let mut problems = Problems::default();
        problems.check_range("inactiveDays", self.inactiveDays, MAX_DAYS);
        if self.newerThanDays.is_some_and(|days| days > MAX_DAYS) {
            problems.add("newerThanDays", format!("must be at most {MAX_DAYS}"));
        }
        let level = self.accessLevel.as_deref().map(str::trim);
        match (self.action, level) {
            (ReclaimAction::Downgrade, None) => {
                problems.add("accessLevel", "is required if action is 'downgrade'");
            }
            (ReclaimAction::Downgrade, Some("")) => {
                problems.add("accessLevel", "must not be empty");
            }
            (ReclaimAction::Deactivate, Some(_)) => {
                problems.add("accessLevel", "must be left out if action is 'deactivate'");
            }
            _ => {}
        }
        problems.into_result()
    }
}

impl Action for Reclaim {
    const ID: &'static str = "reclaim";
    const ABOUT: About = About {
        title: "Reclaim seats",
        description: "Returns the plan that deactivates or downgrades people who haven't signed in for some days, with the number of seats that it frees by licence. Changes nothing. A person can read the plan and approve it; 'apply' carries it out.",
        requests: Requests::at_least(
            3,
            "1 for the tenant once a connection, 1 for the access levels, 1 to count the users and 1 per 2000 of them, and what the guards read",
        ),
        group: "Plans",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = super::plan::Output;

    async fn run(context: &Context, input: &Input) -> Result<super::plan::Output> {
        let client = &context.client;
        let plan = PlanRequest {
            action: Reclaim::ID,
            requested_by: &input.requestedBy,
            reason: &input.reason,
            expires_in_ms: input.expiresInMs,
        };
        plan.check(client)?;
        input.check()?;
        let mut draft = Draft::default();
        let request = reconcile::Reclaim {
            inactive_days: input.inactiveDays,
            access_level: input.accessLevel.as_deref(),
            scope: input.scope.as_deref().unwrap_or_default(),
            include_never_logged_in: input.includeNeverLoggedIn == Some(true),
            include_external: input.includeExternal == Some(true),
            newer_than_days: input.newerThanDays.unwrap_or(input.inactiveDays),
            limits: input.limits.unwrap_or_default(),
            include_administrators: input.includeAdministrators == Some(true),
            max_people: input.maxPeople,
        };
        reconcile::reclaim(client, &request, &mut draft).await?;
        let tenant = tenant_of(client).await?;
        super::plan::Output::new(client, Reclaim::ID, &plan, tenant, draft)
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::Forbidden;
        Example {
            input: serde_json::json!({
                "inactiveDays": 90,
                "action": "downgrade",
                "accessLevel": "Contributor",
                "limits": { "update": "25%" },
                "requestedBy": "robin.day@example.com",
            }),
            fails: &[Forbidden],
        }
    }
}
