//! What a plan has besides its contents: who asks for it, why, and until when it may be applied.

use crate::actions::approve::{MAX_COMMENT, check_length, check_person};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::input::Problems;
use crate::json::Json;
use crate::services::plans::{
    Draft, NewPlan, Permissions, PlanTenant, random_id, requests_to_apply,
};

/// 24 hours.
const DEFAULT_EXPIRY_MS: u32 = 86_400_000;
/// 31 days.
const MAX_EXPIRY_MS: u32 = 2_678_400_000;

/// What a plan has besides its contents.
pub struct PlanRequest<'a> {
    /// The action that is planned.
    pub action: &'a str,
    /// Who asks for it.
    pub requested_by: &'a Option<String>,
    /// Why.
    pub reason: &'a Option<String>,
    /// For how long the plan may be applied.
    pub expires_in_ms: Option<u32>,
}

impl PlanRequest<'_> {
    /// Checks the request before anything is sent.
    ///
    /// # Errors
    /// Kind `validation`: a value is wrong, or the rules require a requester.
    pub fn check(&self, client: &Client) -> Result<()> {
        let mut problems = Problems::default();
        if let Some(person) = self.requested_by {
            check_person(person, "requestedBy", &mut problems);
        }
        if let Some(reason) = self.reason {
            check_length(reason, "reason", MAX_COMMENT, &mut problems);
        }
        if let Some(lifetime) = self.expires_in_ms {
            problems.check_range("expiresInMs", lifetime, MAX_EXPIRY_MS);
        }
        problems.into_result()?;
        let rules = client.tenant().plans.rules.as_ref();
        let needs_requester =
            rules.is_some_and(|rules| rules.approvers() > 0 && rules.excludes_requester());
        if needs_requester && self.requested_by.is_none() {
            let problem =
                "is required: approvalRules.notRequester compares it with the person who approves";
            return Err(Error::invalid("requestedBy", problem));
        }
        Ok(())
    }

    /// The plan with these contents.
    ///
    /// # Errors
    /// Kind `validation`: a value can't be written as JSON.
    pub fn finish(&self, client: &Client, tenant: PlanTenant, draft: Draft) -> Result<Json> {
        let settings = &client.tenant().plans;
        let now = client.now();
        let lifetime = self.expires_in_ms.unwrap_or(DEFAULT_EXPIRY_MS);
        let text = |text: &Option<String>| text.as_deref().map(str::trim).map(str::to_owned);
        let (plan, digest) = NewPlan {
            id: random_id(client),
            tenant,
            action: self.action.to_owned(),
            requested_by: text(self.requested_by),
            reason: text(self.reason).filter(|reason| !reason.is_empty()),
            created_at: now,
            expires_at: now + f64::from(lifetime),
            permissions: Permissions {
                max_people: draft.max_people,
                include_administrators: draft.include_administrators,
            },
            requests_to_apply: requests_to_apply(&draft),
            facts: draft.facts,
            steps: draft.steps,
            held: draft.held,
            unchanged: draft.unchanged,
            warnings: draft.warnings,
        }
        .into_json(settings.keys.as_ref())?;
        if let Some(digest) = digest {
            settings.remember(digest);
        }
        Ok(plan)
    }
}
