//! Lines out of one article's findings: which part each finding belongs to, and its words.

use onrecord_collate::{Finding, negates};
use onrecord_record::{
    Absence, Aspect, Attribution, Certainty, Directness, Extent, Factuality, Mood, Narration,
    Picture, Polarity, Span, Statement, TimeId, Valuation, Voice, ZoneKind,
};

use super::hearer::is_owner;
use super::regions::Regions;
use super::speaker::is_phrase;
use super::{
    Act, Citation, Heading, Line, LineKind, Note, Piece, Rank, SectionKind, SourceKind, rank,
};
use crate::Reading;

/// What ended so many days before publication is background.
const BACKGROUND_DAYS: i32 = 7;

/// Article `number` of the brief (from 1), with what was found in it.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub(super) number: usize,
    pub(super) reading: &'a Reading,
    pub(super) regions: &'a Regions,
}

impl<'a> Numbered<'a> {
    /// The words at `span` of this article.
    pub(super) fn cite(self, span: Span) -> Citation {
        Citation {
            article: self.number,
            span,
        }
    }

    /// All lines of this article, each with its part of the brief and the finding it tells.
    pub(super) fn lines(self) -> Vec<(SectionKind, Line, Option<Finding>)> {
        let findings = &self.reading.findings;
        let mut lines = Vec::new();
        let mut add = |told: Option<(SectionKind, Line)>, finding: Option<Finding>| {
            lines.extend(told.map(|(section, line)| (section, line, finding)));
        };
        for (at, one) in findings.narration.iter().enumerate() {
            add(self.narration(one), Some(Finding::Narration(at)));
        }
        for (at, one) in findings.statements.iter().enumerate() {
            add(self.statement(one), Some(Finding::Statement(at)));
        }
        for (at, one) in findings.absences.iter().enumerate() {
            add(Some(self.absence(one)), Some(Finding::Absence(at)));
        }
        for one in &self.reading.article.pictures {
            add(Some(self.picture(one)), None);
        }
        for one in self.corrections() {
            add(Some(one), None);
        }
        lines
    }

    fn zone(self, span: Span) -> ZoneKind {
        self.reading
            .article
            .zone_at(span.start())
            .map_or(ZoneKind::Body, |zone| zone.kind)
    }

