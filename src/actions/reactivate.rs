use super::{About, Action, Context};
use crate::api::Id;
use crate::directory::{Object, resolve, whom};
use crate::error::{Error, ErrorKind, Result};
use crate::input::input;
use crate::json::{Json, to_json};
use crate::users::{State, put, read_user};

const FIELDS: &[&str] = &[
    "ID",
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "isActive",
    "accessLevelID",
];

/// What reactivation doesn't bring back (facts, section 3.8).
const NOTES: &[&str] = &[
    "The proof licence and proof role were lost with the deactivation: set them again.",
    "The product profile in the Adobe Admin Console is a separate matter: without it the user can't sign in.",
];

/// Makes an inactive user active again.
#[derive(Debug)]
pub struct Reactivate;

input! {
    /// Whom to reactivate, with which access level.
    pub struct Input {
        /// The user's ID.
        pub ID: Option<Id>,
        /// The user's e-mail address or full name, instead of the ID.
        pub user: Option<String>,
        /// ID of the access level to give. Workfront asks for one; when not given, the user's last one is sent.
        pub accessLevelID: Option<Id>,
        /// Name of the access level, instead of accessLevelID.
        pub accessLevel: Option<String>,
    }
}

/// What became of the user.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReactivateOutput"))]
pub struct Output {
    /// The user, as Workfront gave it last.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
    /// The state before.
    pub before: State,
    /// The state after.
    pub after: State,
    /// What to know: what reactivation doesn't bring back, and whether there was anything to do.
    pub notes: Vec<&'static str>,
}

to_json!(Output {
    user,
    before,
    after,
    notes,
});

impl Action for Reactivate {
    const ID: &'static str = "reactivate";
    const ABOUT: About = About {
        title: "Reactivate a user",
        description: "Makes an inactive user's account work again, with an access level. Does nothing when it works already. Costs 2 requests (1 when there is nothing to do), and 1 more for each name not looked up lately.",
        group: "Users",
        read_only: false,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: Input) -> Result<Output> {
        let client = &context.client;
        if input.accessLevelID.is_some() && input.accessLevel.is_some() {
            return Err(Error::invalid(
                "accessLevel",
                "must be left out when accessLevelID is given",
            ));
        }
        let id = whom(client, input.ID, input.user).await?;
        let named = match input.accessLevel {
            Some(name) => Some(resolve(client, Object::AccessLevel, &name, "accessLevel").await?),
            None => input.accessLevelID,
        };
        let found = read_user(client, &id, FIELDS).await?;
        let before = State::of(&found, &id)?;
        if before.is_active {
            let notes = vec!["The user was active already; nothing was changed."];
            return Ok(Output {
                user: found,
                before,
                after: before,
                notes,
            });
        }
        let level = named
            .map(|id| id.as_str().to_owned())
            .or_else(|| found.text_at("accessLevelID"));
        let Some(level) = level else {
            return Err(Error::invalid(
                "accessLevelID",
                "is required: Workfront reactivates only with an access level, and this user has none",
            )
            .about(id.as_str()));
        };
        let body = Json::object_of([
            ("isActive", true.into()),
            ("accessLevelID", level.as_str().into()),
        ]);
        let answer = put(client, &id, body, FIELDS).await?;
        let user = match answer.get("isActive") {
            Some(_) => answer,
            None => read_user(client, &id, FIELDS).await?,
        };
        let after = State::of(&user, &id)?;
        if !after.is_active {
            return Err(still_inactive(&id));
        }
        Ok(Output {
            user,
            before,
            after,
            notes: NOTES.to_vec(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> crate::manifest::Example {
        use crate::error::ErrorKind::{Forbidden, NotFound};
        use crate::manifest::samples;
        crate::manifest::Example {
            input: serde_json::json!({ "ID": samples::LEFT, "accessLevel": "Standard" }),
            fails: &[NotFound, Forbidden],
        }
    }
}

fn still_inactive(id: &Id) -> Error {
    let message = format!("Workfront accepted the change, but user {id} is still inactive");
    Error::new(ErrorKind::UnexpectedResponse, message).about(id.as_str()).with_hint(
        "The account may wait for approval or for the Adobe Admin Console: approve the user in Workfront, or add the product profile there.",
    )
}
