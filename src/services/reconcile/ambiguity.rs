//! Rows that aren't about one user.

/// Why a row isn't one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ambiguity {
    /// Another row has the same key, or points to the same user.
    Rows,
    /// The row's keys point to several users.
    Users,
    /// The user has another extRefID.
    OtherPerson,
}

impl Ambiguity {
    /// The message.
    pub fn message(self) -> &'static str {
        match self {
            Ambiguity::Rows => {
                "Several rows of the list are about this person: they share a key, or their keys point to the same user."
            }
            Ambiguity::Users => "The keys of the row point to several users.",
            Ambiguity::OtherPerson => {
                "The user with this address or name has another extRefID than the row, so it may be another person. Correct one of them, or set matchBy to the key that identifies people."
            }
        }
    }
}
