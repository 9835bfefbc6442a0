//! The formats by name: how each is begun, and what its files are called.

use std::io;

use clap::ValueEnum;

use super::{
    Acled, Annotations, Corpus, Entities, Export, Ged, NewsArticles, Out, Parquet, PloverLines,
    Provenance, RecordLines, Records, Stix, Table,
};

/// What is made of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The brief of all events as CommonMark: what `brief --format markdown` prints.
    Markdown,
    /// The same as one page that stands alone.
    Html,
    /// A line of JSON an article: what `extract --format record` prints.
    Jsonl,
    /// The same as one document.
    Json,
    /// CSV: a row a finding.
    Csv,
    /// Apache Parquet: a row a finding.
    Parquet,
    /// W3C Web Annotation (JSON-LD): an annotation a finding.
    Annotation,
    /// STIX 2.1: a bundle of reports, notes, identities, locations, and opinions where somebody judged.
    Stix,
    /// FollowTheMoney: an entity a line.
    Ftm,
    /// Every political event as a line of PLOVER's JSON.
    Plover,
    /// CSV: assaults that somebody asserts, in the columns of UCDP GED.
    Ged,
    /// CSV: violence and protest that somebody asserts, in the columns of ACLED.
    Acled,
    /// brat: a folder of texts with stand-off annotation; --output names it.
    Brat,
    /// TEI P5 (XML): the texts with stand-off annotation.
    Tei,
    /// schema.org (JSON-LD): articles with their quotations and claims.
    SchemaOrg,
    /// W3C PROV-O (JSON-LD): where each finding comes from.
    Prov,
}

impl Format {
    /// The format on its way out, where it takes an article at a time.
    pub(crate) fn open(self, out: Out) -> io::Result<Box<dyn Export>> {
        Ok(match self {
            Format::Jsonl => Box::new(RecordLines(out)),
            Format::Json => Box::new(Records::new(out)?),
            Format::Csv => Box::new(Table::new(out)?),
            Format::Parquet => Box::new(Parquet::new(out)?),
            Format::Annotation => Box::new(Annotations::new(out)?),
            Format::Stix => Box::new(Stix::new(out)?),
            Format::Ftm => Box::new(Entities(out)),
            Format::Plover => Box::new(PloverLines(out)),
            Format::Ged => Box::new(Ged::new(out)?),
            Format::Acled => Box::new(Acled::new(out)?),
            Format::Tei => Box::new(Corpus::new(out)?),
            Format::SchemaOrg => Box::new(NewsArticles::new(out)?),
            Format::Prov => Box::new(Provenance::new(out)?),
            Format::Brat => return Err(io::Error::other("brat is a folder, and no file")),
            Format::Markdown | Format::Html => {
                return Err(io::Error::other("a brief is made of all articles at once"));
            }
        })
    }

    /// What it is called.
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or(String::new(), |value| value.get_name().to_owned())
    }

    /// What its files are called by, and what they are said to be.
    pub(crate) fn kind(self) -> (&'static str, &'static str) {
        match self {
            Format::Markdown => ("md", "text/markdown; charset=utf-8"),
            Format::Html => ("html", "text/html; charset=utf-8"),
            Format::Jsonl | Format::Ftm | Format::Plover => ("jsonl", "application/jsonl"),
            Format::Json => ("json", "application/json"),
            Format::Csv | Format::Ged | Format::Acled => ("csv", "text/csv; charset=utf-8"),
            Format::Parquet => ("parquet", "application/vnd.apache.parquet"),
            Format::Stix => ("json", "application/stix+json;version=2.1"),
            Format::Annotation | Format::SchemaOrg | Format::Prov => {
                ("jsonld", "application/ld+json")
            }
            Format::Tei => ("xml", "application/tei+xml"),
            Format::Brat => ("ann", "text/plain; charset=utf-8"),
        }
    }
}
