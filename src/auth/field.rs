//! One value of a credential: how it is read, whether it is secret, and how it is sent.

use super::form_text::FormText;
use crate::input::{Problems, item};
use crate::json::Json;
use crate::protocol::address;

/// One value of a credential.
#[derive(Debug)]
#[cfg_attr(not(feature = "schema"), allow(dead_code))] // Only forms and docs read the description.
pub(crate) struct Field {
    pub name: &'static str,
    pub format: Format,
    pub required: bool,
    /// Whether the value must never be shown.
    pub secret: bool,
    pub sent_as: SentAs,
    /// The value that a token request carries when the value is absent; empty for none.
    pub default: &'static str,
    /// What `testConnection` warns of when the value is absent.
    pub warning_if_absent: Option<&'static str>,
    /// What the value is, for forms.
    pub description: FormText,
}

/// What a value must look like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Format {
    /// Printable ASCII without spaces, as a header can carry it.
    Word,
    /// Any string that isn't empty.
    Text,
    /// A private key, PKCS#8 in PEM.
    PrivateKey,
    /// Names, as an array or as one string with commas or spaces; joined with commas, as Adobe writes them.
    Scopes,
    /// An https URL; http is allowed to this machine.
    Url,
}

/// What carries a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SentAs {
    /// The value isn't sent, or it is the token itself.
    Token,
    /// A parameter of the token request.
    Parameter(&'static str),
    /// A header of each request.
    Header(&'static str),
}

/// A field that must be present.
pub(super) const fn required(name: &'static str, format: Format) -> Field {
    Field {
        name,
        format,
        required: true,
        secret: false,
        sent_as: SentAs::Token,
        default: "",
        warning_if_absent: None,
        description: FormText::EMPTY,
    }
}

/// A field that may be absent.
pub(super) const fn optional(name: &'static str, format: Format) -> Field {
    required(name, format).or_absent()
}

/// A secret that must be present.
pub(super) const fn secret(name: &'static str, format: Format) -> Field {
    Field {
        secret: true,
        ..required(name, format)
    }
}

impl Field {
    /// The same field, which may be absent.
    pub const fn or_absent(self) -> Self {
        Field {
            required: false,
            ..self
        }
    }

    /// The same field, carried by a parameter or a header.
    pub const fn sent_as(self, sent_as: SentAs) -> Self {
        Field { sent_as, ..self }
    }

    /// The same field; a token request carries `default` when the value is absent.
    pub const fn or_default(self, default: &'static str) -> Self {
        Field { default, ..self }
    }

    /// The same field; `testConnection` warns when the value is absent.
    pub const fn warning_if_absent(self, warning: &'static str) -> Self {
        Field {
            warning_if_absent: Some(warning),
            ..self
        }
    }

    /// The same field, with its text for forms.
    pub const fn described(self, description: &'static str) -> Self {
        Field {
            description: FormText::new(description),
            ..self
        }
    }

    /// The value's type in TypeScript.
    #[cfg(feature = "schema")]
    pub fn ts_type(&self) -> &'static str {
        match self.format {
            Format::Scopes => "string | readonly string[]",
            Format::Word | Format::Text | Format::PrivateKey | Format::Url => "string",
        }
    }

    /// Whether the value has several lines.
    #[cfg(feature = "schema")]
    pub fn is_multiline(&self) -> bool {
        matches!(self.format, Format::PrivateKey)
    }

    /// Reads the value. Problems never repeat it: it may be secret.
    pub fn read(&self, json: &Json, path: &str, problems: &mut Problems) -> Option<String> {
        if let Format::Scopes = self.format {
            return read_scopes(json, path, problems);
        }
        let Some(text) = json.as_str() else {
            problems.add_wrong_type(path, "a string", json);
            return None;
        };
        let problem = match self.format {
            _ if text.is_empty() => "must not be empty",
            Format::Word if self.name == "accessToken" && has_scheme(&text) => {
                "must not contain 'Bearer': it is added"
            }
            Format::Word if !is_word(&text) => {
                "must have only printable ASCII characters, without spaces: it is sent in a header"
            }
            // The older form, BEGIN RSA PRIVATE KEY, can't be imported by WebCrypto.
            Format::PrivateKey if !text.contains("-----BEGIN PRIVATE KEY-----") => {
                "must be a PKCS#8 key in PEM ('-----BEGIN PRIVATE KEY-----'); convert an older key with 'openssl pkcs8 -topk8 -nocrypt'"
            }
            Format::Url => match address::from_base_url(&text) {
                Ok(url) => return Some(url),
                Err(problem) => problem,
            },
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
        None => problems.add_wrong_type(path, "a string", json),
    };
    if json.is_array() {
        json.items()
            .enumerate()
            .for_each(|(index, json)| add(&json, &item(path, index)));
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

/// Whether the text is the value of an `Authorization` header rather than the token in it.
fn has_scheme(text: &str) -> bool {
    let scheme = text.split_once(' ').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("Bearer"))
}

/// Whether a header can carry this text.
pub(crate) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (0x21..0x7f).contains(&byte))
}

/// The string under `key`, if a header can carry it.
pub(crate) fn get_word(json: &Json, key: &str) -> Option<String> {
    json.get_str(key).filter(|text| is_word(text))
}
