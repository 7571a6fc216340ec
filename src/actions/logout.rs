#[cfg(feature = "schema")]
use super::Example;
use super::{About, Action, Context, Requests};
use crate::error::Result;
use serde::{Deserialize, Serialize};

/// Ends the session that this connection has opened.
#[derive(Debug)]
pub struct Logout;

/// No input.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Input {}

/// Whether a session was ended.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// Whether a session was ended. False if this connection has opened none, as with a bearer token or an API key.
    pub logged_out: bool,
}

impl Action for Logout {
    const ID: &'static str = "logout";
    const ABOUT: About = About {
        title: "Log out",
        description: "Ends the session that this connection has opened with a login, a JWT or a refresh token. Later calls open a new one.",
        requests: Requests::between(0, 1, "1 if this connection has opened a session"),
        group: "Connection",
        read_only: false,
        destructive: true,
        idempotent: true,
    };
    type Input = Input;
    type Output = Output;

    async fn run(context: &Context, _: &Input) -> Result<Output> {
        let logged_out = context.client.sign_out().await?;
        Ok(Output { logged_out })
    }

    #[cfg(feature = "schema")]
    fn example() -> Example {
        Example {
            input: serde_json::json!({}),
            fails: &[],
        }
    }
}