    fn narration(self, narration: &Narration) -> Option<(SectionKind, Line)> {
        let zone = self.zone(narration.span);
        if self.is_told_otherwise(narration)
            || matches!(zone, ZoneKind::Headline | ZoneKind::Correction)
        {
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
        let rank = rank::narration(self.reading, narration);
        let mut line = self.line(LineKind::Narration, narration.span, notes, rank);
        line.pieces = self.about(narration.about, narration.span);
        Some((self.narration_section(narration), line))
    }

    /// A clause that is told as an absence, or that only frames what is told as a statement.
    fn is_told_otherwise(self, narration: &Narration) -> bool {
        self.regions.own_absences.overlaps(narration.predicate)
            || self.regions.cues.overlaps(narration.predicate)
            || self.regions.contents.contains(narration.span)
    }

    /// The words at `span` with the name of whom they are about: behind their pronoun, or before
    /// them all where they leave it out.
    fn about(self, about: Option<Span>, span: Span) -> Vec<Piece> {
        let whole = Piece::Quote(self.cite(span));
        let Some(name) = about.map(|name| Piece::About(self.cite(name))) else {
            return vec![whole];
        };
        let text = &self.reading.article.text;
        let parts = pronoun_end(self.quote(span)).and_then(|length| {
            let border = span.start() + length;
            let pronoun = Span::trimmed(text, span.start()..border)?;
            Some((pronoun, Span::trimmed(text, border..span.end())?))
        });
        match parts {
            Some((pronoun, rest)) => {
                let [pronoun, rest] = [pronoun, rest].map(|part| Piece::Quote(self.cite(part)));
                vec![pronoun, name, rest]
            }
            None => vec![name, whole],
        }
    }

    /// A line that quotes one stretch.
    fn line(self, kind: LineKind, span: Span, notes: Vec<Note>, rank: Rank) -> Line {
        Line {
            kind,
            heading: Heading::Part,
            is_shown: true,
            pieces: vec![Piece::Quote(self.cite(span))],
            notes,
            citations: vec![self.cite(span)],
            rank,
        }
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
        if !self.regions.is_told(self.reading, statement) || is_inner_state(statement) {
            return None;
        }
        let content = &statement.attribution.content;
        let (kind, mut pieces) = self.speaker(&statement.chain);
        let (told, attributed) = self.told(&statement.attribution, pieces.is_empty());
        // a name that becomes no heading makes no sentence with what stands behind its comma
        let becomes_heading = |piece: &Piece| match piece {
            Piece::Speaker(name) => is_phrase(self.quote(name.span)),
            _ => true,
        };
        let is_loose = kind == SourceKind::Unresolved && !pieces.iter().all(becomes_heading);
        if attributed.is_some() && is_loose {
            pieces.push(Piece::Dash);
        }
        pieces.extend(told);
        pieces.extend(self.passed_on(&statement.chain));
        let mut notes = self.zone_note(self.zone(content.first()));
        notes.extend(attributed);
        notes.extend(self.statement_notes(statement));
        let line = Line {
            kind: LineKind::Statement {
                source: kind,
                act: statement.act,
                directness: statement.directness,
            },
            heading: Heading::Untold,
            is_shown: true,
            pieces,
            notes,
            citations: content
                .parts()
                .iter()
                .map(|part| self.cite(*part))
                .collect(),
            rank: rank::statement(self.reading, statement, kind),
        };
        let section = match self.is_anybodys(statement) {
            true => SectionKind::Doubtful,
            false => statement_section(&self.reading.article.text, statement),
        };
        Some((section, line))
    }

    /// Is the speaker told by a pronoun that may take up one of two?
    fn is_anybodys(self, statement: &Statement) -> bool {
        let source = statement.attribution.source.as_ref();
        source.is_some_and(|source| {
            let words = self.quote(source.first()).to_lowercase();
            let is_pronoun = matches!(words.as_str(), "he" | "she" | "they" | "it");
            is_pronoun && self.regions.two_bearers.meets(source)
        })
    }

    /// Cue and content, no character twice: the cue first where it stands first, else both as
    /// they stand. *According to* makes no sentence after a name, so it becomes a note. Of one who `is_untold` the
    /// words for him go before his cue, and so does an owner: *{his} decision not to come*.
    fn told(self, words: &Attribution, is_untold: bool) -> (Vec<Piece>, Option<Note>) {
        let content = words.content.parts();
        let cue = words.cue.as_ref().map_or(Vec::new(), |cue| {
            cue.parts()
                .iter()
                .flat_map(|part| self.without(*part, content))
                .collect()
        });
        let (Some(first), Some(last)) = (cue.first(), cue.last()) else {
            return (self.stretches(content, Piece::Quote), None);
        };
        let opening = self.quote(*first).to_lowercase();
        // *{Under} the law, whoever asks has a right to it*
        if opening.starts_with("according") || matches!(opening.as_str(), "under" | "per" | "in") {
            let note = Note::Attributed(self.cite(*first));
            return (self.stretches(content, Piece::Quote), Some(note));
        }
        if let Some(whole) = self.done_by(words) {
            return (vec![Piece::Quote(self.cite(whole))], None);
        }
        if last.end() <= words.content.first().start() {
            let mut cue = self.with_hearer(cue, &words.content);
            let owns = |source: &Extent| is_owner(self.quote(source.first()));
            if is_untold || words.source.as_ref().is_some_and(owns) {
                cue = self.with_subject(cue, words.source.as_ref());
            }
            let mut pieces = self.stretches(&cue, Piece::Cue);
            pieces.extend(self.stretches(content, Piece::Quote));
            return (pieces, None);
        }
        if let Some(whole) = self.in_one(words) {
            return (vec![Piece::Quote(self.cite(whole))], None);
        }
        let cue = self.with_hearer(cue, &words.content);
        (self.as_they_stand(&cue, content), None)
    }

    /// All of an attribution that stands in one stretch and opens with its content, as in *the
    /// recovery he promised* and *sanctions had support from the League*: apart, its parts say
    /// nothing.
    fn in_one(self, words: &Attribution) -> Option<Span> {
        let source = words.source.as_ref()?;
        let cue = words.cue.as_ref()?;
        let mut all: Vec<Span> = [&words.content, source, cue]
            .iter()
            .flat_map(|extent| extent.parts().iter().copied())
            .collect();
        all.sort_unstable();
        let touch = all.windows(2).all(|two| self.touches(two[0], two[1]));
        let opens = all.first() == Some(&words.content.first());
        let plain = !self.quote(words.content.first()).contains(['"', '“', '”']);
        let whole = all.first()?.cover(*all.last()?);
        (touch && opens && plain).then_some(whole)
    }

    /// Cue and content in text order, a dash where one gives way to the other.
    fn as_they_stand(self, cue: &[Span], content: &[Span]) -> Vec<Piece> {
        let cues = cue.iter().map(|span| (*span, true));
        let mut all: Vec<(Span, bool)> = content.iter().map(|span| (*span, false)).collect();
        all.extend(cues);
        all.sort_unstable();
        let mut pieces = Vec::new();
        for run in all.chunk_by(|(_, one), (_, next)| one == next) {
            if !pieces.is_empty() {
                pieces.push(Piece::Dash);
            }
            let spans: Vec<Span> = run.iter().map(|(span, _)| *span).collect();
            let is_cue = run.first().is_some_and(|(_, is_cue)| *is_cue);
            let piece = if is_cue { Piece::Cue } else { Piece::Quote };
            pieces.extend(self.stretches(&spans, piece));
        }
        pieces
    }

    /// What of `span` lies outside `others` (in text order) and holds a word.
    fn without(self, span: Span, others: &[Span]) -> Vec<Span> {
        let text = &self.reading.article.text;
        let mut left = Vec::new();
        let mut at = span.start();
        for other in others.iter().filter(|other| other.overlaps(span)) {
            left.push(at..other.start().max(at));
            at = other.end().max(at);
        }
        left.push(at..span.end().max(at));
        let words = left
            .into_iter()
            .filter_map(|range| Span::trimmed(text, range));
        words
            .filter(|span| span.of(text).contains(char::is_alphanumeric))
            .collect()
    }

    pub(super) fn quote(self, span: Span) -> &'a str {
        self.reading.article.quote(span)
    }

