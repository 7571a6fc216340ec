//! Memory for a long list.

use std::hint::black_box;

/// What a row and its user take, in bytes.
const PER_ROW: usize = 600;

/// Reserves memory for so many rows at once. WebAssembly's memory grows by pages of 64 KiB otherwise, and a JavaScript engine that
/// counts the whole memory again after each of them collects garbage all the time.
pub fn reserve(rows: usize) {
    let mut memory: Vec<u8> = Vec::new();
    // Without the memory, it grows page by page as it would have.
    let _ = memory.try_reserve(rows * PER_ROW);
    // Otherwise the compiler leaves it out.
    drop(black_box(memory));
}
