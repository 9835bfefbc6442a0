//! What one source put on record, in order of publication, and how each of it fared.

use std::collections::BTreeMap;

use onrecord_desk::collate::Entity;
use onrecord_desk::{Note, Reading};
use onrecord_record::{Article, Span, Statement, Voice};

use crate::web::shelf::{Record, short};
use crate::wire::hand::Judged;
use crate::wire::pages::{DayCount, Fared, OnRecord};
use crate::wire::{Ruler, term};

/// All statements of one source.
pub(super) struct Said<'a> {
    record: &'a Record,
    all: Vec<One<'a>>,
}

/// A statement in its article.
struct One<'a> {
    reading: &'a Reading,
    statement: &'a Statement,
    fate: Fate,
}

/// What became of a statement.
#[derive(Debug, Clone, Copy)]
struct Fate {
    /// Does a brief tell it?
    is_told: bool,
    articles: usize,
    origins: usize,
    is_contradicted: bool,
}

impl Fate {
    fn of(record: &Record, article: &Article, first: Span) -> Fate {
        let mut fate = Fate {
            is_told: false,
            articles: 1,
            origins: 1,
            is_contradicted: false,
        };
        let places = record.told(article.id, first).iter();
        for line in places.filter_map(|place| record.line(*place)) {
            fate.is_told = true;
            for note in &line.notes {
                match note {
                    Note::Claim {
                        articles, origins, ..
                    } => (fate.articles, fate.origins) = (*articles, *origins),
                    Note::ContradictedBy(_) => fate.is_contradicted = true,
                    _ => {}
                }
            }
        }
        fate
    }

    /// Does an origin beside its own have the same?
    fn is_confirmed(self) -> bool {
        self.origins > 1
    }
}

impl One<'_> {
    /// What statements are put in order by: published, then where they stand.
    fn order(&self) -> impl Ord + '_ {
        let Article { id, masthead, .. } = &self.reading.article;
        let day = masthead.published.map(|stamp| stamp.date);
        let parts = self.statement.attribution.content.parts();
        (day.is_none(), day, id, parts)
    }
}

impl<'a> Said<'a> {
    pub(super) fn of(record: &'a Record, entity: &Entity) -> Said<'a> {
        let mut all = Vec::new();
        for mention in &entity.mentions {
            let reading = record.entities.readings().get(mention.article);
            let (Some(source), Some(reading)) = (mention.source, reading) else {
                continue;
            };
            let own = |one: &&Statement| one.chain.last() == Some(&Voice::Source(source));
            let statements = reading.findings.statements.iter().filter(own);
            all.extend(statements.filter_map(|statement| {
                let first = *statement.attribution.content.parts().first()?;
                let fate = Fate::of(record, &reading.article, first);
                Some(One {
                    reading,
                    statement,
                    fate,
                })
            }));
        }
        all.sort_by(|one, other| one.order().cmp(&other.order()));
        all.dedup_by(|one, other| one.order() == other.order());
        Said { record, all }
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// How many fared how.
    pub(super) fn fared(&self) -> Fared {
        let count = |keep: fn(&Fate) -> bool| self.all.iter().filter(|one| keep(&one.fate)).count();
        Fared {
            repeated: count(|fate| fate.articles > 1),
            several: count(|fate| fate.is_confirmed()),
            confirmed: count(|fate| fate.is_confirmed()),
            contradicted: count(|fate| fate.is_contradicted),
        }
    }

    /// How many came out on each day; those without a day last.
    pub(super) fn days(&self) -> Vec<DayCount> {
        let mut days: BTreeMap<_, usize> = BTreeMap::new();
        for one in &self.all {
            let day = one
                .reading
                .article
                .masthead
                .published
                .map(|stamp| stamp.date);
            *days.entry((day.is_none(), day)).or_default() += 1;
        }
        let days = days.into_iter().map(|((_, day), statements)| DayCount {
            day: day.map(|day| day.to_string()),
            statements,
        });
        days.collect()
    }

    /// The first of them.
    pub(super) fn first(&self, most: usize) -> Vec<OnRecord<'a>> {
        let first = self.all.iter().take(most);
        first.map(|one| on_record(self.record, one)).collect()
    }
}

fn on_record<'a>(record: &'a Record, one: &One<'a>) -> OnRecord<'a> {
    let One {
        reading,
        statement,
        fate,
    } = one;
    let article = &reading.article;
    let ruler = Ruler::new(article);
    let words = &statement.attribution;
    let span: Vec<_> = words
        .content
        .parts()
        .iter()
        .map(|part| ruler.range(*part))
        .collect();
    let [start, end] = span.first().copied().unwrap_or_default();
    let cue = words.cue.iter().flat_map(|cue| cue.parts());
    let who = match statement.chain.last() {
        Some(Voice::Source(id)) => reading.findings.source(*id),
        _ => None,
    };
    OnRecord {
        article: article.id.to_string(),
        published: article
            .masthead
            .published
            .map(|stamp| stamp.date.to_string()),
        outlet: article.masthead.outlet.as_deref(),
        source: who.map_or("", |who| ruler.words(who.name)),
        words: words
            .content
            .parts()
            .iter()
            .map(|part| ruler.words(*part))
            .collect(),
        cue: cue.map(|part| ruler.words(*part)).collect(),
        act: term::act(statement.act),
        directness: term::directness(statement.directness),
        factuality: statement
            .values
            .last()
            .map_or("Uu", |value| value.value.code()),
        articles: fate.articles,
        origins: fate.origins,
        confirmed: fate.is_confirmed(),
        contradicted: fate.is_contradicted,
        claim: fate
            .is_told
            .then(|| format!("{}-{start}-{end}", short(article.id))),
        judgements: record
            .judged_at(article.id, [start, end])
            .map(Judged::standing)
            .collect(),
        span,
    }
}
