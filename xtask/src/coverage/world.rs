//! The world that is reported on: countries, towns, people in office, papers and agencies.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::Draw;
use super::names;
use super::stock::{Office, Stock, Tongue};
use super::wording::{Slots, chosen, filled};

/// Towns of a country.
const TOWNS: usize = 7;
/// Papers of a country.
const PAPERS: usize = 7;
/// One of so many in a hundred bears the name of somebody in another country.
const NAMESAKES: u32 = 4;

pub(super) struct Country {
    pub(super) name: String,
    pub(super) adjective: String,
    pub(super) tongue: usize,
    /// The first is the capital.
    pub(super) towns: Vec<String>,
    /// The papers, by their place in `World::outlets`.
    pub(super) papers: Vec<usize>,
    pub(super) agency: usize,
    pub(super) firms: Vec<String>,
}

#[derive(Clone)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) woman: bool,
    /// First and last name as papers of different habits spell them.
    pub(super) spellings: Vec<(String, String)>,
    /// Before the name, as *Mayor*.
    pub(super) title: Option<String>,
    /// After the name, as *the mayor of Velin*.
    pub(super) role: String,
    /// Instead of the name, as *the mayor*.
    pub(super) short: String,
    pub(super) country: String,
}

pub(super) struct Outlet {
    pub(super) name: String,
    pub(super) domain: String,
    pub(super) is_agency: bool,
    /// Which spelling of names it keeps to.
    pub(super) spelling: usize,
    /// Curly quotation marks, or straight ones?
    pub(super) curly: bool,
    pub(super) dateline: String,
    pub(super) credit: String,
    pub(super) furniture: Vec<String>,
    pub(super) staff: Vec<String>,
}

pub(super) struct World<'a> {
    pub(super) stock: &'a Stock,
    pub(super) countries: Vec<Country>,
    pub(super) outlets: Vec<Outlet>,
    pub(super) people: Vec<Person>,
    /// Country, town (the capital for offices of the country) and key of an office: who holds it.
    pub(super) holders: BTreeMap<(usize, usize, String), usize>,
}

impl<'a> World<'a> {
    /// A world of `count` countries, at least two.
    pub(super) fn new(stock: &'a Stock, count: usize, draw: &mut Draw) -> World<'a> {
        let mut world = World {
            stock,
            countries: Vec::new(),
            outlets: Vec::new(),
            people: Vec::new(),
            holders: BTreeMap::new(),
        };
        let mut taken = BTreeSet::new();
        while world.countries.len() < count.max(2) {
            let country = world.country(&mut taken, draw);
            world.countries.push(country);
            let at = world.countries.len() - 1;
            world.found_outlets(at, draw);
            world.fill_offices(at, draw);
        }
        world
    }

    pub(super) fn tongue(&self, country: usize) -> &'a Tongue {
        &self.stock.names.tongue[self.countries[country].tongue]
    }

    /// Words about a country and one of its towns.
    pub(super) fn place(&self, country: usize, town: usize) -> Slots {
        let land = &self.countries[country];
        let slot = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        Slots::from([
            slot("country", &land.name),
            slot("adjective", &land.adjective),
            slot("town", &land.towns[town]),
            slot("capital", &land.towns[0]),
            slot("firm", &land.firms[town % land.firms.len()]),
        ])
    }

    fn country(&self, taken: &mut BTreeSet<String>, draw: &mut Draw) -> Country {
        let tongue_at = draw.below(self.stock.names.tongue.len());
        let tongue = &self.stock.names.tongue[tongue_at];
        let (name, adjective) = loop {
            let (name, adjective) = names::country(tongue, draw);
            if taken.insert(name.clone()) {
                break (name, adjective);
            }
        };
        let mut towns = Vec::new();
        while towns.len() < TOWNS {
            let town = names::town(tongue, draw);
            if taken.insert(town.clone()) {
                towns.push(town);
            }
        }
        let firms = (0..3)
            .map(|_| {
                let form = draw.pick(&self.stock.world.outlets.firms).clone();
                named(&form, tongue, draw)
            })
            .collect();
        Country {
            name,
            adjective,
            tongue: tongue_at,
            towns,
            papers: Vec::new(),
            agency: 0,
            firms,
        }
    }

