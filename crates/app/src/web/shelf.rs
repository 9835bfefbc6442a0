//! What the pages show: the record of a ledger as it is at one moment, put together once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::{Context, Result};
use jiff::Timestamp;
use onrecord_desk::language::Engine;
use onrecord_desk::ledger::{Ledger, SqliteLedger};
use onrecord_desk::{
    Brief, BriefOptions, Citation, Entities, Line, Meaning, Reading, briefs, changes, collate,
    entities, questions, standing,
};
use onrecord_record::{ArticleId, EntityAct, Judgement, KeptJudgement, Span, Target};

use super::Settings;
use crate::cli::snapshot;

/// Moments of the past that are kept put together.
const MOMENTS: usize = 4;

/// The ledger, and what was put together of it.
pub(super) struct Shelf {
    path: PathBuf,
    meaning: Meaning,
    make_engine: Box<dyn Fn() -> Result<Engine> + Send + Sync>,
    engine: OnceLock<Engine>,
    /// A connection that only looks how much there is.
    glance: Mutex<SqliteLedger>,
    /// The newest last.
    made: Mutex<Vec<Arc<Record>>>,
}

/// The record at one moment.
pub(super) struct Record {
    as_of: Option<Timestamp>,
    /// How much the ledger held when it was made.
    extent: u64,
    /// Every article with its newest reading.
    pub(super) readings: Vec<Reading>,
    /// One an event, the one that most articles tell of first.
    pub(super) briefs: Vec<Brief>,
    /// What the analyst judged, as far as it stands.
    pub(super) judgements: Vec<KeptJudgement>,
    /// What the analyst decided of who is who, as far as it is in force.
    pub(super) acts: Vec<EntityAct>,
    numbers: BTreeMap<ArticleId, usize>,
    lines: BTreeMap<(ArticleId, Span), Vec<Place>>,
    versions: OnceLock<Vec<Vec<usize>>>,
    entities: OnceLock<Entities>,
    questions: OnceLock<Brief>,
    /// What changed since a moment, for the moments that were last asked for.
    changes: Mutex<Vec<(Timestamp, Arc<Brief>)>>,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The number of the brief.
    pub(super) event: usize,
    pub(super) section: usize,
    pub(super) line: usize,
}

impl Shelf {
    pub(super) fn new(settings: Settings) -> Result<Shelf> {
        Ok(Shelf {
            glance: Mutex::new(SqliteLedger::open_read_only(&settings.ledger)?),
            path: settings.ledger,
            meaning: Meaning::embedded()?,
            make_engine: settings.engine,
            engine: OnceLock::new(),
            made: Mutex::default(),
        })
    }

    /// How words are compared.
    pub(super) fn meaning(&self) -> &Meaning {
        &self.meaning
    }

    /// How much the ledger holds.
    pub(super) fn extent(&self) -> Result<u64> {
        let glance = self.glance.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(glance.extent()?)
    }

    /// The ledger, for one reader.
    pub(super) fn ledger(&self) -> Result<SqliteLedger> {
        let ledger = SqliteLedger::open_read_only(&self.path);
        ledger.context("the ledger cannot be read")
    }

    /// The ledger, for one who adds to it.
    pub(super) fn writable(&self) -> Result<SqliteLedger> {
        SqliteLedger::open(&self.path).context("the ledger cannot be written")
    }

    /// The engine, made when it is first asked for.
    pub(super) fn engine(&self) -> Result<&Engine> {
        if let Some(engine) = self.engine.get() {
            return Ok(engine);
        }
        let engine = (self.make_engine)()?;
        Ok(self.engine.get_or_init(|| engine))
    }

