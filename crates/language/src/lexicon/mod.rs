//! What the engine knows of English words: TOML files compiled in, one loader each.

pub(crate) mod irregular;
