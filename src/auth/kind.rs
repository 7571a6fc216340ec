//! What a kind of credential is, as data. `kinds/` has a constant of the type [`Kind`] for each.

use super::field::Field;
use super::form_text::FormText;

/// Everything about a kind of credential.
#[derive(Debug)]
#[cfg_attr(not(feature = "schema"), allow(dead_code))] // Only forms and docs read the texts.
pub(crate) struct Kind {
    /// The value of the credential's `type`.
    pub name: &'static str,
    /// A short name, for forms.
    pub title: FormText,
    /// Where the credential comes from, for forms and docs.
    pub description: FormText,
    /// How requests carry it, for docs.
    pub sent_as: FormText,
    /// The values that it consists of, in the order of forms and of token requests.
    pub fields: &'static [Field],
    /// The header that carries the token.
    pub header: TokenHeader,
    /// Where the token comes from.
    pub token: TokenSource,
    /// What `testConnection` warns of when this kind is used.
    pub warning: Option<&'static str>,
}

/// The header that carries a token (docs/workfront-facts.md#headers).
#[derive(Debug)]
pub(crate) struct TokenHeader {
    pub name: &'static str,
    /// What precedes the token in the header's value.
    pub prefix: &'static str,
}

impl TokenHeader {
    /// Tokens of Adobe IMS.
    pub const BEARER: TokenHeader = TokenHeader {
        name: "Authorization",
        prefix: "Bearer ",
    };

    /// Sessions. The access token of a Workfront OAuth2 application is one, regardless of its `token_type`.
    pub const SESSION_ID: TokenHeader = TokenHeader {
        name: "sessionID",
        prefix: "",
    };
}

/// Where the token comes from.
#[derive(Debug)]
pub(crate) enum TokenSource {
    /// The first secret field is the token.
    Field,
    /// A token service issues it.
    Exchange(Exchange),
    /// The host's function `credentials` returns a credential of another kind.
    Host,
}

/// How a token is requested from a token service.
#[derive(Debug)]
pub(crate) struct Exchange {
    /// The token service, unless the field `tokenUrl` names another one.
    pub url: TokenUrl,
    /// The parameter `grant_type`; empty for none.
    pub grant_type: &'static str,
    /// The signed JWT that is sent too.
    pub assertion: Option<Assertion>,
    /// Whether the token is a session that `logout` can end.
    pub opens_session: bool,
    /// Whether the token service may replace the field `refreshToken`. Such a request is sent only once: a lost response
    /// may have used up the refresh token.
    pub rotates_refresh_token: bool,
    /// What to do when the token service refuses the credential.
    pub hint: &'static str,
}

/// The URL of a token service.
#[derive(Debug)]
pub(crate) enum TokenUrl {
    /// An absolute URL.
    Absolute(&'static str),
    /// A path on the tenant's host.
    Tenant(&'static str),
    /// A path below the versioned API on the tenant's host.
    Api(&'static str),
}

/// A JWT that is signed with RS256 by the host.
#[derive(Debug)]
pub(crate) struct Assertion {
    /// The parameter that carries the JWT.
    pub parameter: &'static str,
    /// The field that becomes `iss`.
    pub issuer: &'static str,
    /// The field that becomes `sub`.
    pub subject: &'static str,
    /// The field with the private key.
    pub key: &'static str,
    /// How long the JWT is valid. It needs room for clocks that differ.
    pub lifetime_seconds: u32,
}
