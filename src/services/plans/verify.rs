//! Checking a receipt without applying or undoing anything.

use super::receipt::read_receipt;
use crate::client::Client;
use crate::error::{NotApproved, Reason, Result};
use crate::json::Json;
use serde::Serialize;

/// Whether a receipt is genuine, and what it says.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "VerifiedReceipt"))]
pub struct Verified {
    /// Whether the connection's keys verify its signature.
    pub valid: bool,
    /// Why it isn't valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<NotApproved>,
    /// Why it isn't valid, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What the receipt says; absent if it isn't valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Receipt>"))]
    pub receipt: Option<Json>,
}

/// Checks a receipt. Sends nothing.
pub async fn verify_receipt(client: &Client, text: &str) -> Result<Verified> {
    match read_receipt(client, text).await {
        Ok(receipt) => Ok(Verified {
            valid: true,
            reason: None,
            message: None,
            receipt: Some(receipt),
        }),
        Err(error) => match error.reason {
            Some(Reason::NotApproved(reason)) => Ok(Verified {
                valid: false,
                reason: Some(reason),
                message: Some(error.message.clone()),
                receipt: None,
            }),
            _ => Err(error),
        },
    }
}
