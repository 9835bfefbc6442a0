//! The twins of pages that no command prints: events, one claim, one source, what went wrong.

use onrecord_desk as desk;
use serde::Serialize;

use super::article::Masthead;
use super::hand::{Judged, Letter};
use super::{Range, Ruler, doc};

/// Why something is not shown.
#[derive(Debug, Serialize)]
pub(crate) struct Failure<'a> {
    error: &'a str,
}

impl<'a> Failure<'a> {
    pub(crate) fn new(why: &'a str) -> Failure<'a> {
        Failure { error: why }
    }
}

/// What the articles of a ledger tell of, what most tell of first.
#[derive(Debug, Serialize)]
pub(crate) struct Events<'a> {
    articles: usize,
    events: Vec<Event<'a>>,
    /// How many there are that are not listed.
    more: usize,
}

/// Events that are listed.
const EVENTS: usize = 2000;

impl<'a> Events<'a> {
    /// `address` gives the last part of an event's address.
    pub(crate) fn new(
        briefs: &'a [desk::Brief],
        address: impl Fn(&desk::Brief) -> String,
    ) -> Events<'a> {
        Events {
            articles: briefs.iter().map(|brief| brief.sources.len()).sum(),
            more: briefs.len().saturating_sub(EVENTS),
            events: briefs
                .iter()
                .take(EVENTS)
                .map(|brief| Event::new(brief, address(brief)))
                .collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Event<'a> {
    event: String,
    reports: usize,
    lines: usize,
    contradictions: usize,
    articles: Vec<Article<'a>>,
}

impl<'a> Event<'a> {
    fn new(brief: &'a desk::Brief, event: String) -> Event<'a> {
        let lines = |keep: &dyn Fn(&desk::Section) -> bool| {
            let sections = brief.sections.iter().filter(|one| keep(one));
            sections.map(|one| one.lines.len()).sum()
        };
        Event {
            event,
            reports: brief.reports,
            lines: lines(&|one| one.kind != desk::SectionKind::Sources),
            contradictions: lines(&|one| one.kind == desk::SectionKind::Contradictions),
            articles: brief.sources.iter().map(Article::new).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Article<'a> {
    id: String,
    doc: String,
    masthead: Masthead<'a>,
}

impl<'a> Article<'a> {
    fn new(source: &'a desk::BriefSource) -> Article<'a> {
        let ruler = Ruler::new(&source.article);
        Article {
            id: source.article.id.to_string(),
            doc: doc(&source.article),
            masthead: Masthead::new(&ruler, &source.article.masthead),
        }
    }
}

/// A claim: every wording of it, who said it how surely, and what each article rests on.
#[derive(Debug, Serialize)]
pub(crate) struct Claim<'a> {
    /// The wordings, in order of publication.
    pub(crate) wordings: Vec<Wording<'a>>,
    /// Who rests on whom, among the articles that have it.
    pub(crate) edges: Vec<Edge<'a>>,
    /// What it contradicts.
    pub(crate) contradicted_by: Vec<Wording<'a>>,
    /// The articles that have it and those they rest on.
    pub(crate) articles: Vec<ClaimArticle<'a>>,
    /// How it came on record, an article each, in the order in which the ledger learned them.
    pub(crate) history: Vec<Arrival<'a>>,
    /// What was judged of it in any article, and stands.
    pub(crate) judgements: Vec<Judged<'a>>,
}

/// An article that has a claim, or that others have it from.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ClaimArticle<'a> {
    pub(crate) article: String,
    pub(crate) outlet: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
    pub(crate) published: Option<String>,
}

/// When an article said something, when the ledger learned it, and what came of it since.
#[derive(Debug, Serialize)]
pub(crate) struct Arrival<'a> {
    pub(crate) article: String,
    pub(crate) published: Option<String>,
    pub(crate) words: &'a str,
    /// When the ledger learned each reading of the article; the first is when it learned of it.
    pub(crate) learned: Vec<String>,
    /// The versions of its address, oldest first, if there are several.
    pub(crate) versions: Vec<Version>,
    /// What was judged of it.
    pub(crate) judged: Vec<String>,
}

/// A version of a page.
#[derive(Debug, Serialize)]
pub(crate) struct Version {
    pub(crate) article: String,
    /// When it came out or was modified.
    pub(crate) day: Option<String>,
    /// Does it hold the same words?
    pub(crate) has_words: bool,
}

/// One wording of a claim.
#[derive(Debug, Serialize)]
pub(crate) struct Wording<'a> {
    pub(crate) article: String,
    pub(crate) outlet: Option<&'a str>,
    pub(crate) published: Option<String>,
    pub(crate) span: Range,
    pub(crate) words: &'a str,
    /// Who says it, as the article names it; none in the article's own voice.
    pub(crate) source: Option<&'a str>,
    pub(crate) cue: Option<String>,
    pub(crate) directness: Option<&'static str>,
    pub(crate) factuality: Option<&'static str>,
    /// Its own words, in other words, by somebody else, or against it.
    pub(crate) relation: &'static str,
}

/// That an article rests on a report.
#[derive(Debug, Serialize)]
pub(crate) struct Edge<'a> {
    pub(crate) article: String,
    pub(crate) from: Option<String>,
    pub(crate) outlet: Option<&'a str>,
    pub(crate) evidence: &'static str,
    pub(crate) share: Option<f64>,
    pub(crate) words: Option<&'a str>,
    pub(crate) span: Option<Range>,
}

/// The times that lines tell, in order.
#[derive(Debug, Serialize)]
pub(crate) struct Timeline {
    pub(crate) moments: Vec<Moment>,
    /// How many there are that are not listed.
    pub(crate) more: usize,
}

