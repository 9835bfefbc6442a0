//! Who the source is: every mention of one speaker led back to the fullest name the article gives.
//!
//! All names and descriptions of the article are gone through in text order and led to their
//! bearers ([`cast`]); pronouns take up one of those met before ([`trail`]). A source that is a
//! first person in somebody's words is that somebody; in the article's own voice (*we still don't
//! know*) it is nobody the article tells, [`Voice::Unstated`], as is the source of a passive.

mod anonymity;
mod apposition;
mod cast;
mod evidence;
mod head;
mod mention;
mod name;
mod question;
mod role;
mod scene;
mod trail;

#[cfg(test)]
mod tests;

pub use cast::is_quantity;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use onrecord_record::{
    Anonymity, Attribution, Doubt, DoubtKind, Extent, Source, SourceId, SourceKind, Span, Voice,
};

use crate::document::Document;
use crate::lemma::verb_lemma;
use crate::lexicon::first_name::Gender;
use crate::lexicon::role as role_lexicon;
use crate::tag::{EntityTag, Pos};
use apposition::Link;
use cast::{Cast, Member};
use evidence::Evidence;
use head::Speaker;
use mention::{Form, Mention, Pronoun, mentions};
use question::{Question, questions};
use scene::Scene;
use trail::{Place, Trace, Trail};

/// Contents looked back at for the one that holds a first person.
const CONTENTS: usize = 16;

/// Paragraphs at the end of an article among which a note on its author may be.
const NOTES: usize = 3;

/// The sources of one article, and which of them speaks in each attribution.
pub(crate) struct Resolved {
    /// Who speaks; ids index this list.
    pub(crate) sources: Vec<Source>,
    /// The speaker of each attribution, in the order of the attributions.
    pub(crate) speakers: Vec<Voice>,
    /// Mentions that could be two speakers, contents without one.
    pub(crate) doubts: Vec<Doubt>,
    /// The personal pronouns that take up somebody named, without doubt, in text order, each with
    /// the name.
    pub(crate) referents: Vec<(Span, Span)>,
    /// Bearers and traces looked at on the way.
    #[cfg(test)]
    looked: u64,
}

/// Resolves the sources of `attributions`.
pub(crate) fn resolve(document: &Document<'_>, attributions: &[Attribution]) -> Resolved {
    let scene = Scene::new(document);
    let mut found = mentions(&scene, &borders(document, attributions));
    let evidence = Evidence::gather(&scene, &found);
    mention::settle_with(&scene, &evidence, &mut found);
    let found = mention::with_pairs(&scene, found);
    let speakers = head::speakers(&scene, &found, attributions);
    let mut reading = Reading {
        scene: &scene,
        attributions,
        links: apposition::links(&scene, &found),
        questions: questions(&scene, &found),
        found: &found,
        speakers: &speakers,
        speaking: speaking(&speakers),
        members: vec![None; found.len()],
        cast: Cast::with(evidence),
        trail: Trail::default(),
        doubts: Vec::new(),
        sure: Vec::new(),
    };
    for at in 0..found.len() {
        reading.meet(at);
    }
    let members = reading.members_of_attributions();
    reading.told(&members)
}

/// The tokens at which sources begin or end.
fn borders(document: &Document<'_>, attributions: &[Attribution]) -> BTreeSet<usize> {
    let sources = attributions.iter().filter_map(|one| one.source.as_ref());
    let parts = sources.flat_map(|source| source.parts().to_vec());
    parts
        .flat_map(|part| {
            let tokens = document.tokens_in(part);
            [tokens.start, tokens.end]
        })
        .collect()
}

/// The first attribution that each mention is the source of.
fn speaking(speakers: &[Speaker]) -> BTreeMap<usize, usize> {
    let mut speaking = BTreeMap::new();
    for (attribution, speaker) in speakers.iter().enumerate() {
        if let Speaker::Mention(mention) = speaker {
            speaking.entry(*mention).or_insert(attribution);
        }
    }
    speaking
}

