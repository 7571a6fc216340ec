//! Routes requests to the services.

use super::parameters::from_body;
use super::state::Services;
use super::{ims, login, tokens};
use crate::encoding::parse_pairs;
use crate::http::{Request, Response};
use crate::tenant::Tenant;

/// Handles a request to a service. `None` if the path is not a service's.
pub fn handle(services: &mut Services, tenant: &mut Tenant, request: &Request) -> Option<Response> {
    let (path, query) = request.path_and_query();
    // Parsed only for a service: the body may be a large batch of the API.
    let parameters = || {
        let mut parameters = parse_pairs(query);
        parameters.extend(from_body(request));
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
