#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::auth::CredentialType;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::{Id, Support};
use crate::protocol::{ApiRequest, evidence::is_object_with_id, filter::Selection};
use crate::services::provisioning::Notes;
use crate::services::users::{Page, page};
use crate::transport::Method;
use serde::{Deserialize, Serialize};

/// Tells whether the connection works, and as whom.
#[derive(Debug)]
pub struct TestConnection;

/// Nothing.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {}

/// Who the connection is, and what to know about it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The ID of the user whom the credential stands for; absent where Workfront doesn't tell.
    #[serde(rename = "userID", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The user's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The user's e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_addr: Option<String>,
    /// The name of the user's access level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_level: Option<String>,
    /// Whether the user is a system administrator; absent where Workfront doesn't tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_admin: Option<bool>,
    /// The customer's ID, which an OAuth2 application's JWT names; absent where Workfront doesn't tell.
    #[serde(rename = "customerID", skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// The address that requests go to.
    pub base_url: String,
    /// The type of the credential in use.
    pub credential_type: CredentialType,
    /// The API version that requests name.
    pub api_version: String,
    /// The release of Workfront (year.month) that ends the support of this version, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_version_supported_until: Option<&'static str>,
    /// What may go wrong later.
    pub warnings: Vec<String>,
}

impl Action for TestConnection {
    const ID: &'static str = "testConnection";
    const ABOUT: About = About {
        title: "Test the connection",
        description: "Tells whether the credential works, for whom, with which rights, and what may go wrong later.",
        requests: Requests::between(2, 3, "the third reads the credential's own user"),
        group: "Connection",
        read_only: true,
        destructive: false,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, _: &Input) -> Result<Output> {
        let client = &context.client;
        let session = client.send(ApiRequest::new(Method::Get, "/session")).await;
        // The answer also holds the session's ID, which nobody needs to see.
        let session = told(session)?;
        let mut warnings = Notes::default();
        let seen = match visible_users(client).await {
            Err(error) if error.kind == ErrorKind::Forbidden && session.is_object() => {
                warnings.add(NO_SEARCH);
                Json::null()
            }
            seen => seen?,
        };
        let user_id = session.get_str("userID");
        // Null where it may not see itself.
        let user = match user_id.as_deref().and_then(Id::parse) {
            Some(id) => itself(told(client.send(own_user(&id)).await)?, &id)?,
            None => Json::null(),
        };
        let is_admin = session.get_bool("isAdmin");
        if seen.is_array() {
            warn_of_rights(&seen, user_id.as_deref(), is_admin, &mut warnings);
        }
        for warning in client.tenant().authenticator.warnings() {
            warnings.add(warning);
        }
        let version = client.tenant().api_version;
        let until = match version.support(client.now()) {
            Support::Until(release) => Some(release),
            Support::Ended(release) => {
                warnings.add(&format!(
                    "Workfront's support for API {version} ends with its release {release}: choose a newer apiVersion."
                ));
                Some(release)
            }
            Support::Removed => {
                warnings.add(&format!(
                    "Workfront has removed API {version}: choose a newer apiVersion."
                ));
                None
            }
            Support::Unknown => None,
        };
        Ok(Output {
            user_id,
            name: user.get_str("name"),
            email_addr: user.get_str("emailAddr"),
            access_level: user.get_or_null("accessLevel").get_str("name"),
            is_admin,
            customer_id: session.get_str("customerID"),
            base_url: client.tenant().base_url.clone(),
            credential_type: client.tenant().authenticator.credential_type(),
            api_version: version.to_string(),
            api_version_supported_until: until,
            warnings: warnings.into_vec(),
        })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({}),
            fails: &[],
        }
    }
}

const NO_SEARCH: &str = "The connection's user may not search users: most actions will be refused. Give it a higher access level in Workfront.";
const NO_USERS: &str = "Workfront shows no user at all, as it does to who lacks the rights: a fresh technical account has the access level Contributor. Give it a higher one in Workfront.";
const ONLY_SELF: &str = "Workfront shows no user but the connection's own: if there are others, give it a higher access level in Workfront.";
const NO_ADMIN: &str = "The connection's user is no system administrator: event subscriptions need one, and other actions depend on the access level.";

/// What a look-up gave; null where this version or credential has no such look-up.
fn told(answer: Result<Json>) -> Result<Json> {
    match answer {
        Err(error) if says_nothing(&error) => Ok(Json::null()),
        answer => answer,
    }
}

/// Whether an error tells only that there is no such look-up; the search that follows tells the rest.
fn says_nothing(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Validation
            | ErrorKind::Forbidden
            | ErrorKind::NotFound
            | ErrorKind::UnexpectedResponse
    ) || error.status == Some(500)
}

/// One or two of the users whom the connection sees.
async fn visible_users(client: &Client) -> Result<Json> {
    let two = Page {
        sort: None,
        first: 0,
        limit: 2,
    };
    page(client, Selection::default(), &["ID"], two).await
}

/// The user, unless Workfront shows somebody else.
fn itself(user: Json, id: &Id) -> Result<Json> {
    if user.is_null() || is_object_with_id(&user, id.as_str()) {
        return Ok(user);
    }
    let message = format!("Workfront was asked for user {id} and shows somebody else");
    Err(Error::new(ErrorKind::UnexpectedResponse, message).about(id.as_str()))
}

/// A look at the user behind the session.
fn own_user(id: &Id) -> ApiRequest {
    let fields = &["name", "emailAddr", "accessLevel:name"];
    ApiRequest::to_object(Method::Get, "user", id).with_fields(fields)
}

fn warn_of_rights(
    seen: &Json,
    user_id: Option<&str>,
    is_admin: Option<bool>,
    warnings: &mut Notes,
) {
    if seen.is_empty() {
        warnings.add(NO_USERS);
    } else if seen.len() == 1 && seen.at(0).get_str("ID").as_deref() == user_id {
        warnings.add(ONLY_SELF);
    }
    if is_admin == Some(false) {
        warnings.add(NO_ADMIN);
    }
}
