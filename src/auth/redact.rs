//! Removing secrets from texts. A server or a host function may repeat a secret that it received.

use super::secret_forms::SecretForms;
use crate::error::{Error, cut_at};

/// The longest text of a server in an error, in bytes.
const LONGEST_TEXT: usize = 2_000;

/// The part of a text that is searched, in bytes: it may be as long as a response. What is beyond is cut off.
const LONGEST_SEARCHED: usize = 8_000;

/// The same error without these secrets in any of its texts, which are cut then.
#[must_use]
pub fn redact(error: Error, secrets: &[&[String]]) -> Error {
    redact_forms(error, &SecretForms::of(secrets))
}

/// The same as [`redact`], with forms that are kept for several errors.
pub(super) fn redact_forms(mut error: Error, forms: &SecretForms) -> Error {
    let details = &mut *error;
    for text in [&mut details.message, &mut details.hint] {
        redact_text_forms(text, forms);
    }
    for text in [
        &mut details.workfront_class,
        &mut details.workfront_message,
        &mut details.workfront_msg_key,
    ]
    .into_iter()
    .flatten()
    {
        redact_text_forms(text, forms);
        shorten(text, LONGEST_TEXT);
    }
    // A replaced ID would name nobody. Only a false response has a secret as an ID.
    details.id = details.id.take().filter(|id| !forms.are_in(id));
    details.fields.retain(|field| !forms.are_in(field));
    shorten(&mut details.message, LONGEST_TEXT);
    error
}

/// Removes these secrets from a text, which is cut first.
pub(crate) fn redact_text(text: &mut String, secrets: &[&[String]]) {
    redact_text_forms(text, &SecretForms::of(secrets));
}

/// The same as [`redact_text`], with forms that are kept for several texts.
pub(super) fn redact_text_forms(text: &mut String, forms: &SecretForms) {
    shorten(text, LONGEST_SEARCHED);
    forms.replace_in(text);
}

fn shorten(text: &mut String, longest: usize) {
    if text.len() > longest {
        *text = cut_at(text, longest).into_owned();
    }
}
