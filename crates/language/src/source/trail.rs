//! Whom a pronoun takes up: the bearers met before it, weighed by how near and how prominent.
//!
//! News goes on with its last speaker: *he said* is whoever spoke before, unless somebody nearer
//! is the subject. Two candidates that weigh nearly the same are a doubt.

use std::cell::Cell;

use onrecord_record::SourceKind;

use super::cast::{Bearer, Member};
use super::mention::Pronoun;
use crate::lexicon::first_name::Gender;

/// Traces looked back at.
const DEPTH: usize = 64;
/// Sentences looked back at.
const SENTENCES: usize = 12;
/// Weights nearer than this are a doubt.
const NEARLY: f32 = 0.9;
/// The same of one who is only told of: nobody asks who he is, so a wrong name is worse than none.
const NEARLY_TOLD: f32 = 1.2;
/// The same of *it* and *they*, which mostly take up what no list of speakers holds.
const NEARLY_THINGS: f32 = 0.8;
/// At this fit a gender speaks against somebody: he is no rival.
const UNLIKELY: f32 = -1.5;
/// What it weighs against somebody that the words in question speak of him by name.
const HIMSELF: f32 = 3.0;
/// Sentences between *it* or *they* and whom it takes up, at most.
const NEAR: usize = 1;

/// A place where a bearer was met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trace {
    pub(super) member: Member,
    /// The first token.
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) is_subject: bool,
    pub(super) is_quoted: bool,
    /// It names or describes, and is no pronoun.
    pub(super) is_told: bool,
    /// It is the source of an attribution.
    pub(super) speaks: bool,
    /// Only of one inside the words of another.
    pub(super) is_nested: bool,
}

/// Where a pronoun stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub(super) sentence: usize,
    pub(super) is_quoted: bool,
    /// It is an object, which its own subject is not.
    pub(super) is_object: bool,
    /// Somebody who cannot be meant: whoever speaks the quotation it stands in.
    pub(super) barred: Option<Member>,
    /// Somebody who is likely meant: whoever's words, not quoted, it stands in.
    pub(super) favoured: Option<Member>,
    /// Whoever was asked last, who is likely to answer.
    pub(super) asked: Option<Member>,
    /// Whoever asked.
    pub(super) asker: Option<Member>,
    /// The words are an answer, or what was asked was asked for one.
    pub(super) is_answer: bool,
    /// Tokens that cannot name who is meant: what the pronoun itself is told to say.
    pub(super) said: Vec<std::ops::Range<usize>>,
    /// The pronoun is *it*: bodies are told of in turn, and less often go on.
    pub(super) is_it: bool,
    /// The first sentence of the paragraph.
    pub(super) opens: usize,
    /// The pronoun is a source: news goes on with its last speaker, but not with whom it tells of.
    pub(super) speaks: bool,
}

/// The bearers met so far.
#[derive(Debug, Default)]
pub(super) struct Trail {
    traces: Vec<Trace>,
    last_speaker: Option<Member>,
    /// Traces looked at so far.
    pub(super) looked: Cell<u64>,
}

/// The bearer chosen, and whether another weighs nearly as much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Choice {
    pub(super) member: Member,
    pub(super) is_doubtful: bool,
}

impl Trail {
    /// Goes past one more mention.
    pub(super) fn pass(&mut self, trace: Trace) {
        if trace.speaks && !trace.is_nested {
            self.last_speaker = Some(trace.member);
        }
        self.traces.push(trace);
    }

