use crate::input::Problems;

const DEFAULT: u32 = 50;
/// The largest array that Workfront accepts (docs/workfront-facts.md#arrays). It applies to every dialect.
const MAX: u32 = 100;

/// The number of operations in a request: the input's `chunkSize`, or the default.
pub fn chunk_size(chunk_size: Option<u32>, problems: &mut Problems) -> usize {
    let size = chunk_size.unwrap_or(DEFAULT);
    problems.check_range("chunkSize", size, MAX);
    size as usize
}
