//! Where: the places an article names.

use crate::Span;

/// A place named in an article, and where it most likely lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The words: `Eastern Roeland`, `Syrian`.
    pub span: Span,
    /// What the name does in its sentence.
    pub role: PlaceRole,
    /// Where it lies; none for a place the gazetteer does not know.
    pub location: Option<Location>,
    /// The next best reading of the name; none if the gazetteer knows but one place of it.
    pub second: Option<Location>,
    /// How many other places of the gazetteer bear the name.
    pub others: u32,
}

impl PlaceMention {
    /// Is it a place where something may happen or be, rather than a party or a quality?
    pub fn is_literal(&self) -> bool {
        self.role == PlaceRole::Site
    }
}

/// What the name of a place does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceRole {
    /// It says where: *fighting in Aleppo*.
    Site,
    /// It says who: *Moscow said*, *Paris wants*.
    Party,
    /// It says of what kind: *Ohio officials*, *the Aleppo chapter*.
    Modifier,
    /// An adjective or a people: *Syrian*, *the Danes*.
    Demonym,
}

/// A point that stands for a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// The place's name in the gazetteer.
    pub name: String,
    /// Its number at GeoNames; none for what GeoNames was not asked for.
    pub geonames: Option<u32>,
    /// The country's ISO 3166-1 alpha-2 code; none for seas, continents and what lies in several.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// How precisely the point says where.
    pub precision: PlacePrecision,
}

/// How precisely a point stands for what the article names.
///
/// | here | UCDP GED `where_prec` | ACLED `geo_precision` |
/// |---|---|---|
/// | `Exact` | 1 | 1 |
/// | `Near` | 2 | 2 |
/// | `District` | 3 | 2 |
/// | `Region` | 4 | 3 |
/// | `Area` | 5 | 3 |
/// | `Country` | 6 | – |
/// | `Waters` | 7 | – |
/// | `Continent` | – | – |
///
/// UCDP's 7 is *international waters or airspace*: it has no code for a continent. ACLED codes no event known only by country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacePrecision {
    /// The town named.
    Exact,
    /// Within reach of the town the point is of: *near Aleppo*, *Aleppo airport*.
    Near,
    /// The middle of a second-level region: a county, a district.
    District,
    /// The middle of a first-level region: a state, a province.
    Region,
    /// The middle of land without a border of its own, an island, a river, an inland water.
    Area,
    /// The middle of a country.
    Country,
    /// The middle of a sea.
    Waters,
    /// The middle of a continent.
    Continent,
}

impl PlacePrecision {
    /// UCDP GED's `where_prec`, 1 to 7 (Högbladh 2023, UCDP GED Codebook); none for what it has no code for.
    pub fn ucdp(self) -> Option<u8> {
        match self {
            PlacePrecision::Exact => Some(1),
            PlacePrecision::Near => Some(2),
            PlacePrecision::District => Some(3),
            PlacePrecision::Region => Some(4),
            PlacePrecision::Area => Some(5),
            PlacePrecision::Country => Some(6),
            PlacePrecision::Waters => Some(7),
            PlacePrecision::Continent => None,
        }
    }

    /// ACLED's `geo_precision`, 1 to 3 (ACLED Codebook 2023); none for what ACLED would not code.
    pub fn acled(self) -> Option<u8> {
        match self {
            PlacePrecision::Exact => Some(1),
            PlacePrecision::Near | PlacePrecision::District => Some(2),
            PlacePrecision::Region | PlacePrecision::Area => Some(3),
            PlacePrecision::Country | PlacePrecision::Waters | PlacePrecision::Continent => None,
        }
    }
}
