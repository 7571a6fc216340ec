#![no_main]
//! See sandbox/tests/tenant/fuzz/query.rs.

#[path = "../../sandbox/tests/tenant/fuzz/query.rs"]
mod query;

libfuzzer_sys::fuzz_target!(|data: &[u8]| query::check(data));
