//! JSON Web Signatures (RFC 7515) with HMAC and SHA-256, in compact form. The algorithm and the type are fixed: a header never
//! chooses them.

use super::refusal::refuse;
use super::signed::Signed;
use crate::auth::PlanKeys;
use crate::error::{NotApproved, Result, cut};
use crate::json::Json;
use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The algorithm of what has no signature.
const UNSIGNED: &str = "none";

/// The ID and the algorithm of a protected header.
#[derive(Debug)]
pub(super) struct Header {
    pub alg: String,
    pub key_id: String,
}

/// A signature of `payload`, in compact form.
pub(super) fn sign(kind: Signed, keys: &PlanKeys, payload: &str) -> String {
    let (key_id, key) = keys.current();
    let mut text = unsigned_text(kind, "HS256", key_id, payload);
    let signature = signature_of(key, &text);
    text.push('.');
    text.push_str(&signature);
    text
}

/// The payload in the same form without a signature.
pub(super) fn unsigned(kind: Signed, payload: &str) -> String {
    let mut text = unsigned_text(kind, UNSIGNED, "", payload);
    text.push('.');
    text
}

/// The text that is signed: the header and the payload.
pub(super) fn unsigned_text(kind: Signed, alg: &str, key_id: &str, payload: &str) -> String {
    let payload = Base64UrlUnpadded::encode_string(payload.as_bytes());
    [&kind.header(alg, key_id), ".", &payload].concat()
}

/// Whether a signature is written in the only form that its bytes have.
pub(super) fn is_canonical(signature: &str) -> bool {
    decode(signature).is_some_and(|bytes| Base64UrlUnpadded::encode_string(&bytes) == signature)
}

/// A signature without its payload (RFC 7515, appendix F): the header, nothing, the signature.
pub(super) fn sign_detached(kind: Signed, keys: &PlanKeys, payload: &str) -> String {
    let text = sign(kind, keys, payload);
    let mut parts = text.split('.');
    let (header, signature) = (
        parts.next().unwrap_or_default(),
        parts.nth(1).unwrap_or_default(),
    );
    [header, "..", signature].concat()
}

/// The three parts of a signature in compact form, and its header.
pub(super) fn split(kind: Signed, text: &str) -> Result<([&str; 3], Header)> {
    let mut parts = text.split('.');
    let (Some(head), Some(payload), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return refuse(
            NotApproved::Malformed,
            kind,
            "is not a signature in the compact form of RFC 7515",
        );
    };
    let header = decode(head).and_then(|bytes| Json::parse_bytes(&bytes));
    let header = header.and_then(|header| {
        let header = Header {
            alg: header.get_str("alg")?,
            key_id: header.get_str("kid")?,
        };
        // A header has no other form, and no other parameter.
        (kind.header(&header.alg, &header.key_id) == head).then_some(header)
    });
    match header {
        Some(header) => Ok(([head, payload, signature], header)),
        None => refuse(
            NotApproved::Malformed,
            kind,
            "has a signature of another type: its header is not one that this package writes",
        ),
    }
}

/// Checks a signature. `payload` is the text that is signed.
pub(super) fn verify_parts(
    kind: Signed,
    keys: &PlanKeys,
    parts: [&str; 3],
    header: &Header,
) -> Result<()> {
    if header.alg == UNSIGNED {
        return refuse(NotApproved::Unsigned, kind, "has no signature");
    }
    if header.alg != "HS256" {
        return refuse(NotApproved::Malformed, kind, "is not signed with HS256");
    }
    let Some(key) = keys.get(&header.key_id) else {
        let known: Vec<&str> = keys.ids().collect();
        let problem = format!(
            "is signed with the key '{}', which is not among the connection's planKeys ({})",
            cut(&header.key_id),
            known.join(", ")
        );
        return refuse(NotApproved::UnknownKey, kind, &problem);
    };
    let [head, payload, signature] = parts;
    let expected = signature_of(key, &[head, ".", payload].concat());
    // As text, which has one form only. The time depends on nothing but the length.
    let is_right = bool::from(expected.as_bytes().ct_eq(signature.as_bytes()));
    match is_right {
        true => Ok(()),
        false => refuse(
            NotApproved::WrongSignature,
            kind,
            "was changed after it was signed, or another key with the same ID signed it",
        ),
    }
}

/// The payload of a signature in compact form, once the signature was checked.
pub(super) fn verify(kind: Signed, keys: &PlanKeys, text: &str) -> Result<Json> {
    let (parts, header) = split(kind, text)?;
    verify_parts(kind, keys, parts, &header)?;
    payload_of(kind, parts[1])
}

/// The payload as JSON.
pub(super) fn payload_of(kind: Signed, payload: &str) -> Result<Json> {
    let json = decode(payload).and_then(|bytes| Json::parse_bytes(&bytes));
    match json.filter(Json::is_object) {
        Some(json) => Ok(json),
        None => refuse(
            NotApproved::Malformed,
            kind,
            "has a signed content that is not JSON",
        ),
    }
}

/// Checks a signature without its payload.
pub(super) fn verify_detached(
    kind: Signed,
    keys: &PlanKeys,
    text: &str,
    payload: &str,
) -> Result<()> {
    let ([head, nothing, signature], header) = split(kind, text)?;
    if !nothing.is_empty() {
        return refuse(
            NotApproved::Malformed,
            kind,
            "has a signature with a content of its own",
        );
    }
    let payload = Base64UrlUnpadded::encode_string(payload.as_bytes());
    verify_parts(kind, keys, [head, &payload, signature], &header)
}

/// The bytes of unpadded base64url.
fn decode(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}

/// The signature of a text.
fn signature_of(key: &[u8], text: &str) -> String {
    // HMAC takes keys of any length, so there always is one.
    let mac = Hmac::<Sha256>::new_from_slice(key).map(|mac| mac.chain_update(text).finalize());
    mac.map_or_else(
        |_| String::new(),
        |mac| Base64UrlUnpadded::encode_string(&mac.into_bytes()),
    )
}
