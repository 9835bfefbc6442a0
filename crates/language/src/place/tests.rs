//! Places found and placed in sentences of our own.

use onrecord_record::{Credit, Picture, PlacePrecision, PlaceRole, Span};

use crate::place::{places, places_at};
use crate::testing::{article, read, read_article};

/// Each place as *words = gazetteer's name, country, role*; `others` is left out.
fn told(text: &str) -> Vec<String> {
    let document = read(text);
    let found = places(&document, &crate::names(&document));
    let lines = found.iter().map(|one| {
        let place = one.location.as_ref();
        let name = place.map_or("?", |place| place.name.as_str());
        let country = place.and_then(|place| place.country.as_deref());
        let words = document.quote(one.span);
        format!(
            "{words} = {name}, {}, {:?}",
            country.unwrap_or("-"),
            one.role
        )
    });
    lines.collect()
}

#[test]
fn what_stands_beside_a_name_decides() {
    assert_eq!(
        told("A mill burned down in Paris, Texas, on Monday."),
        ["Paris = Paris, US, Site", "Texas = Texas, US, Site"]
    );
    assert_eq!(
        told("A mill burned down in Paris on Monday."),
        ["Paris = Paris, FR, Site"]
    );
    assert_eq!(
        told("The ferry to Victoria was late, the port in British Columbia said.")[0],
        "Victoria = Victoria, CA, Site"
    );
}

#[test]
fn a_name_keeps_its_sense_through_an_article() {
    let found = told(
        "The council of Melbourne, Florida, met on Monday.\n\nIt was raining in Melbourne that day.",
    );
    assert_eq!(
        found,
        [
            "Melbourne = Melbourne, US, Site",
            "Florida = Florida, US, Site",
            "Melbourne = Melbourne, US, Site",
        ]
    );
}

#[test]
fn a_list_of_states_holds_states() {
    let found = told("Snow fell in Georgia, Alabama and Tennessee overnight.");
    assert_eq!(found[0], "Georgia = Georgia, US, Site");
}

#[test]
fn who_speaks_is_no_site() {
    assert_eq!(
        told("Moscow said on Monday it would not attend the talks in Geneva."),
        ["Moscow = Moscow, RU, Party", "Geneva = Geneva, CH, Site"]
    );
    assert_eq!(
        told("A bridge collapsed in Moscow on Monday.")[0],
        "Moscow = Moscow, RU, Site"
    );
    assert_eq!(
        told("Officials in Aleppo, Syria, said the bridge had collapsed."),
        ["Aleppo = Aleppo, SY, Site", "Syria = Syria, SY, Site"]
    );
}

#[test]
fn adjectives_and_peoples_are_told_apart() {
    let found = told("Two Danes and a Syrian driver were held in Beirut.");
    assert_eq!(
        found,
        [
            "Danes = Denmark, DK, Demonym",
            "Syrian = Syria, SY, Demonym",
            "Beirut = Beirut, LB, Site",
        ]
    );
}

#[test]
fn a_direction_is_no_part_of_a_name_and_a_county_is() {
    assert_eq!(
        told("Floods hit southern Sudan and Cook County, Illinois."),
        [
            "Sudan = Sudan, SD, Site",
            "Cook County = Cook County, US, Site",
            "Illinois = Illinois, US, Site",
        ]
    );
}

#[test]
fn the_point_tells_how_precise_it_is() {
    let precision = |text: &str| {
        let document = read(text);
        let found = places(&document, &crate::names(&document));
        let last = found.last().and_then(|one| one.location.clone());
        last.map(|location| (location.precision, location.precision.ucdp()))
    };
    assert_eq!(
        precision("Two shells fell in Aleppo."),
        Some((PlacePrecision::Exact, Some(1)))
    );
    assert_eq!(
        precision("Two shells fell near Aleppo."),
        Some((PlacePrecision::Near, Some(2)))
    );
    assert_eq!(
        precision("Two shells fell in Bavaria."),
        Some((PlacePrecision::Region, Some(4)))
    );
    assert_eq!(
        precision("A tanker sank in the Black Sea."),
        Some((PlacePrecision::Waters, Some(7)))
    );
    assert_eq!(
        precision("Two ministers flew to Africa."),
        Some((PlacePrecision::Continent, None))
    );
}

