use base64ct::{Base64UrlUnpadded, Encoding};

/// What is signed. Each kind has a type of its own, so that one can't be passed off as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signed {
    Plan,
    Approval,
    Receipt,
}

impl Signed {
    /// The header parameter `typ`.
    fn typ(self) -> &'static str {
        match self {
            Signed::Plan => "workfront-plan+jws",
            Signed::Approval => "workfront-approval+jws",
            Signed::Receipt => "workfront-receipt+jws",
        }
    }

    /// The noun for errors.
    pub fn noun(self) -> &'static str {
        match self {
            Signed::Plan => "plan",
            Signed::Approval => "approval",
            Signed::Receipt => "receipt",
        }
    }

    /// The protected header, always in this form.
    pub fn header(self, alg: &str, key_id: &str) -> String {
        // Neither the type nor the ID of a key has a character that JSON escapes.
        let typ = self.typ();
        let header = format!(r#"{{"alg":"{alg}","kid":"{key_id}","typ":"{typ}"}}"#);
        Base64UrlUnpadded::encode_string(header.as_bytes())
    }
}
