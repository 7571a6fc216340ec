//! A refresh token of a Workfront OAuth2 application: it becomes a session (docs/workfront-facts.md#refresh-tokens).

use super::shared_fields::{CLIENT_ID, CLIENT_SECRET, TOKEN_URL};
use crate::auth::field::{Format, SentAs, optional, secret};
use crate::auth::form_text::FormText;
use crate::auth::kind::{Exchange, Kind, TokenHeader, TokenSource, TokenUrl};

pub(super) const KIND: Kind = Kind {
    name: "oauthRefresh",
    title: FormText::new("Workfront OAuth2 application (refresh token)"),
    description: FormText::new(
        "The refresh token from a user's consent. It may be replaced at each use.",
    ),
    sent_as: FormText::new(
        "Exchanged for a session, and perhaps for the next refresh token: see `onRefreshToken`.",
    ),
    fields: &[
        CLIENT_ID,
        // An application of the type single-page (PKCE) has no secret.
        CLIENT_SECRET.or_absent(),
        secret("refreshToken", Format::Word)
            .sent_as(SentAs::Parameter("refresh_token"))
            .described("The refresh token."),
        optional("redirectUri", Format::Text)
            .sent_as(SentAs::Parameter("redirect_uri"))
            .described("The redirect URI of the application, if it requires one."),
        TOKEN_URL,
    ],
    header: TokenHeader::SESSION_ID,
    token: TokenSource::Exchange(Exchange {
        url: TokenUrl::Tenant("/integrations/oauth2/api/v1/token"),
        grant_type: "refresh_token",
        assertion: None,
        opens_session: true,
        rotates_refresh_token: true,
        hint: "The refresh token has expired, was revoked or was used already: authorize the application again for a new one. Check clientId and clientSecret too.",
    }),
    warning: None,
};
