//! Removing secrets from texts. A server or a host function may repeat a secret that it received.

use super::secret_forms::SecretForms;
use crate::error::{Error, cut_at};

/// The longest text of a server in an error, in bytes.
const LONGEST_TEXT: usize = 2_000;

/// The same error without these secrets in any of its texts, which are cut then.
#[must_use]
pub fn redact(mut error: Error, secrets: &[&[String]]) -> Error {
    let details = &mut *error;
    let forms = SecretForms::of(secrets);
    for text in [&mut details.message, &mut details.hint] {
        forms.replace_in(text);
    }
    for text in [
        &mut details.workfront_class,
        &mut details.workfront_message,
        &mut details.workfront_msg_key,
    ]
    .into_iter()
    .flatten()
    {
        forms.replace_in(text);
        shorten(text);
    }
    // A replaced ID would name nobody. Only a false response has a secret as an ID.
    details.id = details.id.take().filter(|id| !forms.are_in(id));
    details.fields.retain(|field| !forms.are_in(field));
    shorten(&mut details.message);
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
    SecretForms::of(secrets).replace_in(text);
}
