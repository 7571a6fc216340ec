//! A Workfront OAuth2 application of the type machine-to-machine: a signed JWT becomes a session
//! (docs/workfront-facts.md#jwt-exchange).

use super::shared_fields::{CLIENT_ID, CLIENT_SECRET, TOKEN_URL};
use crate::auth::field::{Format, required, secret};
use crate::auth::form_text::FormText;
use crate::auth::kind::{Assertion, Exchange, Kind, TokenHeader, TokenSource, TokenUrl};

pub(super) const KIND: Kind = Kind {
    name: "oauthJwt",
    title: FormText::new("Workfront OAuth2 application (JWT)"),
    description: FormText::new(
        "A machine-to-machine application, created in Workfront's setup under OAuth2 applications.",
    ),
    sent_as: FormText::new(
        "A JWT, signed by the runtime's WebCrypto with RS256, is exchanged for a session.",
    ),
    fields: &[
        CLIENT_ID,
        CLIENT_SECRET,
        required("customerId", Format::Word).described(
            "The customer ID that the application's page shows. It becomes the JWT's 'iss'.",
        ),
        required("userId", Format::Word)
            .described("The ID of the Workfront user to act as. It becomes the JWT's 'sub'."),
        secret("privateKey", Format::PrivateKey).described("The private key, PKCS#8 in PEM."),
        TOKEN_URL,
    ],
    header: TokenHeader::SESSION_ID,
    token: TokenSource::Exchange(Exchange {
        url: TokenUrl::Tenant("/integrations/oauth2/api/v1/jwt/exchange"),
        grant_type: "",
        assertion: Some(Assertion {
            parameter: "jwt_token",
            issuer: "customerId",
            subject: "userId",
            key: "privateKey",
            // "A few minutes".
            lifetime_seconds: 300,
        }),
        opens_session: true,
        rotates_refresh_token: false,
        hint: "Check clientId, clientSecret and customerId on the OAuth2 application's page, that userId is an active user, that privateKey belongs to the application's key, and this machine's clock.",
    }),
    warning: None,
};
