use crate::input::text_enum;

text_enum! {
    /// How a batch goes out.
    pub enum Dialect {
        /// `operations`, and where the tenant refuses it, `uris`, then `bulk`; remembered for the connection.
        Auto = "auto",
        /// `POST /batch` with `{"updates":[{method,uri,body}]}`, as the guide has it.
        Operations = "operations",
        /// `POST /batch` with a form of `uri=…`, as Adobe's own client sends it (facts, section 5.2).
        Uris = "uris",
        /// Arrays to `POST` or `PUT /user`, the documented form (facts, section 5.1); what doesn't fit goes singly.
        Bulk = "bulk",
    }
}

/// What `auto` tries, in order.
pub(super) const CANDIDATES: &[Dialect] = &[Dialect::Operations, Dialect::Uris, Dialect::Bulk];
