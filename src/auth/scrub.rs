//! What a server or a host says may repeat a secret that it was given; what a caller sees never does.

use crate::error::Error;
use crate::protocol::encode;

/// Shorter texts are no secrets, and would be found everywhere.
const SHORTEST: usize = 4;
const IN_ITS_PLACE: &str = "***";

/// The same error with these secrets taken out of everything that it tells.
#[must_use]
pub fn scrub(mut error: Error, secrets: &[&[String]]) -> Error {
    let details = &mut *error;
    for secret in &spellings(secrets) {
        clean(&mut details.message, secret);
        clean(&mut details.hint, secret);
        clean_told(&mut details.workfront_class, secret);
        clean_told(&mut details.workfront_message, secret);
        clean_told(&mut details.workfront_msg_key, secret);
    }
    error
}

/// Takes these secrets out of a text.
pub(crate) fn scrub_text(text: &mut String, secrets: &[&[String]]) {
    for secret in &spellings(secrets) {
        clean(text, secret);
    }
}

fn clean_told(text: &mut Option<String>, secret: &str) {
    if let Some(text) = text {
        clean(text, secret);
    }
}

fn clean(text: &mut String, secret: &str) {
    if text.contains(secret) {
        *text = text.replace(secret, IN_ITS_PLACE);
    }
}

/// Each secret as it is and as a form or a query spells it, longest first: one may be a part of another.
fn spellings(secrets: &[&[String]]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |text: String| {
        let place = all.iter().position(|known| known.len() < text.len());
        all.insert(place.unwrap_or(all.len()), text);
    };
    for &some in secrets {
        for secret in some.iter().filter(|secret| secret.len() >= SHORTEST) {
            let mut encoded = String::new();
            encode::value(secret, &mut encoded);
            add(secret.clone());
            add(encoded);
        }
    }
    all
}
