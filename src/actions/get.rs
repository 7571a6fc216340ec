use super::{About, Action, Context, Requests};
#[cfg(feature = "schema")]
use super::{Example, Picker, samples};
use crate::error::Result;
use crate::json::Json;
use crate::model::Id;
use crate::services::directory::resolve_user_id;
use crate::services::users::{check_fields, read_user};
use serde::{Deserialize, Serialize};

/// Reads one user.
#[derive(Debug)]
pub struct Get;

/// The user to read.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "allOf" = [crate::input::exactly_one(&["ID", "user"])])))]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The user's ID.
    #[cfg_attr(feature = "schema", schemars(extend("x-picker" = Picker::User, "x-placeholder" = samples::JANE)))]
    pub ID: Option<Id>,
    /// The user's e-mail address or full name, instead of 'ID'.
    #[cfg_attr(feature = "schema", schemars(extend("x-advanced" = true, "x-placeholder" = samples::EMAIL)))]
    pub user: Option<String>,
    /// The fields to read. Default: ID, names, e-mail address and state. A colon follows a reference, as in 'accessLevel:name'.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<crate::protocol::filter::parts_schema::FieldName>>", extend("minItems" = 1)))]
    pub fields: Option<Vec<String>>,
}

/// The user.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Output {
    /// The user, as Workfront returned it.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::schema::User"))]
    pub user: Json,
}

impl Action for Get {
    const ID: &'static str = "get";
    const ABOUT: About = About {
        title: "Get a user",
        description: "Reads one user.",
        requests: Requests::between(1, 2, "the second finds the user by e-mail address or name"),
        group: "Users",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, input: &Input) -> Result<Output> {
        let fields = check_fields(&input.fields)?;
        let id = resolve_user_id(&context.client, &input.ID, &input.user).await?;
        let user = read_user(&context.client, &id, &fields).await?;
        Ok(Output { user })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        use crate::error::ErrorKind::NotFound;
        Example {
            input: serde_json::json!({ "ID": samples::JANE, "fields": ["emailAddr", "isActive", "accessLevel:name"] }),
            fails: &[NotFound],
        }
    }
}
