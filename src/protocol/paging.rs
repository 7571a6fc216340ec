/// The most rows that Workfront gives in one response (docs/workfront-facts.md#response-limits). A larger limit is an error there, not a shorter
/// page.
pub const MAX_PAGE_SIZE: u32 = 2_000;
