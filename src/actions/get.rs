use super::{About, Action, Context};
use crate::api::{ApiRequest, Id};
use crate::error::{ErrorKind, Result};
use crate::input::input;
use crate::json::Json;
use crate::model::user::SUMMARY_FIELDS;
use crate::transport::Method;
use serde::Serialize;

/// Reads one user.
#[derive(Debug)]
pub struct Get;

input! {
    /// Which user to read.
    pub struct Input {
        /// The user's ID.
        pub ID: Id,
        /// Which fields to read; without it the ID, names, e-mail address and state. A colon follows references, as in 'accessLevel:name'.
        pub fields: Option<Vec<String>>,
    }
}

/// The user read.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// The user, as Workfront gave it.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
}

impl Action for Get {
    const ID: &'static str = "get";
    const ABOUT: About = About {
        title: "Get a user",
        description: "Reads one user by ID. Costs 1 request.",
        group: "Users",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: Input) -> Result<Output> {
        let fields = match input.fields {
            Some(fields) => super::search::check_fields(fields)?,
            None => SUMMARY_FIELDS
                .iter()
                .map(|&field| field.to_owned())
                .collect(),
        };
        let user = read_user(context, &input.ID, &fields).await?;
        Ok(Output { user })
    }
}

/// Reads one user, and says what a 404 can mean.
pub(super) async fn read_user<S: AsRef<str>>(
    context: &Context,
    id: &Id,
    fields: &[S],
) -> Result<Json> {
    let request = ApiRequest::to_object(Method::Get, "user", id).with_fields(fields);
    let data = context
        .client
        .send(request)
        .await
        .map_err(|error| explain(error, id))?;
    // The docs' prose once shows a list for a single object (facts, section 6.1).
    let user = if data.is_array() { data.at(0) } else { data };
    if user.is_object() {
        Ok(user)
    } else {
        Err(explain(
            crate::Error::new(ErrorKind::NotFound, format!("There is no user {id}")),
            id,
        ))
    }
}

/// Names the user that an error concerns.
pub(super) fn explain(mut error: crate::Error, id: &Id) -> crate::Error {
    if error.kind == ErrorKind::NotFound {
        error.hint = format!(
            "Either there is no user {id} in this tenant, or the connection's user may not see them: check the ID, then the access level."
        );
        error = error.with_field("ID");
    }
    error.about(id.as_str())
}