    fn statement_notes(self, statement: &Statement) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        notes.extend(
            statement
                .values
                .iter()
                .map(|valuation| self.value(valuation)),
        );
        notes.extend(self.clauses(statement));
        notes.extend(self.mood(&statement.mood));
        notes.extend(self.said_at(statement));
        notes.extend(self.times(&statement.times));
        notes.extend(self.doubts(&statement.attribution.content));
        if self.is_anybodys(statement) && !notes.contains(&Note::SourceInDoubt) {
            notes.push(Note::SourceInDoubt);
        }
        if statement.attribution.is_doubtful() {
            notes.push(Note::Doubtful(statement.attribution.score));
        }
        notes
    }

    /// The clauses whose value is not the one the line is told with.
    fn clauses(self, statement: &'a Statement) -> impl Iterator<Item = Note> {
        statement.values.last().into_iter().flat_map(move |whole| {
            let others = statement.clauses.iter();
            let others = others.filter(|clause| clause.value != whole.value);
            others.map(move |clause| Note::Clause {
                words: self.cite(clause.words),
                valuation: Valuation {
                    voice: whole.voice,
                    value: clause.value,
                    because: clause.because.clone(),
                },
            })
        })
    }

    /// The last voice of a chain.
    fn speaker(self, chain: &[Voice]) -> (SourceKind, Vec<Piece>) {
        let last = chain.last().and_then(|voice| self.source(*voice));
        match last {
            Some((kind, name)) => (kind, vec![Piece::Speaker(name)]),
            None => (SourceKind::Unresolved, Vec::new()),
        }
    }

    /// The voices before the last: who passed it on.
    fn passed_on(self, chain: &[Voice]) -> Vec<Piece> {
        let (_, outer) = chain.split_last().unwrap_or((&Voice::Narrator, &[]));
        // "he decided" inside his own words: the same voice is named once
        let mut outer: Vec<Voice> = outer.to_vec();
        outer.dedup();
        let names = outer.iter().rev().filter_map(|voice| self.source(*voice));
        names
            .map(|(_, name)| Piece::Via(Piece::PASSED_ON, name))
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
        let mut told: Vec<Voice> = absence
            .chain
            .iter()
            .copied()
            .filter(|voice| *voice != Voice::Narrator)
            .collect();
        told.dedup();
        let names = told.iter().rev().filter_map(|voice| self.source(*voice));
        // a pronoun that leads to nobody names nobody
        let names = names.filter(|(kind, _)| *kind != SourceKind::Unresolved);
        let mut notes = self.zone_note(self.zone(absence.span));
        notes.push(self.value(&absence.valuation));
        notes.extend(self.absence_doubts(absence.span));
        let rank = rank::absence(self.reading, absence);
        let mut line = self.line(LineKind::Absence(absence.kind), absence.span, notes, rank);
        line.heading = Heading::Absence(absence.kind);
        line.pieces = self.about(absence.about, absence.span);
        line.pieces
            .extend(names.map(|(_, name)| Piece::Via("according to", name)));
        if self.reading.findings.is_on_doubtful_word(absence) {
            return (SectionKind::Doubtful, line);
        }
        (SectionKind::NotOnRecord, line)
    }

    /// The doubts about the words themselves, and about the quotation they stand in.
    fn absence_doubts(self, span: Span) -> Vec<Note> {
        let mut notes = self.doubts(&span.into());
        let is_open = self.regions.unclosed_contents.overlaps(span);
        if is_open && !notes.contains(&Note::UnclosedQuotation) {
            notes.push(Note::UnclosedQuotation);
        }
        notes
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
                .map(|file| Note::FilePhoto(self.cite(file.words), file.taken)),
        );
        if notes.is_empty() {
            notes.push(Note::NoCredit);
        }
        let shows = picture.shows.unwrap_or(picture.caption);
        let line = self.line(LineKind::Picture, shows, notes, rank::picture(picture));
        (SectionKind::Pictures, line)
    }

    fn corrections(self) -> Vec<(SectionKind, Line)> {
        let zones = self.reading.article.zones.iter();
        let notes = zones.filter(|zone| zone.kind == ZoneKind::Correction);
        notes
            .map(|zone| {
                let rank = rank::correction();
                let line = self.line(LineKind::Correction, zone.span, Vec::new(), rank);
                (SectionKind::Corrections, line)
            })
            .collect()
    }

    /// Stretches as pieces, a gap between those that do not touch.
    fn stretches(self, parts: &[Span], piece: impl Fn(Citation) -> Piece) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut before: Option<Span> = None;
        for part in parts {
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
        let mut notes = Vec::new();
        let (unclosed, source) = (&self.regions.unclosed, &self.regions.source_in_doubt);
        notes.extend(unclosed.meets(content).then_some(Note::UnclosedQuotation));
        notes.extend(source.meets(content).then_some(Note::SourceInDoubt));
        notes
    }
}

