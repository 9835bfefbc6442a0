//! Bytes become articles, and articles findings.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use onrecord_fuzz::{articles, changed, fit, in_proportion};
use onrecord_language::{Engine, read};

static ENGINE: OnceLock<Engine> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let engine = ENGINE.get_or_init(|| Engine::embedded().expect("the weights are built in"));
    in_proportion(bytes.len(), || {
        for article in articles(bytes) {
            fit(&article, &read(engine, &article));
        }
    });
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    changed(data, size, max_size, seed)
});
