//! Lines out of one article's findings: which part each finding belongs to, and its words.

use onrecord_record::{
    Absence, Aspect, Certainty, DoubtKind, Extent, Factuality, Mood, Narration, Picture, Polarity,
    Span, Statement, TimeId, Valuation, Voice, ZoneKind,
};

use super::{Act, Citation, Line, LineKind, Note, Piece, SectionKind, SourceKind, rank};
use crate::Reading;

/// Below this score a finding is shown as doubtful.
const DOUBTFUL: f32 = 0.5;
/// What ended so many days before publication is background.
const BACKGROUND_DAYS: i32 = 7;

/// Article `number` of the brief (from 1), with what was found in it.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub(super) number: usize,
    pub(super) reading: &'a Reading,
}

impl<'a> Numbered<'a> {
    /// The words at `span` of this article.
    pub(super) fn cite(self, span: Span) -> Citation {
        Citation {
            article: self.number,
            span,
        }
    }

    /// All lines of this article, each with its part of the brief.
    pub(super) fn lines(self) -> Vec<(SectionKind, Line)> {
        let findings = &self.reading.findings;
        let mut lines = Vec::new();
        lines.extend(
            findings
                .narration
                .iter()
                .filter_map(|one| self.narration(one)),
        );
        lines.extend(
            findings
                .statements
                .iter()
                .filter_map(|one| self.statement(one)),
        );
        lines.extend(findings.absences.iter().map(|one| self.absence(one)));
        lines.extend(
            self.reading
                .article
                .pictures
                .iter()
                .map(|one| self.picture(one)),
        );
        lines.extend(self.corrections());
        lines
    }

    fn zone(self, span: Span) -> ZoneKind {
        self.reading
            .article
            .zone_at(span.start())
            .map_or(ZoneKind::Body, |zone| zone.kind)
    }

    fn narration(self, narration: &Narration) -> Option<(SectionKind, Line)> {
        let told_as_absence = self.reading.findings.absences.iter().any(|absence| {
            absence.span.overlaps(narration.predicate) && absence.chain == [Voice::Narrator]
        });
        let zone = self.zone(narration.span);
        if told_as_absence || matches!(zone, ZoneKind::Headline | ZoneKind::Correction) {
            return None;
        }
        let mut notes = self.zone_note(zone);
        if narration.valuation.value != Factuality::CERTAIN
            || !narration.valuation.because.is_empty()
        {
            notes.push(self.value(&narration.valuation));
        }
        notes.extend(self.mood(&narration.mood));
        notes.extend(self.times(&narration.times));
        let line = Line {
            kind: LineKind::Narration,
            pieces: vec![Piece::Quote(self.cite(narration.span))],
            notes,
            citations: vec![self.cite(narration.span)],
            rank: rank::narration(self.reading, narration),
        };
        Some((self.narration_section(narration), line))
    }

    fn narration_section(self, narration: &Narration) -> SectionKind {
        let mood = &narration.mood;
        let is_open = mood.condition.is_some()
            || mood.is_condition
            || mood.question
            || mood.future.is_some()
            || !matches!(
                narration.valuation.value,
                Factuality::Committed(Certainty::Certain, _)
            );
        if is_open {
            SectionKind::Conjecture
        } else if narration.aspect == Aspect::State || self.is_background(&narration.times) {
            SectionKind::Background
        } else {
            SectionKind::Happened
        }
    }

    fn is_background(self, times: &[TimeId]) -> bool {
        let Some(published) = self.reading.article.masthead.published else {
            return false;
        };
        let intervals = times
            .iter()
            .filter_map(|id| self.reading.findings.time(*id)?.interval);
        let mut latest = None;
        for interval in intervals {
            latest = latest.max(Some(interval.end));
        }
        latest.is_some_and(|end| (published.date - end).get_days() > BACKGROUND_DAYS)
    }

