#![no_main]
//! See tests/native/fuzz/targets/cursor.rs.

#[path = "../../tests/native/fuzz/targets/mod.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::cursor::check(data));
