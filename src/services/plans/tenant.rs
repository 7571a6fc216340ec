//! The tenant of a connection, as plans name it.

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use crate::protocol::ApiRequest;
use crate::transport::Method;

/// The tenant of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTenant {
    /// The host, with its port if the base URL has one.
    pub host: String,
    /// The ID of the customer.
    pub customer_id: String,
}

impl PlanTenant {
    /// The tenant as plans have it.
    pub fn to_json(&self) -> Json {
        Json::object_of(&[
            ("host", self.host.as_str().into()),
            ("customerID", self.customer_id.as_str().into()),
        ])
    }
}

/// The host in a base URL, with its port.
pub fn host_of(base_url: &str) -> &str {
    base_url
        .split_once("://")
        .map_or(base_url, |(_, host)| host)
}

/// The connection's tenant: its host, and the ID of its customer. Costs 1 request once a connection.
///
/// # Errors
/// The request failed, or Workfront doesn't show the customer.
pub async fn tenant_of(client: &Client) -> Result<PlanTenant> {
    let tenant = client.tenant();
    let host = host_of(&tenant.base_url).to_owned();
    if let Some(customer_id) = tenant.plans.customer_id() {
        return Ok(PlanTenant { host, customer_id });
    }
    // Only single fields are used: the response contains the session's ID, a secret.
    let session = client
        .send(ApiRequest::new(Method::Get, "/session"))
        .await?;
    // So that the guards don't ask again.
    if let Some(own) = session.get_str("userID").as_deref().and_then(Id::parse) {
        client.remember_own_user(&own);
    }
    let customer_id = session.get_str("customerID").filter(|id| !id.is_empty());
    let customer_id = customer_id.ok_or_else(|| {
        let message = "Workfront's response to GET /session doesn't show the customer's ID";
        Error::new(ErrorKind::UnexpectedResponse, message).with_hint(
            "Nothing was changed. A plan names its tenant by the customer's ID: run testConnection to see what the credential may read.",
        )
    })?;
    tenant.plans.set_customer_id(&customer_id);
    Ok(PlanTenant { host, customer_id })
}
