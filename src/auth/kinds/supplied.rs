//! A credential of another kind, which the host's function `credentials` returns when it is needed. Forms can't offer it.

use crate::auth::form_text::FormText;
use crate::auth::kind::{Kind, TokenHeader, TokenSource};

pub(super) const KIND: Kind = Kind {
    name: "supplied",
    title: FormText::EMPTY,
    description: FormText::EMPTY,
    sent_as: FormText::EMPTY,
    fields: &[],
    header: TokenHeader::SESSION_ID,
    token: TokenSource::Host,
    warning: None,
};
