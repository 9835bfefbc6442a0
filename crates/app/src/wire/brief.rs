//! The brief as JSON: everything the other formats show, by place.

use onrecord_desk as desk;
use onrecord_desk::{Citation, LineKind, Piece};
use onrecord_record::{Interval, Valuation};
use serde::Serialize;

use super::article::{Language, Masthead};
use super::basis::Basis;
use super::{Range, Ruler, doc, hex, path, rounded, term};
use crate::render::phrase;

/// The whole brief.
#[derive(Debug, Serialize)]
pub(crate) struct Brief<'a> {
    reports: usize,
    sources: Vec<Source<'a>>,
    basis: Option<Basis<'a>>,
    sections: Vec<Section<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<Brief<'a>>,
}

impl<'a> Brief<'a> {
    /// The first of `briefs`, with the others in it.
    pub(crate) fn new(briefs: &'a [desk::Brief]) -> Option<Brief<'a>> {
        let (first, others) = briefs.split_first()?;
        Some(Brief {
            others: others.iter().map(Brief::of).collect(),
            ..Brief::of(first)
        })
    }

    /// The same with the lines that are to be shown alone; the others are counted in `omitted`.
    pub(crate) fn shown(briefs: &'a [desk::Brief]) -> Option<Brief<'a>> {
        let mut brief = Brief::new(briefs)?;
        let others = brief
            .others
            .iter_mut()
            .flat_map(|other| &mut other.sections);
        for section in brief.sections.iter_mut().chain(others) {
            section.lines.retain(|line| line.is_shown);
        }
        Some(brief)
    }

    fn of(brief: &'a desk::Brief) -> Brief<'a> {
        let shape = Shape::of(brief);
        let sources = (1..).zip(&brief.sources);
        Brief {
            reports: brief.reports,
            sources: sources.map(|(at, one)| shape.source(at, one)).collect(),
            basis: brief.basis.as_ref().map(|one| Basis::new(&shape, one)),
            sections: brief
                .sections
                .iter()
                .map(|one| shape.section(one))
                .collect(),
            others: Vec::new(),
        }
    }
}

/// An article of the brief.
#[derive(Debug, Serialize)]
pub(super) struct Source<'a> {
    number: usize,
    doc: String,
    id: String,
    path: &'a str,
    line: Option<u32>,
    text_sha256: String,
    language: Language,
    masthead: Masthead<'a>,
    repeats: Option<Repeats>,
    versions: usize,
    lineage: Vec<Lineage<'a>>,
}

#[derive(Debug, Serialize)]
struct Repeats {
    article: usize,
    share: f64,
}

/// What an article rests on: one of the brief's, by number, or another outlet's report.
#[derive(Debug, Serialize)]
struct Lineage<'a> {
    article: Option<usize>,
    outlet: Option<&'a str>,
    evidence: &'static str,
    share: Option<f64>,
    words: Option<&'a str>,
    at: Option<Place>,
    circular: bool,
}

#[derive(Debug, Serialize)]
struct Section<'a> {
    kind: &'static str,
    title: &'static str,
    omitted: usize,
    untold: usize,
    lines: Vec<Line<'a>>,
}

/// A line of the brief.
#[derive(Debug, Serialize)]
pub(super) struct Line<'a> {
    kind: &'static str,
    source_type: Option<&'static str>,
    act: Option<&'static str>,
    directness: Option<&'static str>,
    absence: Option<&'static str>,
    contradiction: Option<&'static str>,
    edit: Option<&'static str>,
    heading: Heading<'a>,
    is_shown: bool,
    pieces: Vec<PieceJson<'a>>,
    notes: Vec<Note<'a>>,
    citations: Vec<Place>,
    rank: Rank,
}

#[derive(Debug, Serialize)]
struct Heading<'a> {
    kind: &'static str,
    words: Option<&'a str>,
    at: Option<Place>,
    source_type: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct PieceJson<'a> {
    role: &'static str,
    words: &'a str,
    at: Option<Place>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Place {
    article: usize,
    span: Range,
}

#[derive(Debug, Serialize)]
struct Rank {
    score: f64,
    reasons: Vec<Reason>,
}

