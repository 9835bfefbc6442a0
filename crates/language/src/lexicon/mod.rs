//! What the engine knows of English words: TOML files compiled in, one loader each.

pub(crate) mod absence;
pub(crate) mod commitment;
pub(crate) mod cue;
pub(crate) mod hedge;
pub(crate) mod irregular;
pub(crate) mod state;
pub(crate) mod time;
