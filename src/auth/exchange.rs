//! A credential for a token: what goes to which token service.

use super::token::Token;
use super::{CredentialType, Credentials, jwt, refusal};
use crate::api::Client;
use crate::api::query::Query;
use crate::error::Result;
use crate::transport::{Method, Payload, Request};

const IMS_TOKEN_URL: &str = "https://ims-na1.adobelogin.com/ims/token/v3";
/// The guide's. No source of Adobe's knows the second: `scopes` should name what the credential's page lists.
const IMS_SCOPES: &str = "openid,workfront.full_access";

/// Asks the credential's token service for a token.
///
/// # Errors
/// Why there is none, told as a failed sign-in.
pub(super) async fn token(client: &Client, credentials: &Credentials) -> Result<Token> {
    let mut secrets = credentials.secrets();
    let form = form(client, credentials, &mut secrets)
        .await
        .map_err(|error| super::scrub(error, &secrets))?;
    let request = Request {
        method: Method::Post,
        url: url(client, credentials),
        headers: Vec::new(),
        payload: Some(Payload::Form(form.as_str().to_owned())),
        timeout_ms: client.tenant().policy.timeout_ms,
        shared: true,
    };
    let asked = client.host().clock.now();
    // A rotation that was lost has used up its token: sent twice, it would end the whole grant.
    let repeatable = credentials.kind() != CredentialType::OauthRefresh;
    let answer = client.deliver(request, repeatable, &secrets).await;
    answer
        .and_then(|answer| Token::read(&answer, asked))
        .map_err(|error| refusal::explain(error, credentials))
}

fn url(client: &Client, credentials: &Credentials) -> String {
    if let Some(url) = credentials.get("tokenUrl") {
        return url.to_owned();
    }
    let tenant = client.tenant();
    let base_url = tenant.base_url.as_str();
    match credentials.kind() {
        CredentialType::OauthJwt => [base_url, "/integrations/oauth2/api/v1/jwt/exchange"].concat(),
        CredentialType::OauthRefresh => [base_url, "/integrations/oauth2/api/v1/token"].concat(),
        CredentialType::Login => format!("{base_url}/attask/api/{}/login", tenant.api_version),
        _ => IMS_TOKEN_URL.to_owned(),
    }
}

async fn form(
    client: &Client,
    credentials: &Credentials,
    secrets: &mut Vec<String>,
) -> Result<Query> {
    let mut form = Query::new();
    let given = |form: &mut Query, key: &str, name: &str| {
        if let Some(value) = credentials.get(name) {
            form.add(key, value);
        }
    };
    match credentials.kind() {
        CredentialType::ImsServerToServer => form.add("grant_type", "client_credentials"),
        CredentialType::OauthRefresh => form.add("grant_type", "refresh_token"),
        _ => {}
    }
    given(&mut form, "client_id", "clientId");
    given(&mut form, "client_secret", "clientSecret");
    match credentials.kind() {
        CredentialType::ImsServerToServer => {
            let scopes = credentials.get("scopes").filter(|text| !text.is_empty());
            form.add("scope", scopes.unwrap_or(IMS_SCOPES));
        }
        CredentialType::OauthJwt => {
            let assertion = jwt::signed(client, credentials).await?;
            form.add("jwt_token", &assertion);
            secrets.push(assertion);
        }
        CredentialType::OauthRefresh => {
            given(&mut form, "refresh_token", "refreshToken");
            given(&mut form, "redirect_uri", "redirectUri");
        }
        _ => {
            given(&mut form, "username", "username");
            given(&mut form, "password", "password");
        }
    }
    Ok(form)
}
