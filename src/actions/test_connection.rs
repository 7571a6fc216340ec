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

/// Tests the connection and its credential.
#[derive(Debug)]
pub struct TestConnection;

/// No input.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {}

/// The user of the credential, and warnings.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// The ID of the credential's user; absent if Workfront doesn't return it.
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
    /// Whether the user is a system administrator; absent if Workfront doesn't return it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_admin: Option<bool>,
    /// The customer's ID, which the JWT of an OAuth2 application contains; absent if Workfront doesn't return it.
    #[serde(rename = "customerID", skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// The base URL of the requests.
    pub base_url: String,
    /// The type of the credential in use.
    pub credential_type: CredentialType,
    /// The API version of the requests.
    pub api_version: String,
    /// The Workfront release (year.month) that ends the support of this API version; absent if it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_version_supported_until: Option<&'static str>,
    /// Warnings about the credential, its rights and the API version.
    pub warnings: Vec<String>,
}

impl Action for TestConnection {
    const ID: &'static str = "testConnection";
    const ABOUT: About = About {
        title: "Test the connection",
        description: "Tests the credential and returns its user, the user's rights and warnings.",
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
        // Only single fields are used: the response contains the session's ID, a secret.
        let session = if_supported(session)?;
        let mut warnings = Notes::default();
        let seen = match visible_users(client).await {
            Err(error) if error.kind == ErrorKind::Forbidden && session.is_object() => {
                warnings.add(NO_SEARCH);
                Json::null()
            }
            seen => seen?,
        };
        let user_id = session.get_str("userID");
        if let Some(own) = user_id.as_deref().and_then(Id::parse) {
            client.remember_own_user(&own);
        }
        // Null if the user can't see itself.
        let user = match user_id.as_deref().and_then(Id::parse) {
            Some(id) => check_identity(if_supported(client.send(own_user(&id)).await)?, &id)?,
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

const NO_SEARCH: &str = "The connection's user is not allowed to search users, so Workfront will refuse most actions. Assign a higher access level in Workfront.";
const NO_USERS: &str = "Workfront shows no users to the connection's user, which probably lacks the rights: a new technical account has the access level Contributor. Assign a higher access level in Workfront.";
const ONLY_SELF: &str = "Workfront shows only the connection's own user. If there are others, assign a higher access level in Workfront.";
const NO_ADMIN: &str = "The connection's user is not a system administrator. Event subscriptions require one, and other actions depend on the access level.";

/// The result of an optional request; null if this API version or credential doesn't support it.
fn if_supported(response: Result<Json>) -> Result<Json> {
    match response {
        Err(error) if is_unsupported(&error) => Ok(Json::null()),
        response => response,
    }
}

/// Whether an error only means that the request isn't supported. The search that follows finds other problems.
fn is_unsupported(error: &Error) -> bool {
    error.kind.refuses_read() || error.status == Some(500)
}

/// At most two of the users that the connection's user can see.
async fn visible_users(client: &Client) -> Result<Json> {
    let two = Page {
        sort: None,
        first: 0,
        limit: 2,
    };
    page(client, Selection::default(), &["ID"], two).await
}

/// The user. An error if Workfront returned another one.
fn check_identity(user: Json, id: &Id) -> Result<Json> {
    if user.is_null() || is_object_with_id(&user, id.as_str()) {
        return Ok(user);
    }
    let message = format!("Workfront returned another user than {id}, which was requested");
    Err(Error::new(ErrorKind::UnexpectedResponse, message).about(id.as_str()))
}

/// The request that reads the user of the session.
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
