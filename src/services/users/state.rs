use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::model::Id;
use serde::Serialize;

/// The state of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct State {
    /// Whether the account is active.
    pub is_active: bool,
}

impl State {
    /// The state in Workfront's data of a user.
    ///
    /// # Errors
    /// Kind `unexpectedResponse` if the data doesn't show it.
    pub fn of(user: &Json, id: &Id) -> Result<Self> {
        let is_active = user.get_bool("isActive").ok_or_else(|| {
            Error::new(ErrorKind::UnexpectedResponse, format!("Workfront doesn't say whether user {id} is active"))
                .about(id.as_str())
                .with_hint("The connection's user may lack the right to see the account's state: check the access level.")
        })?;
        Ok(State { is_active })
    }
}
