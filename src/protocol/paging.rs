/// The maximum number of rows in one response (docs/workfront-facts.md#response-limits). Workfront rejects a larger limit.
pub const MAX_PAGE_SIZE: u32 = 2_000;
