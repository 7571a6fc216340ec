use serde::Serialize;

/// How an outcome is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
#[serde(rename_all = "camelCase")]
pub enum Evidence {
    /// Workfront's response to the write shows it.
    Response,
    /// The object was read afterwards: the response was lost or proved too little.
    ReadBack,
}

/// What the response to a write proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The write was done.
    Done,
    /// Workfront accepted the write, but doesn't show the object.
    Accepted,
    /// Nothing: the response is empty or about something else.
    Nothing,
}
