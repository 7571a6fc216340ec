//! A credential for a token: what goes to which token service.

use super::token::Token;
use super::{CredentialType, Credentials, jwt, refusal};
use crate::client::Client;
use crate::error::Result;
use crate::protocol::query::Query;
use crate::transport::{Method, Payload, Request};

const IMS_TOKEN_URL: &str = "https://ims-na1.adobelogin.com/ims/token/v3";
/// The guide's. No source of Adobe's knows the second: `scopes` should name what the credential's page lists.
const IMS_SCOPES: &str = "openid,workfront.full_access";

/// Asks the credential's token service for a token.
///
/// # Errors
/// Why there is none, told as a failed sign-in.
pub(super) async fn token(client: &Client, credentials: &Credentials) -> Result<Box<Token>> {
    let mut secrets = credentials.secrets();
    let mut form = form(credentials);
    if credentials.kind() == CredentialType::OauthJwt {
        let assertion = jwt::signed(client, credentials).await;
        let assertion = assertion.map_err(|error| super::scrub(error, &[&secrets]))?;
        form.add("jwt_token", &assertion);
        secrets.push(assertion);
    }
    let request = Request {
        method: Method::Post,
        url: url(client, credentials),
        headers: Vec::new(),
        payload: Some(Payload::Form(form.into_text())),
        timeout_ms: client.tenant().policy.timeout_ms,
        shared: true,
    };
    let asked = client.now();
    // A rotation that was lost has used up its token: sent twice, it would end the whole grant.
    let repeatable = credentials.kind() != CredentialType::OauthRefresh;
    let answer = client.deliver(request, repeatable, &[&secrets]).await;
    answer
        .and_then(|answer| Token::read(&answer, asked))
        .map_err(|error| refusal::explain(error, credentials))
}

fn url(client: &Client, credentials: &Credentials) -> String {
    let tenant = client.tenant();
    let path = match credentials.kind() {
        _ if credentials.get("tokenUrl").is_some() => {
            return credentials.text("tokenUrl").to_owned();
        }
        CredentialType::OauthJwt => "/integrations/oauth2/api/v1/jwt/exchange",
        CredentialType::OauthRefresh => "/integrations/oauth2/api/v1/token",
        CredentialType::Login => {
            return format!(
                "{}/attask/api/{}/login",
                tenant.base_url, tenant.api_version
            );
        }
        _ => return IMS_TOKEN_URL.to_owned(),
    };
    format!("{}{path}", tenant.base_url)
}

fn form(credentials: &Credentials) -> Query {
    let mut form = Query::new();
    match credentials.kind() {
        CredentialType::ImsServerToServer => form.add("grant_type", "client_credentials"),
        CredentialType::OauthRefresh => form.add("grant_type", "refresh_token"),
        _ => {}
    }
    credentials.add_to(&mut form);
    if credentials.kind() == CredentialType::ImsServerToServer
        && credentials.text("scopes").is_empty()
    {
        form.add("scope", IMS_SCOPES);
    }
    form
}
