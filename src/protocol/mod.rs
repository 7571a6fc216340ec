//! Workfront's protocol, pure: nothing here sends.

pub mod evidence;
pub mod results;
mod sorted_index;

pub(crate) use sorted_index::SortedIndex;
