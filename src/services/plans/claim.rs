//! A run claims its plan in the host's store, so that two runs never apply a plan at the same time, and a plan is applied once.
//!
//! The store has `get` and `putIfAbsent` alone, so each run that may begin has a key of its own: run 1, run 2, … The last one is
//! in progress until its end is stored or its lease is over. A run sends nothing after its lease.

use super::plan::Plan;
use super::refusal::{refusal, refuse};
use super::signed::Signed;
use crate::client::Client;
use crate::error::{Error, ErrorKind, NotApproved, Result};
use crate::json::{Json, Kind};
use crate::model::date;
use crate::transport::HostError;

/// How much later than its end a lease still counts, because clocks differ.
const TOLERANCE_MS: f64 = 60_000.0;
/// The most runs of a plan.
pub(super) const MAX_RUNS: u32 = 1_000;

const NO_STORE: &str = "It is unknown whether this plan was applied before: a plan that is applied again changes only what isn't so already.";
const NOT_STORED: &str =
    "The planStore failed after the run, so a second use of this plan can't be detected.";
const NOT_ENDED: &str =
    "The planStore failed after the run: this plan can be applied again when planLeaseMs is over.";

/// A run's claim of its plan.
#[derive(Debug)]
pub(super) struct Claim {
    /// The key of the plan in the store.
    plan_key: String,
    /// The key of this run; `None` if the host has no store.
    run_key: Option<String>,
    run_id: String,
}

impl Claim {
    /// Claims a plan for a run. Sends no request.
    ///
    /// # Errors
    /// Kind `notApproved`, reason `alreadyApplied` or `inProgress`; kind `internal` if the store fails.
    pub async fn begin(client: &Client, plan: &Plan, run_id: &str) -> Result<Self> {
        let mut claim = Claim {
            plan_key: key_of(plan),
            run_key: None,
            run_id: run_id.to_owned(),
        };
        check_not_applied(client, &claim.plan_key).await?;
        for number in 1..=MAX_RUNS {
            let key = format!("{}:run:{number}", claim.plan_key);
            let end = client.now() + client.tenant().plans.lease_ms;
            let content = Json::object_of(&[
                ("state", "running".into()),
                ("run", run_id.into()),
                ("since", date::to_iso(client.now() as i64).as_str().into()),
                ("until", date::to_iso(end as i64).as_str().into()),
            ]);
            let put = client.claim_in_plan_store(&key, &content.to_json_string());
            match put
                .await
                .map_err(|error| failed(client, "putIfAbsent", &error))?
                .as_bool()
            {
                None => return Ok(claim),
                Some(true) => {
                    client.stop_at(end);
                    claim.run_key = Some(key);
                    if number > 1 {
                        // An earlier run may have ended since this one looked.
                        check_not_applied(client, &claim.plan_key).await?;
                    }
                    return Ok(claim);
                }
                Some(false) => check_over(client, &key).await?,
            }
        }
        let problem = format!("has had {MAX_RUNS} runs, and none was complete: make a new plan");
        refuse(NotApproved::AlreadyApplied, Signed::Plan, &problem)
    }

    /// Whether the host has a store.
    pub fn is_stored(&self) -> bool {
        self.run_key.is_some()
    }

    /// Ends the run: a plan that was applied completely is refused from now on, any other may be applied again. Returns what the
    /// caller should know.
    pub async fn end(&self, client: &Client, is_complete: bool) -> Option<&'static str> {
        let mut note = None;
        if is_complete {
            let stored = client
                .put_into_plan_store(&self.plan_key, &self.run_id)
                .await;
            note = match stored.map(|stored| stored.as_bool()) {
                Ok(Some(_)) => None,
                Ok(None) => Some(NO_STORE),
                Err(_) => Some(NOT_STORED),
            };
        }
        if let Some(key) = &self.run_key {
            let stored = client
                .put_into_plan_store(&end_key(key), &self.run_id)
                .await;
            if stored.is_err() {
                note = note.or(Some(NOT_ENDED));
            }
        }
        note
    }
}

/// The key of a plan in the store.
pub(super) fn key_of(plan: &Plan) -> String {
    ["workfront-plan:", &plan.tenant.customer_id, ":", &plan.id].concat()
}

fn end_key(run_key: &str) -> String {
    [run_key, ":ended"].concat()
}

/// Refuses a plan that was applied completely.
async fn check_not_applied(client: &Client, plan_key: &str) -> Result<()> {
    match read(client, plan_key).await?.is_null() {
        true => Ok(()),
        false => {
            let problem = "was applied before, and each plan is applied once";
            refuse(NotApproved::AlreadyApplied, Signed::Plan, problem)
        }
    }
}

/// Refuses a plan while this run of it may still write.
async fn check_over(client: &Client, run_key: &str) -> Result<()> {
    if !read(client, &end_key(run_key)).await?.is_null() {
        return Ok(());
    }
    let stored = read(client, run_key).await?;
    let content = stored.as_str().and_then(|text| Json::parse(&text));
    let content = content.unwrap_or_else(Json::null);
    let until = content.get_str("until");
    let end = until.as_deref().and_then(date::parse);
    let free_at = end.map(|end| end as f64 + TOLERANCE_MS);
    if free_at.is_some_and(|time| client.now() > time) {
        return Ok(());
    }
    // A claim that can't be read may be one of a newer version.
    let since = content.str_or_default("since");
    let free_at = free_at.map_or_else(
        || "an unknown time".to_owned(),
        |time| date::to_iso(time as i64),
    );
    let problem = format!(
        "is being applied by another run, which began at {} and has it until {free_at}",
        crate::error::cut(&since)
    );
    let mut error = refusal(NotApproved::InProgress, Signed::Plan, &problem);
    error.retryable = true;
    Err(error)
}

/// Reads a string in the store; null where there is none, or no store. What is stored says that a plan was applied, so anything else
/// is an error, which has its type and not its value.
pub(super) async fn read(client: &Client, key: &str) -> Result<Json> {
    let stored = client.read_plan_store(key).await;
    let stored = stored.and_then(|stored| match stored.kind() {
        Kind::Null | Kind::String => Ok(stored),
        other => Err(HostError::from(format!(
            "planStore.get must return a string or null but returned {}",
            other.described()
        ))),
    });
    stored.map_err(|error| failed(client, "get", &error))
}

/// The error for a store that failed before anything was sent, or for a call that was cancelled while it waited for the store.
pub(super) fn failed(client: &Client, function: &str, error: &HostError) -> Error {
    if let Err(cancelled) = client.check_may_send() {
        return cancelled;
    }
    let message = format!("The planStore failed ({function}): {}", error.reason);
    let hint = format!("Nothing was sent. Check the host's planStore.{function}.");
    let kind = match error.is_timeout {
        true => ErrorKind::Timeout,
        false => ErrorKind::Internal,
    };
    Error::new(kind, message).with_hint(hint)
}
