#[cfg(feature = "schema")]
use super::Example;
use super::create::find_problems;
use super::{About, Action, Context, Requests};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::input::{Problems, check as check_input};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::evidence::Evidence;
use crate::services::directory::{NAMED, given_twice, with_ids};
use crate::services::provisioning::{
    Change, Difference, Notes, Settings, changes_of_new, difference, find, is_pending, kept,
    readable, settle, wants_inactive,
};
use crate::services::users::{self, CreateOutcome, State, as_strs, id_of, put, read_user};
use serde::{Deserialize, Deserializer, Serialize};

/// Creates a person or brings them up to date.
#[derive(Debug)]
pub struct Provision;

/// The fields that the person is to have, by Workfront's names, and beside them the settings of the action.
#[derive(Clone, Debug)]
pub struct Input(pub Json);

impl<'de> Deserialize<'de> for Input {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        if !json.is_object() {
            check_input(|path, problems| {
                problems.add_wrong_type(path, "an object of user fields", &json)
            });
        }
        Ok(Input(json))
    }
}

/// What became of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ProvisionOutcome"))]
pub enum Outcome {
    /// This run created them.
    Created,
    /// They were there, and something was changed.
    Updated,
    /// They were there, and all was as wanted.
    Unchanged,
    /// They are there, created or found, and their account isn't active yet.
    Pending,
}

/// What became of the person.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ProvisionOutput"))]
pub struct Output {
    /// The user, as Workfront gave it last.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// What became of the person.
    pub outcome: Outcome,
    /// What this run changed, field by field; of a new user everything that was given, except the password.
    pub changes: Vec<Change>,
    /// How the outcome of the creation or update is known: by Workfront's response, or by reading the user back. Absent where neither was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What to know of this run, and what is left to do.
    pub notes: Vec<String>,
}

const INACTIVE: &str = "The person is inactive and was left so: set reactivate to true to make the account work again.";
const REACTIVATED: &str =
    "The proof licence and proof role were lost with the deactivation: set them again.";
const KEY_REPLACED: &str = "The person was found by the e-mail address and had another extRefID: make sure that it is the same person.";
const WAITS: &str = "The account isn't active yet, which usually takes some minutes: run this again later. If it lasts, approve the user in Workfront (or run this with approve: true), and add the product profile in the Adobe Admin Console.";
const WAITS_APPROVED: &str = "The account was approved and isn't active yet: run this again later, and see that the user has the product profile in the Adobe Admin Console.";

