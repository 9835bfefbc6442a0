//! A story: which statements it passes on, in which order, and the sentences made of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::claim::Answer;
use super::draw::Draw;
use super::event::{Event, day};
use super::origin::{Channel, Origin, Statement, Voice};
use super::wording::{Slots, capital, chosen, filled, sentence};
use super::world::World;

/// What a story is to hold. The same plan and seed give the same words, whatever the numbers in it.
#[derive(Clone)]
pub(super) struct Plan {
    /// The head of the first origin is told in the lead.
    pub(super) items: Vec<(usize, Statement)>,
    pub(super) outlet: usize,
    /// The day on which the story is written.
    pub(super) today: Date,
    pub(super) manner: Manner,
    pub(super) background: usize,
    pub(super) seed: u64,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Manner {
    /// As one who was told.
    Own,
    /// As one who has it from the outlet named here.
    Credited(String),
    /// As one who has it from an outlet, and does not say so; quotations stay as they were.
    Uncredited,
}

#[derive(Clone)]
pub(super) struct Story {
    pub(super) title: Sentence,
    pub(super) paragraphs: Vec<Paragraph>,
}

#[derive(Clone)]
pub(super) struct Paragraph {
    pub(super) part: Part,
    pub(super) sentences: Vec<Sentence>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Note,
    Lead,
    Body,
    /// What was known before: of no origin.
    Background,
    /// Credits, rights, requests to subscribe.
    Tail,
}

#[derive(Clone, Default)]
pub(super) struct Sentence {
    pub(super) text: String,
    /// The same the other way round: the source last, or first.
    pub(super) swapped: Option<String>,
    pub(super) claims: Vec<usize>,
    pub(super) origin: Option<usize>,
}

impl Sentence {
    pub(super) fn plain(text: &str) -> Sentence {
        Sentence {
            text: text.to_owned(),
            ..Sentence::default()
        }
    }
}

impl Paragraph {
    pub(super) fn plain(part: Part, text: &str) -> Paragraph {
        Paragraph {
            part,
            sentences: vec![Sentence::plain(text)],
        }
    }

    pub(super) fn origin(&self) -> Option<usize> {
        self.sentences.iter().find_map(|sentence| sentence.origin)
    }

    pub(super) fn text(&self) -> String {
        let words: Vec<&str> = self
            .sentences
            .iter()
            .map(|sentence| sentence.text.as_str())
            .collect();
        words.join(" ")
    }
}

impl Plan {
    /// The story that this plan makes.
    pub(super) fn told(&self, event: &Event<'_>, world: &World<'_>) -> Story {
        let mut slots = event.slots.clone();
        let own = &world.outlets[self.outlet].name;
        let credited = match &self.manner {
            Manner::Credited(agency) => agency,
            _ => own,
        };
        slots.insert("agency".to_owned(), credited.clone());
        slots.insert("today".to_owned(), day(self.today));
        let mut desk = Desk {
            plan: self,
            event,
            world,
            slots,
            draw: Draw::new(self.seed, 1),
            introduced: BTreeSet::new(),
            voices: BTreeMap::new(),
        };
        let title = desk.title();
        let (lead, used) = desk.lead();
        let mut paragraphs = vec![lead];
        desk.body(used, &mut paragraphs);
        desk.background(&mut paragraphs);
        Story { title, paragraphs }
    }
}

/// A story in the making.
struct Desk<'a> {
    plan: &'a Plan,
    event: &'a Event<'a>,
    world: &'a World<'a>,
    slots: Slots,
    draw: Draw,
    /// Whom the story has named in full.
    introduced: BTreeSet<String>,
    voices: BTreeMap<usize, Voice>,
}