/// Where the pronoun among the first words of `clause` ends, in bytes.
fn pronoun_end(clause: &str) -> Option<usize> {
    const OPENING: usize = 4;
    let mut at = 0;
    for word in clause.split_inclusive(char::is_whitespace).take(OPENING) {
        at += word.len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.split(['\'', '’']).next().unwrap_or("").to_lowercase();
        if matches!(bare.as_str(), "he" | "she" | "his" | "her") {
            return Some(at - (word.len() - word.trim_end().len()));
        }
    }
    None
}

/// What one source says that another thinks, wants, sees or decides: nobody passed on words of theirs, and it
/// stands in the line of who said so.
fn is_inner_state(statement: &Statement) -> bool {
    let is_mind = matches!(
        statement.act,
        Act::Thinks | Act::Wants | Act::Sees | Act::Decided
    );
    is_mind && statement.attribution.parent.is_some()
}

/// Does the statement hold words of its source's own? The name of a book is none: *plans to release {“The
/// Making of a Town”}*.
fn has_own_words(text: &str, statement: &Statement) -> bool {
    let words = statement.attribution.content.hull().of(text);
    let quoted = words.split(['"', '“', '”']).skip(1).step_by(2);
    match statement.directness {
        Directness::Indirect => false,
        Directness::Direct => true,
        Directness::Mixed => !quoted.clone().all(is_title),
    }
}

/// Several words, all of them but small ones with a capital.
fn is_title(words: &str) -> bool {
    const SMALL: usize = 4;
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    words.len() > 1
        && words.first().is_some_and(|word| is_capital(word))
        && words
            .iter()
            .all(|word| word.len() < SMALL || is_capital(word))
}

/// *Could have requested a recount*: it was not said.
fn was_only_possible(text: &str, statement: &Statement) -> bool {
    let cue = statement.attribution.cue.as_ref();
    let cue = cue.map_or(String::new(), |cue| cue.hull().of(text).to_lowercase());
    let modals = ["could have ", "would have ", "should have ", "might have "];
    modals.iter().any(|modal| cue.starts_with(modal))
}

/// What is rather wrong than right stands apart; a denial, what somebody thinks or wants and does not say to be so, or plainly something said.
fn statement_section(text: &str, statement: &Statement) -> SectionKind {
    if statement.attribution.is_doubtful() {
        return SectionKind::Doubtful;
    }
    let last = statement.values.last().map(|valuation| valuation.value);
    let fails = last == Some(Factuality::Committed(Certainty::Certain, Polarity::Fails));
    let is_certain = matches!(last, Some(Factuality::Committed(Certainty::Certain, _)));
    if statement.act == Act::Denied && (fails || statement.attribution.cue.is_some()) {
        return SectionKind::Denied;
    }
    let narrator = statement
        .values
        .first()
        .filter(|valuation| valuation.voice == Voice::Narrator);
    let is_mind = matches!(statement.act, Act::Thinks | Act::Wants | Act::Sees);
    // *seems to be betting*: more than the word of thinking decides; *doesn't regret* is no guess
    let hedges = |span: &&Span| !span.of(text).to_lowercase().split(' ').any(negates);
    let is_guess = narrator.is_some_and(|one| one.because.iter().filter(hedges).count() > 1);
    let is_held = matches!(statement.act, Act::Thinks | Act::Wants | Act::Decided);
    if is_mind && !is_certain && is_guess || was_only_possible(text, statement) {
        SectionKind::Conjecture
    } else if is_held && !has_own_words(text, statement) {
        SectionKind::Held
    } else {
        SectionKind::Said
    }
}