impl Action for Provision {
    const ID: &'static str = "provision";
    const ABOUT: About = About {
        title: "Provision a user",
        description: "Creates the person, or finds them (inactive ones too) and changes only what differs; then waits for the account to be active. Safe to repeat.",
        requests: Requests::at_least(
            1,
            "1 to find the user, 1 to create or update the user if something differs, 1 for each name that was not looked up lately, 1 to approve, and 1 every 1 to 5 seconds of waiting",
        ),
        group: "Users",
        read_only: false,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let client = &context.client;
        let (settings, wanted) = check(client, &input.0)?;
        let (wanted, _) = with_ids(client, &wanted, wanted.entries()).await?;
        let fields = readable(&wanted);
        let fields = as_strs(&fields);
        let (user, made) = match find(client, &wanted, settings.match_by, &fields).await? {
            Some(user) => (user, None),
            None => create(client, &wanted, &settings, &fields).await?,
        };
        let id = id_of(&user).ok_or_else(|| {
            let message = "Workfront gave a user without an ID";
            Error::new(ErrorKind::UnexpectedResponse, message)
        })?;
        let mut run = Run {
            id,
            wanted,
            settings,
            user,
            evidence: made,
            outcome: Outcome::Created,
            changes: Vec::new(),
            notes: Notes::default(),
        };
        let mut state = Activation::Pending;
        if made.is_some() {
            run.changes = changes_of_new(&run.wanted);
        } else {
            let (found, present) = run.compare()?;
            state = present;
            if !found.body.keys().is_empty() {
                let written = put(client, &run.id, found.body, &fields).await?;
                (run.user, run.evidence) = (written.user, Some(written.evidence));
                if !run.user.has("isActive") {
                    run.user = read_user(client, &run.id, &fields).await?;
                }
                run.changes = kept(found.changes, &run.user, &mut run.notes);
            }
            run.outcome = if run.changes.is_empty() {
                Outcome::Unchanged
            } else {
                Outcome::Updated
            };
        }
        let mut approved = false;
        let waits = run.may_become_active(state);
        if waits {
            let (user, notes) = (&mut run.user, &mut run.notes);
            approved = settle(client, &run.id, user, &fields, &settings, notes).await;
        }
        run.conclude(state, waits, approved);
        Ok(Output {
            user: run.user,
            outcome: run.outcome,
            changes: run.changes,
            evidence: run.evidence,
            notes: run.notes.into_vec(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::{Conflict, Forbidden, OutcomeUnknown};
        Example {
            input: serde_json::json!({
                "username": "sam.lee@example.com",
                "emailAddr": "sam.lee@example.com",
                "firstName": "Sam",
                "lastName": "Lee",
                "accessLevel": "Standard",
                "homeGroup": "Marketing",
                "role": "Designer",
                "extRefID": "hr-1042",
            }),
            fails: &[Conflict, Forbidden, OutcomeUnknown],
        }
    }
}

/// Everything that can be wrong is told before anything is sent.
fn check(client: &Client, input: &Json) -> Result<(Settings, Json)> {
    let tenant = client.tenant();
    let mut problems = Problems::default();
    let (settings, user) = Settings::part(input, &mut problems);
    let given = user.entries();
    find_problems(
        &given,
        tenant.sso,
        tenant.allow_unknown_fields,
        &mut problems,
    );
    given_twice(&given, &mut problems);
    problems.into_result()?;
    Ok((settings, with_cleared_ids(&user)))
}

/// No name is no ID: `manager: null` clears `managerID`.
fn with_cleared_ids(user: &Json) -> Json {
    let mut cleared = Json::object();
    for (key, value) in &user.entries() {
        match NAMED.iter().find(|(name, ..)| *name == key) {
            Some((_, id_field, _)) if value.is_null() => cleared.insert(id_field, value),
            _ => cleared.insert(key, value),
        }
    }
    cleared
}

/// The new user with the evidence of its creation, or the one that turned out to be there: a response was lost, or another
/// run was faster.
async fn create(
    client: &Client,
    wanted: &Json,
    settings: &Settings,
    fields: &[&str],
) -> Result<(Json, Option<Evidence>)> {
    match users::create(client, wanted).await {
        Ok(created) => {
            let is_new = created.outcome == CreateOutcome::Created;
            match id_of(&created.user) {
                Some(id) if !is_new => Ok((read_user(client, &id, fields).await?, None)),
                _ => Ok((created.user, Some(created.evidence))),
            }
        }
        Err(error) if error.kind == ErrorKind::Conflict => {
            match find(client, wanted, settings.match_by, fields).await {
                Ok(Some(user)) => Ok((user, None)),
                _ => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

/// One person being provisioned.
struct Run {
    id: Id,
    wanted: Json,
    settings: Settings,
    user: Json,
    evidence: Option<Evidence>,
    outcome: Outcome,
    changes: Vec<Change>,
    notes: Notes,
}

impl Run {
    /// What is to be sent of the person who is there, and how the account stands then.
    fn compare(&mut self) -> Result<(Difference, Activation)> {
        let was_active = State::of(&self.user, &self.id)?.is_active;
        let pending = is_pending(&self.user);
        let mut found = difference(&self.wanted, &self.user, &self.settings, &mut self.notes);
        let had_other_key =
            |change: &Change| change.field == "extRefID" && !change.before.is_null();
        if found.changes.iter().any(had_other_key) {
            self.notes.add(KEY_REPLACED);
        }
        let mut state = Activation::Settled;
        if pending {
            state = Activation::Pending;
        } else if !was_active && self.settings.reactivate {
            state = Activation::Reactivated;
            found.body.insert("isActive", true);
            // Workfront asks for it with every reactivation (docs/workfront-facts.md#reactivation).
            if let Some(level) = self.wanted.get("accessLevelID") {
                found.body.insert("accessLevelID", level);
            }
            self.notes.add(REACTIVATED);
        } else if !was_active && !wants_inactive(&self.wanted) {
            self.notes.add(INACTIVE);
        }
        Ok((found, state))
    }

    /// Whether the account isn't active, and is to be waited for.
    fn may_become_active(&self, state: Activation) -> bool {
        state != Activation::Settled && !wants_inactive(&self.wanted) && !is_active(&self.user)
    }

    /// Tells what became of the account.
    fn conclude(&mut self, state: Activation, waited: bool, approved: bool) {
        let is_active = is_active(&self.user);
        if waited && !is_active {
            self.notes
                .add(if approved { WAITS_APPROVED } else { WAITS });
            self.outcome = Outcome::Pending;
        }
        let did_it = approved || state == Activation::Reactivated;
        if did_it && is_active && self.outcome != Outcome::Created {
            self.outcome = Outcome::Updated;
            self.changes.push(Change {
                field: "isActive".to_owned(),
                before: false.into(),
                after: true.into(),
            });
        }
    }
}

/// How an account stands after the writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Activation {
    /// It is as it is.
    Settled,
    /// It isn't active, or may not be, and can become so by itself or by approval.
    Pending,
    /// This run has made it active.
    Reactivated,
}

fn is_active(user: &Json) -> bool {
    user.get_bool("isActive") == Some(true)
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Input {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProvisionInput".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        crate::services::provisioning::schema::of_input(super::create::REQUIRED, generator)
    }
}
