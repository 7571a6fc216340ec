use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::{Details, Result};
use crate::input::Problems;
use crate::json::Json;
use crate::protocol::{
    batch::{Dialect, Operation},
    evidence::Evidence,
};
use crate::services::batch::{self, OperationState, Verdict};
use serde::{Deserialize, Serialize};

/// Runs many operations in few requests.
#[derive(Debug)]
pub struct Batch;

/// What to do, in order.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The operations, in order.
    pub operations: Vec<Operation>,
    /// How many operations a request carries: 1 to 100, 50 when not given.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub chunkSize: Option<u32>,
}

/// What became of one operation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BatchResult {
    /// Whether it was done.
    pub ok: bool,
    /// What is known: it was done, it was not done, it may have been done, or it was not sent.
    pub state: OperationState,
    /// How that is known: by Workfront's response, or by reading the object back. Absent where nothing shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What Workfront gave for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Json>,
    /// Why it was not done, or why that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Details>,
}

/// What became of all of them.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// A result for each operation, in their order.
    pub results: Vec<BatchResult>,
    /// The dialect that carried them.
    pub dialect: Dialect,
    /// How many requests were sent, look-ups and repeated parts included.
    pub requests: u32,
}

impl Action for Batch {
    const ID: &'static str = "batch";
    const ABOUT: About = About {
        title: "Run a batch",
        description: "Runs many operations in few requests and tells what became of each, in order; one that fails stops no other.",
        requests: Requests::at_least(
            1,
            "1 per chunk, 1 more for each chunk that creates users, and more if Workfront's response does not show the result of each operation",
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
        let operations = &input.operations;
        let total = operations.len();
        let progress = |done| context.report(done, total);
        let report = batch::run(&context.client, operations, chunk_size, &progress).await?;
        Ok(Output {
            results: report.verdicts.into_iter().map(outcome).collect(),
            dialect: report.dialect,
            requests: context.client.requests(),
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

fn check(input: &Input) -> Result<usize> {
    let mut problems = Problems::default();
    if input.operations.is_empty() {
        problems.add("operations", "must have an operation");
    }
    let chunk_size = batch::chunk_size(input.chunkSize, &mut problems);
    problems.into_result().map(|()| chunk_size)
}

fn outcome(verdict: Verdict) -> BatchResult {
    let (data, error) = match verdict.outcome {
        Ok(data) => (Some(data), None),
        Err(error) => (None, Some(error.in_action(Batch::ID).into_details())),
    };
    BatchResult {
        ok: error.is_none(),
        state: verdict.state,
        evidence: verdict.evidence,
        data,
        error,
    }
}