    /// The record as it is, or as it was then. Whoever asks while it is put together waits.
    pub(super) fn record(&self, as_of: Option<Timestamp>) -> Result<Arc<Record>> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let extent = self.extent()?;
        let is_it = |one: &Arc<Record>| (one.as_of, one.extent) == (as_of, extent);
        if let Some(at) = made.iter().position(is_it) {
            let record = made.remove(at);
            made.push(Arc::clone(&record));
            return Ok(record);
        }
        made.retain(|one| one.extent == extent);
        let record = Arc::new(self.made(&self.ledger()?, as_of, extent)?);
        let spare = made.len().saturating_sub(MOMENTS);
        made.drain(..spare);
        made.push(Arc::clone(&record));
        Ok(record)
    }

    /// Whom the articles of `record` name.
    pub(super) fn entities<'a>(&self, record: &'a Record) -> Result<&'a Entities> {
        if let Some(entities) = record.entities.get() {
            return Ok(entities);
        }
        let entities = entities(&self.ledger()?, record.as_of)?;
        Ok(record.entities.get_or_init(|| entities))
    }

    /// What nobody has answered.
    pub(super) fn questions<'a>(&self, record: &'a Record) -> &'a Brief {
        let made = || questions(&record.readings, &record.options(), &self.meaning);
        record.questions.get_or_init(made)
    }

    /// What `record` has that was not there at `since`.
    pub(super) fn changes(&self, record: &Record, since: Timestamp) -> Result<Arc<Brief>> {
        let mut kept = record
            .changes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((_, brief)) = kept.iter().find(|(moment, _)| *moment == since) {
            return Ok(Arc::clone(brief));
        }
        let before = snapshot(&self.ledger()?, Some(since))?;
        let brief = changes(&before, &record.readings, &record.options(), &self.meaning);
        let brief = Arc::new(brief);
        let spare = (kept.len() + 1).saturating_sub(MOMENTS);
        kept.drain(..spare);
        kept.push((since, Arc::clone(&brief)));
        Ok(brief)
    }

    fn made(&self, ledger: &SqliteLedger, as_of: Option<Timestamp>, extent: u64) -> Result<Record> {
        let readings = snapshot(ledger, as_of)?;
        let acts = standing(&ledger.acts(as_of)?);
        let judgements = ledger.judgements(as_of)?;
        let judgements = onrecord_record::standing(&judgements).into_iter().cloned();
        let options = BriefOptions {
            acts: acts.clone(),
            ..BriefOptions::default()
        };
        let briefs = match readings.is_empty() {
            true => Vec::new(),
            false => briefs(&readings, &options, &self.meaning),
        };
        let numbers = readings
            .iter()
            .enumerate()
            .map(|(number, one)| (one.article.id, number));
        Ok(Record {
            as_of,
            extent,
            numbers: numbers.collect(),
            judgements: judgements.collect(),
            lines: places(&briefs),
            readings,
            briefs,
            acts,
            versions: OnceLock::new(),
            entities: OnceLock::new(),
            questions: OnceLock::new(),
            changes: Mutex::default(),
        })
    }
}

/// Where each cited place is told.
fn places(briefs: &[Brief]) -> BTreeMap<(ArticleId, Span), Vec<Place>> {
    let mut places: BTreeMap<(ArticleId, Span), Vec<Place>> = BTreeMap::new();
    for (event, brief) in briefs.iter().enumerate() {
        for (section, one) in brief.sections.iter().enumerate() {
            for (line, one) in one.lines.iter().enumerate() {
                for citation in &one.citations {
                    let Some(source) = brief.sources.get(citation.article.wrapping_sub(1)) else {
                        continue;
                    };
                    let at = places
                        .entry((source.article.id, citation.span))
                        .or_default();
                    at.push(Place {
                        event,
                        section,
                        line,
                    });
                }
            }
        }
    }
    places
}

