use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// How a batch goes out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Dialect {
    /// `operations`, and where the tenant refuses it, `uris`, then `bulk`; remembered for the connection.
    Auto,
    /// `POST /batch` with `{"updates":[{method,uri,body}]}`, as the guide has it.
    Operations,
    /// `POST /batch` with a form of `uri=…`, as Adobe's own client sends it (facts, section 5.2).
    Uris,
    /// Arrays to `POST` or `PUT /user`, the documented form (facts, section 5.1); what doesn't fit goes singly.
    Bulk,
}

impl Dialect {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What `auto` tries, in order.
pub(crate) const CANDIDATES: &[Dialect] = &[Dialect::Operations, Dialect::Uris, Dialect::Bulk];
