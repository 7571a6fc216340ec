//! A Workfront API key.

use crate::auth::field::{Format, secret};
use crate::auth::form_text::FormText;
use crate::auth::kind::{Kind, TokenHeader, TokenSource};

pub(super) const KIND: Kind = Kind {
    name: "apiKey",
    title: FormText::new("Workfront API key"),
    description: FormText::new(
        "Created in Workfront's setup under customer information. It expires monthly unless set otherwise.",
    ),
    sent_as: FormText::new("Sent in the header `apiKey`."),
    fields: &[secret("apiKey", Format::Word).described("The key.")],
    header: TokenHeader {
        name: "apiKey",
        prefix: "",
    },
    token: TokenSource::Field,
    warning: Some(
        "API keys are discouraged and expire, after a month unless set otherwise. Prefer imsServerToServer or oauthJwt.",
    ),
};
