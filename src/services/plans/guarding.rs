//! The guards against shutting people out (docs/safety.md), for the steps of a plan: when it is made, and when it is applied.

use super::{StepKind, check_other_users};
use crate::client::Client;
use crate::error::{Error, GuardReason, Result};
use crate::input::Problems;
use crate::json::Json;
use crate::model::Id;
use crate::protocol::evidence::is_same_key;
use crate::protocol::fields::add_field;
use crate::services::guards::{
    self, Candidate, Effect, GuardOptions, Reservation, Target, Verdict, Watched, Write, effect_of,
    recognise,
};
use crate::transport::Method;

/// The property of a step that concerns an administrator: whoever approves the plan sees it.
pub(super) const ADMINISTRATOR: &str = "administrator";

/// What steps do to the people whom they name.
#[derive(Debug)]
pub(super) struct Effects<'a> {
    client: &'a Client,
    /// The effects of bodies that have only booleans, by kind of step and body.
    known: Vec<(String, Option<Effect>)>,
}

impl<'a> Effects<'a> {
    /// Those that the guards of this client watch.
    pub fn new(client: &'a Client) -> Self {
        let known = Vec::new();
        Effects { client, known }
    }

    /// What a step does to the person whom it names, if that is guarded.
    ///
    /// # Errors
    /// Kind `forbidden`: the step concerns other people too.
    pub fn of(
        &mut self,
        kind: StepKind,
        target: Option<&str>,
        after: &Json,
    ) -> Result<Option<Effect>> {
        // Such a body names nobody, so it does the same to everybody.
        let body = booleans(after).filter(|_| target.is_some());
        let Some(body) = body else {
            return effect(self.client, kind, target, after);
        };
        let key = [kind.as_str(), "\n", &body].concat();
        if let Some((_, known)) = self.known.iter().find(|(known, _)| *known == key) {
            return Ok(known.clone());
        }
        let found = effect(self.client, kind, target, after)?;
        self.known.push((key, found.clone()));
        Ok(found)
    }
}

/// The fields of a body that has only booleans, as text.
fn booleans(body: &Json) -> Option<String> {
    let mut text = String::new();
    for (name, value) in body.entries() {
        text.push_str(&name);
        text.push_str(match value.as_bool()? {
            true => "\ntrue\n",
            false => "\nfalse\n",
        });
    }
    Some(text)
}

/// What a step does to the person whom it names, if that is guarded. The guards read it as the write that it becomes.
///
/// # Errors
/// Kind `forbidden`: the step concerns other people too.
fn effect(
    client: &Client,
    kind: StepKind,
    target: Option<&str>,
    after: &Json,
) -> Result<Option<Effect>> {
    let method = match kind {
        StepKind::Delete | StepKind::Replace => return Ok(Some(Effect::Removes)),
        StepKind::Update | StepKind::Deactivate | StepKind::Reactivate => Method::Put,
        StepKind::Create => Method::Post,
        StepKind::Subscribe | StepKind::Unsubscribe | StepKind::SetVersion => return Ok(None),
    };
    check_others(target, after)?;
    let mut found = None;
    let write = Write {
        method,
        path: &["user/", target.unwrap_or_default()].concat(),
        query: "",
        body: Some(after),
    };
    for guarded in recognise(&write, Watched::of(client)) {
        let is_named = match &guarded.target {
            Target::User(id) => target.is_some_and(|target| is_same_key(id.as_str(), target)),
            Target::Approval(_) | Target::OwnUser | Target::Everyone => false,
        };
        if !is_named {
            return Err(concerns_others(target));
        }
        found = Some(match found {
            Some(known) => Effect::and(known, guarded.effect),
            None => guarded.effect,
        });
    }
    Ok(found)
}

/// Refuses what a plan from elsewhere may set of other users: planning refuses it too.
fn check_others(target: Option<&str>, after: &Json) -> Result<()> {
    const MANAGER: &str = "managerID";
    let is_step = |manager: &Json| manager.keys() == ["step"];
    let mut problems = Problems::default();
    let own = target.and_then(Id::parse);
    match after.get(MANAGER).is_some_and(|manager| is_step(&manager)) {
        true => {
            // A user whom another step creates (docs/reconcile.md#states).
            let mut rest = after.shallow_clone();
            rest.insert(MANAGER, Json::null());
            check_other_users(&rest, own.as_ref(), "", &mut problems);
        }
        false => check_other_users(after, own.as_ref(), "", &mut problems),
    }
    let Err(error) = problems.into_result() else {
        return Ok(());
    };
    let message = format!(
        "This step may set fields of another user than the one whom it names: {}",
        error.fields.join(", ")
    );
    Err(of_others(target, &message))
}

fn concerns_others(target: Option<&str>) -> Error {
    let message = "This step could shut out other people than the one whom it names, the connection's own user included";
    of_others(target, message)
}

fn of_others(target: Option<&str>, message: &str) -> Error {
    let error = Error::guarded(GuardReason::OwnUser, message)
        .with_hint("Nobody was changed. Plan a step for each user.");
    match target {
        Some(id) => error.about(id),
        None => error,
    }
}

/// Adds the fields that the guards compare to those that are read.
pub(crate) fn add_fields(client: &Client, names: &Json, fields: &mut Vec<String>) {
    let effects: Vec<Effect> = effect_of(names, Watched::of(client)).into_iter().collect();
    for field in guards::fields(client, &effects) {
        add_field(fields, field);
    }
}

/// What the guards say to some steps.
#[derive(Debug, Default)]
pub(super) struct Guarded {
    /// For each step, why it must not be carried out.
    pub held: Vec<Option<Error>>,
    /// More people than the limit would be shut out.
    pub limit: Option<Error>,
    /// Keep it until the writes have ended.
    pub reservation: Reservation,
}

/// Judges steps: the position of each, what it does, and the person it concerns. A plan lowers the explicit limit of a connection
/// and never raises it. Costs as much as [`guards::judge`].
///
/// # Errors
/// A name in the option `protect` can't be resolved, or a request failed.
pub(super) async fn judge(
    client: &Client,
    steps: &[(usize, Option<Effect>, &Json)],
    options: GuardOptions,
) -> Result<Guarded> {
    let mut candidates = Vec::new();
    for (_, effect, person) in steps {
        if let Some(effect) = effect {
            candidates.push(Candidate {
                person: (*person).clone(),
                effect: effect.clone(),
            });
        }
    }
    let own = client.tenant().safety.max_people;
    let asked = options.max_people;
    let options = GuardOptions {
        max_people: [asked, own].into_iter().flatten().min(),
        ..options
    };
    let judgement = guards::judge(client, &candidates, options).await?;
    let mut verdicts = judgement.verdicts.into_iter();
    let mut held = Vec::with_capacity(steps.len());
    for (_, effect, _) in steps {
        held.push(match effect.as_ref().and_then(|_| verdicts.next()) {
            Some(Verdict::Held(error)) => Some(error),
            _ => None,
        });
    }
    Ok(Guarded {
        held,
        limit: judgement.limit.map(|limit| match own {
            Some(own) if asked.is_some_and(|asked| asked > own) => by_connection(limit, own),
            _ => limit,
        }),
        reservation: judgement.reservation,
    })
}

/// The error of a limit that no plan can lift.
fn by_connection(mut limit: Error, own: u32) -> Error {
    limit.remedy = None;
    limit.with_hint(format!(
        "Nothing was changed. The connection's option maxPeople is {own}, and no plan raises it: split the change, or raise the option."
    ))
}