/// An article being gone through.
struct Reading<'a> {
    scene: &'a Scene<'a>,
    attributions: &'a [Attribution],
    found: &'a [Mention],
    links: BTreeMap<usize, Link>,
    questions: Vec<Question>,
    speakers: &'a [Speaker],
    speaking: BTreeMap<usize, usize>,
    /// Whom each mention is of, as far as known.
    members: Vec<Option<Member>>,
    cast: Cast,
    trail: Trail,
    doubts: Vec<Doubt>,
    /// Pronouns, by the number of their mention, and whom they take up without doubt.
    sure: Vec<(usize, Member)>,
}

impl Reading<'_> {
    /// Leads mention `at` to its bearer and goes past it.
    fn meet(&mut self, at: usize) {
        let mention = &self.found[at];
        let member = match self.members[at] {
            Some(member) => Some(member),
            None => self.bearer(at),
        };
        self.members[at] = member;
        let Some(member) = member else { return };
        self.link(at, member);
        let speaks = self.speaking.get(&at);
        let is_nested = speaks.is_some_and(|number| {
            let attribution = self.attributions.get(*number);
            attribution.is_some_and(|one| one.parent.is_some())
        });
        let is_prominent = mention.is_subject && !mention.is_quoted || speaks.is_some();
        self.cast.note(member, is_prominent);
        self.trail.pass(Trace {
            member,
            token: mention.tokens.start,
            sentence: mention.sentence,
            is_subject: mention.is_subject || speaks.is_some() && !mention.is_quoted,
            is_quoted: mention.is_quoted,
            is_told: !matches!(mention.form, Form::Pronoun(_)),
            speaks: speaks.is_some(),
            is_nested,
        });
    }

    /// The bearer of mention `at`.
    fn bearer(&mut self, at: usize) -> Option<Member> {
        let mention = &self.found[at];
        match &mention.form {
            Form::Name { name, tag, title } => {
                let met = self
                    .cast
                    .meet_name(self.scene, name.clone(), *tag, title.clone());
                self.doubt(at, met.is_doubtful);
                Some(met.member)
            }
            Form::Description { head, .. } => {
                if let Some(Link::Name(other)) = self.links.get(&at).copied() {
                    let untold = self.members[other]
                        .is_none()
                        .then(|| self.cast.untold(self.scene, mention));
                    let before = self.cast.bearers.len();
                    let mut member = self.members[other].or_else(|| self.bearer(other))?;
                    if let Some(old) = untold.flatten()
                        && member == before
                    {
                        self.cast.turns_out(old, member);
                        member = old;
                    }
                    self.members[other] = Some(member);
                    return Some(member);
                }
                if self.scene.low(*head) == "counterpart"
                    && let Some(member) = self.counterpart(mention)
                {
                    return Some(member);
                }
                let met = self.cast.meet_description(self.scene, mention);
                self.doubt(at, met.is_doubtful);
                Some(met.member)
            }
            Form::Pronoun(pronoun) => self.taken_up(at, *pronoun),
            Form::Pair(one, two) => {
                let (one, two) = (self.members[*one]?, self.members[*two]?);
                Some(self.cast.meet_pair(one, two, mention.tokens.clone()))
            }
        }
    }

    /// What an apposition or a copula beside mention `at` tells of `member`.
    fn link(&mut self, at: usize, member: Member) {
        match self.links.get(&at).copied() {
            Some(Link::Name(name)) => {
                self.members[name] = Some(member);
                self.learn(at, member);
            }
            Some(Link::Description(other)) => {
                self.members[other] = Some(member);
                self.learn(other, member);
            }
            Some(Link::Short(other)) => {
                if let Form::Name { name, .. } = &self.found[other].form {
                    let words = name::body_words(self.scene, name.clone());
                    self.cast.also_called(member, words.join(" "));
                    self.members[other] = Some(member);
                }
            }
            None => {}
        }
    }

    /// The description `at` is a role of `member`.
    fn learn(&mut self, at: usize, member: Member) {
        let mention = &self.found[at];
        if let Form::Description { head, .. } = mention.form {
            let role = role::Role::of(self.scene, mention.tokens.start..mention.end, head);
            self.cast.learn_role(member, role);
        }
    }

    /// *His counterpart* is the newest other person than the subject.
    fn counterpart(&self, mention: &Mention) -> Option<Member> {
        let bearers = &self.cast.bearers;
        let named = |member: Member| bearers[member].is_person() && bearers[member].name.is_some();
        let first = self.trail.newest(mention.sentence, named)?;
        self.trail
            .newest(mention.sentence, |member| member != first && named(member))
    }

    /// Whom the pronoun at mention `at` takes up.
    fn taken_up(&mut self, at: usize, pronoun: Pronoun) -> Option<Member> {
        let mut place = self.place(at);
        if place.barred.is_none() {
            place.barred = self.hearer(at);
        }
        let choice = self.trail.choose(&self.cast.bearers, pronoun, &place)?;
        let speaks = self.speaking.contains_key(&at);
        self.doubt(at, choice.is_doubtful && speaks);
        if choice.is_doubtful && matches!(pronoun, Pronoun::It | Pronoun::They) {
            return None;
        }
        if let Pronoun::Person(gender) = pronoun
            && !choice.is_doubtful
        {
            let heard = &mut self.cast.bearers[choice.member].heard;
            heard[usize::from(gender == Gender::Female)] += 1;
            self.sure.push((at, choice.member));
        }
        Some(choice.member)
    }

    /// Who is told what the pronoun at mention `at` tells: *he told {the mayor}* is not the mayor's.
    fn hearer(&mut self, at: usize) -> Option<Member> {
        let attribution = self.attributions.get(*self.speaking.get(&at)?)?;
        let cue = self
            .scene
            .document
            .tokens_in(attribution.cue.as_ref()?.hull());
        let tells = matches!(
            verb_lemma(self.scene.low(cue.start)).as_str(),
            "tell"
                | "remind"
                | "assure"
                | "ask"
                | "warn"
                | "inform"
                | "urge"
                | "advise"
                | "invite"
                | "order"
                | "thank"
        );
        if !tells || cue.start < self.found[at].tokens.end {
            return None;
        }
        let near = at + 1..self.found.len().min(at + 4);
        let told = near
            .filter(|one| !matches!(self.found[*one].form, Form::Pronoun(_)))
            .find(|one| self.found[*one].tokens.start == cue.start + 1)?;
        let member = self.members[told].or_else(|| self.bearer(told))?;
        self.members[told] = Some(member);
        Some(member)
    }

    /// Where the pronoun at mention `at` stands.
    fn place(&self, at: usize) -> Place {
        let mention = &self.found[at];
        let mut place = Place {
            sentence: mention.sentence,
            opens: self.scene.document.opening_of_paragraph(mention.sentence),
            is_quoted: mention.is_quoted,
            is_it: mention.form == Form::Pronoun(Pronoun::It),
            is_object: matches!(self.scene.low(mention.tokens.start), "him" | "her" | "them")
                && self.scene.pos(mention.tokens.start) == Some(Pos::PRP),
            ..Place::default()
        };
        let is_asked = question::last(&self.questions, mention.tokens.start, mention.sentence);
        let question = is_asked.filter(|question| question.asked != at);
        if let Some(question) = question {
            place.asked = self.members[question.asked];
            place.asker = question.asker.and_then(|asker| self.members[asker]);
            place.is_answer = question.is_for_answer;
        }
        let Some(attribution) = self
            .speaking
            .get(&at)
            .and_then(|number| self.attributions.get(*number))
        else {
            return place;
        };
        place.speaks = true;
        let cue = attribution
            .cue
            .as_ref()
            .map(|cue| self.scene.document.tokens_in(cue.hull()));
        place.is_answer |= cue.is_some_and(|cue| {
            cue.into_iter()
                .any(|at| role_lexicon::answers(&verb_lemma(self.scene.low(at))))
        });
        let parts = attribution.content.parts().iter();
        place.said = parts
            .map(|part| self.scene.document.tokens_in(*part))
            .collect();
        let above = attribution.parent.and_then(|above| self.member_of(above));
        if mention.is_quoted {
            place.barred = above;
        } else {
            place.favoured = above;
        }
        place
    }

    /// The speaker of attribution `number`, if its source stands before and is met.
    fn member_of(&self, number: usize) -> Option<Member> {
        match self.speakers.get(number)? {
            Speaker::Mention(mention) => *self.members.get(*mention)?,
            _ => None,
        }
    }

    fn doubt(&mut self, at: usize, is_doubtful: bool) {
        if is_doubtful
            && self.speaking.contains_key(&at)
            && let Some(at) = span(self.scene, self.found[at].tokens.clone())
        {
            self.doubts.push(Doubt {
                at,
                why: DoubtKind::TwoSources,
            });
        }
    }
}

