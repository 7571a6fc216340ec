//! Logging in, which no tenant allows any more, and out (docs/workfront-facts.md#password-login).

use serde_json::{Value, json};

use super::{Services, parameter};
use crate::auth::{SESSION_MS, caller};
use crate::error::{ApiError, Outcome};
use crate::http::{Reply, Request};
use crate::model::Type;
use crate::tenant::Tenant;
use crate::text::{Pairs, json_reply};

pub(super) fn login(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Reply {
    told(started(services, tenant, request, form))
}

fn started(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Outcome<Value> {
    let wrong = || {
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
    let (id, user) = found.ok_or_else(wrong)?;
    let password = user.extra().and_then(|extra| extra.password.as_deref());
    if password.is_none() || password != Some(parameter(form, "password")) {
        return Err(wrong());
    }
    let id = id.clone();
    let session = tenant.store.new_id();
    let until = request.now_ms as i64 + SESSION_MS;
    services.sessions.start(&session, &id, until, false);
    Ok(json!({"data": {
        "userID": &*id,
        "sessionID": &*session,
        "isAdmin": tenant.is_admin(&id),
        "customerID": &*tenant.store.customer,
        "tenantID": &*tenant.store.customer,
        "locale": "en_US",
    }}))
}

pub(super) fn logout(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    parameters: &Pairs,
) -> Reply {
    let known = caller(
        &tenant.store,
        &tenant.options,
        &services.sessions,
        request,
        parameters,
    );
    told(known.map(|_| {
        let session = request
            .header("sessionid")
            .unwrap_or(parameter(parameters, "sessionID"));
        services.sessions.end(session);
        json!({"data": {"success": true}})
    }))
}

fn told(outcome: Outcome<Value>) -> Reply {
    match outcome {
        Ok(answer) => json_reply(200, &answer),
        Err(error) => json_reply(error.status, &json!({"error": error.to_json()})),
    }
}
