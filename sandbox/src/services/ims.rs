//! Adobe's token service for server-to-server credentials (docs/workfront-facts.md#adobe-ims).

use serde_json::{Value, json};

use super::{Services, parameter};
use crate::http::{Reply, Request};
use crate::tenant::Tenant;
use crate::text::{Pairs, json_reply};

pub(super) fn token(
    services: &mut Services,
    tenant: &mut Tenant,
    request: &Request,
    form: &Pairs,
) -> Reply {
    let oauth = &tenant.options.oauth;
    if request.method != "POST" {
        return refused(405, "method_not_allowed", "only POST is supported");
    }
    if parameter(form, "grant_type") != "client_credentials" {
        return refused(400, "unsupported_grant_type", "unsupported grant type");
    }
    if parameter(form, "client_id") != oauth.client_id {
        return refused(400, "invalid_client", "invalid client_id parameter");
    }
    if parameter(form, "client_secret") != oauth.client_secret {
        return refused(400, "invalid_client", "invalid client_secret parameter");
    }
    let scope = parameter(form, "scope");
    let mut scopes = scope.split([',', ' ']).filter(|scope| !scope.is_empty());
    let known = |scope: &str| {
        oauth
            .scopes
            .as_ref()
            .is_none_or(|known| known.iter().any(|known| known == scope))
    };
    if !scopes.all(known) {
        return refused(
            400,
            "invalid_scope",
            "the credential does not have this scope",
        );
    }
    let expires_in = oauth.expires_in;
    let token = tenant.store.new_id();
    let until = request.now_ms + expires_in * 1000.0;
    let admin = tenant.store.admin.clone();
    services.sessions.start(&token, &admin, until as i64, true);
    json_reply(
        200,
        &json!({"access_token": &*token, "token_type": "bearer", "expires_in": Value::from(expires_in as i64)}),
    )
}

fn refused(status: u16, error: &str, description: &str) -> Reply {
    json_reply(
        status,
        &json!({"error": error, "error_description": description}),
    )
}