/// Whose words an attribution is, on the way to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Member(Member),
    /// Nobody told.
    Nobody,
    /// A first person within the words of another attribution.
    SpeakerOf(usize),
}

impl Reading<'_> {
    /// The bearer that speaks in each attribution.
    fn members_of_attributions(&mut self) -> Vec<Option<Member>> {
        let holders = Holders::new(self.attributions);
        let whose: Vec<Whose> = (0..self.attributions.len())
            .map(|number| self.whose(number, &holders))
            .collect();
        (0..whose.len())
            .map(|number| settled(&whose, number))
            .collect()
    }

    /// Whose words attribution `number` is.
    fn whose(&mut self, number: usize, holders: &Holders) -> Whose {
        match self.speakers[number].clone() {
            Speaker::None => Whose::Nobody,
            Speaker::Mention(mention) => {
                if let Form::Pronoun(pronoun @ (Pronoun::I | Pronoun::We)) =
                    self.found[mention].form
                {
                    return match self.first_person(number, holders) {
                        Whose::Nobody if pronoun == Pronoun::I => self.author(mention),
                        whose => whose,
                    };
                }
                // whoever hears it: *you would have to ask the president*
                if self.found[mention].form == Form::Pronoun(Pronoun::You) {
                    return Whose::Nobody;
                }
                let member = self.members[mention].unwrap_or_else(|| self.unresolved(number));
                self.describe(number, mention, member);
                Whose::Member(member)
            }
            Speaker::Relative(mention) => match self.members[mention] {
                Some(member) => Whose::Member(member),
                None => Whose::Nobody,
            },
            Speaker::Words(kind, tokens) => {
                Whose::Member(self.cast.at_large(self.scene, kind, tokens))
            }
            Speaker::Part(tokens, group) => {
                let group = match group {
                    Some(group) => self.members[group],
                    None => self.group_before(tokens.start),
                };
                Whose::Member(self.cast.part_of(self.scene, tokens, group))
            }
        }
    }

    /// The group that *one* and *the other*, at token `at`, are of: the newest that is not named.
    fn group_before(&self, at: usize) -> Option<Member> {
        let sentence = self
            .scene
            .document
            .sentences
            .partition_point(|one| one.tokens.end <= at);
        self.trail.newest_before(at, sentence, |member| {
            let bearer = &self.cast.bearers[member];
            bearer.is_plural && bearer.kind == SourceKind::Unnamed
        })
    }

    /// *I* and *we*: whoever speaks the words they stand in.
    fn first_person(&mut self, number: usize, holders: &Holders) -> Whose {
        let attribution = &self.attributions[number];
        let above = attribution.parent.or_else(|| {
            let source = attribution.source.as_ref()?;
            holders.holder(self.attributions, number, source.first())
        });
        if let Some(above) = above {
            return Whose::SpeakerOf(above);
        }
        let source = attribution.source.as_ref().map(Extent::first);
        let quoted = source.is_some_and(|source| {
            let token = self.scene.document.tokens_in(source).start;
            self.scene.quoted.get(token) == Some(&true)
        });
        if quoted && let Some(at) = source {
            self.doubts.push(Doubt {
                at,
                why: DoubtKind::NoSource,
            });
        }
        Whose::Nobody
    }

    /// Who writes of himself, at mention `first`: whom a note at the end tells of, met there for the first
    /// time: *Ada Holt is a teacher in Velin.*
    fn author(&self, first: usize) -> Whose {
        let scene = self.scene;
        let paragraphs = &scene.document.paragraphs;
        let from = paragraphs.len().saturating_sub(NOTES).max(1);
        let is_note = |mention: &Mention| {
            let Form::Name { tag, name, .. } = &mention.form else {
                return false;
            };
            let at = mention.tokens.start;
            let opens = paragraphs
                .iter()
                .skip(from)
                .any(|one| scene.document.tokens_in(one.span).start == at);
            let told = matches!(
                scene.low(mention.end),
                "is" | "was" | "teaches" | "writes" | ","
            );
            *tag == EntityTag::Person && name.len() > 1 && opens && told
        };
        let found = self.found.iter().enumerate().skip(first);
        let mut notes = found.filter(|(_, one)| is_note(one)).filter_map(|(at, _)| {
            let member = self.members[at]?;
            self.members[..at]
                .iter()
                .all(|other| *other != Some(member))
                .then_some(member)
        });
        let quoted = scene.quoted.get(self.found[first].tokens.start) == Some(&true);
        match notes.next().filter(|_| !quoted) {
            Some(member) => Whose::Member(member),
            None => Whose::Nobody,
        }
    }

    /// A source whose bearer was not found.
    fn unresolved(&mut self, number: usize) -> Member {
        let source = self.attributions[number].source.as_ref();
        let tokens = source.map(|source| self.scene.document.tokens_in(source.first()));
        self.cast.unresolved(tokens)
    }

    /// The words of the source can tell more of an unnamed bearer than its noun phrase.
    fn describe(&mut self, number: usize, mention: usize, member: Member) {
        let source = self.attributions[number].source.as_ref();
        if let (Some(source), Form::Description { head, .. }) = (source, &self.found[mention].form)
        {
            let tokens = self.scene.document.tokens_in(source.first());
            // what stands before the phrase is not its own (*a group of lawmakers*), but *close to*
            let start = self.found[mention].tokens.start;
            if !(tokens.start + 1..start).any(|at| self.scene.is_noun(at - 1)) {
                let end = head::cut(self.scene, *head, tokens.end);
                let whose = usize::from(self.scene.low(tokens.start) == "whose");
                self.cast.describe(member, tokens.start + whose..end);
            }
        }
    }

    /// The sources in the order of their first words, and the doubts.
    fn told(self, members: &[Option<Member>]) -> Resolved {
        let mut mentions: BTreeMap<Member, Vec<(Extent, usize)>> = BTreeMap::new();
        for (number, member) in members.iter().enumerate() {
            let source = self.attributions[number].source.clone();
            if let (Some(member), Some(source)) = (member, source) {
                mentions.entry(*member).or_default().push((source, number));
            }
        }
        let mut order: Vec<(Member, Vec<(Extent, usize)>)> = mentions.into_iter().collect();
        for (_, held) in &mut order {
            held.sort();
        }
        order.sort_by(|one, other| one.1.first().cmp(&other.1.first()));
        let mut sources = Vec::with_capacity(order.len());
        let mut ids = BTreeMap::new();
        for (member, held) in order {
            let Some(source) = self.source(member, held) else {
                continue;
            };
            let id = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            ids.insert(member, SourceId(id));
            sources.push(source);
        }
        let referents = self.referents();
        let speakers = members.iter().map(|member| {
            let id = member.and_then(|member| ids.get(&member));
            id.map_or(Voice::Unstated, |id| Voice::Source(*id))
        });
        let speakers: Vec<Voice> = speakers.collect();
        let mut doubts = self.doubts;
        doubts.extend(unattributed(self.scene, self.attributions, &speakers));
        doubts.sort_unstable_by_key(|doubt| (doubt.at, doubt.why));
        doubts.dedup();
        Resolved {
            sources,
            speakers,
            doubts,
            referents,
            #[cfg(test)]
            looked: self.cast.looked.get() + self.trail.looked.get(),
        }
    }

    /// What is published of `member`, who speaks with the words `held`.
    fn source(&self, member: Member, held: Vec<(Extent, usize)>) -> Option<Source> {
        let bearer = self.cast.bearers.get(member)?;
        let named = bearer.name.clone().or_else(|| bearer.described.clone());
        let first = held.first()?.0.first();
        let name = named
            .and_then(|tokens| span(self.scene, tokens))
            .unwrap_or(first);
        let anonymity = (bearer.kind == SourceKind::Unnamed)
            .then(|| anonymity::anonymity(self.scene, name, &held));
        let anonymity = anonymity.map(|told| match self.group_of(bearer) {
            Some(group) => Anonymity {
                descriptor: Some(group),
                ..told
            },
            None => told,
        });
        let mut mentions: Vec<Extent> = held.into_iter().map(|(extent, _)| extent).collect();
        mentions.dedup();
        Some(Source {
            name,
            kind: bearer.kind,
            mentions,
            anonymity,
        })
    }
}

