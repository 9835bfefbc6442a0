//! An event: what happened, what can be asked about it, who put which answers on record.

use jiff::civil::Date;

use super::claim::{Answer, Claim};
use super::draw::Draw;
use super::names;
use super::origin::{Channel, Origin, Speaker, Statement};
use super::stock::{Kind, Question};
use super::wording::{Slots, capital, chosen, filled};
use super::world::{Person, World};

pub(super) struct Event<'a> {
    pub(super) id: String,
    pub(super) kind: &'a Kind,
    pub(super) country: usize,
    pub(super) town: usize,
    pub(super) date: Date,
    pub(super) slots: Slots,
    /// The first asks what happened.
    pub(super) questions: Vec<Question>,
    pub(super) claims: Vec<Claim>,
    pub(super) origins: Vec<Origin>,
    /// People who hold no office: witnesses, spokespeople.
    pub(super) extras: Vec<Person>,
}

/// Where and what: drawn, or taken over from an event of the same kind at the same place.
#[derive(Clone, Copy)]
pub(super) struct Scene {
    pub(super) kind: usize,
    pub(super) country: usize,
    pub(super) town: usize,
}

impl Scene {
    pub(super) fn drawn(world: &World<'_>, draw: &mut Draw) -> Scene {
        let country = draw.below(world.countries.len());
        Scene {
            kind: draw.below(world.stock.kinds.len()),
            country,
            town: draw.below(world.countries[country].towns.len()),
        }
    }
}

