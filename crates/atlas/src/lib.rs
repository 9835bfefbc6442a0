//! Names of places, countries and governments, and what they stand for.
//!
//! ```
//! let country = onrecord_atlas::country("Burkinabe").expect("a demonym");
//! assert_eq!((country.code, country.capital), ("BF", "Ouagadougou"));
//! let government = onrecord_atlas::stands_for("the Kremlin").expect("a seat");
//! assert_eq!((government.code, government.body), ("RU", "presidency"));
//! let place = onrecord_atlas::places("Aleppo").first().copied().expect("a city");
//! assert_eq!(place.country, "SY");
//! ```
//!
//! Where the data come from, and their licence: `data/README.md`.

mod abbreviation;
mod area;
mod block;
mod country;
mod gazetteer;
mod government;
mod index;
mod key;
mod layout;
mod piece;
mod place;
mod table;

pub use abbreviation::{Abbreviation, abbreviation};
pub use country::{Country, country, country_by_code};
pub use gazetteer::{longest, places, region};
pub use government::{Government, Metonym, stands_for};
pub use key::key;
pub use place::{Match, Place, PlaceKind, kilometres};
