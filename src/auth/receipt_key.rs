//! The key that signs receipts, so that an auditor can verify them without being able to write one.

use super::plan_keys::is_key_id;
use crate::input::{check, join, read_here, read_json};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The private key of an ECDSA pair (P-256). The host's crypto signs with it.
///
/// `Debug` shows the ID alone.
pub struct ReceiptKey {
    /// Its ID, which receipts name.
    pub id: String,
    #[cfg_attr(not(feature = "plans"), allow(dead_code))] // Only plans sign with it.
    private_key: String,
}

impl ReceiptKey {
    /// The key, PKCS#8 in PEM.
    #[cfg(feature = "plans")]
    pub(crate) fn private_key(&self) -> &str {
        &self.private_key
    }
}

impl fmt::Debug for ReceiptKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceiptKey")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The option `receiptKey` as its user writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct ReceiptKeyOption {
    /// The ID of the key, which receipts name.
    id: String,
    /// The private key (P-256), PKCS#8 in PEM with its line breaks.
    private_key: String,
}

impl<'de> Deserialize<'de> for ReceiptKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(json) = read_json(deserializer)? else {
            return Ok(ReceiptKey {
                id: String::new(),
                private_key: String::new(),
            });
        };
        let option: ReceiptKeyOption = read_here(&json)?;
        check(|path, problems| {
            if !is_key_id(&option.id) && !problems.name(&join(path, "id")) {
                let problem = "must be 1 to 31 letters, digits, '-', '_' or '.'";
                problems.add(&join(path, "id"), problem);
            }
            let path = join(path, "privateKey");
            if !option.private_key.contains("BEGIN PRIVATE KEY") && !problems.name(&path) {
                problems.add(
                    &path,
                    "must be a private key, PKCS#8 in PEM; create one with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256'",
                );
            }
        });
        Ok(ReceiptKey {
            id: option.id,
            private_key: option.private_key,
        })
    }
}
