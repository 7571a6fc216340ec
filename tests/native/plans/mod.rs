//! Plans: what they contain, who may approve them, and what is refused.

mod applying;
mod approving;
mod collections;
mod creating;
mod depending;
mod keys;
mod planning;
mod properties;
mod rendering;
mod resuming;
mod storing;
mod subscribing;
mod support;
