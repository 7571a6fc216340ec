use super::{Object, resolve};
use crate::api::{Client, Id};
use crate::error::{Error, Result};

/// The user that an input means: by `ID`, or as `user` by e-mail address or full name.
///
/// # Errors
/// Neither or both are given, or the name stands for nobody or several people.
pub async fn whom(client: &Client, id: Option<Id>, user: Option<String>) -> Result<Id> {
    match (id, user) {
        (Some(id), None) => Ok(id),
        (None, Some(user)) => resolve(client, Object::User, &user, "user").await,
        (None, None) => Err(
            Error::invalid("ID", "is required (or user, an e-mail address)")
                .with_hint("Nothing was sent. Say whom you mean."),
        ),
        (Some(_), Some(_)) => Err(Error::invalid("user", "must be left out when ID is given")
            .with_hint("Nothing was sent. Say whom you mean in one way.")),
    }
}
