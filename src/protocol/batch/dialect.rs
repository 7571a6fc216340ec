use super::dialect_spec::DialectSpec;
use super::dialects;
use crate::input::{not_one_of, parsed};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// How a batch is sent.
#[derive(Clone, Copy)]
pub enum Dialect {
    /// Each dialect in turn until the tenant accepts one, which is remembered for the connection.
    Auto,
    /// This dialect.
    Named(&'static DialectSpec),
}

const AUTO: &str = "auto";

impl Dialect {
    /// The dialects that `auto` tries, in order.
    pub(crate) const CANDIDATES: &[&DialectSpec] = dialects::ALL;

    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        match self {
            Dialect::Auto => AUTO,
            Dialect::Named(spec) => spec.name,
        }
    }

    /// All names, `auto` first.
    pub fn names() -> Vec<&'static str> {
        let mut names = vec![AUTO];
        for spec in dialects::ALL {
            names.push(spec.name);
        }
        names
    }

    fn parse(name: &str) -> Result<Self, String> {
        if name == AUTO {
            return Ok(Dialect::Auto);
        }
        for spec in dialects::ALL {
            if spec.name == name {
                return Ok(Dialect::Named(spec));
            }
        }
        Err(not_one_of(name, &Self::names()))
    }
}

impl PartialEq for Dialect {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Dialect {}

impl fmt::Debug for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Dialect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, Dialect::Auto, |name| Self::parse(&name))
    }
}

impl Serialize for Dialect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Dialect {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Dialect".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let choice = |name: &str, description: &str| serde_json::json!({ "description": description, "type": "string", "const": name });
        let mut order = Vec::new();
        for spec in dialects::ALL {
            order.push(format!("`{}`", spec.name));
        }
        let auto = format!(
            "Tries {} in turn until the tenant accepts one, which is remembered for the connection.",
            order.join(", ")
        );
        let mut choices = vec![choice(AUTO, &auto)];
        for spec in dialects::ALL {
            choices.push(choice(spec.name, spec.description));
        }
        schemars::json_schema!({ "description": "How a batch is sent.", "oneOf": choices })
    }
}
