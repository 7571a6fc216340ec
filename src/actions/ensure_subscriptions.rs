use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::Result;
use crate::input::{Problems, item};
use crate::services::batch::{Phase, Tally};
#[cfg(feature = "schema")]
use crate::services::events::RECEIVER;
use crate::services::events::{
    Declared, EnsureEntry, EnsureOptions, EnsureOutcome, Receiver, ensure,
};
use serde::{Deserialize, Serialize};

/// Makes the event subscriptions of a URL match a declaration.
#[derive(Debug)]
pub struct EnsureSubscriptions;

/// The URL and its subscriptions.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The URL that receives the events. It must be https, with a certificate that isn't self-signed.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = RECEIVER), extend("x-placeholder" = samples::HOOK)))]
    pub url: String,
    /// A long random string that Workfront sends with every event; fewer than 255 characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 254), extend("x-secret" = true)))]
    pub authToken: String,
    /// All subscriptions that the URL is to have.
    pub subscriptions: Vec<Declared>,
    /// Keep other subscriptions of this URL instead of deleting them. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub keepOthers: Option<bool>,
    /// Delete and recreate all of them. Needed for a new authToken with the same last four characters as the old one. Default: false.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true)))]
    pub renew: Option<bool>,
    /// Only report what would be done, and change nothing. Default: false.
    pub dryRun: Option<bool>,
}

/// The result for each subscription.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "EnsureSubscriptionsOutput"))]
pub struct Output {
    /// The declared subscriptions in the order of the input, then the others of the URL. In a dry run: what would be done.
    pub report: Vec<EnsureEntry>,
    /// Whether anything was changed, or would be changed in a dry run.
    pub changed: bool,
    /// Whether all subscriptions match the declaration.
    pub ok: bool,
    /// The number of requests that were sent.
    pub requests: u32,
    /// Remarks, such as that Workfront has disabled the URL.
    pub notes: Vec<&'static str>,
}

impl Action for EnsureSubscriptions {
    const ID: &'static str = "ensureSubscriptions";
    const ABOUT: About = About {
        title: "Ensure event subscriptions",
        description: "Compares the subscriptions of a URL with the declared ones, creates missing ones, deletes undeclared ones, and reports each. Subscriptions of other URLs are not changed. Only for system administrators.",
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
        let progress = |tally, total| context.report(Phase::Change, tally, total);
        let done = ensure(client, &receiver, &input.subscriptions, how, &progress).await?;
        let report = done.report;
        let mut tally = Tally::default();
        for entry in &report {
            tally.add(entry.outcome == EnsureOutcome::Failed);
        }
        context.report(Phase::Report, tally, report.len());
        let is_change = |entry: &EnsureEntry| {
            !matches!(entry.outcome, EnsureOutcome::Exists | EnsureOutcome::Kept)
        };
        Ok(Output {
            changed: report.iter().any(is_change),
            ok: tally.failed == 0,
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

pub(super) fn check(receiver: &Receiver, declared: &[Declared]) -> Result<()> {
    let mut problems = Problems::default();
    receiver.check(&mut problems);
    let mut bodies = Vec::new();
    for (index, one) in declared.iter().enumerate() {
        let path = item("subscriptions", index);
        one.check(&path, &mut problems);
        let body = one.body(receiver).to_json_string();
        if bodies.contains(&body) {
            problems.add(&path, "is a duplicate of another subscription");
        }
        bodies.push(body);
    }
    problems.into_result()
}