#[test]
fn other_readings_are_kept() {
    let document = read("The train to Birmingham was late.");
    let found = places(&document, &crate::names(&document));
    let first = found.first().expect("one place");
    let country =
        |one: &Option<onrecord_record::Location>| one.as_ref().and_then(|one| one.country.clone());
    assert_eq!(country(&first.location).as_deref(), Some("GB"));
    assert!(first.second.is_some() && first.others > 1);
}

#[test]
fn given_words_are_placed_as_they_are() {
    let document = read("The road to Roeville leads past Timbuktu.");
    let roeville = document.tokens[3].span;
    let timbuktu = document.tokens[6].span;
    let found = places_at(&document, &[roeville, timbuktu]);
    assert_eq!(found[0].location, None);
    let place = found[1].location.as_ref().expect("a town of Mali");
    assert_eq!(place.country.as_deref(), Some("ML"));
    assert_eq!(found[1].role, PlaceRole::Site);
}

#[test]
fn a_seat_of_government_is_in_its_capital() {
    assert_eq!(
        told("The envoys met at the White House on Monday."),
        ["White House = Washington, US, Site"]
    );
}

/// The words of the places found in `text`, whose picture shows `shown` and is credited to the
/// names of `credit`: photographer and agency.
fn pictured(text: &str, shown: &str, credit: [&str; 2]) -> Vec<String> {
    let span = |words: &str| {
        let start = text.find(words)?;
        Span::new(text, start..start + words.len())
    };
    let [photographer, agency] = credit.map(span);
    let caption = text.lines().find(|line| line.contains(shown));
    let mut article = article(text).clone();
    article.pictures.push(Picture {
        caption: caption.and_then(span).expect("a line of the text"),
        shows: span(shown),
        credit: Some(Credit {
            agency,
            photographer,
            ..Credit::default()
        }),
    });
    let document = read_article(Box::leak(Box::new(article)));
    let found = places(&document, &crate::names(&document));
    let words = found.iter().map(|one| document.quote(one.span).to_owned());
    words.collect()
}

#[test]
fn who_takes_pictures_and_who_reports_is_no_place() {
    let text = "A bridge in Geneva on Monday. Ines Duarte/Meridian\n\n\
        How long they talked depends on who is asked. Meridian put it at five hours. Adair told Meridian that it had \
        rained in Beirut. Duarte saw it.";
    let credit = ["Ines Duarte", "Meridian"];
    assert_eq!(
        pictured(text, "A bridge in Geneva on Monday.", credit),
        ["Geneva", "Beirut"]
    );
    let text = "A bridge in Geneva on Monday. Ines Duarte/Meridian\n\nA mill burned down in Meridian, Idaho.";
    assert_eq!(
        pictured(text, "A bridge in Geneva on Monday.", credit),
        ["Geneva", "Meridian", "Idaho"],
        "unless it is said to be somewhere"
    );
    assert_eq!(
        told(
            "Meridian, a news agency, put it at five hours. It rained in Beirut.\n\nMeridian was right."
        ),
        ["Beirut = Beirut, LB, Site"]
    );
}

#[test]
fn a_town_has_no_article_and_is_in_nobodys_charge() {
    let found = told(
        "The foreign minister left the Citadel in Geneva. He will receive the Minister of Energy on Monday.",
    );
    assert_eq!(found, ["Geneva = Geneva, CH, Site"]);
    let found = told("The road to the Hague was shut. The Aleppo road was open.");
    let words = found.iter().filter_map(|one| one.split(" = ").next());
    assert!(words.clone().any(|one| one == "Aleppo"), "{found:?}");
    assert_eq!(
        told("Adair told Moscow that talks in Geneva were over.")[0],
        "Moscow = Moscow, RU, Party"
    );
}
