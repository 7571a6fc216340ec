//! Login, which tenants do not allow any more, and logout (docs/workfront-facts.md#password-login).

use serde_json::{Value, json};

use super::parameters::parameter;
use super::state::Services;
use crate::auth::{SESSION_MS, caller};
use crate::encoding::Pairs;
use crate::error::{ApiError, ApiResult};
use crate::http::{Request, Response};
use crate::model::Type;
use crate::tenant::Tenant;
use crate::value::Val;

/// Starts a session by username and password.
pub fn login(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Response {
    to_response(start_session(services, tenant, request, form))
}

fn start_session(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> ApiResult<Value> {
    let invalid_login = || {
        ApiError::authentication(
            "That username/password combination wasn't quite right. Please try again.",
        )
    };
    if request.method != "POST" && parameter(form, "method") != "post" {
        return Err(ApiError::unsupported("login must be a POST"));
    }
    if !tenant.options.login_allowed {
        return Err(ApiError::authentication(
            "Login is not available for organizations on the Adobe Business Platform.",
        ));
    }
    let username = parameter(form, "username");
    let number = Type::User.schema().number("username");
    let mut users = tenant.store.table(Type::User).iter();
    let found = users.find(|(_, user)| {
        user.get(number)
            .as_text()
            .is_some_and(|known| **known == *username)
    });
    let (id, user) = found.ok_or_else(invalid_login)?;
    let password = user.extra().and_then(|extra| extra.password.as_deref());
    if password.is_none() || password != Some(parameter(form, "password")) {
        return Err(invalid_login());
    }
    let (id, mut user) = (id.clone(), user.clone());
    let number = Type::User.schema().number("lastLoginDate");
    user.set(number, Val::Date(request.now_ms as i64));
    tenant.store.insert(Type::User, &id, user);
    let session = tenant.store.new_id();
    let expires_at = request.now_ms as i64 + SESSION_MS;
    services.sessions.start(&session, &id, expires_at, false);
    Ok(json!({"data": {
        "userID": &*id,
        "sessionID": &*session,
        "isAdmin": tenant.is_admin(&id),
        "customerID": &*tenant.store.customer,
        "tenantID": &*tenant.store.customer,
        "locale": "en_US",
    }}))
}

/// Ends the session of the request.
pub fn logout(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    parameters: &Pairs,
) -> Response {
    let result = caller(
        &tenant.store,
        &tenant.options,
        &services.sessions,
        request,
        parameters,
    );
    to_response(result.map(|_| {
        let session = request
            .header("sessionid")
            .unwrap_or(parameter(parameters, "sessionID"));
        services.sessions.end(session);
        json!({"data": {"success": true}})
    }))
}

fn to_response(outcome: ApiResult<Value>) -> Response {
    match outcome {
        Ok(body) => Response::json(200, &body),
        Err(error) => Response::error(error.status, &error),
    }
}
