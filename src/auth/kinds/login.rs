//! A user's name and password, which become a session. Legacy.

use crate::auth::field::{Format, SentAs, required, secret};
use crate::auth::form_text::FormText;
use crate::auth::kind::{Exchange, Kind, TokenHeader, TokenSource, TokenUrl};

pub(super) const KIND: Kind = Kind {
    name: "login",
    title: FormText::new("Name and password (legacy)"),
    description: FormText::new("Adobe no longer allows it for any organization."),
    sent_as: FormText::new("Exchanged for a session."),
    fields: &[
        required("username", Format::Text)
            .sent_as(SentAs::Parameter("username"))
            .described("The user's name."),
        secret("password", Format::Text)
            .sent_as(SentAs::Parameter("password"))
            .described("The user's password."),
    ],
    header: TokenHeader::SESSION_ID,
    token: TokenSource::Exchange(Exchange {
        url: TokenUrl::Api("/login"),
        grant_type: "",
        assertion: None,
        opens_session: true,
        rotates_refresh_token: false,
        hint: "Organizations on Adobe's platform can no longer log in with a password: use imsServerToServer or oauthJwt. Elsewhere check username and password.",
    }),
    warning: Some(
        "Passwords are legacy: organizations on Adobe's platform can no longer log in with them. Prefer imsServerToServer or oauthJwt.",
    ),
};
