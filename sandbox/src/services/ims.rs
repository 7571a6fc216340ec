//! Adobe's token service for server-to-server credentials (docs/workfront-facts.md#adobe-ims).

use serde_json::{Value, json};

use super::parameters::parameter;
use super::state::Services;
use crate::encoding::Pairs;
use crate::http::{Request, Response};
use crate::tenant::Tenant;

/// Issues an access token.
pub fn token(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Response {
    let oauth = &tenant.options.oauth;
    if request.method != "POST" {
        return error(405, "method_not_allowed", "only POST is supported");
    }
    if parameter(form, "grant_type") != "client_credentials" {
        return error(400, "unsupported_grant_type", "unsupported grant type");
    }
    if parameter(form, "client_id") != oauth.client_id {
        return error(400, "invalid_client", "invalid client_id parameter");
    }
    if parameter(form, "client_secret") != oauth.client_secret {
        return error(400, "invalid_client", "invalid client_secret parameter");
    }
    let scope = parameter(form, "scope");
    let mut scopes = scope.split([',', ' ']).filter(|scope| !scope.is_empty());
    let is_known = |scope: &str| {
        oauth
            .scopes
            .as_ref()
            .is_none_or(|granted| granted.iter().any(|granted| granted == scope))
    };
    if !scopes.all(is_known) {
        return error(
            400,
            "invalid_scope",
            "the credential does not have this scope",
        );
    }
    let expires_in = oauth.expires_in;
    let token = tenant.store.new_id();
    let expires_at = request.now_ms + expires_in * 1000.0;
    let admin = tenant.store.admin.clone();
    services
        .sessions
        .start(&token, &admin, expires_at as i64, true);
    Response::json(
        200,
        &json!({"access_token": &*token, "token_type": "bearer", "expires_in": Value::from(expires_in as i64)}),
    )
}

fn error(status: u16, error: &str, description: &str) -> Response {
    Response::json(
        status,
        &json!({"error": error, "error_description": description}),
    )
}
