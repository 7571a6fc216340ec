use super::{About, Action, Context};
use crate::api::{ApiRequest, Id};
use crate::error::{Error, ErrorKind, Result};
use crate::input::{Problems, Read};
use crate::json::Json;
use crate::model::user::{self, Rules};
use crate::transport::{Method, Payload};
use serde::Serialize;

/// What the guide requires of a new user.
const REQUIRED: &[&str] = &[
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "accessLevelID",
];

/// What is read back: who it is, and whether the account works or waits.
const READ_BACK: &[&str] = &[
    "ID",
    "name",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
    "accessLevelID",
    "homeGroupID",
    "userApproval:status",
];

/// Creates a user.
#[derive(Debug)]
pub struct Create;

/// The fields of the new user, by Workfront's names; custom fields as `DE:…`.
#[derive(Clone, Debug)]
pub struct Input(pub Json);

impl Read for Input {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        if json.is_object() {
            return Some(Input(json.clone()));
        }
        problems.add(
            path,
            format!(
                "must be an object of user fields, not {}",
                json.kind().described()
            ),
        );
        None
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Input {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NewUser".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        crate::model::schema::writable_user("The new user's fields", REQUIRED)
    }
}

/// Whether a user can work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// The account works.
    Active,
    /// The account waits for approval, or for Adobe's Admin Console to know it.
    Pending,
    /// The account was created inactive, as asked.
    Inactive,
}

/// The new user.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// The user, as Workfront gave it, with its new ID.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// Whether the user can work already.
    pub status: Status,
}

impl Action for Create {
    const ID: &'static str = "create";
    const ABOUT: About = About {
        title: "Create a user",
        description: "Creates a user and says whether the account works or waits for approval. Costs 1 request, or 2 where Workfront doesn't tell the state.",
        group: "Users",
        read_only: false,
        destructive: false,
        idempotent: false,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: Input) -> Result<Output> {
        let tenant = context.client.tenant();
        let wanted = input.0;
        check(&wanted, tenant.sso, tenant.allow_unknown_fields)?;
        let request = ApiRequest::new(Method::Post, "/user")
            .with_fields(READ_BACK)
            .with_payload(Payload::Json(wanted.clone()));
        let answer = context
            .client
            .send(request)
            .await
            .map_err(|error| blame_fields(error, &wanted))?;
        let created = if answer.is_array() {
            answer.at(0)
        } else {
            answer
        };
        let id = created
            .text_at("ID")
            .as_deref()
            .and_then(Id::parse)
            .ok_or_else(|| no_id(&created))?;
        let user = match created.get("isActive") {
            Some(_) => created,
            None => super::get::read_user(context, &id, READ_BACK)
                .await
                .map_err(|error| created_but(error, &id))?,
        };
        let status = status_of(&user, &wanted);
        Ok(Output { user, status })
    }
}

fn check(user: &Json, sso: Option<bool>, allow_unknown: bool) -> Result<()> {
    let mut problems = Problems::default();
    user::check(
        user,
        Rules {
            required: REQUIRED,
            sso,
            allow_unknown,
        },
        &mut problems,
    );
    if sso == Some(false)
        && user
            .text_at("password")
            .is_none_or(|password| password.is_empty())
    {
        problems.add(
            "password",
            "is required: people sign in with a password here, not through SSO",
        );
    }
    problems.into_result()
}

/// An inactive user whom nobody asked to be inactive waits: today's tenants create users "Deactivated + Pending
/// Approval" (facts, section 3.7).
fn status_of(user: &Json, wanted: &Json) -> Status {
    if user.get("isActive").and_then(|active| active.as_bool()) == Some(true) {
        return Status::Active;
    }
    let asked_inactive = wanted.get("isActive").and_then(|active| active.as_bool()) == Some(false);
    let waits = user
        .get("userApproval")
        .is_some_and(|approval| approval.is_object());
    if asked_inactive && !waits {
        Status::Inactive
    } else {
        Status::Pending
    }
}

/// The input fields that Workfront's message names, or that a duplicate can be about.
fn blame_fields(mut error: Error, wanted: &Json) -> Error {
    if matches!(
        error.kind,
        ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Server | ErrorKind::UnexpectedResponse
    ) {
        error.retryable = false;
        return error.with_hint(LOOK_FIRST);
    }
    let message = error
        .workfront_message
        .clone()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let named: Vec<String> = wanted
        .keys()
        .into_iter()
        .filter(|key| message.contains(&key.to_ascii_lowercase()))
        .collect();
    let error = named.iter().fold(error, |error, key| error.with_field(key));
    if error.kind == ErrorKind::Conflict && error.fields.is_empty() {
        return error.with_field("emailAddr").with_field("username");
    }
    error
}

/// The next step where nobody knows whether there is a new user: nothing keeps Workfront from making two.
const LOOK_FIRST: &str =
    "Search for the e-mail address (also among inactive users) before you create the user again.";

fn no_id(answer: &Json) -> Error {
    let told = if answer.is_null() { "nothing" } else { "no ID" };
    let message = format!("Workfront accepted the new user but gave {told} back");
    Error::new(ErrorKind::OutcomeUnknown, message)
        .with_field("emailAddr")
        .with_hint(LOOK_FIRST)
}

fn created_but(error: Error, id: &Id) -> Error {
    let hint = format!(
        "The user was created with the ID {id}; only reading it back failed: {}",
        error.hint
    );
    error.about(id.as_str()).with_hint(hint)
}