    /// Whom `pronoun` at `place` takes up.
    pub(super) fn choose(
        &self,
        bearers: &[Bearer],
        pronoun: Pronoun,
        place: &Place,
    ) -> Option<Choice> {
        let mut weighed: Vec<(Member, f32, bool)> = Vec::new();
        let is_silent = self.is_silent(bearers, pronoun, place);
        let is_thing = matches!(pronoun, Pronoun::It | Pronoun::They);
        let near = self.traces.iter().rev().take(DEPTH);
        for trace in near.take_while(|trace| trace.sentence + SENTENCES >= place.sentence) {
            self.looked.set(self.looked.get() + 1);
            let Some(bearer) = bearers.get(trace.member) else {
                continue;
            };
            let Some(fit) = fit(bearer, pronoun) else {
                continue;
            };
            if is_thing && trace.sentence + NEAR < place.sentence {
                continue;
            }
            // what was never a subject and has no first name may be a place
            let may_be_place = bearer.is_bare() && !bearer.was_subject();
            let is_asked = place.asked == Some(trace.member);
            if place.barred == Some(trace.member) || may_be_place && !is_asked {
                continue;
            }
            let weight = fit
                + self.prominence(trace, place, is_silent)
                + standing(bearer)
                + answering(trace.member, bearer, place);
            match weighed
                .iter_mut()
                .find(|(member, _, _)| *member == trace.member)
            {
                Some((_, best, _)) => *best = best.max(weight) + 0.05,
                None => weighed.push((trace.member, weight, fit > UNLIKELY)),
            }
        }
        for (member, weight, _) in &mut weighed {
            if self.is_named_in(*member, &place.said) {
                *weight -= HIMSELF;
            }
        }
        match (is_thing, place.speaks) {
            (true, _) => best(&weighed, NEARLY_THINGS),
            (false, true) => best(&weighed, NEARLY),
            (false, false) => best(&weighed, NEARLY_TOLD),
        }
    }

    /// Has the last speaker fallen silent: is the subject of the sentence before the pronoun's somebody
    /// else who suits it?
    fn is_silent(&self, bearers: &[Bearer], pronoun: Pronoun, place: &Place) -> bool {
        let near = self.traces.iter().rev().take(DEPTH);
        let mut before = near.filter(|trace| trace.sentence < place.sentence);
        let Some(newest) = before.find(|trace| trace.is_subject && !trace.is_quoted) else {
            return false;
        };
        let suits = bearers
            .get(newest.member)
            .and_then(|bearer| fit(bearer, pronoun));
        let near = self.traces.iter().rev().take(DEPTH);
        let mut there = near.filter(|trace| trace.sentence == newest.sentence);
        newest.sentence + 1 == place.sentence
            && newest.is_told
            && !there.any(|trace| self.last_speaker == Some(trace.member))
            && suits.is_some_and(|fit| fit >= 0.0)
    }

    /// Is `member` told of by name or description inside the quoted words `said`? Nobody speaks so of
    /// himself.
    fn is_named_in(&self, member: Member, said: &[std::ops::Range<usize>]) -> bool {
        said.iter().any(|said| {
            let from = self
                .traces
                .partition_point(|trace| trace.token < said.start);
            let inside = self
                .traces
                .iter()
                .skip(from)
                .take_while(|trace| trace.token < said.end);
            let mut inside = inside.take(DEPTH);
            inside.any(|trace| trace.member == member && trace.is_quoted && trace.is_told)
        })
    }

    /// How prominent a trace is, seen from `place`.
    fn prominence(&self, trace: &Trace, place: &Place, is_silent: bool) -> f32 {
        let distance = place.sentence.saturating_sub(trace.sentence) as f32;
        let mut weight = -0.8 * distance;
        weight += if trace.is_subject { 1.0 } else { 0.0 };
        weight += match trace.speaks && !trace.is_nested {
            true if place.is_it || !place.speaks => 0.3,
            true => 0.6,
            false => 0.0,
        };
        if self.last_speaker == Some(trace.member) {
            weight += match (place.is_it || !place.speaks, is_silent) {
                (true, _) => 0.3,
                (false, true) => 0.1,
                (false, false) => 0.9,
            };
        }
        if trace.is_quoted && !place.is_quoted {
            weight -= 1.5;
        }
        // who is told of in the paragraph is nearer than whom another told of
        if !place.speaks && trace.sentence < place.opens {
            weight -= 0.6;
        }
        // *For Ada Holt, the victory gives {her} a chance*
        if !place.speaks && distance == 0.0 && trace.is_told {
            weight += 1.0;
        }
        if place.is_object && distance == 0.0 && trace.is_subject {
            weight -= 2.0;
        }
        if place.favoured == Some(trace.member) {
            weight += 1.5;
        }
        if place.said.iter().any(|said| said.contains(&trace.token)) {
            weight -= if trace.is_quoted { 4.0 } else { 2.0 };
        }
        weight
    }

