//! What the pages show: the record of a ledger as it is at one moment, put together once, on a thread
//! of its own.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::Timestamp;
use onrecord_desk::language::Engine;
use onrecord_desk::ledger::{Extent, Ledger, SqliteLedger};
use onrecord_desk::{
    Brief, Citation, Extract, Gathered, Length, Line, Meaning, Note, Reading, collate, gathered,
};
use onrecord_record::{ArticleId, Interval, Judgement, KeptJudgement, Span};

use super::answer::Refusal;
use super::rate::{Rate, Used};
use super::{Settings, map};
use crate::cli::snapshot;
use crate::terminal;
use crate::wire::pages::Spot;

/// Earlier moments that are kept put together, as long as they and now hold no more readings than
/// `READINGS`.
const MOMENTS: usize = 4;
/// Readings of all records that are kept. That of now is kept whatever it holds, and of the others the
/// newest.
const READINGS: u32 = 120_000;
/// How often anybody may have an earlier moment put together, or what changed since one.
const EARLIER: Rate = Rate {
    at_once: 12,
    every: Duration::from_secs(5),
};
/// So many may wait for earlier moments at once: there is always room for who asks for now.
const WAITING: usize = 3;
/// Whoever asks waits for so long; then for what was put together before, if anything was.
pub(super) const PATIENCE: Duration = Duration::from_secs(4);
/// The same where the record only adds to a page.
const SOON: Duration = Duration::from_secs(2);

/// The ledger, and what was put together of it.
pub(super) struct Shelf {
    path: PathBuf,
    meaning: Meaning,
    make_engine: Box<dyn Fn() -> Result<Engine> + Send + Sync>,
    engine: OnceLock<Engine>,
    /// A connection that only looks how much there is.
    glance: Mutex<SqliteLedger>,
    /// When the ledger grew, when it held so much.
    moments: Mutex<Option<(Extent, Arc<[Timestamp]>)>>,
    made: Mutex<Made>,
    /// What was asked of earlier moments.
    earlier: Mutex<Used>,
    /// Told when a record was put together.
    news: Condvar,
}

#[derive(Default)]
struct Made {
    /// The record of now, or of the last time that now was put together.
    now: Option<Arc<Record>>,
    /// Those of earlier moments, the newest last.
    records: Vec<Arc<Record>>,
    waiting: Waiting,
    /// What is being put together: moment and extent.
    going: Option<(Option<Timestamp>, Extent)>,
    /// Why the last one could not be.
    failed: Option<(Option<Timestamp>, Extent, String)>,
}

/// How many wait for records.
#[derive(Debug, Default)]
struct Waiting {
    now: usize,
    earlier: usize,
}

impl Waiting {
    /// How many wait for now, or else for earlier moments.
    fn of(&mut self, as_of: Option<Timestamp>) -> &mut usize {
        match as_of {
            None => &mut self.now,
            Some(_) => &mut self.earlier,
        }
    }
}

/// The record at one moment.
pub(super) struct Record {
    as_of: Option<Timestamp>,
    /// How much the ledger held when it was made.
    pub(super) extent: Extent,
    /// What analysts judged, as far as it stands and nothing later took its place.
    pub(super) judgements: Vec<KeptJudgement>,
    told: Arc<Told>,
    changes: Mutex<Changes>,
    /// Told when changes were put together.
    news: Condvar,
}

/// What was drawn from all events, and how many of its lines are left out.
pub(super) type Drawn = (Brief, usize);

/// What changed since a moment, for the moments that were last asked for.
#[derive(Default)]
struct Changes {
    kept: Vec<(Timestamp, Result<Arc<Drawn>, String>)>,
    /// How many wait for some.
    waiting: usize,
    /// Since when they are being put together.
    going: Option<Timestamp>,
}

/// What the articles tell, whatever was judged of it.
pub(super) struct Told {
    gathered: Gathered,
    /// What nobody has answered.
    pub(super) questions: Drawn,
    lines: BTreeMap<(ArticleId, Span), Vec<Place>>,
    /// The times that lines tell, in order.
    pub(super) times: Vec<Telling>,
    /// The places that the articles name.
    pub(super) spots: Vec<Spot>,
}

/// A line tells a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling {
    pub(super) interval: Interval,
    /// The words that tell it.
    pub(super) at: Citation,
    pub(super) place: Place,
}

impl Deref for Record {
    type Target = Told;

    fn deref(&self) -> &Told {
        &self.told
    }
}

impl Deref for Told {
    type Target = Gathered;

