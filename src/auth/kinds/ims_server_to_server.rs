//! Adobe IMS OAuth server-to-server: exchanged for an access token of Adobe IMS.

use super::shared_fields::{CLIENT_ID, CLIENT_SECRET, IMS_ORG_ID, TOKEN_URL};
use crate::auth::field::{Format, SentAs, optional};
use crate::auth::form_text::FormText;
use crate::auth::kind::{Exchange, Kind, TokenHeader, TokenSource, TokenUrl};

pub(super) const KIND: Kind = Kind {
    name: "imsServerToServer",
    title: FormText::new("Adobe OAuth server-to-server"),
    description: FormText::new(
        "A credential of an Adobe Developer Console project. Copy its scopes from the credential's page.",
    ),
    sent_as: FormText::new("Exchanged for a token of Adobe IMS, which is sent like the token of `bearer`."),
    fields: &[
        CLIENT_ID,
        CLIENT_SECRET,
        // The guide's default. No source of Adobe's names the second scope.
        optional("scopes", Format::Scopes)
            .sent_as(SentAs::Parameter("scope"))
            .or_default("openid,workfront.full_access")
            .warning_if_absent(
                "No scopes are set, so the default ones are requested: set those that the credential's page in the Adobe Developer Console lists.",
            )
            .described("The scopes, separated by commas, as the credential's page lists them."),
        TOKEN_URL,
        IMS_ORG_ID.warning_if_absent(
            "No imsOrgId is set: Adobe's own client sends it with every IMS token.",
        ),
    ],
    header: TokenHeader::BEARER,
    token: TokenSource::Exchange(Exchange {
        url: TokenUrl::Absolute("https://ims-na1.adobelogin.com/ims/token/v3"),
        grant_type: "client_credentials",
        assertion: None,
        opens_session: false,
        rotates_refresh_token: false,
        hint: "Check clientId, clientSecret and scopes against the credential's page in the Adobe Developer Console.",
    }),
    warning: None,
};
