/// How many requests an action sends while Workfront responds to each of them. Repeated requests after a lost or refused
/// response, and requests for tokens, are not counted.
#[derive(Clone, Copy, Debug)]
pub struct Requests {
    /// The fewest requests.
    pub least: u32,
    /// The most requests; `None` if that depends on the input or the tenant.
    pub most: Option<u32>,
    /// What the number depends on; empty if it is always the same.
    pub note: &'static str,
}

impl Requests {
    /// No request.
    pub const NONE: Requests = Requests::exactly(0);
    /// Always one request.
    pub const ONE: Requests = Requests::exactly(1);

    /// Always this many requests.
    pub const fn exactly(count: u32) -> Self {
        Requests {
            least: count,
            most: Some(count),
            note: "",
        }
    }

    /// From `least` to `most` requests; the note explains what that depends on.
    pub const fn between(least: u32, most: u32, note: &'static str) -> Self {
        Requests {
            least,
            most: Some(most),
            note,
        }
    }

    /// At least this many requests; the note explains how many more.
    pub const fn at_least(least: u32, note: &'static str) -> Self {
        Requests {
            least,
            most: None,
            note,
        }
    }

    /// Whether the action sends requests at all.
    pub const fn are_sent(&self) -> bool {
        !matches!(self.most, Some(0))
    }
}
