//! What the engine knows of English words: TOML files compiled in, one loader each.

pub(crate) mod absence;
pub(crate) mod commitment;
pub(crate) mod cue;
pub(crate) mod death;
pub(crate) mod deed;
pub(crate) mod event;
pub(crate) mod first_name;
pub(crate) mod furniture;
pub(crate) mod hedge;
pub(crate) mod irregular;
pub(crate) mod place;
pub(crate) mod role;
pub(crate) mod speaker;
pub(crate) mod state;
pub(crate) mod time;
pub(crate) mod toponym;
