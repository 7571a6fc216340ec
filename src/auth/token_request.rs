//! The request to a token service.

use super::Credentials;
use super::kind::{Exchange, TokenUrl};
use crate::model::ApiVersion;
use crate::protocol::query::Query;
use crate::transport::{Method, Payload, Request};

/// The tenant that a token is for.
#[derive(Clone, Copy)]
pub(crate) struct TokenTenant<'a> {
    /// The base URL, without a slash at its end.
    pub base_url: &'a str,
    pub api_version: ApiVersion,
    /// How long the request may take, in milliseconds; 0 for no limit.
    pub timeout_ms: f64,
}

/// Builds the request; `jwt` is the signed assertion, if the kind of credential has one.
pub(crate) fn token_request(
    credentials: &Credentials,
    exchange: &Exchange,
    jwt: Option<&str>,
    tenant: TokenTenant<'_>,
) -> Request {
    let mut form = Query::new();
    if !exchange.grant_type.is_empty() {
        form.add("grant_type", exchange.grant_type);
    }
    for (name, value) in credentials.parameters() {
        form.add(name, value);
    }
    if let (Some(assertion), Some(jwt)) = (&exchange.assertion, jwt) {
        form.add(assertion.parameter, jwt);
    }
    let url = match (credentials.get("tokenUrl"), &exchange.url) {
        (Some(url), _) => url.to_owned(),
        (None, TokenUrl::Absolute(url)) => (*url).to_owned(),
        (None, TokenUrl::Tenant(path)) => format!("{}{path}", tenant.base_url),
        (None, TokenUrl::Api(path)) => {
            let TokenTenant {
                base_url,
                api_version,
                ..
            } = tenant;
            format!("{base_url}/attask/api/{api_version}{path}")
        }
    };
    Request {
        method: Method::Post,
        url,
        headers: Vec::new(),
        payload: Some(Payload::Form(form.into_text())),
        timeout_ms: tenant.timeout_ms,
        as_text: false,
        shared: true,
    }
}
