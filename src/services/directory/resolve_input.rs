use super::resolve;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::model::{Id, Object};

/// The user that an input means: by `ID`, or as `user` by e-mail address or full name.
///
/// # Errors
/// Neither or both are given, or the name stands for nobody or several people.
pub async fn resolve_user_id(
    client: &Client,
    id: &Option<Id>,
    user: &Option<String>,
) -> Result<Id> {
    check_exclusive(id, user, "ID", "user")
        .map_err(|error| error.with_hint("Nothing was sent. Say whom you mean in one way."))?;
    match (user, id) {
        (Some(user), _) => resolve(client, Object::User, user, "user").await,
        (None, Some(id)) => Ok(id.clone()),
        (None, None) => Err(
            Error::invalid("ID", "is required (or user, an e-mail address)")
                .with_hint("Nothing was sent. Say whom you mean."),
        ),
    }
}

/// Makes sure that an object isn't given both by its ID and by its name.
///
/// # Errors
/// It is.
pub fn check_exclusive(
    id: &Option<Id>,
    name: &Option<String>,
    id_field: &str,
    field: &str,
) -> Result<()> {
    if id.is_some() && name.is_some() {
        let problem = format!("must be left out when {id_field} is given");
        return Err(Error::invalid(field, &problem));
    }
    Ok(())
}

/// The object that is given by its ID, or by its name in `field`; nothing where it isn't given.
///
/// # Errors
/// The name stands for nothing or several things.
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
