use super::{About, Action, Context};
use crate::api::batch::{self, Dialect, Operation};
use crate::error::{Details, Error, Result};
use crate::input::{Problems, input};
use crate::json::{Json, to_json};

const DEFAULT_CHUNK: u32 = 50;
/// The cap of the documented arrays (facts, section 5.1), kept for every dialect.
const MAX_CHUNK: u32 = 100;

/// Runs many operations in few requests.
#[derive(Debug)]
pub struct Batch;

input! {
    /// What to do, in order.
    pub struct Input {
        /// The operations, in order.
        pub operations: Vec<Operation>,
        /// How many operations a request carries: 1 to 100, 50 when not given.
        pub chunkSize: Option<u32>,
    }
}

/// What became of one operation.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "BatchResult"))]
pub struct OffboardOutcome {
    /// Whether it was done.
    pub ok: bool,
    /// What Workfront gave for it.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub data: Option<Json>,
    /// Why it failed.
    #[cfg_attr(feature = "schema", schemars(skip_serializing_if = "Option::is_none"))]
    pub error: Option<Details>,
}

to_json!(OffboardOutcome { ok, data, error });

/// What became of all of them.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// A result for each operation, in their order.
    pub results: Vec<OffboardOutcome>,
    /// The dialect that carried them.
    pub dialect: Dialect,
    /// How many requests were sent, look-ups and repeated parts included.
    pub requests: u32,
}

to_json!(Output {
    results,
    dialect,
    requests,
});

impl Action for Batch {
    const ID: &'static str = "batch";
    const ABOUT: About = About {
        title: "Run a batch",
        description: "Runs many operations in few requests and tells what became of each, in order; one that fails stops no other. Costs 1 request a chunk, 1 more for each chunk that creates users, and more where Workfront doesn't tell which operation of a chunk failed.",
        group: "Bulk",
        read_only: false,
        destructive: true,
        idempotent: false,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: Input) -> Result<Output> {
        let chunk_size = check(&input)?;
        let operations = input.operations;
        let total = operations.len();
        let progress = |done| context.report(done, total);
        let report = batch::run(&context.client, &operations, chunk_size, &progress).await?;
        Ok(Output {
            results: report.verdicts.into_iter().map(outcome).collect(),
            dialect: report.dialect,
            requests: context.client.requests(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> crate::manifest::Example {
        use crate::error::ErrorKind::{Forbidden, OutcomeUnknown};
        use crate::manifest::samples;
        crate::manifest::Example {
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
    let chunk_size = input.chunkSize.unwrap_or(DEFAULT_CHUNK);
    if !(1..=MAX_CHUNK).contains(&chunk_size) {
        problems.add(
            "chunkSize",
            format!("must be 1 to {MAX_CHUNK}, not {chunk_size}"),
        );
    }
    problems.into_result()?;
    Ok(chunk_size as usize)
}

fn outcome(verdict: Result<Json>) -> OffboardOutcome {
    match verdict {
        Ok(data) => OffboardOutcome {
            ok: true,
            data: Some(data),
            error: None,
        },
        Err(error) => OffboardOutcome {
            ok: false,
            data: None,
            error: Some(details(error)),
        },
    }
}

fn details(error: Error) -> Details {
    error.in_action(Batch::ID).into_details()
}
