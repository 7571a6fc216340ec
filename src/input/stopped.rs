use std::fmt;

/// What ends a deserialization. Wrong values don't, as blanks take their place; a type that no input can have does.
///
/// All of serde's constructors drop their texts: the problems are noted elsewhere, and formatting costs bytes.
#[derive(Debug)]
pub(super) struct Stopped;

pub(super) type Result<T> = std::result::Result<T, Stopped>;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("can't be read")
    }
}

impl std::error::Error for Stopped {}

impl serde::de::Error for Stopped {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Stopped
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Stopped
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Stopped
    }
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Stopped
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Stopped
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Stopped
    }
    fn missing_field(_: &'static str) -> Self {
        Stopped
    }
    fn duplicate_field(_: &'static str) -> Self {
        Stopped
    }
}
