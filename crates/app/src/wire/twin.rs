//! The twins of pages that show what a command prints and more: what was judged of it, the versions
//! of an article, the letters of sources.

use onrecord_desk::{self as desk, Reading, collate};
use onrecord_record::KeptJudgement;
use serde::Serialize;

use super::entity::Entity;
use super::hand::{Judged, Letter};
use super::{Brief, Record};

/// An article: its record, and what its page shows beside it.
#[derive(Debug, Serialize)]
pub(crate) struct ArticlePage<'a> {
    #[serde(flatten)]
    record: Record<'a>,
    /// What the address of its event ends in; none while the record is being put together.
    event: Option<String>,
    /// The versions of its address, oldest first, if there are several.
    versions: Vec<ArticleVersion>,
    /// What was judged of its findings, and stands.
    judgements: Vec<Judged<'a>>,
}

impl<'a> ArticlePage<'a> {
    /// `judged` are judgements that stand, of whatever article.
    pub(crate) fn new(
        reading: &'a Reading,
        event: Option<String>,
        versions: &[&Reading],
        judged: &[&'a KeptJudgement],
    ) -> ArticlePage<'a> {
        let is_own = |one: &&&KeptJudgement| {
            let target = one.judgement.target();
            target.is_some_and(|target| target.article == reading.article.id)
        };
        let own = judged.iter().filter(is_own);
        ArticlePage {
            record: Record::new(reading),
            event,
            versions: versions.iter().map(|one| ArticleVersion::of(one)).collect(),
            judgements: own.map(|one| Judged::standing(one)).collect(),
        }
    }
}

/// A version of an article's address.
#[derive(Debug, Serialize)]
struct ArticleVersion {
    article: String,
    /// When it came out or was modified.
    day: Option<String>,
}

impl ArticleVersion {
    fn of(reading: &Reading) -> ArticleVersion {
        let masthead = &reading.article.masthead;
        let stamp = masthead.modified.or(masthead.published);
        ArticleVersion {
            article: reading.article.id.to_string(),
            day: stamp.map(|stamp| stamp.date.to_string()),
        }
    }
}

/// A brief, and what was judged of what its lines tell.
#[derive(Debug, Serialize)]
pub(crate) struct BriefPage<'a> {
    #[serde(flatten)]
    brief: Option<Brief<'a>>,
    judgements: Vec<Judged<'a>>,
    /// Lines that are not in it, where it is drawn from all events.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

impl<'a> BriefPage<'a> {
    pub(crate) fn new(brief: &'a desk::Brief, judged: &[&'a KeptJudgement]) -> BriefPage<'a> {
        BriefPage {
            brief: Brief::new(std::slice::from_ref(brief)),
            judgements: judged.iter().map(|one| Judged::standing(one)).collect(),
            more: None,
        }
    }

    /// What was drawn from all events, with how many lines are not in it.
    pub(crate) fn drawn(
        brief: &'a desk::Brief,
        more: usize,
        judged: &[&'a KeptJudgement],
    ) -> BriefPage<'a> {
        BriefPage {
            more: Some(more),
            ..BriefPage::new(brief, judged)
        }
    }
}

/// The sources that fit what was asked for.
#[derive(Debug, Serialize)]
pub(crate) struct SourcesPage<'a> {
    entities: Vec<Listed<'a>>,
    /// Those that are not named, by how they are described.
    unnamed: Vec<Entity<'a>>,
    /// How many of each there are that are not listed.
    more: usize,
    more_unnamed: usize,
}

/// Sources of either kind that are listed.
const SOURCES: usize = 2000;

/// An entity with the letter that an analyst gave it.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    entity: Entity<'a>,
    letter: Option<Letter<'a>>,
}

impl<'a> SourcesPage<'a> {
    /// `letter` gives the judgement that last rated an entity.
    pub(crate) fn new(
        list: &[&'a collate::Entity],
        unnamed: &[&'a collate::Entity],
        letter: impl Fn(&collate::Entity) -> Option<&'a KeptJudgement>,
    ) -> SourcesPage<'a> {
        let entities = list.iter().take(SOURCES).map(|one| Listed {
            letter: letter(one).and_then(Letter::of),
            entity: Entity::new(one),
        });
        SourcesPage {
            entities: entities.collect(),
            unnamed: unnamed
                .iter()
                .take(SOURCES)
                .map(|one| Entity::new(one))
                .collect(),
            more: list.len().saturating_sub(SOURCES),
            more_unnamed: unnamed.len().saturating_sub(SOURCES),
        }
    }
}
