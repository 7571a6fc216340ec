//! What stands beside the API: token services, logging in and out.

mod base64;
mod ims;
mod login;
mod tokens;

use std::sync::Arc;

use serde_json::Value;

use crate::auth::Sessions;
use crate::encoding::{Pairs, pairs};
use crate::http::{Request, Response};
use crate::tenant::Tenant;

/// What the services remember.
#[derive(Clone, Debug, Default)]
pub struct Services {
    /// Sessions and tokens given out.
    pub sessions: Sessions,
    /// Refresh tokens in force; the first one comes from the options.
    refresh_tokens: Option<Vec<Arc<str>>>,
}

/// Answers a request to a service; `None` for a path of none.
pub fn handle(services: &mut Services, tenant: &mut Tenant, request: &Request) -> Option<Response> {
    let (path, query) = request.path_and_query();
    // Read only where a service is meant: the body may be a batch of the API.
    let parameters = || {
        let mut parameters = pairs(query);
        parameters.extend(fields(request));
        parameters
    };
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["ims", "token", "v3"] => Some(ims::token(services, tenant, request, &parameters())),
        ["integrations", "oauth2", "api", "v1", rest @ ..] => Some(tokens::handle(
            services,
            tenant,
            request,
            rest,
            &parameters(),
        )),
        ["attask", "api", .., "login"] => {
            Some(login::login(services, tenant, request, &parameters()))
        }
        ["attask", "api", .., "logout"] => {
            Some(login::logout(services, tenant, request, &parameters()))
        }
        _ => None,
    }
}

/// The parameters of a form body or a JSON body.
fn fields(request: &Request) -> Pairs {
    let text = String::from_utf8_lossy(&request.body);
    let kind = request
        .header("content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if kind.starts_with("application/x-www-form-urlencoded") {
        return pairs(&text);
    }
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::Object(fields)) => {
            let texts = fields.into_iter().map(|(name, value)| {
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                (name, text)
            });
            texts.collect()
        }
        _ => Pairs::new(),
    }
}

fn parameter<'pairs>(parameters: &'pairs Pairs, name: &str) -> &'pairs str {
    let found = parameters.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value.as_str())
}
