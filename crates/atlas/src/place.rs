//! A place that a name may mean: what kind, where, how large.

/// A place of the gazetteer that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// GeoNames' number; none for what is listed by hand.
    pub geonames: Option<u32>,
    /// Its name in the gazetteer.
    pub name: &'static str,
    /// What kind of place.
    pub kind: PlaceKind,
    /// The country's ISO 3166-1 alpha-2 code; empty for what lies in several or none.
    pub country: &'static str,
    /// GeoNames' code of the first-level region within the country; may be empty.
    pub region: &'static str,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Inhabitants, to two figures; zero where not known.
    pub population: u32,
    /// Is it the capital of its country?
    pub is_capital: bool,
    /// By what kind of name it was found.
    pub by: Match,
}

/// What kind of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A country or territory with an ISO code.
    Country,
    /// A continent.
    Continent,
    /// A stretch of land that is no unit of administration: *the Sahel*, a mountain range, an island.
    Area,
    /// A sea, river, lake or strait.
    Water,
    /// A first-level region: state, province.
    Region,
    /// A second-level region: county, district.
    District,
    /// A city, town or village of at least a thousand inhabitants.
    Town,
}

/// By what kind of name a place was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// The name of the gazetteer.
    Name,
    /// Another name: former, foreign, short.
    Other,
    /// A short form that says a place only after a comma (*Springfield, Ill.*) or in capitals.
    Abbreviation,
    /// An adjective: *Syrian*.
    Adjective,
    /// Its people: *Syrians*.
    People,
}

impl Place {
    /// How likely a name means this place when nothing else is known: its inhabitants, a country
    /// and a capital counted more, a district and a place by another name less. The factors were
    /// set by hand.
    pub fn prominence(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "inhabitants, to two figures")]
        let people = self.population.max(1) as f32;
        let weight = match self.kind {
            PlaceKind::Country => (people * 10.0).max(1e7),
            PlaceKind::Continent => 1e9,
            PlaceKind::Area | PlaceKind::Water => 8e6,
            PlaceKind::Region => people * 0.2,
            PlaceKind::District => people * 0.1,
            PlaceKind::Town if self.is_capital => people * 5.0,
            PlaceKind::Town => people,
        };
        let by_other_name = self.by != Match::Name && self.kind != PlaceKind::Country;
        if by_other_name && !matches!(self.kind, PlaceKind::Area | PlaceKind::Water) {
            weight * 0.02
        } else {
            weight
        }
    }
}

/// The distance of two places on the ground, in kilometres, on a sphere.
pub fn kilometres(from: (f32, f32), to: (f32, f32)) -> f32 {
    let radius = 6371.0;
    let (lat, other) = (from.0.to_radians(), to.0.to_radians());
    let (north, east) = (other - lat, (to.1 - from.1).to_radians());
    let half = (north / 2.0).sin().powi(2) + lat.cos() * other.cos() * (east / 2.0).sin().powi(2);
    2.0 * radius * half.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() {
        assert!((kilometres((0.0, 0.0), (1.0, 0.0)) - 111.2).abs() < 0.1);
        assert!(kilometres((10.0, 179.5), (10.0, -179.5)) < 111.0);
    }
}
