use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::{Details, Error, Result};
use crate::input::{InvalidLine, Lines, Problems};
use crate::json::Json;
use crate::protocol::{
    batch::{Dialect, Operation},
    evidence::Evidence,
};
use crate::services::batch::{self, OperationState, Phase, Stopped, Tally, Verdict};
use crate::services::guards::GuardOptions;
use serde::{Deserialize, Serialize};

/// Sends many operations in few requests.
#[derive(Debug)]
pub struct Batch;

/// The operations.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The operations, in order. An invalid one is not sent and doesn't stop the others.
    #[cfg_attr(feature = "schema", schemars(extend("minItems" = 1)))]
    pub operations: Lines<Operation>,
    /// The number of operations per request: 1 to 100. Default: 50.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100), extend("x-advanced" = true)))]
    pub chunkSize: Option<u32>,
    /// Fail before anything is sent if the operations would shut out more people than this, those of the last hour included. Default: the connection's 'maxPeople'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub maxPeople: Option<u32>,
    /// Whether operations may shut administrators out too. Default: false, which holds them back.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub includeAdministrators: Option<bool>,
    /// Only report which operations would be sent, and change nothing. Default: false.
    pub dryRun: Option<bool>,
}

/// The result of one operation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BatchResult {
    /// Whether the operation was done.
    pub ok: bool,
    /// What is known of the operation: done, not done, maybe done, or not sent because a guard held it back or the run had been
    /// stopped.
    pub state: OperationState,
    /// How the state is known: from Workfront's response or by reading the object back. Absent if there is no evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// The data that Workfront returned for the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Json>,
    /// Why the operation was not done or not sent, or why that is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Details>,
}

/// The results of all operations.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// One result per operation, in the order of the input.
    pub results: Vec<BatchResult>,
    /// Whether every operation was done, or in a dry run would be sent.
    pub complete: bool,
    /// In a dry run: the error with which a limit would stop the run before anything is sent; absent if none would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wouldStop: Option<Details>,
    /// Why not everything was sent; absent if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// The batch dialect that was used; absent if nothing was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Dialect>,
    /// The number of requests that were sent, including lookups and retries.
    pub requests: u32,
}

impl Action for Batch {
    const ID: &'static str = "batch";
    const ABOUT: About = About {
        title: "Run a batch",
        description: "Sends many operations in few requests and returns a result for each, in order. An operation that fails does not stop the others. Operations that shut people out are held back for the connection's own user, administrators and protected people.",
        requests: Requests::at_least(
            0,
            "1 per chunk, 1 more for each chunk that creates users, and more if Workfront's response does not show the result of each operation; operations that can shut people out cost 1 for each 500 people to read them, 1 to read the approvals that they name, and the guards' requests of 'deactivate'; none if there is nothing to send and nobody to read",
        ),
        group: "Bulk",
        read_only: false,
        destructive: true,
        idempotent: false,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let chunk_size = check(input)?;
        let Lines { items, invalid } = &input.operations;
        let total = input.operations.len();
        let refused = Tally {
            done: invalid.len(),
            failed: invalid.len(),
        };
        let progress = |sent| context.report(Phase::Send, refused.plus(sent), total);
        let options = GuardOptions {
            include_administrators: input.includeAdministrators == Some(true),
            max_people: input.maxPeople,
            dry_run: input.dryRun == Some(true),
        };
        let client = &context.client;
        let report = batch::run_guarded(client, items, chunk_size, options, &progress).await?;
        let would_stop = report.would_stop.map(|error| error.in_action(Batch::ID));
        let results = in_order(report.verdicts, invalid);
        let mut tally = Tally::default();
        for result in &results {
            tally.add(!result.ok && result.state != OperationState::Planned);
        }
        context.report(Phase::Report, tally, total);
        Ok(Output {
            results,
            complete: tally.failed == 0 && report.stopped.is_none() && would_stop.is_none(),
            wouldStop: would_stop.map(Error::into_details),
            stopped: report.stopped.map(|stopped| stopped.in_action(Batch::ID)),
            dialect: report.dialect,
            requests: client.requests(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Forbidden, OutcomeUnknown};
        Example {
            input: serde_json::json!({
                "operations": [
                    { "method": "PUT", "uri": format!("/user/{}", samples::JANE), "body": { "title": "Head of Design" } },
                    { "method": "PUT", "uri": format!("/user/{}", samples::LEFT), "body": { "isActive": true } },
                ],
            }),
            fails: &[Forbidden, OutcomeUnknown],
        }
    }
}

pub(super) fn check(input: &Input) -> Result<usize> {
    let mut problems = Problems::default();
    if input.operations.is_empty() {
        problems.add("operations", "must have at least one operation");
    }
    let chunk_size = batch::chunk_size(input.chunkSize, &mut problems);
    problems.into_result().map(|()| chunk_size)
}

/// The results of all operations, the invalid ones among them.
fn in_order(verdicts: Vec<Verdict>, invalid: &[InvalidLine]) -> Vec<BatchResult> {
    let mut results = Vec::with_capacity(verdicts.len() + invalid.len());
    let mut invalid = invalid.iter().peekable();
    for verdict in verdicts {
        while let Some(line) = invalid.next_if(|line| line.position == results.len()) {
            results.push(not_sent(line));
        }
        results.push(to_result(verdict));
    }
    results.extend(invalid.map(not_sent));
    results
}

fn not_sent(line: &InvalidLine) -> BatchResult {
    BatchResult {
        ok: false,
        state: OperationState::NotDone,
        evidence: None,
        data: None,
        error: Some(line.error.clone().in_action(Batch::ID).into_details()),
    }
}

fn to_result(verdict: Verdict) -> BatchResult {
    let (data, error) = match verdict.outcome {
        Ok(_) if verdict.state == OperationState::Planned => (None, None),
        Ok(data) => (Some(data), None),
        Err(error) => (None, Some(error.in_action(Batch::ID).into_details())),
    };
    BatchResult {
        ok: verdict.state == OperationState::Done,
        state: verdict.state,
        evidence: verdict.evidence,
        data,
        error,
    }
}