impl<'a> Event<'a> {
    pub(super) fn new(
        id: String,
        scene: Scene,
        date: Date,
        world: &World<'a>,
        draw: &mut Draw,
    ) -> Event<'a> {
        let kind = &world.stock.kinds[scene.kind];
        let slots = slots(kind, scene, date, world, draw);
        let mut questions = vec![Question {
            key: "head".to_owned(),
            topic: "the {noun}".to_owned(),
            wh: "what had happened".to_owned(),
            clauses: kind.heads.clone(),
            headlines: kind.headlines.clone(),
            ..Question::default()
        }];
        questions.extend(kind.question.iter().cloned());
        let any = world.stock.any.question.iter();
        questions.extend(
            any.filter(|question| question.scene.is_none_or(|scene| scene == kind.scene))
                .cloned(),
        );
        let mut event = Event {
            id,
            kind,
            country: scene.country,
            town: scene.town,
            date,
            slots,
            questions,
            claims: vec![Claim::new(0, Answer::Yes)],
            origins: Vec::new(),
            extras: Vec::new(),
        };
        for at in 0..=draw.weighted(&[25, 35, 25, 15]) {
            event.put_on_record(at, world, draw);
        }
        event
    }

    /// The claim that answers `question` so; a new one if nobody has made it.
    pub(super) fn claim(&mut self, question: usize, answer: Answer) -> usize {
        let known = self
            .claims
            .iter()
            .position(|claim| claim.question == question && claim.answer == answer);
        known.unwrap_or_else(|| {
            self.claims.push(Claim::new(question, answer));
            self.claims.len() - 1
        })
    }

    pub(super) fn question(&self, claim: usize) -> &Question {
        &self.questions[self.claims[claim].question]
    }

    fn put_on_record(&mut self, at: usize, world: &World<'a>, draw: &mut Draw) {
        let land = &world.countries[self.country];
        let paper = *draw.pick(&land.papers);
        let (channel, speaker, house) = self.speaker(at, paper, world, draw);
        let outlet = match channel {
            Channel::Reporter => Some(land.agency),
            Channel::Witness | Channel::Document => Some(paper),
            _ => None,
        };
        let days = if at > 0 && draw.chance(25) { 1 } else { 0 };
        let origin = Origin {
            channel,
            speaker,
            house,
            outlet,
            date: later(self.date, days),
            statements: Vec::new(),
        };
        self.origins.push(origin);
        self.state(self.origins.len() - 1, 0, false, None);
        let count = if at == 0 {
            draw.between(4, 6)
        } else {
            draw.between(2, 5)
        } as usize;
        self.answers(self.origins.len() - 1, count, world, draw);
        self.absences(self.origins.len() - 1, world, draw);
    }

    /// `origin` puts `claim` on record.
    pub(super) fn state(
        &mut self,
        origin: usize,
        claim: usize,
        hedged: bool,
        quote: Option<(String, String)>,
    ) {
        self.claims[claim].origins.insert(origin);
        if hedged {
            self.claims[claim].hedged_by.insert(origin);
        }
        self.origins[origin].statements.push(Statement {
            claim,
            hedged,
            quote,
        });
    }

    fn answers(&mut self, origin: usize, count: usize, world: &World<'a>, draw: &mut Draw) {
        let channel = self.origins[origin].channel;
        let mut asked: Vec<usize> = (1..self.questions.len())
            .filter(|at| self.questions[*at].seen || !channel.only_sees())
            .collect();
        draw.shuffle(&mut asked);
        asked.truncate(count);
        // Numbers lead, as in an agency's story.
        asked.sort_by_key(|at| self.questions[*at].number.is_none());
        for question in asked {
            self.answer(origin, question, world, draw);
        }
    }

    /// `origin` answers `question`: as others did, against them, or first.
    pub(super) fn answer(
        &mut self,
        origin: usize,
        question: usize,
        world: &World<'a>,
        draw: &mut Draw,
    ) {
        let made = self.claims.iter().find(|claim| {
            claim.question == question && claim.answer.is_position() && claim.updates.is_none()
        });
        let asked = &self.questions[question];
        let answer = match made {
            Some(claim) if draw.chance(45) => claim.answer.clone(),
            Some(claim) => claim.answer.rival(asked, draw),
            None => Answer::drawn(asked, draw),
        };
        let channel = self.origins[origin].channel;
        let hedged = !channel.is_own() && answer != Answer::No && draw.chance(14);
        let quotes = !channel.is_own() && !hedged && draw.chance(65);
        let quote = quotes
            .then(|| answer.quote(asked, &self.slots, draw))
            .flatten();
        let quote = if channel == Channel::Document {
            quote
                .filter(|words| !is_personal(words))
                .map(|words| (words, String::new()))
        } else {
            quote.map(|words| (spoken(words, world, draw), flourish(world, draw)))
        };
        let claim = self.claim(question, answer);
        self.state(origin, claim, hedged, quote);
    }

    /// Who would not say, and what was not known.
    fn absences(&mut self, origin: usize, world: &World<'a>, draw: &mut Draw) {
        if self.origins[origin].channel == Channel::Document {
            return;
        }
        let answered: Vec<usize> = self.origins[origin]
            .statements
            .iter()
            .map(|statement| self.claims[statement.claim].question)
            .collect();
        let open: Vec<usize> = (1..self.questions.len())
            .filter(|at| !answered.contains(at))
            .collect();
        if open.is_empty() {
            return;
        }
        if draw.chance(40) {
            let rival = draw.chance(25);
            let office = if rival {
                "opposition"
            } else {
                draw.words(&self.kind.offices)
            };
            let (house, _) = self.house(office, world);
            if !self.origins.iter().any(|origin| origin.house == house) {
                let claim = self.claim(*draw.pick(&open), Answer::Declined(house));
                self.state(origin, claim, false, None);
            }
        }
        if draw.chance(30) {
            let claim = self.claim(*draw.pick(&open), Answer::Unknown);
            self.state(origin, claim, false, None);
        }
    }

    /// An agency sends reporters where there is something to see.
    fn knows_enough(&self, channel: Channel) -> bool {
        let seen = self
            .questions
            .iter()
            .filter(|question| question.seen)
            .count();
        seen > 1 || !channel.only_sees()
    }

    /// Who speaks as the `at`-th; nobody speaks twice.
    fn speaker(
        &mut self,
        at: usize,
        paper: usize,
        world: &World<'a>,
        draw: &mut Draw,
    ) -> (Channel, Speaker, String) {
        const FIRST: [(Channel, u32); 5] = [
            (Channel::Briefing, 45),
            (Channel::Statement, 25),
            (Channel::Anonymous, 8),
            (Channel::Reporter, 12),
            (Channel::Document, 10),
        ];
        const OTHERS: [(Channel, u32); 6] = [
            (Channel::Briefing, 35),
            (Channel::Witness, 28),
            (Channel::Statement, 12),
            (Channel::Document, 12),
            (Channel::Anonymous, 8),
            (Channel::Reporter, 5),
        ];
        let all: &[(Channel, u32)] = if at == 0 { &FIRST } else { &OTHERS };
        let weights: Vec<u32> = all.iter().map(|(_, weight)| *weight).collect();
        loop {
            let (channel, _) = all[draw.weighted(&weights)];
            let rival = at > 0 && draw.chance(45);
            let office = if rival {
                "opposition"
            } else {
                draw.words(&self.kind.offices)
            }
            .to_owned();
            let speaker = match channel {
                Channel::Document => document(&world.outlets[paper].name, draw),
                _ => self.voice_of(channel, &office, world, draw),
            };
            let lead = speaker.voice(0).lead;
            let last = speaker.person().map(|person| &person.spellings[0].1);
            let known = self.origins.iter().any(|origin| {
                let other = origin.speaker.person().map(|person| &person.spellings[0].1);
                origin.speaker.voice(0).lead == lead || (last.is_some() && last == other)
            });
            if !known && self.knows_enough(channel) {
                if let Some(person) = speaker.person()
                    && person.id.starts_with(&self.id)
                {
                    self.extras.push(person.clone());
                }
                return (channel, speaker, self.house(&office, world).0);
            }
        }
    }

    fn voice_of(
        &self,
        channel: Channel,
        office: &str,
        world: &World<'a>,
        draw: &mut Draw,
    ) -> Speaker {
        let (house, short) = self.house(office, world);
        match channel {
            Channel::Briefing if draw.chance(40) => {
                let man = ["spokesman", "spokeswoman"];
                self.extra(world, draw, |woman| {
                    let noun = man[usize::from(woman)];
                    (format!("a {noun} for {house}"), format!("the {noun}"))
                })
            }
            Channel::Briefing => self.holder(office, world),
            Channel::Statement => Speaker::House(house, short),
            Channel::Witness => {
                let job = draw.pick(&self.kind.witnesses).clone();
                let short = format!("the {}", job.split_once(' ').map_or("", |(_, noun)| noun));
                self.extra(world, draw, |_| (job, short))
            }
            Channel::Anonymous | Channel::Document => unnamed(draw),
            Channel::Reporter | Channel::Rumour => {
                let agency = &world.outlets[world.countries[self.country].agency].name;
                let whole = format!("{agency} reporters at the scene");
                Speaker::Unnamed(whole, "the reporters".to_owned())
            }
        }
    }

    fn extra(
        &self,
        world: &World<'a>,
        draw: &mut Draw,
        role: impl FnOnce(bool) -> (String, String),
    ) -> Speaker {
        let id = format!("{}-p{}", self.id, self.extras.len());
        let mut person = world.somebody(id, self.country, draw);
        (person.role, person.short) = role(person.woman);
        Speaker::Person(Box::new(person))
    }

    fn holder(&self, office: &str, world: &World<'a>) -> Speaker {
        let at = |town| world.holders.get(&(self.country, town, office.to_owned()));
        let holder = at(self.town).or_else(|| at(0)).copied().unwrap_or_default();
        Speaker::Person(Box::new(world.people[holder].clone()))
    }

    /// The house of an office, in full and in short.
    fn house(&self, office: &str, world: &World<'a>) -> (String, String) {
        let known = world
            .stock
            .world
            .office
            .iter()
            .find(|known| known.key == office);
        known.map_or_else(Default::default, |office| {
            (filled(&office.body, &self.slots), office.house.clone())
        })
    }
}

