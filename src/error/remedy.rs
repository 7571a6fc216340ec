use serde::Serialize;

/// The input that would allow what was refused. Hosts name it as their users know it: a switch of a command line, a field of a
/// form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ErrorRemedy"))]
#[non_exhaustive]
pub struct Remedy {
    /// The name of the input, or of the connection's option.
    pub option: &'static str,
    /// The value that allows it: `true`, or the smallest number.
    pub value: RemedyValue,
}

/// The value of a [`Remedy`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ErrorRemedyValue"))]
#[non_exhaustive]
pub enum RemedyValue {
    /// A switch.
    Flag(bool),
    /// A limit.
    Number(u32),
}