impl Reading<'_> {
    /// The pronouns that take up somebody named, each with the name.
    fn referents(&self) -> Vec<(Span, Span)> {
        let named = self.sure.iter().filter_map(|(at, member)| {
            let name = self.cast.bearers.get(*member)?.name.clone()?;
            let pronoun = span(self.scene, self.found[*at].tokens.clone())?;
            Some((pronoun, span(self.scene, name)?))
        });
        let mut all: Vec<(Span, Span)> = named.collect();
        all.sort_unstable();
        all
    }

    /// The words for the group that `bearer` is one of.
    fn group_of(&self, bearer: &cast::Bearer) -> Option<Span> {
        let group = self.cast.bearers.get(bearer.group?)?;
        let words = group.described.clone().or_else(|| group.name.clone())?;
        span(self.scene, words)
    }
}

/// Who speaks in attribution `number`, first persons led outwards.
fn settled(whose: &[Whose], number: usize) -> Option<Member> {
    let mut at = number;
    // no chain of first persons is longer than the nesting the engine reads
    for _ in 0..CONTENTS {
        match whose.get(at)? {
            Whose::Member(member) => return Some(*member),
            Whose::Nobody => return None,
            Whose::SpeakerOf(above) => at = *above,
        }
    }
    None
}

/// Direct quotations that nobody is found to speak.
fn unattributed<'a>(
    scene: &'a Scene<'_>,
    attributions: &'a [Attribution],
    speakers: &'a [Voice],
) -> impl Iterator<Item = Doubt> + 'a {
    attributions
        .iter()
        .zip(speakers)
        .filter(|(one, speaker)| {
            let first = scene.document.tokens_in(one.content.first()).start;
            **speaker == Voice::Unstated
                && one.parent.is_none()
                && scene.quoted.get(first) == Some(&true)
        })
        .map(|(one, _)| Doubt {
            at: one.content.hull(),
            why: DoubtKind::NoSource,
        })
}

/// The contents of an article, to find the one that holds a place.
struct Holders {
    /// Starts and ends of the contents' hulls, with the attribution's number.
    hulls: Vec<(Span, usize)>,
}

impl Holders {
    fn new(attributions: &[Attribution]) -> Holders {
        let hulls = attributions.iter().enumerate();
        let mut hulls: Vec<(Span, usize)> = hulls
            .map(|(number, one)| (one.content.hull(), number))
            .collect();
        hulls.sort_unstable();
        Holders { hulls }
    }

    /// The attribution, other than `own`, whose content holds `place`, the innermost of those near.
    fn holder(&self, attributions: &[Attribution], own: usize, place: Span) -> Option<usize> {
        let to = self
            .hulls
            .partition_point(|(hull, _)| hull.start() <= place.start());
        let near = self.hulls.get(..to)?.iter().rev().take(CONTENTS);
        near.map(|(_, number)| *number)
            .filter(|number| *number != own)
            .find(|number| {
                let one = &attributions[*number];
                one.content.contains(place) && one.parent != Some(own)
            })
    }
}

/// The span of `tokens`.
fn span(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Span> {
    let tokens = scene.document.tokens.get(tokens)?;
    Some(tokens.first()?.span.cover(tokens.last()?.span))
}
