//! Numbers in messages.

/// A number with the noun that follows it.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{count} {noun}")
}

/// A number of people.
pub fn people(count: usize) -> String {
    counted(count, "person", "people")
}
