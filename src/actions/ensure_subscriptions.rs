use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, samples};
use crate::error::{Details, Error, Result};
use crate::input::{Problems, item};
use crate::services::events::{
    Declared, Receiver, Subscription, service,
    writes::{self, Made},
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

/// What became of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EnsureOutcome {
    /// It was missing, and is made.
    Created,
    /// It was there.
    Exists,
    /// It was there with another authToken; it is deleted and made anew.
    Renewed,
    /// It wasn't declared, and is deleted.
    Deleted,
    /// It wasn't declared, and is kept.
    Kept,
    /// It isn't as declared: see 'error'.
    Failed,
}

/// What became of each.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "EnsureSubscriptionsOutput"))]
pub struct Output {
    /// The declared ones in their order, then the others on the URL. In a dry run, what would become of them.
    pub report: Vec<Entry>,
    /// Whether anything was changed, or would be in a dry run.
    pub changed: bool,
    /// Whether all is as declared.
    pub ok: bool,
    /// How many requests were sent.
    pub requests: u32,
    /// What to know: a URL that Workfront has disabled or frozen.
    pub notes: Vec<&'static str>,
}

/// What became of one subscription.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "EnsureEntry"))]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its ID; absent where there is none (yet).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The kind of object.
    pub obj_code: String,
    /// When it tells: 'CREATE', 'UPDATE' or 'DELETE'.
    pub event_type: String,
    /// What became of it.
    pub outcome: EnsureOutcome,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Details>,
}

const DISABLED: &str = "Workfront has disabled this URL because too many deliveries failed: it tries every 10 minutes, and goes on when one succeeds.";
const FROZEN: &str = "Workfront has frozen this URL and sends nothing there any more. No documented call ends that: use another URL, or ask Workfront's support.";
const GAP: &str = "Events between the deletion of a renewed subscription and its return are lost: read what changed with 'changes'.";

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
        let client = &context.client;
        let is_dry = input.dryRun == Some(true);
        let mut others = service::all(client, &receiver.url).await?;
        let mut notes = state_of(&others);
        let mut report = Vec::new();
        let total = input.subscriptions.len();
        for declared in &input.subscriptions {
            let place = others.iter().position(|other| declared.is(other));
            let present = place.map(|place| others.remove(place));
            let is_stale = present.as_ref().is_some_and(|present| {
                input.renew == Some(true) || !receiver.may_be(&present.text("authToken"))
            });
            let outcome = match (&present, is_stale) {
                (Some(_), false) => EnsureOutcome::Exists,
                (Some(_), true) => EnsureOutcome::Renewed,
                (None, _) => EnsureOutcome::Created,
            };
            let mut entry = Entry {
                id: present.map(|present| present.id()),
                obj_code: declared.obj_code(),
                event_type: declared.event().as_str().to_owned(),
                outcome,
                error: None,
            };
            if outcome != EnsureOutcome::Exists && !is_dry {
                let made = renew(context, entry.id.as_deref(), declared, &receiver).await;
                let was_there = matches!(&made, Ok((_, false)));
                if was_there && entry.outcome == EnsureOutcome::Created {
                    entry.outcome = EnsureOutcome::Exists;
                }
                entry.apply(made.map(|(id, _)| id));
            }
            if entry.outcome == EnsureOutcome::Renewed && !notes.contains(&GAP) {
                notes.push(GAP);
            }
            report.push(entry);
            context.report(report.len(), total);
        }
        for other in others {
            let mut entry = Entry {
                id: Some(other.id()),
                obj_code: other.text("objCode"),
                event_type: other.text("eventType"),
                outcome: EnsureOutcome::Kept,
                error: None,
            };
            if input.keepOthers != Some(true) {
                entry.outcome = EnsureOutcome::Deleted;
                if !is_dry && let Some(id) = &entry.id {
                    let done = delete(context, id).await.map(|()| id.clone());
                    entry.apply(done);
                }
            }
            report.push(entry);
        }
        Ok(Output {
            changed: report
                .iter()
                .any(|entry| !matches!(entry.outcome, EnsureOutcome::Exists | EnsureOutcome::Kept)),
            ok: report
                .iter()
                .all(|entry| entry.outcome != EnsureOutcome::Failed),
            report,
            requests: client.requests(),
            notes,
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

impl Entry {
    fn apply(&mut self, done: Result<String>) {
        match done {
            Ok(id) => self.id = Some(id),
            Err(error) => {
                self.outcome = EnsureOutcome::Failed;
                self.error = Some(error.into_details());
            }
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

fn state_of(on_url: &[Subscription]) -> Vec<&'static str> {
    let has_mark = |name: &str| on_url.iter().any(|one| one.has_mark(name));
    if has_mark("frozenAt") {
        vec![FROZEN]
    } else if has_mark("disabledAt") {
        vec![DISABLED]
    } else {
        Vec::new()
    }
}

/// Deletes the old one first: a second one like it is refused. Gives the ID, and whether this run has made it.
async fn renew(
    context: &Context,
    old: Option<&str>,
    declared: &Declared,
    receiver: &Receiver,
) -> Result<(String, bool)> {
    if let Some(old) = old {
        delete(context, old).await?;
    }
    match writes::create(&context.client, declared, receiver).await {
        Ok(Made::Created { id, .. }) => Ok((id, true)),
        // It wasn't there before: it is the one whose response was lost.
        Ok(Made::Shows(found)) => Ok((found.id(), true)),
        // Another run has made it meanwhile.
        Ok(Made::Exists) => {
            let found = service::alike(&context.client, declared, &receiver.url).await?;
            let found = found.ok_or_else(service::not_listed)?;
            Ok((found.id(), false))
        }
        Err(error) if old.is_some() => {
            let hint = format!(
                "The old subscription is deleted and the new one wasn't made: run this again soon. {}",
                error.hint
            );
            Err(error.with_hint(hint))
        }
        Err(error) => Err(error),
    }
}

async fn delete(context: &Context, id: &str) -> Result<()> {
    let id = crate::model::Id::parse(id).ok_or_else(|| {
        Error::invalid("id", "Workfront listed a subscription without a usable ID")
    })?;
    match writes::delete(&context.client, &id).await {
        // Gone already.
        Err(error) if error.kind == crate::error::ErrorKind::NotFound => Ok(()),
        outcome => outcome.map(|_| ()),
    }
}