/// A paper that `outlet` alone has seen.
fn document(outlet: &str, draw: &mut Draw) -> Speaker {
    let noun = draw.pick(&["memo", "letter", "report", "cable", "draft"]);
    let form = draw.pick(&["an internal", "a confidential", "a leaked"]);
    Speaker::Unnamed(
        format!("{form} {noun} seen by {outlet}"),
        format!("the {noun}"),
    )
}

fn unnamed(draw: &mut Draw) -> Speaker {
    let forms = [
        ("an official with knowledge of the matter", "the official"),
        ("a senior official", "the official"),
        ("a person familiar with the matter", "the person"),
        ("a government source", "the source"),
        ("a diplomat", "the diplomat"),
    ];
    let (first, later) = draw.pick(&forms);
    Speaker::Unnamed((*first).to_owned(), (*later).to_owned())
}

/// A quotation, sometimes with a short sentence before it or a few words after it.
fn spoken(words: String, world: &World<'_>, draw: &mut Draw) -> String {
    let all = &world.stock.frames.flourish;
    let mut spoken = words;
    if let Some(closers) = all.get("closer").filter(|_| draw.chance(45)) {
        spoken = format!("{spoken}, {}", draw.words(closers));
    }
    match all.get("opener").filter(|_| draw.chance(45)) {
        Some(openers) => format!("{}. {}", draw.words(openers), capital(&spoken)),
        None => spoken,
    }
}

/// Words of one who speaks of himself, as a document does not.
fn is_personal(words: &str) -> bool {
    let words = words.to_lowercase();
    let mut words = words.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| ["i", "we", "my", "our", "me", "us"].contains(&word))
}

fn flourish(world: &World<'_>, draw: &mut Draw) -> String {
    let all = &world.stock.frames.flourish;
    let slots = all
        .iter()
        .map(|(key, values)| (key.clone(), draw.pick(values).clone()))
        .collect();
    let template = all.get("all").map(|all| draw.pick(all).clone());
    filled(&chosen(&template.unwrap_or_default(), draw), &slots)
}

pub(super) fn later(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}

fn slots(kind: &Kind, scene: Scene, date: Date, world: &World<'_>, draw: &mut Draw) -> Slots {
    let mut slots = world.place(scene.country, scene.town);
    let mut other = draw.below(world.countries.len());
    if other == scene.country {
        other = (other + 1) % world.countries.len();
    }
    let (land, abroad) = (&world.countries[scene.country], &world.countries[other]);
    let elsewhere = (scene.town + 1 + draw.below(land.towns.len() - 1)) % land.towns.len();
    let woman = draw.chance(40);
    let (first, last) = names::person(world.tongue(scene.country), woman, draw);
    let more = [
        ("country2", abroad.name.clone()),
        ("capital2", abroad.towns[0].clone()),
        ("elsewhere", land.towns[elsewhere].clone()),
        ("noun", kind.noun.clone()),
        ("day", day(date)),
        ("accused", format!("{first} {last}")),
        ("accused_last", last),
    ];
    slots.extend(more.map(|(key, value)| (key.to_owned(), value)));
    for (key, values) in &kind.slots {
        let value = filled(draw.words(values), &slots);
        slots.insert(key.clone(), value);
    }
    slots
}

pub(super) fn day(date: Date) -> String {
    date.strftime("%A").to_string()
}