impl Desk<'_> {
    fn origin(&self, at: usize) -> &Origin {
        &self.event.origins[at]
    }

    fn voice(&mut self, origin: usize) -> Voice {
        let spelling = self.world.outlets[self.plan.outlet].spelling;
        let speaker = &self.event.origins[origin].speaker;
        let voice = self.voices.entry(origin);
        voice.or_insert_with(|| speaker.voice(spelling)).clone()
    }

    /// A headline of one of the story's first claims, or of what happened.
    fn title(&mut self) -> Sentence {
        let event = self.event;
        let told = self.draw.chance(55);
        let heads = self.plan.items.iter().take(3).filter(|_| told);
        let mut draw = Draw::new(self.plan.seed, 2);
        let found = heads.skip(1).find_map(|(origin, statement)| {
            let claim = &event.claims[statement.claim];
            let question = event.question(statement.claim);
            let words = claim.answer.headline(question, &event.slots, &mut draw)?;
            Some((words, statement.claim, *origin))
        });
        let (words, claim, origin) = found.unwrap_or_else(|| {
            let origin = self.plan.items[0].0;
            let words = chosen(self.draw.words(&event.kind.headlines), &mut self.draw);
            (filled(&words, &event.slots), 0, origin)
        });
        Sentence {
            text: sentence(&words),
            swapped: None,
            claims: vec![claim],
            origin: Some(origin),
        }
    }

    fn clause(&mut self, claim: usize) -> String {
        let answer = &self.event.claims[claim].answer;
        answer.clause(
            self.event.question(claim),
            &self.event.slots,
            &mut self.draw,
        )
    }

    /// The clause of a lead: whoever is in it is named in full.
    fn opening(&mut self, claim: usize) -> String {
        let mut slots = self.event.slots.clone();
        if let Some(full) = slots.get("accused").cloned() {
            slots.insert("accused_last".to_owned(), full);
        }
        let answer = &self.event.claims[claim].answer;
        answer.clause(self.event.question(claim), &slots, &mut self.draw)
    }

    /// The first paragraph, and how many of the items are told in it.
    fn lead(&mut self) -> (Paragraph, usize) {
        let (origin, head) = self.plan.items[0].clone();
        let head_clause = self.opening(head.claim);
        let voice = self.voice(origin);
        let source = self.draw.pick(&voice.lead).clone();
        let next = self.plan.items.get(1).filter(|(next, statement)| {
            let answer = &self.event.claims[statement.claim].answer;
            *next == origin && !statement.hedged && answer.is_position() && *answer != Answer::No
        });
        let second = next.map(|(_, statement)| statement.claim);
        let frames = &self.world.stock.frames;
        let both = second.is_some() && self.draw.chance(45);
        let is_own = self.origin(origin).channel.is_own();
        let is_paper = self.origin(origin).channel == Channel::Document;
        let credited = matches!(self.plan.manner, Manner::Credited(_));
        let uncredited = self.plan.manner == Manner::Uncredited;
        let all = match (is_own, credited) {
            _ if is_own && uncredited => &frames.channel["rumour"].later,
            (true, true) => &frames.credit.own,
            (true, false) => &frames.lead.own,
            (false, true) => &frames.credit.said,
            (false, false) if both => &frames.lead.both,
            (false, false) if is_paper => &frames.channel["document"].first,
            (false, false) => &frames.lead.said,
        };
        let both = both && !is_own && !credited;
        let mut claims = vec![head.claim];
        if let (true, Some(second)) = (both, second) {
            let clause = self.clause(second);
            self.slots.insert("c2".to_owned(), clause);
            claims.push(second);
        }
        let (text, swapped) = self.framed(all, origin, &source, &head_clause, head.claim);
        let is_told = text.contains(&source) || text.contains(&capital(&source));
        if is_told && voice.first[0] == source {
            self.introduced.insert(source);
        }
        let told = Sentence {
            text,
            swapped,
            claims,
            origin: Some(origin),
        };
        let lead = Paragraph {
            part: Part::Lead,
            sentences: vec![told],
        };
        (lead, 1 + usize::from(both))
    }

    /// The rest, one or two statements of one origin to a paragraph.
    fn body(&mut self, used: usize, paragraphs: &mut Vec<Paragraph>) {
        let items = self.plan.items.get(used..).unwrap_or_default();
        let mut at = 0;
        while let Some((origin, _)) = items.get(at) {
            let rest = items[at..].iter().take_while(|(other, _)| other == origin);
            let count = rest.count().min(1 + self.draw.below(2));
            let mut sentences = Vec::new();
            for (_, statement) in &items[at..at + count] {
                self.statement(*origin, statement, &mut sentences);
            }
            at += count;
            paragraphs.push(Paragraph {
                part: Part::Body,
                sentences,
            });
        }
    }

    /// The sentences that pass on one statement, the quotation among them.
    fn statement(&mut self, origin: usize, statement: &Statement, told: &mut Vec<Sentence>) {
        let quote = statement.quote.clone();
        let question = self.event.question(statement.claim);
        let is_plain = question.number.is_some() || !question.choice.is_empty();
        let alone = quote.is_some() && is_plain && self.draw.chance(35);
        let with = self.plan.manner == Manner::Uncredited || self.draw.chance(75);
        if !alone {
            let source = self.mention(origin, told);
            let sentence = self.indirect(origin, statement, &source);
            told.push(sentence);
        }
        if let Some(quote) = quote.filter(|_| alone || with) {
            let source = self.mention(origin, told);
            let text = self.quoted(origin, &quote, &source);
            told.push(Sentence {
                text,
                swapped: None,
                claims: vec![statement.claim],
                origin: Some(origin),
            });
        }
    }

    /// In full the first time, then by last name or house, then by a pronoun.
    fn mention(&mut self, origin: usize, told: &[Sentence]) -> String {
        let voice = self.voice(origin);
        let before = told.last().and_then(|sentence| sentence.origin);
        if self.introduced.insert(voice.first[0].clone()) {
            return self.draw.pick(&voice.first).clone();
        }
        match voice.pronoun {
            Some(pronoun) if before == Some(origin) && self.draw.chance(60) => pronoun.to_owned(),
            _ => self.draw.pick(&voice.later).clone(),
        }
    }

    fn indirect(&mut self, origin: usize, statement: &Statement, source: &str) -> Sentence {
        let frames = &self.world.stock.frames;
        let answer = self.event.claims[statement.claim].answer.clone();
        let channel = self.origin(origin).channel;
        let named = matches!(self.plan.manner, Manner::Credited(_)) && self.draw.chance(40);
        let channelled = &frames.channel[channel.key()];
        let voice = self.voice(origin);
        let is_first = voice.first.iter().any(|first| first == source);
        let mut clause = String::new();
        let is_paper = channel == Channel::Document;
        let denies = answer == Answer::No && !channel.is_own() && !is_paper && self.draw.chance(60);
        let all = match &answer {
            Answer::Declined(house) => {
                self.slots.insert("d".to_owned(), house.clone());
                &frames.act.declined
            }
            Answer::Unknown => &frames.act.unknown,
            Answer::No if denies => {
                let question = self.event.question(statement.claim);
                clause = Answer::denied(question, &self.event.slots, &mut self.draw);
                &frames.act.denied
            }
            _ if channel.is_own() && self.plan.manner == Manner::Uncredited => {
                &frames.channel["rumour"].later
            }
            _ if statement.hedged && is_paper => &frames.act.hedged_document,
            _ if statement.hedged => &frames.act.hedged,
            _ if named && (channel.is_own() || is_paper) => &frames.credit.own,
            _ if named => &frames.credit.said,
            _ if is_first => &channelled.first,
            _ => &channelled.later,
        };
        if clause.is_empty() && answer.is_position() {
            clause = self.clause(statement.claim);
        }
        let (text, swapped) = self.framed(all, origin, source, &clause, statement.claim);
        Sentence {
            text,
            swapped,
            claims: vec![statement.claim],
            origin: Some(origin),
        }
    }

    fn quoted(&mut self, origin: usize, quote: &(String, String), source: &str) -> String {
        let frames = &self.world.stock.frames;
        let named = matches!(self.plan.manner, Manner::Credited(_)) && self.draw.chance(40);
        let channel = self.origin(origin).channel.key();
        let all = if named {
            &frames.credit.quote
        } else {
            &frames.channel[channel].quote
        };
        let outlet = self.outlet_of(origin);
        let (words, flourish) = quote;
        let more = [
            ("Q", words.as_str()),
            ("flourish", flourish),
            ("s", source),
            ("outlet", &outlet),
        ];
        let mut slots = self.slots.clone();
        slots.extend(more.map(|(key, value)| (key.to_owned(), value.to_owned())));
        let fit = fitting(all, source, &self.event.origins[origin]);
        let frame = chosen(self.draw.words(&fit), &mut self.draw);
        // Quotations begin with a capital, as sentences do.
        slots.insert("Q".to_owned(), sentence(words));
        sentence(&filled(&frame, &slots))
    }

    fn outlet_of(&self, origin: usize) -> String {
        let outlet = self.origin(origin).outlet.unwrap_or(self.plan.outlet);
        self.world.outlets[outlet].name.clone()
    }

    /// A frame filled, and one that turns the sentence round, if there is one.
    fn framed(
        &mut self,
        all: &[String],
        origin: usize,
        source: &str,
        clause: &str,
        claim: usize,
    ) -> (String, Option<String>) {
        let question = self.event.question(claim);
        let mut slots = self.slots.clone();
        slots.insert("outlet".to_owned(), self.outlet_of(origin));
        let wh = chosen(&question.wh, &mut self.draw);
        let more = [
            ("s", source),
            ("c", clause),
            ("topic", &question.topic),
            ("wh", &wh),
        ];
        slots.extend(more.map(|(key, value)| (key.to_owned(), value.to_owned())));
        let who = if voice_is_thing(&self.event.origins[origin]) {
            "which"
        } else {
            "who"
        };
        slots.insert("who".to_owned(), who.to_owned());
        let fit = fitting(all, source, &self.event.origins[origin]);
        let frame = self.draw.words(&fit).to_owned();
        let starts = |frame: &String| frame.starts_with("{s}");
        let turned: Vec<String> = fit
            .iter()
            .filter(|other| starts(other) != starts(&frame) && other.contains("{c}"))
            .cloned()
            .collect();
        let swapped = (!turned.is_empty() && frame.contains("{c}") && !frame.contains("{c2}"))
            .then(|| chosen(self.draw.words(&turned), &mut self.draw))
            .map(|frame| sentence(&filled(&frame, &slots)));
        let frame = chosen(&frame, &mut self.draw);
        (sentence(&filled(&frame, &slots)), swapped)
    }

    /// Paragraphs of what was known before, strewn in after the second paragraph.
    fn background(&mut self, paragraphs: &mut Vec<Paragraph>) {
        let kind = &self.event.kind.background;
        let mut all: Vec<&String> = kind
            .iter()
            .chain(&self.world.stock.any.background)
            .collect();
        self.draw.shuffle(&mut all);
        for words in all.into_iter().take(self.plan.background) {
            let at = (2 + self.draw.below(paragraphs.len())).min(paragraphs.len());
            let text = sentence(&filled(words, &self.event.slots));
            paragraphs.insert(at, Paragraph::plain(Part::Background, &text));
        }
    }
}

/// The frames that a source can stand in. A pronoun stands only where a subject stands before its
/// verb, not in *said he*; a paper tells nobody anything.
fn fitting(all: &[String], source: &str, origin: &Origin) -> Vec<String> {
    let is_pronoun = ["he", "she", "it"].contains(&source);
    let leads = |frame: &str| {
        let before = frame.split("{s}").next().unwrap_or_default();
        !frame.contains("{s}")
            || before.is_empty()
            || before.ends_with(", ")
            || before.ends_with("\" ")
    };
    let is_paper = origin.channel == Channel::Document;
    all.iter()
        .filter(|frame| !is_pronoun || leads(frame))
        .filter(|frame| !is_paper || !frame.contains("{s} told"))
        .cloned()
        .collect()
}

/// Is the source a paper or a house, *which* said it, and not a person, *who* did?
fn voice_is_thing(origin: &Origin) -> bool {
    origin.channel == Channel::Document || origin.speaker.voice(0).pronoun == Some("it")
}