    fn deref(&self) -> &Gathered {
        &self.gathered
    }
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
            moments: Mutex::default(),
            made: Mutex::default(),
            earlier: Mutex::new(Used::nothing(Instant::now())),
            news: Condvar::new(),
        })
    }

    /// How words are compared.
    pub(super) fn meaning(&self) -> &Meaning {
        &self.meaning
    }

    /// How much the ledger holds.
    pub(super) fn extent(&self) -> Result<Extent> {
        let glance = self.glance.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(glance.extent()?)
    }

    /// When the ledger grew, in order: looked up once for each time it did.
    pub(super) fn moments(&self) -> Result<Arc<[Timestamp]>> {
        let extent = self.extent()?;
        let mut known = self.moments.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, moments)) = known.as_ref().filter(|(of, _)| *of == extent) {
            return Ok(Arc::clone(moments));
        }
        let moments: Arc<[Timestamp]> = self.ledger()?.moments()?.into();
        *known = Some((extent, Arc::clone(&moments)));
        Ok(moments)
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

    /// One article with its newest reading, or the newest of then: by its id or 8 and more of its first
    /// digits.
    pub(super) fn article(&self, id: &str, as_of: Option<Timestamp>) -> Result<Option<Reading>> {
        if id.len() < DIGITS {
            return Ok(None);
        }
        let mut found = self.ledger()?.beginning(id, as_of)?;
        Ok(found.pop().filter(|_| found.is_empty()))
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The record as it is, or as it was then. Should putting it together take long, what it was before
    /// the ledger last grew; if there is none, whoever asks is to ask again.
    pub(super) fn record(
        self: &Arc<Self>,
        as_of: Option<Timestamp>,
    ) -> Result<Arc<Record>, Refusal> {
        self.within(as_of, PATIENCE)
    }

    /// The same for a page that has more to show than the record: it does not wait for long.
    pub(super) fn soon(self: &Arc<Self>, as_of: Option<Timestamp>) -> Option<Arc<Record>> {
        self.within(as_of, SOON).ok()
    }

    fn within(
        self: &Arc<Self>,
        as_of: Option<Timestamp>,
        patience: Duration,
    ) -> Result<Arc<Record>, Refusal> {
        let extent = self.extent()?;
        let until = Instant::now() + patience;
        let mut made = self.made();
        loop {
            if let Some(record) = made.take(as_of, extent) {
                return Ok(record);
            }
            if let Some(why) = made.failure(as_of, extent) {
                return Err(Refusal::Broken(anyhow::anyhow!(why)));
            }
            if made.may_begin(as_of) {
                if let Err(refusal) = self.pay(as_of) {
                    return made.older(as_of).ok_or(refusal);
                }
                made.going = Some((as_of, extent));
                let shelf = Arc::clone(self);
                std::thread::spawn(move || shelf.make(as_of, extent));
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return made.older(as_of).ok_or(Refusal::NotYet);
            }
            if as_of.is_some() && made.waiting.earlier >= WAITING {
                return made.older(as_of).ok_or(Refusal::TooMuch(PATIENCE));
            }
            *made.waiting.of(as_of) += 1;
            let waited = self.news.wait_timeout(made, left);
            made = waited.unwrap_or_else(PoisonError::into_inner).0;
            *made.waiting.of(as_of) -= 1;
        }
    }

    /// An earlier moment costs those who ask: else a few of them would hold up all others.
    fn pay(&self, as_of: Option<Timestamp>) -> Result<(), Refusal> {
        if as_of.is_none() {
            return Ok(());
        }
        let mut used = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        let paid = EARLIER.take(&mut used, Instant::now());
        paid.map_err(Refusal::TooMuch)
    }

    /// The record if it is put together already; whoever asks does not wait.
    pub(super) fn ready(self: &Arc<Self>, as_of: Option<Timestamp>) -> Option<Arc<Record>> {
        let extent = self.extent().ok()?;
        let mut made = self.made();
        made.take(as_of, extent).or_else(|| made.older(as_of))
    }

    /// Has the ledger grown since the record of a moment was put together?
    pub(super) fn is_behind(&self, as_of: Option<Timestamp>) -> bool {
        let Ok(extent) = self.extent() else {
            return false; // whoever asks for the record is told
        };
        let made = self.made();
        let mut records = made.all();
        !records.any(|one| (one.as_of, one.extent) == (as_of, extent))
    }

    /// Puts the record of a moment together and tells so, whatever comes of it.
    fn make(&self, as_of: Option<Timestamp>, extent: Extent) {
        let record = self.gathered(as_of, extent);
        let mut made = self.made();
        made.going = None;
        match record {
            Ok(record) => made.put(record),
            Err(error) => {
                terminal::complain(&format!("{error:#}"));
                made.failed = Some((as_of, extent, format!("{error:#}")));
            }
        }
        self.news.notify_all();
    }

    fn gathered(&self, as_of: Option<Timestamp>, extent: Extent) -> Result<Record> {
        let ledger = self.ledger()?;
        let judgements = ledger.judgements(as_of)?;
        let judgements = onrecord_record::current(&judgements).into_iter().cloned();
        let told = self.made().told(as_of, extent);
        let told = match told {
            Some(told) => told,
            None => Arc::new(self.told(&ledger, as_of)?),
        };
        Ok(Record {
            as_of,
            extent,
            judgements: judgements.collect(),
            told,
            changes: Mutex::default(),
            news: Condvar::new(),
        })
    }

    fn told(&self, ledger: &SqliteLedger, as_of: Option<Timestamp>) -> Result<Told> {
        let (readings, acts) = (snapshot(ledger, as_of)?, ledger.acts(as_of)?);
        let gathered = gathered(readings, acts, None, &self.meaning);
        Ok(Told {
            lines: places(&gathered.briefs),
            times: times(&gathered.briefs),
            spots: map::spots(gathered.entities.readings().iter()),
            questions: gathered.questions(EXTRACT),
            gathered,
        })
    }

    /// What `record` has that was not there at `since`. Should that take long, whoever asks is to ask
    /// again.
    pub(super) fn changes(
        self: &Arc<Self>,
        record: &Arc<Record>,
        since: Timestamp,
    ) -> Result<Arc<Drawn>, Refusal> {
        let until = Instant::now() + PATIENCE;
        let mut changes = record.changes();
        loop {
            if let Some((_, drawn)) = changes.kept.iter().find(|(moment, _)| *moment == since) {
                return match drawn {
                    Ok(drawn) => Ok(Arc::clone(drawn)),
                    Err(why) => Err(Refusal::Broken(anyhow::anyhow!(why.clone()))),
                };
            }
            if changes.going.is_none() {
                self.pay(Some(since))?;
                changes.going = Some(since);
                let (shelf, record) = (Arc::clone(self), Arc::clone(record));
                std::thread::spawn(move || {
                    let drawn = shelf.changes_in(&record, &record.briefs, since);
                    record.keep_changes(since, drawn);
                });
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Refusal::NotYet);
            }
            if changes.waiting >= WAITING {
                return Err(Refusal::TooMuch(PATIENCE));
            }
            changes.waiting += 1;
            let waited = record.news.wait_timeout(changes, left);
            changes = waited.unwrap_or_else(PoisonError::into_inner).0;
            changes.waiting -= 1;
        }
    }

    /// The same of some of its events.
    pub(super) fn changes_in(
        &self,
        record: &Record,
        briefs: &[Brief],
        since: Timestamp,
    ) -> Result<Drawn> {
        let known = self.ledger()?.known(since)?;
        Ok(record.told.changes(briefs, &known, EXTRACT, &self.meaning))
    }
}

