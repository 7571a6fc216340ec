use super::resolve;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::model::{Id, Object};

/// The ID of the user that an input names: by `ID`, or by e-mail address or full name in `user`. Costs 1 request for a name
/// that isn't cached.
///
/// # Errors
/// Neither or both are set, or not exactly one user has the name.
pub async fn resolve_user_id(
    client: &Client,
    id: &Option<Id>,
    user: &Option<String>,
) -> Result<Id> {
    check_exclusive(id, user, "ID", "user")
        .map_err(|error| error.with_hint("Nothing was sent. Set either ID or user."))?;
    match (user, id) {
        (Some(user), _) => resolve(client, Object::User, user, "user").await,
        (None, Some(id)) => Ok(id.clone()),
        (None, None) => Err(Error::invalid(
            "ID",
            "is required (or user, an e-mail address or full name)",
        )
        .with_hint("Nothing was sent. Set either ID or user.")),
    }
}

/// Checks that an object isn't named both by its ID and by its name.
///
/// # Errors
/// Kind `validation` if both are set.
pub fn check_exclusive(
    id: &Option<Id>,
    name: &Option<String>,
    id_field: &str,
    field: &str,
) -> Result<()> {
    if id.is_some() && name.is_some() {
        let problem = format!("must be left out if {id_field} is set");
        return Err(Error::invalid(field, &problem));
    }
    Ok(())
}

/// The ID of the object that an input names by its ID, or by its name in `field`; `None` if it names none. Costs 1 request
/// for a name that isn't cached.
///
/// # Errors
/// Not exactly one object has the name.
pub async fn resolve_optional_id(
    client: &Client,
    object: Object,
    id: &Option<Id>,
    name: &Option<String>,
    field: &str,
) -> Result<Option<Id>> {
    match name {
        Some(name) => resolve(client, object, name, field).await.map(Some),
        None => Ok(id.clone()),
    }
}
