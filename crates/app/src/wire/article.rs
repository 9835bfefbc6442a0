//! The article's own part of a JSON record: masthead, zones, pictures.

use onrecord_record as record;
use serde::Serialize;

use super::{Range, Ruler, term};

#[derive(Debug, Serialize)]
pub(crate) struct Masthead<'a> {
    title: Option<&'a str>,
    authors: &'a [String],
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Stamp>,
    modified: Option<Stamp>,
    dateline: Option<Range>,
}

impl<'a> Masthead<'a> {
    pub(super) fn new(ruler: &Ruler<'_>, masthead: &'a record::Masthead) -> Masthead<'a> {
        Masthead {
            title: masthead.title.as_deref(),
            authors: &masthead.authors,
            outlet: masthead.outlet.as_deref(),
            url: masthead.url.as_deref(),
            published: masthead.published.as_ref().map(Stamp::new),
            modified: masthead.modified.as_ref().map(Stamp::new),
            dateline: ruler.maybe(masthead.dateline),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Stamp {
    date: String,
    time: Option<String>,
    offset: Option<String>,
    evidence: &'static str,
}

impl Stamp {
    pub(super) fn new(stamp: &record::Stamp) -> Stamp {
        Stamp {
            date: stamp.date.to_string(),
            time: stamp.time.map(|time| time.to_string()),
            offset: stamp.offset.map(|offset| offset.to_string()),
            evidence: term::evidence(stamp.evidence),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Language {
    code: String,
    is_read: bool,
}

impl Language {
    pub(super) fn new(language: record::Language) -> Language {
        Language {
            code: language.code().to_owned(),
            is_read: language.is_read(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Zone {
    span: Range,
    kind: &'static str,
}

impl Zone {
    pub(super) fn new(ruler: &Ruler<'_>, zone: &record::Zone) -> Zone {
        Zone {
            span: ruler.range(zone.span),
            kind: term::zone(zone.kind),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Picture {
    caption: Range,
    shows: Option<Range>,
    credit: Option<Credit>,
}

#[derive(Debug, Serialize)]
struct Credit {
    agency: Option<Range>,
    photographer: Option<Range>,
    handout: Option<Range>,
    file: Option<FilePhoto>,
}

#[derive(Debug, Serialize)]
struct FilePhoto {
    words: Range,
    taken: Option<String>,
}

impl Picture {
    pub(super) fn new(ruler: &Ruler<'_>, picture: &record::Picture) -> Picture {
        let credit = picture.credit.as_ref();
        Picture {
            caption: ruler.range(picture.caption),
            shows: ruler.maybe(picture.shows),
            credit: credit.map(|credit| Credit {
                agency: ruler.maybe(credit.agency),
                photographer: ruler.maybe(credit.photographer),
                handout: ruler.maybe(credit.handout),
                file: credit.file.map(|file| FilePhoto {
                    words: ruler.range(file.words),
                    taken: file.taken.map(|day| day.to_string()),
                }),
            }),
        }
    }
}