    fn statement(self, statement: &Statement) -> Option<(SectionKind, Line)> {
        let words = &statement.attribution;
        // "we still don't know", "declined to comment": the cue is the absence, and told as one
        let is_absence = self.reading.findings.absences.iter().any(|absence| {
            words
                .cue
                .as_ref()
                .is_some_and(|cue| absence.because.iter().any(|why| cue.overlaps(*why)))
        });
        if is_absence || self.zone(words.content.first()) == ZoneKind::Correction {
            return None;
        }
        let (kind, mut pieces) = self.speaker(&statement.chain);
        if let Some(cue) = &words.cue {
            pieces.extend(self.stretches(cue, Piece::Cue));
        }
        pieces.extend(self.stretches(&words.content, Piece::Quote));
        pieces.extend(self.passed_on(&statement.chain));
        let line = Line {
            kind: LineKind::Statement {
                source: kind,
                act: statement.act,
                directness: statement.directness,
            },
            pieces,
            notes: self.statement_notes(statement),
            citations: words
                .content
                .parts()
                .iter()
                .map(|part| self.cite(*part))
                .collect(),
            rank: rank::statement(self.reading, statement, kind),
        };
        Some((statement_section(statement), line))
    }

    fn statement_notes(self, statement: &Statement) -> Vec<Note> {
        let mut notes = self.zone_note(self.zone(statement.attribution.content.first()));
        notes.extend(
            statement
                .values
                .iter()
                .map(|valuation| self.value(valuation)),
        );
        notes.extend(self.mood(&statement.mood));
        notes.extend(self.times(&statement.times));
        notes.extend(self.doubts(&statement.attribution.content));
        if statement.attribution.score < DOUBTFUL {
            notes.push(Note::Doubtful(statement.attribution.score));
        }
        notes
    }

    /// The last voice of a chain, as a heading.
    fn speaker(self, chain: &[Voice]) -> (SourceKind, Vec<Piece>) {
        let last = chain.last().and_then(|voice| self.source(*voice));
        match last {
            Some((kind, name)) => (kind, vec![Piece::Speaker(name)]),
            None => (SourceKind::Unresolved, vec![Piece::Word("source not told")]),
        }
    }

    /// The voices before the last: who passed it on.
    fn passed_on(self, chain: &[Voice]) -> Vec<Piece> {
        let (_, outer) = chain.split_last().unwrap_or((&Voice::Narrator, &[]));
        let names = outer.iter().rev().filter_map(|voice| self.source(*voice));
        names
            .flat_map(|(_, name)| [Piece::Word("passed on by"), Piece::Quote(name)])
            .collect()
    }

    fn source(self, voice: Voice) -> Option<(SourceKind, Citation)> {
        let Voice::Source(id) = voice else {
            return None;
        };
        let source = self.reading.findings.source(id)?;
        Some((source.kind, self.cite(source.name)))
    }

    fn absence(self, absence: &Absence) -> (SectionKind, Line) {
        let told: Vec<Voice> = absence
            .chain
            .iter()
            .copied()
            .filter(|voice| *voice != Voice::Narrator)
            .collect();
        let mut pieces = vec![Piece::Quote(self.cite(absence.span))];
        for (_, name) in told.iter().rev().filter_map(|voice| self.source(*voice)) {
            pieces.extend([Piece::Word("according to"), Piece::Quote(name)]);
        }
        let mut notes = self.zone_note(self.zone(absence.span));
        notes.push(self.value(&absence.valuation));
        let line = Line {
            kind: LineKind::Absence(absence.kind),
            pieces,
            notes,
            citations: vec![self.cite(absence.span)],
            rank: rank::absence(self.reading, absence),
        };
        (SectionKind::NotOnRecord, line)
    }

    fn picture(self, picture: &Picture) -> (SectionKind, Line) {
        let credit = picture.credit.clone().unwrap_or_default();
        let mut notes = Vec::new();
        notes.extend(credit.handout.map(|party| Note::Handout(self.cite(party))));
        notes.extend(
            credit
                .photographer
                .map(|name| Note::Camera(self.cite(name))),
        );
        notes.extend(credit.agency.map(|name| Note::Camera(self.cite(name))));
        notes.extend(
            credit
                .file
                .map(|file| Note::FilePhoto(self.cite(file.words))),
        );
        if notes.is_empty() {
            notes.push(Note::NoCredit);
        }
        let shows = self.cite(picture.shows.unwrap_or(picture.caption));
        let line = Line {
            kind: LineKind::Picture,
            pieces: vec![Piece::Quote(shows)],
            notes,
            citations: vec![shows],
            rank: rank::picture(picture),
        };
        (SectionKind::Pictures, line)
    }

