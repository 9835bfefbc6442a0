//! What stands around stories, and articles that are nothing else.

use super::draw::Draw;
use super::event::Event;
use super::story::{Paragraph, Part, Plan, Sentence, Story};
use super::wording::{Slots, chosen, filled, sentence};
use super::world::{Outlet, World};

/// *VELIN, March 3 (Northern Wire) -* and a blank, as the house writes it.
pub(super) fn dateline(event: &Event<'_>, plan: &Plan, house: &Outlet) -> String {
    let town = event.slots.get("town").cloned().unwrap_or_default();
    let mut slots = event.slots.clone();
    let more = [
        ("TOWN", town.to_uppercase()),
        ("date", plan.today.strftime("%B %-d").to_string()),
        ("agency", house.name.clone()),
    ];
    slots.extend(more.map(|(key, value)| (key.to_owned(), value)));
    filled(&house.dateline, &slots)
}

/// The house's own: the agency's credit, what a company says of itself, requests to subscribe.
pub(super) fn add(
    story: &mut Story,
    event: &Event<'_>,
    world: &World<'_>,
    outlet: usize,
    draw: &mut Draw,
) {
    let house = &world.outlets[outlet];
    let mut tail = Vec::new();
    if house.is_agency {
        tail.push(filled(
            &chosen(&house.credit, draw),
            &crew(event, house, draw),
        ));
    }
    if event.kind.about && draw.chance(70) {
        tail.push(about(event, world));
    }
    tail.extend(around(house, draw));
    story
        .paragraphs
        .extend(tail.iter().map(|words| Paragraph::plain(Part::Tail, words)));
    if !house.is_agency && draw.chance(15) && story.paragraphs.len() > 4 {
        let words = &house.furniture[0];
        let year = Slots::from([("year".to_owned(), "2031".to_owned())]);
        story
            .paragraphs
            .insert(2, Paragraph::plain(Part::Tail, &filled(words, &year)));
    }
}

fn around(house: &Outlet, draw: &mut Draw) -> Vec<String> {
    let year = Slots::from([("year".to_owned(), "2031".to_owned())]);
    if draw.chance(25) {
        return Vec::new();
    }
    house
        .furniture
        .iter()
        .map(|words| filled(words, &year))
        .collect()
}

/// Who reported, helped and edited.
fn crew(event: &Event<'_>, house: &Outlet, draw: &mut Draw) -> Slots {
    let mut staff = house.staff.clone();
    draw.shuffle(&mut staff);
    let mut slots = event.slots.clone();
    for (key, name) in ["reporter", "editor", "helper"].iter().zip(staff) {
        slots.insert((*key).to_owned(), name);
    }
    slots.insert("agency".to_owned(), house.name.clone());
    slots.insert("year".to_owned(), event.date.year().to_string());
    slots
}

/// The paragraph that a company puts under everything; the same under every story.
fn about(event: &Event<'_>, world: &World<'_>) -> String {
    let firm = event.slots.get("firm").cloned().unwrap_or_default();
    let all = &world.stock.furniture.firm;
    let mut slots = event.slots.clone();
    slots.insert(
        "domain".to_owned(),
        format!("{}.example", super::world::slug(&firm)),
    );
    slots.insert(
        "town".to_owned(),
        world.countries[event.country].towns[0].clone(),
    );
    filled(&all[firm.len() % all.len()], &slots)
}

/// The furniture of the paper that took a story over, in place of the first house's.
pub(super) fn taken_over(
    story: &mut Story,
    world: &World<'_>,
    (from, to): (usize, usize),
    draw: &mut Draw,
) {
    let (first, house) = (&world.outlets[from], &world.outlets[to]);
    if from == to {
        return;
    }
    let year = Slots::from([("year".to_owned(), "2031".to_owned())]);
    let old: Vec<String> = first
        .furniture
        .iter()
        .map(|words| filled(words, &year))
        .collect();
    story
        .paragraphs
        .retain(|paragraph| !old.contains(&paragraph.text()));
    if draw.chance(30) {
        story
            .paragraphs
            .retain(|paragraph| paragraph.part != Part::Tail);
    }
    if draw.chance(45) {
        let lifted = draw.pick(&world.stock.world.wire.lifted);
        let slots = Slots::from([("agency".to_owned(), first.name.clone())]);
        story
            .paragraphs
            .push(Paragraph::plain(Part::Tail, &filled(lifted, &slots)));
    }
    let more = around(house, draw);
    story
        .paragraphs
        .extend(more.iter().map(|words| Paragraph::plain(Part::Tail, words)));
}

/// A page without a story.
pub(super) fn alone(event: &Event<'_>, world: &World<'_>, draw: &mut Draw) -> Story {
    let all = draw.pick(&world.stock.furniture.only);
    let title = filled("Live: {town}", &event.slots);
    Story {
        title: Sentence::plain(&title),
        paragraphs: all
            .iter()
            .map(|words| Paragraph::plain(Part::Tail, words))
            .collect(),
    }
}

/// A column: it says what happened as known, and what its writer thinks.
pub(super) fn column(event: &Event<'_>, world: &World<'_>, draw: &mut Draw) -> Story {
    let stock = &world.stock.opinion;
    let clause = event.claims[0]
        .answer
        .clause(&event.questions[0], &event.slots, draw);
    let mut slots = event.slots.clone();
    slots.insert("c".to_owned(), clause);
    let title = sentence(&filled(draw.words(&stock.titles), &slots));
    let opening = Sentence {
        claims: vec![0],
        ..Sentence::plain(&sentence(&filled(draw.words(&stock.openings), &slots)))
    };
    let mut bodies: Vec<&String> = stock.bodies.iter().collect();
    draw.shuffle(&mut bodies);
    let mut paragraphs = vec![Paragraph {
        part: Part::Lead,
        sentences: vec![opening],
    }];
    let count = 3 + draw.below(4);
    let closing = draw.pick(&stock.closings);
    for words in bodies.into_iter().take(count).chain([closing]) {
        paragraphs.push(Paragraph::plain(
            Part::Body,
            &sentence(&filled(words, &slots)),
        ));
    }
    Story {
        title: Sentence::plain(&title),
        paragraphs,
    }
}
