//! Provisioning one user: find or create the user, update what differs, wait until the account is active.

use super::access_level::kept_level;
use super::difference::{Change, Difference, changes_of_new, confirmed_changes, difference};
use super::find::{find, readable};
use super::notes::Notes;
use super::provisioned::{ProvisionOutcome, Provisioned, would_create};
use super::settings::{Settings, wants_inactive};
use super::wait::wait_until_active;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::evidence::Evidence;
use crate::protocol::fields::as_strs;
use crate::services::guards::{self, GuardOptions};
use crate::services::users::{self, CreateOutcome, State, id_of, is_pending, put, read_user};

const INACTIVE: &str = "The user is inactive and was not reactivated: set reactivate to true to reactivate the account.";
const REACTIVATED: &str =
    "The deactivation removed the proof licence and proof role: set them again.";
const KEY_REPLACED: &str = "The user was found by the e-mail address and had another extRefID: check that it is the same person.";
const PENDING: &str = "The account is not active yet, which usually takes some minutes: run this again later. If it stays inactive, approve the user in Workfront (or run this with approve: true), and add the product profile in the Adobe Admin Console.";
const APPROVED_PENDING: &str = "The account was approved and is not active yet: run this again later, and check that the user has the product profile in the Adobe Admin Console.";

/// Creates the user, or finds the user and updates what differs. Then it waits until the account is active.
///
/// # Errors
/// Several users match, Workfront refuses the creation or update, or a request fails.
pub async fn provision(client: &Client, desired: Json, settings: Settings) -> Result<Provisioned> {
    let fields = readable(&desired);
    let fields = as_strs(&fields);
    let to_find = guards::fields_beside(client, &fields, &desired);
    let (user, made) = match find(client, &desired, settings.match_by, &to_find).await? {
        Some(user) => (user, None),
        None => {
            let new = with_username(&desired);
            if settings.dry_run {
                return Ok(would_create(&new));
            }
            create(client, &new, &settings, &to_find).await?
        }
    };
    let id = id_of(&user).ok_or_else(|| {
        let message = "Workfront returned a user without an ID";
        Error::new(ErrorKind::UnexpectedResponse, message)
    })?;
    let mut run = Run {
        id,
        desired,
        settings,
        user,
        evidence: made,
        outcome: ProvisionOutcome::Created,
        changes: Vec::new(),
        notes: Notes::default(),
    };
    let mut state = Activation::Pending;
    if made.is_some() {
        run.changes = changes_of_new(&with_username(&run.desired));
    } else {
        run.keep_level(client).await?;
        let (found, present) = run.compare()?;
        state = present;
        if settings.dry_run {
            return run.would_update(client, found).await;
        }
        if !found.body.keys().is_empty() {
            let options = GuardOptions::for_one(Some(settings.include_administrators));
            let reservation =
                guards::judge_changes(client, &run.user, &found.body, options).await?;
            let written = put(client, &run.id, found.body, &fields).await;
            let written = reservation.end(written)?;
            (run.user, run.evidence) = (written.user, Some(written.evidence));
            if !run.user.has("isActive") {
                run.user = read_user(client, &run.id, &fields).await?;
            }
            run.changes = confirmed_changes(found.changes, &run.user, &mut run.notes);
        }
        run.outcome = if run.changes.is_empty() {
            ProvisionOutcome::Unchanged
        } else {
            ProvisionOutcome::Updated
        };
    }
    let mut approved = false;
    let is_waiting = run.may_become_active(state);
    if is_waiting {
        let (user, notes) = (&mut run.user, &mut run.notes);
        approved = wait_until_active(client, &run.id, user, &fields, &settings, notes).await;
    }
    run.set_outcome(state, is_waiting, approved);
    Ok(Provisioned {
        user: run.user,
        outcome: run.outcome,
        changes: run.changes,
        evidence: run.evidence,
        held: None,
        notes: run.notes,
    })
}

/// A new user, whose username is the address unless the input names one.
pub fn with_username(desired: &Json) -> Json {
    let mut user = desired.shallow_clone();
    if !user.has("username") {
        user.insert("username", desired.get_or_null("emailAddr"));
    }
    user
}