    /// The bearer of the newest trace that satisfies `test`, within reach of `sentence`.
    pub(super) fn newest(&self, sentence: usize, test: impl Fn(Member) -> bool) -> Option<Member> {
        let near = self.traces.iter().rev().take(DEPTH);
        near.take_while(|trace| trace.sentence + SENTENCES >= sentence)
            .map(|trace| trace.member)
            .find(|member| test(*member))
    }
}

impl Trail {
    /// The bearer of the newest trace before token `at` that satisfies `test`, near `sentence`.
    pub(super) fn newest_before(
        &self,
        at: usize,
        sentence: usize,
        test: impl Fn(Member) -> bool,
    ) -> Option<Member> {
        let end = self.traces.partition_point(|trace| trace.token < at);
        let near = self.traces.get(..end)?.iter().rev().take(DEPTH);
        near.take_while(|trace| trace.sentence + SENTENCES >= sentence)
            .map(|trace| trace.member)
            .find(|member| test(*member))
    }
}

/// The heaviest, with the doubt that the second may be meant.
fn best(weighed: &[(Member, f32, bool)], nearly: f32) -> Option<Choice> {
    let heaviest =
        |one: &&(Member, f32, bool), other: &&(Member, f32, bool)| one.1.total_cmp(&other.1);
    // of equals the one met last, which stands first
    let first = weighed.iter().rev().max_by(heaviest)?;
    let rivals = weighed.iter().filter(|one| one.0 != first.0 && one.2);
    let second = rivals.max_by(heaviest);
    Some(Choice {
        member: first.0,
        is_doubtful: second.is_some_and(|second| first.1 - second.1 < nearly),
    })
}

/// How well `bearer` suits `pronoun`; `None` if it does not.
fn fit(bearer: &Bearer, pronoun: Pronoun) -> Option<f32> {
    let body = matches!(
        bearer.kind,
        SourceKind::Office | SourceKind::Organisation | SourceKind::Outlet
    );
    match pronoun {
        Pronoun::Person(gender) => bearer.is_person().then(|| gender_fit(bearer, gender))?,
        Pronoun::It if bearer.kind == SourceKind::Document => (!bearer.is_plural).then_some(-0.2),
        // *it revealed*, after *Kessalia's voters*: a place that did nothing is not taken up
        Pronoun::It if bearer.is_place && !bearer.was_subject() => None,
        Pronoun::It => (body && !bearer.is_plural).then_some(0.0),
        Pronoun::They if bearer.is_plural => Some(0.5),
        Pronoun::They => body.then_some(-0.7),
        _ => None,
    }
}

fn gender_fit(bearer: &Bearer, gender: Gender) -> Option<f32> {
    let [he, she] = bearer.heard;
    let (same, other) = match gender {
        Gender::Male => (he, she),
        Gender::Female => (she, he),
    };
    match bearer.gender {
        Some(known) if known != gender && bearer.is_gender_sure => None,
        Some(known) if known != gender => Some(if same > other { 0.5 } else { -3.0 }),
        Some(_) => Some(1.0),
        None if other > same => Some(-2.0),
        None if same > 0 => Some(0.8),
        None if bearer.is_bare() => Some(-0.6),
        None => Some(0.0),
    }
}

/// Whoever was asked answers; whoever asks for a living is seldom taken up.
fn answering(member: Member, bearer: &Bearer, place: &Place) -> f32 {
    let strength = if place.is_answer { 2.5 } else { 0.8 };
    let mut weight = 0.0;
    if place.asked == Some(member) {
        weight += strength;
    }
    if place.asked.is_some() && place.asker == Some(member) {
        weight -= strength;
    }
    if bearer.is_asker && bearer.name.is_none() {
        weight -= 1.2;
    }
    weight
}

/// Named and often met is more likely meant.
fn standing(bearer: &Bearer) -> f32 {
    let named = if bearer.name.is_some() { 0.3 } else { 0.0 };
    named + 0.08 * bearer.count.min(6) as f32
}