impl Record {
    /// The reading of the article with this id, or of the only one whose id begins so.
    pub(super) fn article(&self, id: &str) -> Option<&Reading> {
        let mut found = self.readings.iter().filter(|one| is_id(one.article.id, id));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The reading of this article.
    pub(super) fn reading(&self, id: ArticleId) -> Option<&Reading> {
        self.readings.get(*self.numbers.get(&id)?)
    }

    /// The versions of an article's address, oldest first.
    pub(super) fn versions_of(&self, reading: &Reading) -> Vec<&Reading> {
        let made = || collate::versions(&self.readings.iter().collect::<Vec<_>>());
        let all = self.versions.get_or_init(made).iter();
        let is_it = |at: &usize| {
            let one = self.readings.get(*at);
            one.is_some_and(|one| one.article.id == reading.article.id)
        };
        let own = all.filter(|some| some.iter().any(is_it)).flatten();
        own.filter_map(|at| self.readings.get(*at)).collect()
    }

    pub(super) fn options(&self) -> BriefOptions {
        BriefOptions {
            acts: self.acts.clone(),
            ..BriefOptions::default()
        }
    }

    /// What was judged of a finding and stands.
    pub(super) fn judged(&self, target: &Target) -> impl Iterator<Item = &KeptJudgement> {
        self.judgements
            .iter()
            .filter(move |one| match &one.judgement {
                Judgement::Confirm(judged)
                | Judgement::Reject(judged)
                | Judgement::Correct(judged, _)
                | Judgement::Remark(judged, _) => judged == target,
                Judgement::Rate(..) | Judgement::Undo(_) => false,
            })
    }

    /// What was judged of a finding that begins with these words, in code points, and stands.
    pub(super) fn judged_at(
        &self,
        article: ArticleId,
        [start, end]: [usize; 2],
    ) -> impl Iterator<Item = &KeptJudgement> {
        self.judgements
            .iter()
            .filter(move |one| match &one.judgement {
                Judgement::Confirm(judged)
                | Judgement::Reject(judged)
                | Judgement::Correct(judged, _)
                | Judgement::Remark(judged, _) => {
                    judged.article == article
                        && (judged.words.start, judged.words.end) == (start, end)
                }
                Judgement::Rate(..) | Judgement::Undo(_) => false,
            })
    }

    /// The letter that the analyst last gave an entity.
    pub(super) fn letter(&self, entity: &collate::Entity) -> Option<&KeptJudgement> {
        self.judgements
            .iter()
            .rev()
            .find(|one| match &one.judgement {
                Judgement::Rate(who, _) => {
                    who.id == entity.id || entity.spellings.contains(&who.name)
                }
                _ => false,
            })
    }

    /// The line at a place.
    pub(super) fn line(&self, place: Place) -> Option<&Line> {
        let section = self.briefs.get(place.event)?.sections.get(place.section)?;
        section.lines.get(place.line)
    }

    /// The event that is told by this address, with its number.
    pub(super) fn event(&self, id: &str) -> Option<(usize, &Brief)> {
        let mut briefs = self.briefs.iter().enumerate();
        briefs.find(|(_, brief)| brief.sources.iter().any(|one| is_id(one.article.id, id)))
    }

    /// The lines that tell what stands at `span` of an article.
    pub(super) fn told(&self, id: ArticleId, span: Span) -> &[Place] {
        self.lines.get(&(id, span)).map_or(&[], Vec::as_slice)
    }
}

/// At least so many digits name an article.
const DIGITS: usize = 8;

fn is_id(id: ArticleId, given: &str) -> bool {
    given.len() >= DIGITS && id.to_string().starts_with(given)
}

/// What an event's address ends in: the id of its first article, as far as it is needed.
pub(super) fn address(brief: &Brief) -> String {
    brief
        .sources
        .first()
        .map_or(String::new(), |one| short(one.article.id))
}

/// As much of an id as names an article.
pub(super) fn short(id: ArticleId) -> String {
    id.to_string().chars().take(16).collect()
}

/// What stands at a citation of `brief`, with its article.
pub(super) fn cited(brief: &Brief, citation: Citation) -> Option<(ArticleId, Span)> {
    let source = brief.sources.get(citation.article.checked_sub(1)?)?;
    Some((source.article.id, citation.span))
}