impl Made {
    /// All records, that of now first and then the newest.
    fn all(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.now.iter().chain(self.records.iter().rev())
    }

    /// May a record be put together? Of several that are waited for, that of now is the first.
    fn may_begin(&self, as_of: Option<Timestamp>) -> bool {
        self.going.is_none() && (as_of.is_none() || self.waiting.now == 0)
    }

    /// The record of a moment when the ledger held as much; of the earlier ones it becomes the newest.
    fn take(&mut self, as_of: Option<Timestamp>, extent: Extent) -> Option<Arc<Record>> {
        let is_it = |one: &Arc<Record>| (one.as_of, one.extent) == (as_of, extent);
        if as_of.is_none() {
            return self.now.clone().filter(is_it);
        }
        let at = self.records.iter().position(is_it)?;
        let record = self.records.remove(at);
        self.records.push(Arc::clone(&record));
        Some(record)
    }

    /// The record of a moment before the ledger last grew. One that holds nothing would say that nothing is
    /// there.
    fn older(&self, as_of: Option<Timestamp>) -> Option<Arc<Record>> {
        let holds = |one: &&Arc<Record>| one.as_of == as_of && one.extent.readings > 0;
        self.all().find(holds).cloned()
    }

    /// What the articles told of a moment, where nothing but judgements came since.
    fn told(&self, as_of: Option<Timestamp>, extent: Extent) -> Option<Arc<Told>> {
        let is_same = |one: &Arc<Record>| {
            let Extent { readings, acts, .. } = one.extent;
            one.as_of == as_of && (readings, acts) == (extent.readings, extent.acts)
        };
        let record = self.all().find(|one| is_same(one))?;
        Some(Arc::clone(&record.told))
    }

    /// Why the record of a moment cannot be put together.
    fn failure(&self, as_of: Option<Timestamp>, extent: Extent) -> Option<String> {
        let failed = self.failed.as_ref();
        let failed = failed.filter(|(moment, held, _)| (*moment, *held) == (as_of, extent));
        failed.map(|(.., why)| why.clone())
    }

