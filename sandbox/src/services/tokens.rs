//! The tenant's own token service (docs/workfront-facts.md#oauth2-applications).

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Services, base64, parameter};
use crate::http::{Reply, Request};
use crate::model::Type;
use crate::tenant::Tenant;
use crate::text::{Pairs, json_reply};

/// How far ahead a signed assertion may end: "a few minutes".
const LONGEST_ASSERTION_S: f64 = 600.0;

/// What went wrong, in the service's own words.
type Refusal = (u16, &'static str, &'static str);

pub(super) fn handle(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    path: &[&str],
    form: &Pairs,
) -> Reply {
    let outcome = match (request.method.as_str(), path) {
        ("POST", ["jwt", "exchange"]) => by_assertion(services, tenant, request, form),
        ("POST", ["token"]) => by_grant(services, tenant, request, form),
        ("POST", ["revoke"]) => Ok(json!({})),
        _ => Err((404, "NOT_FOUND", "no such endpoint")),
    };
    match outcome {
        Ok(answer) => json_reply(200, &answer),
        Err((status, kind, message)) => json_reply(
            status,
            &json!({"statusCode": status, "error": true, "type": kind, "message": message}),
        ),
    }
}

/// The assertion's claims are checked, its signature is not: the sandbox has no key.
fn by_assertion(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Result<Value, Refusal> {
    check_client(tenant, request, form)?;
    let refused = |why| (401, "UNAUTHORIZED", why);
    let parts: Vec<&str> = parameter(form, "jwt_token").split('.').collect();
    let [header, claims, signature] = parts.as_slice() else {
        return Err(refused("jwt_token is not a JWT"));
    };
    let read =
        |part: &str| -> Option<Value> { serde_json::from_slice(&base64::decode(part)?).ok() };
    let header = read(header).ok_or_else(|| refused("jwt_token is not a JWT"))?;
    let claims = read(claims).ok_or_else(|| refused("jwt_token is not a JWT"))?;
    if header["alg"] != "RS256" || signature.is_empty() {
        return Err(refused("jwt_token must be signed with RS256"));
    }
    if claims["iss"] != *tenant.store.customer {
        return Err(refused("iss must be the customer ID"));
    }
    let subject = claims["sub"].as_str().unwrap_or_default();
    let user = tenant
        .store
        .entry(Type::User, subject)
        .map(|(id, _)| id.clone());
    let user = user.ok_or_else(|| refused("sub must be a user's ID"))?;
    let now = request.now_ms / 1000.0;
    let ends = claims["exp"].as_f64().unwrap_or_default();
    if ends <= now || ends > now + LONGEST_ASSERTION_S {
        return Err(refused("exp must be in a few minutes"));
    }
    Ok(answer(services, tenant, request, &user, None))
}

fn by_grant(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Result<Value, Refusal> {
    check_client(tenant, request, form)?;
    if parameter(form, "grant_type") != "refresh_token" {
        return Err((400, "BAD_REQUEST", "unsupported grant_type"));
    }
    let first: Arc<str> = Arc::from(tenant.options.oauth.refresh_token.as_str());
    let known = services.refresh_tokens.get_or_insert_with(|| vec![first]);
    let given = parameter(form, "refresh_token");
    let at = known.iter().position(|token| **token == *given);
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
    Ok(answer(services, tenant, request, &admin, Some(&next)))
}

fn check_client(tenant: &Tenant, request: &Request, form: &Pairs) -> Result<(), Refusal> {
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

fn answer(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    user: &Arc<str>,
    refresh_token: Option<&str>,
) -> Value {
    let expires_in = tenant.options.oauth.expires_in;
    let token = tenant.store.new_id();
    let until = request.now_ms + expires_in * 1000.0;
    services.sessions.start(&token, user, until as i64, false);
    let mut answer = json!({
        "token_type": "sessionID",
        "access_token": &*token,
        "expires_in": expires_in as i64,
        "wid": &**user,
    });
    if let Some(refresh_token) = refresh_token {
        answer["refresh_token"] = Value::from(refresh_token);
    }
    answer
}