#[derive(Debug, Serialize)]
struct Reason {
    reason: &'static str,
    weight: f64,
}

#[derive(Debug, Default, Serialize)]
struct Note<'a> {
    kind: &'static str,
    words: Option<&'a str>,
    at: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    begin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    articles: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlets: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origins: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unnamed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Value {
    voice: &'static str,
    factuality: &'static str,
    because: Vec<Range>,
}

/// Turns the lines of one brief into JSON.
pub(super) struct Shape<'a> {
    rulers: Vec<Ruler<'a>>,
}

impl<'a> Shape<'a> {
    /// That of `brief`.
    pub(super) fn of(brief: &'a desk::Brief) -> Shape<'a> {
        let sources = brief.sources.iter();
        let rulers = sources.map(|source| Ruler::new(&source.article));
        Shape {
            rulers: rulers.collect(),
        }
    }

    /// The articles that `line` cites, each once, in their order.
    pub(super) fn cited(&self, brief: &'a desk::Brief, line: &desk::Line) -> Vec<Source<'a>> {
        let is_cited = |number: usize| line.citations.iter().any(|one| one.article == number);
        let sources = (1..).zip(&brief.sources);
        sources
            .filter(|(number, _)| is_cited(*number))
            .map(|(number, source)| self.source(number, source))
            .collect()
    }

    fn ruler(&self, article: usize) -> Option<&Ruler<'a>> {
        self.rulers.get(article.checked_sub(1)?)
    }

    pub(super) fn place(&self, citation: Citation) -> Option<Place> {
        Some(Place {
            article: citation.article,
            span: self.ruler(citation.article)?.range(citation.span),
        })
    }

    pub(super) fn words(&self, citation: Citation) -> Option<&'a str> {
        Some(self.ruler(citation.article)?.words(citation.span))
    }