/// A time that a line tells.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Moment {
    pub(crate) begin: String,
    pub(crate) end: String,
    pub(crate) precision: &'static str,
    pub(crate) words: String,
    /// The address of the claim that tells it.
    pub(crate) claim: String,
}

/// Sources against claims.
#[derive(Debug, Serialize)]
pub(crate) struct Matrix {
    /// The words of each claim.
    pub(crate) claims: Vec<String>,
    /// The address of each claim.
    pub(crate) addresses: Vec<String>,
    /// Each source with a cell a claim.
    pub(crate) sources: Vec<(String, Vec<Cell>)>,
    /// How many claims and sources there are that are not listed.
    pub(crate) more_claims: usize,
    pub(crate) more_sources: usize,
}

/// What one source says of one claim, if anything.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Cell {
    /// How sure it is, that it says so in words of its own, or that it contradicts it.
    pub(crate) says: Option<String>,
}

/// The places that articles name.
#[derive(Debug, Serialize)]
pub(crate) struct Places<'a> {
    pub(crate) places: &'a [Spot],
}

/// A place with the articles that name it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Spot {
    pub(crate) name: String,
    pub(crate) geonames: Option<u32>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<String>,
    /// Degrees north.
    pub(crate) lat: f32,
    /// Degrees east.
    pub(crate) lon: f32,
    pub(crate) precision: &'static str,
    pub(crate) mentions: usize,
    pub(crate) articles: Vec<String>,
    /// Another place that one of the names may mean.
    pub(crate) second: Option<String>,
}

impl Spot {
    /// One more mention, in an article.
    pub(crate) fn add(&mut self, article: String, second: Option<String>) {
        self.mentions += 1;
        if !self.articles.contains(&article) {
            self.articles.push(article);
        }
        self.second = self.second.take().or(second);
    }
}

/// All that one source put on record.
#[derive(Debug, Serialize)]
pub(crate) struct SourcePage<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) r#type: &'static str,
    pub(crate) spellings: Vec<&'a str>,
    /// The letter that an analyst last gave it.
    pub(crate) letter: Option<Letter<'a>>,
    pub(crate) fared: Fared,
    /// How many statements came out on each day; those without a day last.
    pub(crate) days: Vec<DayCount>,
    pub(crate) statements: Vec<OnRecord<'a>>,
    /// How many there are that are not listed.
    pub(crate) more: usize,
}

/// How many statements came out on a day.
#[derive(Debug, Serialize)]
pub(crate) struct DayCount {
    pub(crate) day: Option<String>,
    pub(crate) statements: usize,
}

/// How many statements of a source fared how.
#[derive(Debug, Serialize)]
pub(crate) struct Fared {
    /// Told by several articles.
    pub(crate) repeated: usize,
    /// With further origins: what `confirmed` counts, by its first name.
    pub(crate) several: usize,
    /// Another origin has the same.
    pub(crate) confirmed: usize,
    /// Contradicted.
    pub(crate) contradicted: usize,
}

/// A statement of a source, with how it fared.
#[derive(Debug, Serialize)]
pub(crate) struct OnRecord<'a> {
    pub(crate) article: String,
    pub(crate) published: Option<String>,
    pub(crate) outlet: Option<&'a str>,
    /// Who says it, as the article tells it.
    pub(crate) source: &'a str,
    pub(crate) span: Vec<Range>,
    pub(crate) words: Vec<&'a str>,
    pub(crate) cue: Vec<&'a str>,
    pub(crate) act: &'static str,
    pub(crate) directness: &'static str,
    pub(crate) factuality: &'static str,
    pub(crate) articles: usize,
    pub(crate) origins: usize,
    /// Does an origin beside its own have the same?
    pub(crate) confirmed: bool,
    pub(crate) contradicted: bool,
    /// What the address of its claim ends in, where a brief tells it.
    pub(crate) claim: Option<String>,
    /// What was judged of it, and stands.
    pub(crate) judgements: Vec<Judged<'a>>,
}

/// An upload that was begun, by its number.
#[derive(Debug, Serialize)]
pub(crate) struct Started {
    pub(crate) job: Option<u64>,
}

/// How an upload goes.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Reading {
    pub(crate) is_done: bool,
    pub(crate) files: usize,
    pub(crate) files_done: usize,
    pub(crate) new: usize,
    pub(crate) unchanged: usize,
    pub(crate) superseded: usize,
    pub(crate) failed: usize,
    pub(crate) lines: Vec<ReadLine>,
    /// Lines that are counted and not kept.
    pub(crate) more: usize,
}

/// What became of rows that hold nothing to read, where others hold something: they are told, and
/// counted as nothing.
pub(crate) const SILENT: &str = "nothing to read";

/// What became of one article.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReadLine {
    pub(crate) outcome: &'static str,
    pub(crate) name: String,
    pub(crate) article: Option<String>,
    pub(crate) error: Option<String>,
}

impl Reading {
    /// One article more. Of `most` lines and more only what failed is kept, up to twice as many.
    pub(crate) fn add(&mut self, line: ReadLine, most: usize) {
        let has_reason = line.error.is_some();
        match line.outcome {
            "new" => self.new += 1,
            "already there" => self.unchanged += 1,
            "read anew" => self.superseded += 1,
            SILENT => {}
            _ => self.failed += 1,
        }
        if self.lines.len() < most || (has_reason && self.lines.len() < 2 * most) {
            self.lines.push(line);
        } else {
            self.more += 1;
        }
    }
}

/// Where to look at what was done.
#[derive(Debug, Serialize)]
pub(crate) struct Done<'a> {
    pub(crate) at: &'a str,
}
