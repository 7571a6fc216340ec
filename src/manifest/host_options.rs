//! The options that the JavaScript side of a connection reads: the host's functions, and how much of a response is
//! read. They are described here, so that one list has all options; a test compares it with `js/core/host.mjs`.

use schemars::JsonSchema;

/// The options of the JavaScript side.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct HostOptions {
    /// The largest response that is read, in bytes, both compressed and decompressed. A larger one fails the call with
    /// `unexpectedResponse`, or counts as a lost response of a write. Checked while the response is read; afterwards if
    /// the host's response has only `text()`.
    #[schemars(extend("default" = 67_108_864))]
    max_response_bytes: Option<u32>,
    /// Sends a request. Called with a URL and an init object; returns a `Response` or an object of its shape. Left out:
    /// the runtime's `fetch`. On Node: persistent connections of `node:http(s)`, through the proxies of `HTTP_PROXY`,
    /// `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, unless `globalThis.fetch` was replaced.
    #[schemars(extend("x-type" = "HostFetch"))]
    fetch: Option<()>,
    /// Stores tokens and the results of name lookups, so that they outlive the connection. Left out: the connection's
    /// memory. What it stores includes secrets.
    #[schemars(extend("x-type" = "TokenStore"))]
    token_store: Option<()>,
    /// Remembers which plans were applied, so that `apply` refuses one that was applied before. Left out: a plan that is
    /// applied again changes only what isn't so already.
    #[schemars(extend("x-type" = "PlanStore"))]
    plan_store: Option<()>,
    /// Called with a refresh token that replaces the one in `credentials`, before the new access token is used. If it
    /// fails, the call fails, and the connection keeps the token in memory.
    #[schemars(extend("x-type" = "(refreshToken: string) => unknown"))]
    on_refresh_token: Option<()>,
    /// Returns the time in milliseconds since 1970. Left out, or if it returns anything else: `Date.now`.
    #[schemars(extend("x-type" = "() => number"))]
    now: Option<()>,
    /// Returns a promise that resolves after this many milliseconds. Left out: a timer. If it rejects, or takes
    /// `timeoutMs` longer, the wait ends and the call continues.
    #[schemars(extend("x-type" = "(milliseconds: number) => Promise<unknown>"))]
    sleep: Option<()>,
    /// Returns a number from 0 (included) to 1 (excluded), which spreads retries in time. Left out: `Math.random`.
    #[schemars(extend("x-type" = "() => number"))]
    random: Option<()>,
}
