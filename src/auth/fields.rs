//! What each kind of credential is made of, as a table: one way to read, to hide and to fingerprint all of them.

use super::CredentialType;
use crate::input::{Problems, item};
use crate::json::Json;
use crate::protocol::address;

/// One value of a credential.
#[derive(Debug)]
pub(crate) struct Field {
    pub name: &'static str,
    pub form: Form,
    pub required: bool,
    /// Whether it may be seen by nobody.
    pub secret: bool,
    /// The parameter that carries it to a token service; nothing where none does.
    pub parameter: &'static str,
    /// What it is, for forms.
    #[cfg(feature = "schema")]
    pub description: &'static str,
}

/// What a value must look like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// Fits into a header.
    Word,
    /// Any text.
    Text,
    /// A private key, PKCS#8 in PEM.
    PrivateKey,
    /// Names, as a list or as one text with commas or spaces; kept with commas, as Adobe writes them.
    Scopes,
    /// https, except to this machine.
    Url,
}

const fn required(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        required: true,
        secret: false,
        parameter: "",
        #[cfg(feature = "schema")]
        description: "",
    }
}

const fn optional(name: &'static str, form: Form) -> Field {
    Field {
        required: false,
        ..required(name, form)
    }
}

const fn secret(name: &'static str, form: Form) -> Field {
    Field {
        secret: true,
        ..required(name, form)
    }
}

const BEARER: &[Field] = &[
    secret("accessToken", Form::Word).described("The token, without 'Bearer'."),
    IMS_ORG_ID,
];
const API_KEY: &[Field] = &[secret("apiKey", Form::Word).described("The key.")];
const SESSION: &[Field] =
    &[secret("sessionID", Form::Word).described("The session's ID, or the access token.")];
const CLIENT_ID: Field = required("clientId", Form::Word)
    .sent_as("client_id")
    .described("The client ID.");
const CLIENT_SECRET: Field = secret("clientSecret", Form::Text)
    .sent_as("client_secret")
    .described("The client secret.");
const TOKEN_URL: Field = optional("tokenUrl", Form::Url)
    .described("The URL that exchanges the credential for a token, instead of the default one.");
const IMS_ORG_ID: Field =
    optional("imsOrgId", Form::Word).described("The IMS organization, such as 'X@AdobeOrg'.");
const IMS: &[Field] = &[
    CLIENT_ID,
    CLIENT_SECRET,
    optional("scopes", Form::Scopes)
        .sent_as("scope")
        .described("The scopes, separated by commas, as the credential's page lists them; 'openid,workfront.full_access' by default."),
    TOKEN_URL,
    IMS_ORG_ID,
];
const JWT: &[Field] = &[
    CLIENT_ID,
    CLIENT_SECRET,
    required("customerId", Form::Word)
        .described("The customer ID that the application's page shows."),
    required("userId", Form::Word).described("The ID of the Workfront user to act as."),
    secret("privateKey", Form::PrivateKey).described("The private key, PKCS#8 in PEM."),
    TOKEN_URL,
];
const REFRESH: &[Field] = &[
    CLIENT_ID,
    // An application of the type single-page (PKCE) has none.
    Field {
        required: false,
        ..CLIENT_SECRET
    },
    secret("refreshToken", Form::Word)
        .sent_as("refresh_token")
        .described("The refresh token."),
    optional("redirectUri", Form::Text)
        .sent_as("redirect_uri")
        .described("The redirect URI of the application, where it wants one."),
    TOKEN_URL,
];
const LOGIN: &[Field] = &[
    required("username", Form::Text)
        .sent_as("username")
        .described("The user's name."),
    secret("password", Form::Text)
        .sent_as("password")
        .described("The user's password."),
];

/// The values that a credential of this kind is made of.
pub(crate) fn of(kind: CredentialType) -> &'static [Field] {
    match kind {
        CredentialType::Bearer => BEARER,
        CredentialType::ApiKey => API_KEY,
        CredentialType::Session => SESSION,
        CredentialType::ImsServerToServer => IMS,
        CredentialType::OauthJwt => JWT,
        CredentialType::OauthRefresh => REFRESH,
        CredentialType::Login => LOGIN,
        CredentialType::Supplied => &[],
    }
}

impl Field {
    const fn sent_as(mut self, parameter: &'static str) -> Self {
        self.parameter = parameter;
        self
    }

    /// The same, with what a form says of it.
    #[cfg(feature = "schema")]
    const fn described(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    #[cfg(not(feature = "schema"))]
    const fn described(self, _: &'static str) -> Self {
        self
    }

    /// Its type in TypeScript.
    #[cfg(feature = "schema")]
    pub fn ts_type(&self) -> &'static str {
        match self.form {
            Form::Scopes => "string | readonly string[]",
            _ => "string",
        }
    }

    /// Whether it has several lines.
    #[cfg(feature = "schema")]
    pub fn is_multiline(&self) -> bool {
        matches!(self.form, Form::PrivateKey)
    }

    /// Reads the value; problems never repeat it.
    pub fn read(&self, json: &Json, path: &str, problems: &mut Problems) -> Option<String> {
        if let Form::Scopes = self.form {
            return read_scopes(json, path, problems);
        }
        let Some(text) = json.as_str() else {
            problems.add_wrong_type(path, "a text", json);
            return None;
        };
        let problem = match self.form {
            Form::Word if !is_word(&text) => {
                "must be one word without spaces, as a header can carry it"
            }
            Form::PrivateKey if !text.contains("-----BEGIN PRIVATE KEY-----") => {
                // The older form says BEGIN RSA PRIVATE KEY, and no WebCrypto reads it.
                "must be a PKCS#8 key in PEM ('-----BEGIN PRIVATE KEY-----'); 'openssl pkcs8 -topk8 -nocrypt' makes one of an older form"
            }
            Form::Url => match address::from_base_url(&text) {
                Ok(url) => return Some(url),
                Err(problem) => problem,
            },
            _ if text.is_empty() => "must not be empty",
            _ => return Some(text),
        };
        problems.add(path, problem);
        None
    }
}

fn read_scopes(json: &Json, path: &str, problems: &mut Problems) -> Option<String> {
    let before = problems.count();
    let mut texts = Vec::new();
    let mut add = |json: &Json, path: &str| match json.as_str() {
        Some(text) => texts.push(text),
        None => problems.add_wrong_type(path, "a text", json),
    };
    if json.is_array() {
        json.items()
            .enumerate()
            .for_each(|(at, json)| add(&json, &item(path, at)));
    } else {
        add(json, path);
    }
    if problems.count() > before {
        return None;
    }
    let mut scopes = String::new();
    for words in texts.join(" ").split(' ') {
        for name in words.split(',') {
            if !name.is_empty() && !scopes.is_empty() {
                scopes.push(',');
            }
            scopes.push_str(name);
        }
    }
    Some(scopes)
}

/// Whether a header can carry this text.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (0x21..0x7f).contains(&byte))
}

/// The value under `key`, where a header can carry it.
pub(super) fn word_at(json: &Json, key: &str) -> Option<String> {
    json.get_str(key).filter(|text| is_word(text))
}
