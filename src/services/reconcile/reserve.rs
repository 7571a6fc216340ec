//! Memory for a long list.

use std::hint::black_box;

/// What a row and its user take, in bytes.
const PER_ROW: usize = 350;

/// What they take if the list names managers.
const PER_ROW_WITH_MANAGER: usize = 560;

/// Reserves memory for so many rows at once. WebAssembly's memory grows by pages of 64 KiB otherwise, and a JavaScript engine that
/// counts the whole memory again after each of them collects garbage all the time.
pub fn reserve(rows: usize, has_managers: bool) {
    let each = match has_managers {
        true => PER_ROW_WITH_MANAGER,
        false => PER_ROW,
    };
    let mut memory: Vec<u8> = Vec::new();
    // Without the memory, it grows page by page as it would have.
    let _ = memory.try_reserve(rows * each);
    // Otherwise the compiler leaves it out.
    drop(black_box(memory));
}
