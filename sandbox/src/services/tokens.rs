//! The tenant's token service (docs/workfront-facts.md#oauth2-applications).

use std::sync::Arc;

use serde_json::{Value, json};

use super::base64;
use super::parameters::parameter;
use super::state::Services;
use crate::encoding::Pairs;
use crate::http::{Request, Response};
use crate::model::Type;
use crate::tenant::Tenant;

/// The maximum time until a signed assertion expires, in seconds: "a few minutes".
const MAX_ASSERTION_S: f64 = 600.0;

/// The status, type and message of an error.
type TokenError = (u16, &'static str, &'static str);

/// Handles a request to the token service.
pub fn handle(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    path: &[&str],
    form: &Pairs,
) -> Response {
    let outcome = match (request.method.as_str(), path) {
        ("POST", ["jwt", "exchange"]) => exchange_assertion(services, tenant, request, form),
        ("POST", ["token"]) => exchange_refresh_token(services, tenant, request, form),
        ("POST", ["revoke"]) => Ok(json!({})),
        _ => Err((404, "NOT_FOUND", "no such endpoint")),
    };
    match outcome {
        Ok(body) => Response::json(200, &body),
        Err((status, kind, message)) => Response::json(
            status,
            &json!({"statusCode": status, "error": true, "type": kind, "message": message}),
        ),
    }
}

/// Exchanges a signed assertion. Its claims are checked, its signature is not: the sandbox has no key.
fn exchange_assertion(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Result<Value, TokenError> {
    check_client(tenant, request, form)?;
    let unauthorized = |message| (401, "UNAUTHORIZED", message);
    let parts: Vec<&str> = parameter(form, "jwt_token").split('.').collect();
    let [header, claims, signature] = parts.as_slice() else {
        return Err(unauthorized("jwt_token is not a JWT"));
    };
    let decode =
        |part: &str| -> Option<Value> { serde_json::from_slice(&base64::decode(part)?).ok() };
    let header = decode(header).ok_or_else(|| unauthorized("jwt_token is not a JWT"))?;
    let claims = decode(claims).ok_or_else(|| unauthorized("jwt_token is not a JWT"))?;
    if header["alg"] != "RS256" || signature.is_empty() {
        return Err(unauthorized("jwt_token must be signed with RS256"));
    }
    if claims["iss"] != *tenant.store.customer {
        return Err(unauthorized("iss must be the customer ID"));
    }
    let subject = claims["sub"].as_str().unwrap_or_default();
    let user = tenant
        .store
        .entry(Type::User, subject)
        .map(|(id, _)| id.clone());
    let user = user.ok_or_else(|| unauthorized("sub must be a user's ID"))?;
    let now = request.now_ms / 1000.0;
    let expires = claims["exp"].as_f64().unwrap_or_default();
    if expires <= now || expires > now + MAX_ASSERTION_S {
        return Err(unauthorized("exp must be in a few minutes"));
    }
    Ok(issue_token(services, tenant, request, &user, None))
}

/// Exchanges a refresh token.
fn exchange_refresh_token(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Result<Value, TokenError> {
    check_client(tenant, request, form)?;
    if parameter(form, "grant_type") != "refresh_token" {
        return Err((400, "BAD_REQUEST", "unsupported grant_type"));
    }
    let first: Arc<str> = Arc::from(tenant.options.oauth.refresh_token.as_str());
    let known = services.refresh_tokens.get_or_insert_with(|| vec![first]);
    let token = parameter(form, "refresh_token");
    let at = known.iter().position(|known| **known == *token);
    let at = at.ok_or((401, "UNAUTHORIZED", "the refresh token is not valid"))?;
    let next = if tenant.options.oauth.rotates {
        known.remove(at);
        let next = tenant.store.new_id();
        known.push(next.clone());
        next
    } else {
        known[at].clone()
    };
    let admin = tenant.store.admin.clone();
    Ok(issue_token(services, tenant, request, &admin, Some(&next)))
}

fn check_client(tenant: &Tenant, request: &Request, form: &Pairs) -> Result<(), TokenError> {
    let oauth = &tenant.options.oauth;
    let basic = request.header("authorization").and_then(|header| {
        let text = base64::decode(header.strip_prefix("Basic ")?.trim())?;
        let text = String::from_utf8(text).ok()?;
        let (id, secret) = text.split_once(':')?;
        Some((id.to_owned(), secret.to_owned()))
    });
    let (id, secret) = basic.unwrap_or_else(|| {
        (
            parameter(form, "client_id").to_owned(),
            parameter(form, "client_secret").to_owned(),
        )
    });
    if id != oauth.client_id || secret != oauth.client_secret {
        return Err((401, "UNAUTHORIZED", "client authentication failed"));
    }
    Ok(())
}

fn issue_token(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    user: &Arc<str>,
    refresh_token: Option<&str>,
) -> Value {
    let expires_in = tenant.options.oauth.expires_in;
    let token = tenant.store.new_id();
    let expires_at = request.now_ms + expires_in * 1000.0;
    services
        .sessions
        .start(&token, user, expires_at as i64, false);
    let mut body = json!({
        "token_type": "sessionID",
        "access_token": &*token,
        "expires_in": expires_in as i64,
        "wid": &**user,
    });
    if let Some(refresh_token) = refresh_token {
        body["refresh_token"] = Value::from(refresh_token);
    }
    body
}
