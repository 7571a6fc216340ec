use crate::input::Problems;

const DEFAULT: u32 = 50;
/// The cap of the documented arrays (docs/workfront-facts.md#arrays), kept for every dialect.
const MAX: u32 = 100;

/// How many operations a request carries, as the field `chunkSize` says.
pub fn chunk_size(given: Option<u32>, problems: &mut Problems) -> usize {
    let size = given.unwrap_or(DEFAULT);
    problems.check_range("chunkSize", size, MAX);
    size as usize
}
