//! What `find --json` prints: each hit with its article, its quoted words and the finding itself.

use onrecord_desk::ledger::Hit;
use onrecord_desk::{Finding, Found};
use onrecord_record as record;
use onrecord_record::Span;
use serde::Serialize;

use super::article::Stamp;
use super::reading::{Absence, Narration, Shape, Statement, Time, each};
use super::{Range, Ruler, doc, hex, path, rounded};

/// All hits, best first.
#[derive(Debug, Serialize)]
pub(crate) struct Hits<'a> {
    hits: Vec<FoundJson<'a>>,
}

impl<'a> Hits<'a> {
    pub(crate) fn new(hits: &'a [Hit]) -> Hits<'a> {
        let found = hits
            .iter()
            .filter_map(|hit| Some(FoundJson::new(hit, &Found::of(hit)?)));
        Hits {
            hits: found.collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct FoundJson<'a> {
    article: Article<'a>,
    kind: &'static str,
    score: Option<f64>,
    quotation: Vec<Quotation<'a>>,
    statement: Option<Statement<'a>>,
    narration: Option<Narration>,
    absence: Option<Absence<'a>>,
    times: Vec<Time>,
}

/// The article a hit stands in.
#[derive(Debug, Serialize)]
pub(super) struct Article<'a> {
    doc: String,
    id: String,
    path: &'a str,
    line: Option<u32>,
    text_sha256: String,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<Stamp>,
}

/// A stretch of its words.
#[derive(Debug, Serialize)]
pub(super) struct Quotation<'a> {
    words: &'a str,
    span: Range,
}

impl<'a> FoundJson<'a> {
    fn new(hit: &'a Hit, found: &Found<'a>) -> FoundJson<'a> {
        let reading = &*hit.reading;
        let ruler = &Ruler::new(&reading.article);
        let shape = Shape {
            ruler,
            findings: &reading.findings,
        };
        let (mut statement, mut narration, mut absence) = (None, None, None);
        let kind = match found.finding {
            Finding::Statement(one) => {
                statement = Some(shape.statement(one));
                "statement"
            }
            Finding::Narration(one) => {
                narration = Some(shape.narration(one));
                "narration"
            }
            Finding::Absence(one) => {
                absence = Some(shape.absence(one));
                "absence"
            }
        };
        FoundJson {
            article: Article::of(found.article()),
            kind,
            score: hit.score.map(|score| rounded(score as f32)),
            quotation: each(&found.words(), |span| Quotation::new(ruler, *span)),
            statement,
            narration,
            absence,
            times: each(&found.times(), |time| Time::new(ruler, time)),
        }
    }
}

impl<'a> Quotation<'a> {
    pub(super) fn new(ruler: &Ruler<'a>, span: Span) -> Quotation<'a> {
        Quotation {
            words: ruler.words(span),
            span: ruler.range(span),
        }
    }
}

impl<'a> Article<'a> {
    pub(super) fn of(article: &'a record::Article) -> Article<'a> {
        let masthead = &article.masthead;
        Article {
            doc: doc(article),
            id: article.id.to_string(),
            path: path(article),
            line: article.origin.line,
            text_sha256: hex(&article.text_sha256),
            title: masthead.title.as_deref(),
            outlet: masthead.outlet.as_deref(),
            published: masthead.published.as_ref().map(Stamp::new),
        }
    }
}
