//! Credentials: what each kind requires, what is sent, when a token is renewed, and that no secret is shown.

mod host;
mod kinds;
mod reading;
mod refresh_token;
mod renewal;
mod wire;
