//! Names of fields whose values no error repeats.

/// What the name of a secret field contains, in lower case.
const SECRET_WORDS: &[&str] = &[
    "password",
    "token",
    "secret",
    "apikey",
    "privatekey",
    "plankeys",
    "receiptkey",
    "session",
    "assertion",
    "credential",
    "authorization",
    "cookie",
];

/// Whether a field at this path may hold a secret.
pub(crate) fn is_secret(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    SECRET_WORDS.iter().any(|word| path.contains(word))
}