/// The new user with the evidence of its creation, or the existing user if another run has created it meanwhile or the
/// response of an earlier creation was lost.
async fn create(
    client: &Client,
    desired: &Json,
    settings: &Settings,
    fields: &[&str],
) -> Result<(Json, Option<Evidence>)> {
    match users::create(client, desired).await {
        Ok(created) => {
            let is_new = created.outcome == CreateOutcome::Created;
            match id_of(&created.user) {
                Some(id) if !is_new => Ok((read_user(client, &id, fields).await?, None)),
                _ => Ok((created.user, Some(created.evidence))),
            }
        }
        Err(error) if error.kind == ErrorKind::Conflict => {
            match find(client, desired, settings.match_by, fields).await {
                Ok(Some(user)) => Ok((user, None)),
                _ => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

/// A provisioning run for one user.
struct Run {
    id: Id,
    desired: Json,
    settings: Settings,
    user: Json,
    evidence: Option<Evidence>,
    outcome: ProvisionOutcome,
    changes: Vec<Change>,
    notes: Notes,
}

impl Run {
    /// Wants the present access level, with a remark, where the policy says that the user keeps it.
    async fn keep_level(&mut self, client: &Client) -> Result<()> {
        let policy = self.settings.access_level_policy;
        if let Some(note) = kept_level(client, policy, &self.desired, &self.user).await? {
            let mut desired = self.desired.shallow_clone();
            desired.insert("accessLevelID", self.user.get_or_null("accessLevelID"));
            self.desired = desired;
            self.notes.add(&note);
        }
        Ok(())
    }

    /// The update of an existing user, and how the account becomes active.
    fn compare(&mut self) -> Result<(Difference, Activation)> {
        let was_active = State::of(&self.user, &self.id)?.is_active;
        let pending = is_pending(&self.user);
        let mut found = difference(&self.desired, &self.user, &self.settings, &mut self.notes);
        let had_other_key =
            |change: &Change| change.field == "extRefID" && !change.before.is_null();
        if found.changes.iter().any(had_other_key) {
            self.notes.add(KEY_REPLACED);
        }
        let mut state = Activation::Unchanged;
        // A username that was equal to the address would change with it (docs/workfront-facts.md#e-mail-and-username).
        if found.body.has("emailAddr")
            && let Some(username) = self.desired.get("username")
        {
            found.body.insert("username", username);
        }
        if pending {
            state = Activation::Pending;
            // It looks inactive, but a deactivation doesn't hold: the guards refuse it.
            if wants_inactive(&self.desired) {
                found.body.insert("isActive", false);
            }
        } else if !was_active && self.settings.reactivate {
            state = Activation::Reactivated;
            found.body.insert("isActive", true);
            // Workfront requires it for every reactivation (docs/workfront-facts.md#reactivation).
            if let Some(level) = self.desired.get("accessLevelID") {
                found.body.insert("accessLevelID", level);
            }
            self.notes.add(REACTIVATED);
        } else if !was_active && !wants_inactive(&self.desired) {
            self.notes.add(INACTIVE);
        }
        Ok((found, state))
    }

    /// The result of a dry run for a user who exists.
    async fn would_update(self, client: &Client, found: Difference) -> Result<Provisioned> {
        let mut held = None;
        let mut outcome = ProvisionOutcome::Unchanged;
        if !found.body.keys().is_empty() {
            let options = GuardOptions {
                dry_run: true,
                ..GuardOptions::for_one(Some(self.settings.include_administrators))
            };
            outcome = ProvisionOutcome::WouldUpdate;
            match guards::judge_changes(client, &self.user, &found.body, options).await {
                Ok(_) => {}
                Err(error) if guards::is_held(&error) => {
                    outcome = ProvisionOutcome::Held;
                    held = Some(error);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Provisioned {
            user: self.user,
            outcome,
            changes: found.changes,
            evidence: None,
            held,
            notes: self.notes,
        })
    }

    /// Whether to wait until the account is active.
    fn may_become_active(&self, state: Activation) -> bool {
        state != Activation::Unchanged && !wants_inactive(&self.desired) && !is_active(&self.user)
    }

    /// Sets the outcome by the final state of the account.
    fn set_outcome(&mut self, state: Activation, waited: bool, approved: bool) {
        let is_active = is_active(&self.user);
        if waited && !is_active {
            self.notes
                .add(if approved { APPROVED_PENDING } else { PENDING });
            self.outcome = ProvisionOutcome::Pending;
        }
        let is_activated = approved || state == Activation::Reactivated;
        if is_activated && is_active && self.outcome != ProvisionOutcome::Created {
            self.outcome = ProvisionOutcome::Updated;
            self.changes.push(Change {
                field: "isActive".to_owned(),
                before: false.into(),
                after: true.into(),
            });
        }
    }
}

/// How an account becomes active.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Activation {
    /// The run doesn't change it.
    Unchanged,
    /// It may be inactive, and can become active by itself or by an approval.
    Pending,
    /// This run has reactivated it.
    Reactivated,
}

fn is_active(user: &Json) -> bool {
    user.get_bool("isActive") == Some(true)
}