    fn found_outlets(&mut self, country: usize, draw: &mut Draw) {
        let tongue = self.tongue(country);
        let names = &self.stock.world.outlets;
        let form = draw.pick(&names.agencies).clone();
        let agency = self.outlet(country, &named(&form, tongue, draw), true, draw);
        self.countries[country].agency = self.outlets.len();
        self.outlets.push(agency);
        let mut forms = names.papers.clone();
        draw.shuffle(&mut forms);
        for form in forms.iter().take(PAPERS) {
            let town = draw.below(TOWNS);
            let name = filled(form, &self.place(country, town));
            let paper = self.outlet(country, &name, false, draw);
            self.countries[country].papers.push(self.outlets.len());
            self.outlets.push(paper);
        }
    }

    fn outlet(&self, country: usize, name: &str, is_agency: bool, draw: &mut Draw) -> Outlet {
        let land = &self.countries[country].name;
        let place = self.place(country, 0);
        let name = filled(name, &place);
        let domain = format!("{}.{}.example", slug(&name), slug(land));
        let mut slots = place;
        slots.insert("outlet".to_owned(), name.clone());
        slots.insert("domain".to_owned(), domain.clone());
        let stock = self.stock;
        let mut furniture = stock.furniture.outlet.clone();
        draw.shuffle(&mut furniture);
        furniture.truncate(if is_agency { 0 } else { 1 + draw.below(2) });
        furniture.push(draw.pick(&stock.furniture.everywhere).clone());
        let wire = &stock.world.wire;
        let datelines = if is_agency {
            &wire.datelines
        } else {
            &wire.plain
        };
        let staff = (0..4).map(|_| self.reporter(country, draw)).collect();
        Outlet {
            domain,
            is_agency,
            spelling: draw.weighted(&[60, 20, 12, 8]),
            curly: draw.chance(40),
            dateline: draw.pick(datelines).clone(),
            credit: draw.pick(&wire.credits).clone(),
            furniture: furniture
                .iter()
                .map(|words| filled(words, &slots))
                .collect(),
            staff,
            name,
        }
    }

    fn reporter(&self, country: usize, draw: &mut Draw) -> String {
        let woman = draw.chance(50);
        let (first, last) = names::person(self.tongue(country), woman, draw);
        format!("{first} {last}")
    }

    fn fill_offices(&mut self, country: usize, draw: &mut Draw) {
        for office in &self.stock.world.office {
            let towns = if office.local { TOWNS } else { 1 };
            for town in 0..towns {
                let id = format!("p{:04}", self.people.len());
                let person = self.holder(id, office, (country, town), draw);
                let key = (country, town, office.key.clone());
                self.holders.insert(key, self.people.len());
                self.people.push(person);
            }
        }
    }

    fn holder(&self, id: String, office: &Office, at: (usize, usize), draw: &mut Draw) -> Person {
        let place = self.place(at.0, at.1);
        let mut person = self.somebody(id, at.0, draw);
        person.title = Some(office.title.clone());
        person.role = filled(&office.role, &place);
        person.short.clone_from(&office.short);
        person
    }

    /// Somebody of `country`, perhaps of the same name as somebody of another.
    pub(super) fn somebody(&self, id: String, country: usize, draw: &mut Draw) -> Person {
        let land = &self.countries[country].name;
        let abroad: Vec<&Person> = self
            .people
            .iter()
            .filter(|person| person.country != *land)
            .collect();
        let (woman, spellings) = if draw.chance(NAMESAKES) && !abroad.is_empty() {
            let twin = draw.pick(&abroad);
            (twin.woman, twin.spellings.clone())
        } else {
            let woman = draw.chance(45);
            let (first, last) = names::person(self.tongue(country), woman, draw);
            (woman, self.spelled(&first, &last))
        };
        Person {
            id,
            woman,
            spellings,
            title: None,
            role: String::new(),
            short: String::new(),
            country: land.clone(),
        }
    }

    fn spelled(&self, first: &str, last: &str) -> Vec<(String, String)> {
        let firsts = names::spellings(&self.stock.names, first);
        let lasts = names::spellings(&self.stock.names, last);
        (0..4)
            .map(|at| {
                let of = |all: &[String]| all[at.min(all.len() - 1)].clone();
                (of(&firsts), of(&lasts))
            })
            .collect()
    }
}

/// `form` with a stem of `tongue`.
fn named(form: &str, tongue: &Tongue, draw: &mut Draw) -> String {
    let stem = super::wording::capital(&names::stem(tongue, 2, draw));
    let slots = Slots::from([("stem".to_owned(), stem)]);
    filled(&chosen(form, draw), &slots)
}

/// A name as a part of an address.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
