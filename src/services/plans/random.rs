use crate::client::Client;

/// The number of random bytes in an ID.
const BYTES: usize = 16;

/// A random ID, in hexadecimal. It only has to be unique: nothing relies on it being secret.
pub(crate) fn random_id(client: &Client) -> String {
    let mut id = String::with_capacity(BYTES * 2);
    for byte in client.host().random.bytes() {
        for digit in [byte >> 4, byte & 15] {
            id.extend(char::from_digit(digit.into(), 16));
        }
    }
    id
}
