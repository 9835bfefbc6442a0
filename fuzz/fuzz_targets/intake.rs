//! Bytes become articles or errors.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use onrecord_fuzz::{articles, changed, in_proportion};

fuzz_target!(|bytes: &[u8]| {
    in_proportion(bytes.len(), || articles(bytes));
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    changed(data, size, max_size, seed)
});
