//! Removing secrets from texts. A server or a host function may repeat a secret that it received.

use crate::error::{Error, cut_at};
use crate::protocol::encode;

/// Shorter texts aren't redacted: they would match everywhere.
const MIN_LENGTH: usize = 4;
const REPLACEMENT: &str = "***";

/// The longest text of a server in an error, in bytes.
const LONGEST_TEXT: usize = 2_000;

/// The same error without these secrets in any of its texts, which are cut then.
#[must_use]
pub fn redact(mut error: Error, secrets: &[&[String]]) -> Error {
    let details = &mut *error;
    for secret in &encodings(secrets) {
        replace(&mut details.message, secret);
        replace(&mut details.hint, secret);
        for text in [
            &mut details.workfront_class,
            &mut details.workfront_message,
            &mut details.workfront_msg_key,
        ] {
            replace_in_option(text, secret);
        }
        // A replaced ID would name nobody. Only a false response has a secret as an ID.
        if details
            .id
            .as_ref()
            .is_some_and(|id| id.contains(secret.as_str()))
        {
            details.id = None;
        }
        details
            .fields
            .retain(|field| !field.contains(secret.as_str()));
    }
    shorten(&mut details.message);
    for text in [
        &mut details.workfront_class,
        &mut details.workfront_message,
        &mut details.workfront_msg_key,
    ] {
        text.iter_mut().for_each(shorten);
    }
    error
}

/// Cuts a text of a server, which may be as long as a response.
fn shorten(text: &mut String) {
    if text.len() > LONGEST_TEXT {
        *text = cut_at(text, LONGEST_TEXT).into_owned();
    }
}

/// Removes these secrets from a text.
pub(crate) fn redact_text(text: &mut String, secrets: &[&[String]]) {
    for secret in &encodings(secrets) {
        replace(text, secret);
    }
}

fn replace_in_option(text: &mut Option<String>, secret: &str) {
    if let Some(text) = text {
        replace(text, secret);
    }
}

fn replace(text: &mut String, secret: &str) {
    if text.contains(secret) {
        *text = text.replace(secret, REPLACEMENT);
    }
}

/// Each secret as it is and percent-encoded. The longest comes first: one may be a part of another.
fn encodings(secrets: &[&[String]]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |text: String| {
        let index = all.iter().position(|known| known.len() < text.len());
        all.insert(index.unwrap_or(all.len()), text);
    };
    for &list in secrets {
        for secret in list.iter().filter(|secret| secret.len() >= MIN_LENGTH) {
            let mut encoded = String::new();
            encode::value(secret, &mut encoded);
            add(secret.clone());
            add(encoded);
        }
    }
    all
}