    /// Keeps a record. No earlier moment ever takes the place of now.
    fn put(&mut self, record: Record) {
        let record = Arc::new(record);
        if record.as_of.is_none() {
            self.now = Some(record);
        } else {
            self.records.retain(|one| one.as_of != record.as_of);
            self.records.push(record);
        }
        let mut readings = self.now.as_ref().map_or(0, |now| now.extent.readings);
        let from_newest = self.records.iter().rev().take(MOMENTS);
        let kept = from_newest.take_while(|one| {
            readings += one.extent.readings;
            readings <= READINGS
        });
        let least = self.records.len().min(1);
        let spare = self.records.len() - kept.count().max(least);
        self.records.drain(..spare);
    }
}

/// What is kept of all events together: so many lines of each part.
pub(super) const EXTRACT: Extract = Extract {
    length: Length::Chosen,
    most: 300,
};

/// Every line of the briefs with its place.
fn all_lines(briefs: &[Brief]) -> impl Iterator<Item = (Place, &Brief, &Line)> {
    briefs.iter().enumerate().flat_map(|(event, brief)| {
        brief
            .sections
            .iter()
            .enumerate()
            .flat_map(move |(section, one)| {
                let lines = one.lines.iter().enumerate();
                lines.map(move |(line, one)| {
                    let place = Place {
                        event,
                        section,
                        line,
                    };
                    (place, brief, one)
                })
            })
    })
}

/// The times that lines tell, in order.
fn times(briefs: &[Brief]) -> Vec<Telling> {
    let mut times: Vec<Telling> = Vec::new();
    for (place, _, line) in all_lines(briefs) {
        times.extend(line.notes.iter().filter_map(|note| match note {
            Note::Time(at, interval) => Some(Telling {
                interval: *interval,
                at: *at,
                place,
            }),
            _ => None,
        }));
    }
    // Stable: of one day, in the order of the briefs.
    times.sort_by_key(|one| (one.interval.begin, one.interval.end));
    times
}

/// Where each cited place is told.
fn places(briefs: &[Brief]) -> BTreeMap<(ArticleId, Span), Vec<Place>> {
    let mut places: BTreeMap<(ArticleId, Span), Vec<Place>> = BTreeMap::new();
    for (place, brief, line) in all_lines(briefs) {
        for citation in &line.citations {
            let source = brief.sources.get(citation.article.wrapping_sub(1));
            if let Some(source) = source {
                let at = (source.article.id, citation.span);
                places.entry(at).or_default().push(place);
            }
        }
    }
    places
}

impl Record {
    fn changes(&self) -> MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep_changes(&self, since: Timestamp, drawn: Result<Drawn>) {
        let mut changes = self.changes();
        let spare = (changes.kept.len() + 1).saturating_sub(MOMENTS);
        changes.kept.drain(..spare);
        let drawn = drawn.map(Arc::new).map_err(|error| format!("{error:#}"));
        changes.kept.push((since, drawn));
        changes.going = None;
        self.news.notify_all();
    }

    /// The versions of an article's address, oldest first; none if it has but one.
    pub(super) fn versions_of(&self, id: ArticleId) -> Vec<&Reading> {
        let own = self.versions.iter().find(|some| some.contains(&id));
        let readings = own.into_iter().flatten();
        readings.filter_map(|id| self.reading(*id)).collect()
    }

    /// What was judged of a finding that begins with these words, in code points, and stands.
    pub(super) fn judged_at(
        &self,
        article: ArticleId,
        [start, end]: [usize; 2],
    ) -> impl Iterator<Item = &KeptJudgement> {
        self.judgements.iter().filter(move |one| {
            one.judgement.target().is_some_and(|judged| {
                judged.article == article && (judged.words.start, judged.words.end) == (start, end)
            })
        })
    }

    /// The letter that the analyst last gave an entity; one given to an entity that is no more, since it
    /// was merged or split, goes by its name, never to a namesake.
    pub(super) fn letter(&self, entity: &collate::Entity) -> Option<&KeptJudgement> {
        self.judgements
            .iter()
            .rev()
            .find(|one| match &one.judgement {
                Judgement::Rate(who, _) => {
                    let stands = || self.entities.list().iter().any(|one| one.id == who.id);
                    let by_name = || entity.spellings.contains(&who.name) && !stands();
                    who.id == entity.id || by_name()
                }
                _ => false,
            })
    }

    /// The line at a place, with its brief.
    pub(super) fn at(&self, place: Place) -> Option<(&Brief, &Line)> {
        Some((self.briefs.get(place.event)?, self.line(place)?))
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

#[cfg(test)]
mod tests;
