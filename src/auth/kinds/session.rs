//! A session, or the access token of a Workfront OAuth2 application.

use crate::auth::field::{Format, secret};
use crate::auth::form_text::FormText;
use crate::auth::kind::{Kind, TokenHeader, TokenSource};

pub(super) const KIND: Kind = Kind {
    name: "session",
    title: FormText::new("Workfront session"),
    description: FormText::new(
        "A session, or the access token of a Workfront OAuth2 application, that your own system renews.",
    ),
    sent_as: FormText::new("Sent in the header `sessionID`."),
    fields: &[secret("sessionID", Format::Word).described("The session's ID, or the access token.")],
    header: TokenHeader::SESSION_ID,
    token: TokenSource::Field,
    warning: None,
};