    fn corrections(self) -> Vec<(SectionKind, Line)> {
        let zones = self.reading.article.zones.iter();
        let notes = zones.filter(|zone| zone.kind == ZoneKind::Correction);
        notes
            .map(|zone| {
                let line = Line {
                    kind: LineKind::Correction,
                    pieces: vec![Piece::Quote(self.cite(zone.span))],
                    notes: Vec::new(),
                    citations: vec![self.cite(zone.span)],
                    rank: rank::correction(),
                };
                (SectionKind::Corrections, line)
            })
            .collect()
    }

    /// The parts of an extent as pieces, a gap between those that do not touch.
    fn stretches(self, extent: &Extent, piece: impl Fn(Citation) -> Piece) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut before: Option<Span> = None;
        for part in extent.parts() {
            if before.is_some_and(|last| !self.touches(last, *part)) {
                pieces.push(Piece::Gap);
            }
            pieces.push(piece(self.cite(*part)));
            before = Some(*part);
        }
        pieces
    }

    fn touches(self, left: Span, right: Span) -> bool {
        let between = self.reading.article.text.get(left.end()..right.start());
        between.is_some_and(|words| words.trim().is_empty())
    }

    fn zone_note(self, zone: ZoneKind) -> Vec<Note> {
        let is_story = matches!(zone, ZoneKind::Body | ZoneKind::Standfirst);
        if is_story {
            Vec::new()
        } else {
            vec![Note::Zone(zone)]
        }
    }

    fn value(self, valuation: &Valuation) -> Note {
        let voice = self.source(valuation.voice).map(|(_, name)| name);
        Note::Value {
            voice,
            valuation: valuation.clone(),
        }
    }

    fn mood(self, mood: &Mood) -> Vec<Note> {
        let mut notes = Vec::new();
        notes.extend(mood.condition.map(|span| Note::Condition(self.cite(span))));
        notes.extend(mood.future.map(|span| Note::Future(self.cite(span))));
        notes.extend(mood.question.then_some(Note::Question));
        notes
    }

    fn times(self, times: &[TimeId]) -> Vec<Note> {
        let told = times
            .iter()
            .filter_map(|id| self.reading.findings.time(*id));
        told.filter_map(|time| Some(Note::Time(self.cite(time.span), time.interval?)))
            .collect()
    }

    fn doubts(self, content: &Extent) -> Vec<Note> {
        let doubts = self.reading.findings.doubts.iter();
        let mut notes: Vec<Note> = Vec::new();
        for doubt in doubts.filter(|doubt| content.overlaps(doubt.at)) {
            let note = match doubt.why {
                DoubtKind::UnclosedQuotation | DoubtKind::UnopenedQuotation => {
                    Note::UnclosedQuotation
                }
                DoubtKind::NoSource | DoubtKind::TwoSources => Note::SourceInDoubt,
                DoubtKind::LowScore => continue,
            };
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }
}

/// A denial, the writer's own guess at somebody's mind, or plainly something said.
fn statement_section(statement: &Statement) -> SectionKind {
    let fails = statement.values.last().is_some_and(|valuation| {
        matches!(
            valuation.value,
            Factuality::Committed(Certainty::Certain, Polarity::Fails)
        )
    });
    if statement.act == Act::Denied && (fails || statement.attribution.cue.is_some()) {
        return SectionKind::Denied;
    }
    let narrator = statement
        .values
        .first()
        .filter(|valuation| valuation.voice == Voice::Narrator);
    let is_mind = matches!(statement.act, Act::Thinks | Act::Wants | Act::Sees);
    if is_mind && narrator.is_some_and(|valuation| !valuation.because.is_empty()) {
        SectionKind::Conjecture
    } else {
        SectionKind::Said
    }
}
