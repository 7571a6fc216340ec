//! Plans: what they contain, who may approve them, and what is refused.

mod applying;
mod approving;
mod creating;
mod keys;
mod planning;
mod properties;
mod rendering;
mod resuming;
mod support;
