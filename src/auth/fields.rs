//! What each kind of credential is made of, as a table: one way to read, to hide and to fingerprint all of them.

use super::CredentialType;
use crate::api::address;
use crate::input::{Problems, item};
use crate::json::Json;

/// One value of a credential.
#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub form: Form,
    pub required: bool,
    /// Whether it may be seen by nobody.
    pub secret: bool,
    /// The parameter that carries it to a token service; nothing where none does.
    pub parameter: &'static str,
}

/// What a value must look like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
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
    secret("accessToken", Form::Word),
    optional("imsOrgId", Form::Word),
];
const API_KEY: &[Field] = &[secret("apiKey", Form::Word)];
const SESSION: &[Field] = &[secret("sessionID", Form::Word)];
const CLIENT_ID: Field = required("clientId", Form::Word).sent_as("client_id");
const CLIENT_SECRET: Field = secret("clientSecret", Form::Text).sent_as("client_secret");
const TOKEN_URL: Field = optional("tokenUrl", Form::Url);
const IMS: &[Field] = &[
    CLIENT_ID,
    CLIENT_SECRET,
    optional("scopes", Form::Scopes).sent_as("scope"),
    TOKEN_URL,
    optional("imsOrgId", Form::Word),
];
const JWT: &[Field] = &[
    CLIENT_ID,
    CLIENT_SECRET,
    required("customerId", Form::Word),
    required("userId", Form::Word),
    secret("privateKey", Form::PrivateKey),
    TOKEN_URL,
];
const REFRESH: &[Field] = &[
    CLIENT_ID,
    // An application of the type single-page (PKCE) has none.
    Field {
        required: false,
        ..CLIENT_SECRET
    },
    secret("refreshToken", Form::Word).sent_as("refresh_token"),
    optional("redirectUri", Form::Text).sent_as("redirect_uri"),
    TOKEN_URL,
];
const LOGIN: &[Field] = &[
    required("username", Form::Text).sent_as("username"),
    secret("password", Form::Text).sent_as("password"),
];

/// The values that a credential of this kind is made of: name, whether it is required, whether it is a secret.
#[cfg(feature = "schema")]
pub fn credential_fields(kind: CredentialType) -> Vec<(&'static str, bool, bool)> {
    let fields = of(kind).iter();
    fields
        .map(|field| (field.name, field.required, field.secret))
        .collect()
}

/// The values that a credential of this kind is made of.
pub(super) fn of(kind: CredentialType) -> &'static [Field] {
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

    /// Reads the value; problems never repeat it.
    pub fn read(&self, json: &Json, path: &str, problems: &mut Problems) -> Option<String> {
        if let Form::Scopes = self.form {
            return read_scopes(json, path, problems);
        }
        let Some(text) = json.as_str() else {
            problems.add_unexpected(path, "a text", json);
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
        None => problems.add_unexpected(path, "a text", json),
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
