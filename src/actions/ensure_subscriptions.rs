use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::input::{Problems, item};
use crate::services::events::{
    Declared, EnsureEntry, EnsureOptions, EnsureOutcome, Receiver, ensure,
};
use serde::{Deserialize, Serialize};

/// Makes the subscriptions of a URL as declared.
#[derive(Debug)]
pub struct EnsureSubscriptions;

/// What the URL shall be told.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The URL that events are sent to: https, with a certificate that isn't self-signed.
    #[cfg_attr(feature = "schema", schemars(extend("x-placeholder" = samples::HOOK)))]
    pub url: String,
    /// A long random text that comes back with every event; less than 255 characters.
    #[cfg_attr(feature = "schema", schemars(extend("x-secret" = true)))]
    pub authToken: String,
    /// All that shall be sent there.
    pub subscriptions: Vec<Declared>,
    /// Leave subscriptions on this URL that aren't declared as they are, instead of deleting them.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub keepOthers: Option<bool>,
    /// Make all of them anew: for a new authToken that ends like the old one.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub renew: Option<bool>,
    /// Only say what would be done: nothing is changed.
    pub dryRun: Option<bool>,
}

/// What became of each.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "EnsureSubscriptionsOutput"))]
pub struct Output {
    /// The declared ones in their order, then the others on the URL. In a dry run, what would become of them.
    pub report: Vec<EnsureEntry>,
    /// Whether anything was changed, or would be in a dry run.
    pub changed: bool,
    /// Whether all is as declared.
    pub ok: bool,
    /// How many requests were sent.
    pub requests: u32,
    /// What to know: a URL that Workfront has disabled or frozen.
    pub notes: Vec<&'static str>,
}

impl Action for EnsureSubscriptions {
    const ID: &'static str = "ensureSubscriptions";
    const ABOUT: About = About {
        title: "Make event subscriptions as declared",
        description: "Compares the subscriptions on a URL with those declared, makes what is missing, deletes what isn't declared, and reports each. Subscriptions on other URLs are never touched. Only for system administrators.",
        requests: Requests::at_least(
            1,
            "1 per 1,000 subscriptions of the tenant, and 1 for each change",
        ),
        group: "Events",
        read_only: false,
        destructive: true,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let receiver = Receiver {
            url: input.url.clone(),
            authToken: input.authToken.clone(),
        };
        check(&receiver, &input.subscriptions)?;
        let how = EnsureOptions {
            keep_others: input.keepOthers == Some(true),
            renew: input.renew == Some(true),
            dry_run: input.dryRun == Some(true),
        };
        let client = &context.client;
        let progress = |done, total| context.report(done, total);
        let done = ensure(client, &receiver, &input.subscriptions, how, &progress).await?;
        let report = done.report;
        let is_change = |entry: &EnsureEntry| {
            !matches!(entry.outcome, EnsureOutcome::Exists | EnsureOutcome::Kept)
        };
        let has_failed = |entry: &EnsureEntry| entry.outcome == EnsureOutcome::Failed;
        Ok(Output {
            changed: report.iter().any(is_change),
            ok: !report.iter().any(has_failed),
            report,
            requests: client.requests(),
            notes: done.notes,
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::Forbidden;
        Example {
            input: serde_json::json!({
                "url": samples::HOOK,
                "authToken": samples::TOKEN,
                "subscriptions": [{ "eventType": "USER_CREATE" }, { "eventType": "USER_UPDATE" }, { "eventType": "USER_DELETE" }],
            }),
            fails: &[Forbidden],
        }
    }
}

fn check(receiver: &Receiver, declared: &[Declared]) -> Result<()> {
    let mut problems = Problems::default();
    receiver.check(&mut problems);
    let mut bodies = Vec::new();
    for (index, one) in declared.iter().enumerate() {
        let path = item("subscriptions", index);
        one.check(&path, &mut problems);
        let body = one.body(receiver).to_json_string();
        if bodies.contains(&body) {
            problems.add(&path, "is declared twice");
        }
        bodies.push(body);
    }
    problems.into_result()
}
