use super::names::named;
use super::plain_fields::{Whose, check_fields};
use super::update::check_password;
use crate::actions::create::{Input, check};
use crate::client::Client;
use crate::error::Result;
use crate::input::Problems;
use crate::json::Json;
use crate::services::directory::with_ids;
use crate::services::plans::{Draft, NewUser, plan_creates};

/// Plans the creation of a user.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    check_password(&input.0, "input")?;
    let tenant = client.tenant();
    // Passwords aren't planned, so the tenant's rule about them doesn't count: people get an invitation.
    let sso = tenant.sso.filter(|&sso| sso);
    check(&input.0.entries(), sso, tenant.allow_unknown_fields)?;
    let mut problems = Problems::default();
    check_fields(&input.0, Whose::NewUser, "input", &mut problems);
    problems.into_result()?;
    let user = new_user(client, &input.0).await?;
    plan_creates(client, vec![user], draft).await
}

/// A user to create, with IDs for names.
pub(super) async fn new_user(client: &Client, input: &Json) -> Result<NewUser> {
    let (fields, _) = with_ids(client, input, input.entries()).await?;
    Ok(NewUser {
        names: named(client, input, &fields).await?,
        fields,
    })
}