    fn source(&self, number: usize, source: &'a desk::BriefSource) -> Source<'a> {
        let article = &source.article;
        let ruler = Ruler::new(article);
        Source {
            number,
            doc: doc(article),
            id: article.id.to_string(),
            path: path(article),
            line: article.origin.line,
            text_sha256: hex(&article.text_sha256),
            language: Language::new(article.language),
            masthead: Masthead::new(&ruler, &article.masthead),
            repeats: source.repeats.map(|(article, share)| Repeats {
                article,
                share: rounded(share),
            }),
            versions: source.versions,
            lineage: source.lineage.iter().map(|one| self.lineage(one)).collect(),
        }
    }

    fn lineage(&self, lineage: &'a desk::Lineage) -> Lineage<'a> {
        let (article, outlet) = match &lineage.from {
            desk::LineageFrom::Article(number) => (Some(*number), None),
            desk::LineageFrom::Elsewhere(outlet) => (None, Some(outlet.as_str())),
        };
        let (evidence, share, at) = match &lineage.evidence {
            desk::LineageEvidence::Words { share, passage } => {
                ("words", Some(rounded(*share)), *passage)
            }
            desk::LineageEvidence::Credit { at, whole: true } => ("byline", None, Some(*at)),
            desk::LineageEvidence::Credit { at, whole: false } => ("credit", None, Some(*at)),
        };
        Lineage {
            article,
            outlet,
            evidence,
            share,
            words: at.and_then(|at| self.words(at)),
            at: at.and_then(|at| self.place(at)),
            circular: lineage.is_circular,
        }
    }

    fn section(&self, section: &'a desk::Section) -> Section<'a> {
        Section {
            kind: term::section(section.kind),
            title: phrase::title(section.kind),
            omitted: section.omitted(),
            untold: section.untold,
            lines: section.lines.iter().map(|line| self.line(line)).collect(),
        }
    }

    /// A line.
    pub(super) fn line(&self, line: &'a desk::Line) -> Line<'a> {
        let home = line.citations.first().map_or(0, |first| first.article);
        let (kind, source_type, act, directness, absence) = kind(line.kind);
        Line {
            kind,
            source_type,
            act,
            directness,
            absence,
            contradiction: contradiction(line.kind),
            edit: edit(line.kind),
            heading: self.heading(line.heading),
            is_shown: line.is_shown,
            pieces: self.pieces(line),
            notes: line
                .notes
                .iter()
                .map(|note| self.note(home, note))
                .collect(),
            citations: line
                .citations
                .iter()
                .filter_map(|one| self.place(*one))
                .collect(),
            rank: Rank {
                score: rounded(line.rank.score),
                reasons: reasons(&line.rank),
            },
        }
    }

    fn pieces(&self, line: &'a desk::Line) -> Vec<PieceJson<'a>> {
        let mut pieces = Vec::new();
        for piece in &line.pieces {
            if let Piece::Via(word, _) = piece {
                pieces.push(own("word", word));
            }
            pieces.push(self.piece(piece));
        }
        pieces
    }

    fn heading(&self, heading: desk::Heading) -> Heading<'a> {
        let (kind, at) = match heading {
            desk::Heading::Part => ("part", None),
            desk::Heading::Articles => ("articles", None),
            desk::Heading::Absence(_) => ("absence", None),
            desk::Heading::Speaker(name, _) => ("speaker", Some(name)),
            desk::Heading::Untold => ("untold", None),
        };
        let source_type = match heading {
            desk::Heading::Speaker(_, source) => Some(term::source(source)),
            _ => None,
        };
        Heading {
            kind,
            words: at.and_then(|at| self.words(at)),
            at: at.and_then(|at| self.place(at)),
            source_type,
        }
    }

    fn piece(&self, piece: &'a Piece) -> PieceJson<'a> {
        let (role, at) = match piece {
            Piece::Speaker(at) => ("speaker", at),
            Piece::Quote(at) => ("quote", at),
            Piece::Cue(at) => ("cue", at),
            Piece::About(at) => ("about", at),
            Piece::Via(_, at) => ("via", at),
            Piece::Gap => return own("gap", "…"),
            Piece::Dash => return own("gap", "—"),
            Piece::Against => return own("against", "↔"),
        };
        PieceJson {
            role,
            words: self.words(*at).unwrap_or(""),
            at: self.place(*at),
        }
    }

    /// Words that tell a time.
    fn dated(&self, kind: &'static str, at: Citation, interval: Interval) -> Note<'a> {
        Note {
            begin: Some(interval.begin.to_string()),
            end: Some(interval.end.to_string()),
            precision: Some(term::precision(interval.precision)),
            ..self.quoting(kind, Some(at))
        }
    }

    /// `note` of a line whose first citation stands in article `home`.
    fn note(&self, home: usize, note: &desk::Note) -> Note<'a> {
        match note {
            desk::Note::Value { voice, valuation } => self.valued(home, valuation, "value", *voice),
            desk::Note::Clause { words, valuation } => {
                self.valued(home, valuation, "clause", Some(*words))
            }
            desk::Note::Condition(at) => self.quoting("condition", Some(*at)),
            desk::Note::Future(at) => self.quoting("future", Some(*at)),
            desk::Note::Camera(at) => self.quoting("camera", Some(*at)),
            desk::Note::Handout(at) => self.quoting("handout", Some(*at)),
            desk::Note::FilePhoto(at, taken) => Note {
                taken: taken.map(|day| day.to_string()),
                ..self.quoting("file-photo", Some(*at))
            },
            desk::Note::Attributed(at) => self.quoting("attributed", Some(*at)),
            desk::Note::Number(at) => self.quoting("number", Some(*at)),
            desk::Note::Described(at) => self.quoting("described", Some(*at)),
            desk::Note::Reason(at) => self.quoting("reason", Some(*at)),
            desk::Note::SaidAt(at, Some(interval)) => self.dated("said-at", *at, *interval),
            desk::Note::SaidAt(at, None) => self.quoting("said-at", Some(*at)),
            desk::Note::Time(at, interval) => self.dated("time", *at, *interval),
            desk::Note::Zone(zone) => Note {
                zone: Some(term::zone(*zone)),
                ..self.quoting("zone", None)
            },
            desk::Note::Statements { count, articles } => Note {
                count: Some(*count),
                articles: Some(*articles),
                ..self.quoting("statements", None)
            },
            desk::Note::Claim {
                articles,
                outlets,
                origins,
                unnamed,
            } => Note {
                articles: Some(*articles),
                outlets: Some(*outlets),
                origins: Some(*origins),
                unnamed: Some(*unnamed),
                ..self.quoting("claim", None)
            },
            desk::Note::After(at) => self.quoting("after", Some(*at)),
            desk::Note::Also(at) => self.quoting("also", Some(*at)),
            desk::Note::AlsoBy(at) => self.quoting("also-by", Some(*at)),
            desk::Note::AnsweredBy(at) => self.quoting("answered-by", Some(*at)),
            desk::Note::Unanswered(at) => self.quoting("unanswered", *at),
            desk::Note::ContradictedBy(at) => self.quoting("contradicted-by", Some(*at)),
            desk::Note::Doubtful(score) => Note {
                score: Some(rounded(*score)),
                ..self.quoting("doubtful", None)
            },
            desk::Note::Question => self.quoting("question", None),
            desk::Note::NoCredit => self.quoting("no-credit", None),
            desk::Note::SourceInDoubt => self.quoting("source-in-doubt", None),
            desk::Note::UnclosedQuotation => self.quoting("unclosed-quotation", None),
        }
    }

    /// A note of how sure somebody is.
    fn valued(
        &self,
        home: usize,
        valuation: &Valuation,
        kind: &'static str,
        at: Option<Citation>,
    ) -> Note<'a> {
        Note {
            value: Some(self.value(home, valuation)),
            ..self.quoting(kind, at)
        }
    }

    fn quoting(&self, kind: &'static str, at: Option<Citation>) -> Note<'a> {
        Note {
            kind,
            words: at.and_then(|at| self.words(at)),
            at: at.and_then(|at| self.place(at)),
            ..Note::default()
        }
    }

    fn value(&self, home: usize, valuation: &Valuation) -> Value {
        let ruler = self.ruler(home);
        let because = valuation.because.iter();
        Value {
            voice: term::voice(valuation.voice),
            factuality: valuation.value.code(),
            because: because
                .filter_map(|span| Some(ruler?.range(*span)))
                .collect(),
        }
    }
}

fn own(role: &'static str, words: &'static str) -> PieceJson<'static> {
    PieceJson {
        role,
        words,
        at: None,
    }
}

fn reasons(rank: &desk::Rank) -> Vec<Reason> {
    let reasons = rank.reasons.iter();
    reasons
        .map(|(reason, weight)| Reason {
            reason,
            weight: rounded(*weight),
        })
        .collect()
}

type Kind = (
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
);

/// The line's kind, and what goes with it: type of source, act, directness, absence.
fn kind(kind: LineKind) -> Kind {
    match kind {
        LineKind::Narration => ("narration", None, None, None, None),
        LineKind::Picture => ("picture", None, None, None, None),
        LineKind::Edit(_) => ("edit", None, None, None, None),
        LineKind::Contradiction(_) => ("contradiction", None, None, None, None),
        LineKind::Correction => ("correction", None, None, None, None),
        LineKind::Source(source) => ("source", Some(term::source(source)), None, None, None),
        LineKind::Absence(kind) => ("absence", None, None, None, Some(term::absence(kind))),
        LineKind::Statement {
            source,
            act,
            directness,
        } => (
            "statement",
            Some(term::source(source)),
            Some(term::act(act)),
            Some(term::directness(directness)),
            None,
        ),
    }
}

/// In what the two findings of a line differ.
fn contradiction(kind: LineKind) -> Option<&'static str> {
    let LineKind::Contradiction(kind) = kind else {
        return None;
    };
    Some(match kind {
        desk::ClashKind::Count => "count",
        desk::ClashKind::Date => "date",
        desk::ClashKind::Place => "place",
        desk::ClashKind::Actor => "actor",
        desk::ClashKind::DidNot => "did-not",
    })
}

/// What became of a finding in a later version.
fn edit(kind: LineKind) -> Option<&'static str> {
    let LineKind::Edit(kind) = kind else {
        return None;
    };
    Some(match kind {
        desk::EditKind::Withdrawn => "withdrawn",
        desk::EditKind::Changed => "changed",
        desk::EditKind::Added => "added",
    })
}
