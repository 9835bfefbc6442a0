//! Who is who in all articles: persons and bodies, each under all of its names, corrected by the
//! analyst.

mod place;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::{
    ArticleId, EntityAct, EntityId, NameKind, Reading, Referent, SourceId, SourceKind, Span, Voice,
};

use crate::name::Names;
use crate::namesake::{self, Form, Naming, Surroundings, fullness};
use place::{Place, places};
pub(crate) use place::{is_named, spelled};

/// A person or body that articles name, or all whom they describe alike and do not name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Made of its fullest name, so that the same name has the same id in every ledger; namesakes
    /// are numbered in order of publication. Of those who are not named, made of the description.
    pub id: EntityId,
    /// Person, office, organisation or outlet: what most of its mentions as a source are.
    pub kind: SourceKind,
    /// The analyst's name for it, else the fullest one that stands in the articles.
    pub name: String,
    /// The name is the analyst's.
    pub is_renamed: bool,
    /// Its names as they stand in the articles, white space drawn together.
    pub spellings: BTreeSet<String>,
    /// Where it is named, one place for each name and article, in order of publication.
    pub mentions: Vec<Mention>,
    /// The statements whose last voice it is.
    pub statements: usize,
}

impl Entity {
    /// It as an act tells of it, by its first mention in `readings`, of which its roster was made.
    pub fn referent<R: Borrow<Reading>>(&self, readings: &[R]) -> Option<Referent> {
        let mention = self.mentions.first()?;
        let article = &readings.get(mention.article)?.borrow().article;
        Some(Referent {
            id: self.id.clone(),
            name: spelled(article, mention.span),
            article: article.id,
        })
    }

    /// The articles that name it.
    pub fn articles(&self) -> BTreeSet<usize> {
        self.mentions.iter().map(|one| one.article).collect()
    }
}

/// A place where an article names an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The number of the reading.
    pub article: usize,
    /// The name.
    pub span: Span,
    /// The source of the article that it is, if it speaks there.
    pub source: Option<SourceId>,
}

/// All entities of many articles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roster {
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// The entity of each source that has a name.
    of: BTreeMap<(usize, SourceId), usize>,
    /// The entity of each name of an article, as it is spelled there; none where it is that of two.
    by_name: BTreeMap<(usize, String), Option<usize>>,
    /// For each entity whether only descriptions (*the ministry*) and places (*Ostravia*) stand
    /// for it: somebody with a name may speak for it.
    vague: Vec<bool>,
}

impl Roster {
    /// Draws together whom `readings` name; they are in order of publication, and `happenings` are
    /// the groups of them that tell of one event. `acts` are applied in order; one that speaks of
    /// an entity that is not there changes nothing.
    pub fn of(readings: &[&Reading], happenings: &[Vec<usize>], acts: &[EntityAct]) -> Roster {
        let places = places(readings);
        let namings: Vec<Naming> = places.iter().map(|place| place.naming.clone()).collect();
        let around = surroundings(readings, happenings);
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, bearer) in namesake::bearers(&namings, &around).into_iter().enumerate() {
            groups.entry(bearer).or_default().push(at);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
        groups.sort();
        let mut draft = Draft {
            readings,
            places: &places,
            groups: Vec::new(),
            taken: BTreeMap::new(),
        };
        groups.into_iter().for_each(|group| draft.add(group));
        acts.iter().for_each(|act| draft.apply(act));
        draft.finished()
    }

    /// The number of the entity that a source of an article is, where it has a name.
    pub fn at(&self, article: usize, source: SourceId) -> Option<usize> {
        self.of.get(&(article, source)).copied()
    }

    /// The number of the entity that an article names by this spelling, if of one.
    pub(crate) fn named(&self, article: usize, spelling: &str) -> Option<usize> {
        *self.by_name.get(&(article, spelling.to_owned()))?
    }

    /// Is an entity told by descriptions and places only?
    pub(crate) fn is_vague(&self, entity: usize) -> bool {
        self.vague.get(entity).copied().unwrap_or(true)
    }
}

fn surroundings(readings: &[&Reading], happenings: &[Vec<usize>]) -> Surroundings {
    let mut event: Vec<usize> = (0..readings.len())
        .map(|at| happenings.len() + at)
        .collect();
    for (number, group) in happenings.iter().enumerate() {
        for article in group {
            if let Some(slot) = event.get_mut(*article) {
                *slot = number;
            }
        }
    }
    let names = readings.iter().map(|reading| {
        let names = Names::of(reading);
        let counted = reading
            .findings
            .names
            .iter()
            .filter(|name| matches!(name.kind, NameKind::Person | NameKind::Organisation));
        let named = counted.filter_map(|name| names.at(name.span));
        named.map(|named| named.words.join(" ")).collect()
    });
    Surroundings {
        event,
        names: names.collect(),
    }
}

/// Entities while the analyst's acts are applied.
struct Draft<'a> {
    readings: &'a [&'a Reading],
    places: &'a [Place],
    groups: Vec<Group>,
    /// How many have each name's id.
    taken: BTreeMap<String, usize>,
}

struct Group {
    id: EntityId,
    /// What the analyst calls it.
    name: Option<String>,
    /// What it was called before others were merged into it.
    own: Option<String>,
    places: Vec<usize>,
}

impl Draft<'_> {
    /// Adds an entity that is named at `places`.
    fn add(&mut self, places: Vec<usize>) {
        let base = self.base(&places);
        let number = self.taken.entry(base.clone()).or_default();
        *number += 1;
        let id = match *number {
            1 => EntityId(base),
            number => EntityId(format!("{base}-{number}")),
        };
        self.groups.push(Group {
            id,
            name: None,
            own: None,
            places,
        });
    }

    /// The id of the fullest name, but for the number of a namesake.
    fn base(&self, places: &[usize]) -> String {
        let namings = || places.iter().map(|at| &self.places[*at].naming);
        let fullest = namings()
            .max_by_key(|naming| (fullness(&naming.words), std::cmp::Reverse(&naming.words)));
        let government = namings().find_map(|naming| match &naming.form {
            Form::Body(code) => code.as_ref(),
            _ => None,
        });
        let is_person = namings().any(|naming| naming.form == Form::Person);
        let words = fullest
            .map(|naming| naming.words.join(" "))
            .unwrap_or_default();
        let told = match government {
            _ if is_person => format!("person {words}"),
            Some(code) => format!("government {code}"),
            None => format!("body {words}"),
        };
        let hash = blake3::hash(told.as_bytes()).to_hex();
        format!("e{}", hash.chars().take(10).collect::<String>())
    }

    fn apply(&mut self, act: &EntityAct) {
        match act {
            EntityAct::Merge { into, other } => {
                let (Some(into), Some(other)) = (self.find(into), self.find(other)) else {
                    return;
                };
                if into != other {
                    let places = self.groups[into].places.iter();
                    let own: Vec<&Place> = places.map(|at| &self.places[*at]).collect();
                    let own = fullest(&own);
                    self.groups[into].own.get_or_insert(own);
                    let moved = std::mem::take(&mut self.groups[other].places);
                    self.groups[into].places.extend(moved);
                    self.groups[into].places.sort_unstable();
                    self.groups.remove(other);
                }
            }
            EntityAct::Split { from, article } => {
                if let Some(from) = self.find(from) {
                    self.split(from, *article);
                }
            }
            EntityAct::Rename { entity, name } => {
                if let Some(at) = self.find(entity) {
                    self.groups[at].name = Some(name.clone());
                }
            }
            EntityAct::Undo { .. } => {}
        }
    }

    /// The entity that is named at the place of `referent`; else the one with its id.
    fn find(&self, referent: &Referent) -> Option<usize> {
        let is_there = |at: &usize| {
            let place = &self.places[*at];
            place.spelling == referent.name
                && self.readings[place.mention.article].article.id == referent.article
        };
        let groups = || self.groups.iter();
        let with_id = groups().position(|group| group.id == referent.id);
        if let Some(at) = with_id.filter(|at| self.groups[*at].places.iter().any(is_there)) {
            return Some(at); // a name may be a person's and a body's
        }
        groups()
            .position(|group| group.places.iter().any(is_there))
            .or(with_id)
    }

    /// Takes what `article` names out of an entity; nothing where that would be all or none of it.
    fn split(&mut self, from: usize, article: ArticleId) {
        let is_there =
            |at: &usize| self.readings[self.places[*at].mention.article].article.id == article;
        let (gone, kept): (Vec<usize>, Vec<usize>) = {
            let places = self.groups[from].places.iter().copied();
            places.partition(is_there)
        };
        if !gone.is_empty() && !kept.is_empty() {
            self.groups[from].places = kept;
            self.add(gone);
        }
    }

    fn finished(mut self) -> Roster {
        self.groups
            .sort_by(|one, other| one.places.cmp(&other.places));
        let mut roster = Roster::default();
        let grounds = grounds(self.readings);
        let mut said: BTreeMap<(usize, SourceId), usize> = BTreeMap::new();
        for (article, reading) in self.readings.iter().enumerate() {
            for statement in &reading.findings.statements {
                if let Some(Voice::Source(id)) = statement.chain.last() {
                    *said.entry((article, *id)).or_default() += 1;
                }
            }
        }
        for group in &self.groups {
            let number = roster.entities.len();
            let places: Vec<&Place> = group.places.iter().map(|at| &self.places[*at]).collect();
            let sources = places
                .iter()
                .filter_map(|place| Some((place.mention.article, place.mention.source?)));
            let sources: BTreeSet<(usize, SourceId)> = sources.collect();
            roster
                .of
                .extend(sources.iter().map(|source| (*source, number)));
            let is_vague =
                |place: &&Place| place.is_vague || all_grounds(&place.spelling, &grounds);
            roster.vague.push(places.iter().all(is_vague));
            for place in &places {
                let key = (place.mention.article, place.spelling.clone());
                let known = roster.by_name.entry(key).or_insert(Some(number));
                *known = known.filter(|known| *known == number);
            }
            roster.entities.push(Entity {
                id: group.id.clone(),
                kind: kind(&places),
                is_renamed: group.name.is_some(),
                name: group
                    .name
                    .clone()
                    .or(group.own.clone())
                    .unwrap_or_else(|| fullest(&places)),
                spellings: places.iter().map(|place| place.spelling.clone()).collect(),
                mentions: places.iter().map(|place| place.mention).collect(),
                statements: sources.iter().filter_map(|source| said.get(source)).sum(),
            });
        }
        roster
    }
}

/// The names that articles use as those of places.
fn grounds(readings: &[&Reading]) -> BTreeSet<String> {
    let names = readings.iter().flat_map(|reading| {
        let names = reading.findings.names.iter();
        let places = names.filter(|name| name.kind == NameKind::Place);
        places.map(|name| spelled(&reading.article, name.span))
    });
    names.collect()
}

/// Is a name that of a place, or of several: *Ostravia and Kessalia*?
fn all_grounds(spelling: &str, grounds: &BTreeSet<String>) -> bool {
    let mut parts = spelling.split(" and ").flat_map(|part| part.split(", "));
    parts.all(|part| grounds.contains(part))
}

/// What most of its mentions as a source are; what it is named as, where it does not speak.
fn kind(places: &[&Place]) -> SourceKind {
    let speaks = places.iter().any(|place| place.mention.source.is_some());
    let mut counts: BTreeMap<SourceKind, usize> = BTreeMap::new();
    for place in places {
        if place.mention.source.is_some() == speaks {
            *counts.entry(place.kind).or_default() += 1;
        }
    }
    let most = counts
        .iter()
        .max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
    most.map_or(SourceKind::Person, |(kind, _)| *kind)
}

/// The name with most words; of several, the one that stands most often, then the shortest.
fn fullest(places: &[&Place]) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for place in places {
        let own = place.spelling.split(' ').count();
        let (words, count) = counts.entry(&place.spelling).or_default();
        *words = own.min(place.naming.words.len());
        *count += 1;
    }
    let best = counts.into_iter().max_by_key(|(spelling, (words, count))| {
        (
            *words,
            *count,
            std::cmp::Reverse((spelling.len(), *spelling)),
        )
    });
    best.map(|(spelling, _)| spelling.to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::reading;

    /// The spellings of each entity of articles that tell of the events numbered `events`.
    fn drawn(articles: &[(usize, &str)]) -> Vec<Vec<String>> {
        let roster = roster(&readings(articles), articles, &[]);
        let entities = roster.entities.into_iter();
        entities
            .map(|one| one.spellings.into_iter().collect())
            .collect()
    }

    fn readings(articles: &[(usize, &str)]) -> Vec<Reading> {
        let days = 1i8..;
        let numbered = days.zip(articles);
        numbered
            .map(|(day, (_, marked))| reading("Beacon", day, marked))
            .collect()
    }

    fn roster(readings: &[Reading], articles: &[(usize, &str)], acts: &[EntityAct]) -> Roster {
        let readings: Vec<&Reading> = readings.iter().collect();
        let last = articles.iter().map(|(event, _)| *event).max().unwrap();
        let group = |event| {
            let of_event = (0..articles.len()).filter(|at| articles[*at].0 == event);
            of_event.collect::<Vec<usize>>()
        };
        let groups: Vec<Vec<usize>> = (0..=last).map(group).collect();
        Roster::of(&readings, &groups, acts)
    }

    fn says(who: &str) -> String {
        format!("{{source {who}}} {{cue said}} {{content the ferry had struck the reef}}.")
    }

    #[track_caller]
    fn are_one(names: &[&str]) {
        let told: Vec<String> = names.iter().map(|name| says(name)).collect();
        let articles: Vec<(usize, &str)> = told.iter().map(|one| (0, one.as_str())).collect();
        assert_eq!(drawn(&articles).len(), 1, "{names:?}");
    }

    #[track_caller]
    fn are_apart(names: &[&str], count: usize) {
        let told: Vec<String> = names.iter().map(|name| says(name)).collect();
        let articles: Vec<(usize, &str)> = told.iter().map(|one| (0, one.as_str())).collect();
        assert_eq!(drawn(&articles).len(), count, "{names:?}");
    }

    #[test]
    fn one_person_is_spelled_in_many_ways() {
        are_one(&["Sergei Lavrin", "Sergey Lavrin", "Lavrin"]);
        are_one(&["Han Jong Dal", "Han Jong-dal", "Han"]);
        are_one(&["Mayor Ada Holt", "Ada Holt", "A. Holt", "Holt", "Mrs Holt"]);
        are_one(&["Tim Roe", "Timothy Roe"]);
        are_one(&["Dick Roe", "Richard J. Roe", "Senator Richard Roe"]);
        are_one(&["Samuel A. Roe Jr.", "Samuel Roe", "Roe"]);
    }

    #[test]
    fn father_and_son_are_two_where_an_article_has_both() {
        let both = says("{person Ada Holt Jr.}") + " " + &says("{person Ada Holt}");
        let (son, father) = (says("{person Ada Holt Jr.}"), says("{person Ada Holt}"));
        let short = says("{person Holt}");
        let articles = [(0, both.as_str()), (0, &son), (0, &father), (0, &short)];
        let told = drawn(&articles);
        assert_eq!(told, [vec!["Ada Holt Jr."], vec!["Ada Holt", "Holt"]]);
    }

    #[test]
    fn a_short_form_is_another_one_where_an_article_has_both_as_sources() {
        let both = says("Bob Holt") + " " + &says("Robert Holt");
        let bob = says("Bob Holt");
        assert_eq!(drawn(&[(0, both.as_str()), (0, &bob)]).len(), 2);
    }

    #[test]
    fn other_given_names_are_other_people_and_a_surname_is_neither() {
        are_apart(&["Ada Holt", "Ben Holt"], 2);
        are_apart(&["Ada Holt", "Ben Holt", "Holt"], 3);
        are_apart(&["Ada Holt", "Anna Holt", "A. Holt"], 3);
        are_apart(&["Daniel Roe", "Daniela Roe"], 2);
    }

    #[test]
    fn namesakes_of_other_events_are_numbered_unless_a_name_ties_them() {
        let (ferry, mill) = (
            says("Ada Holt"),
            "{source Ada Holt} {cue said} {content the {body Orra Mill} would open}.",
        );
        let apart = [(0, ferry.as_str()), (1, mill)];
        let two = roster(&readings(&apart), &apart, &[]).entities;
        let ids: Vec<String> = two.iter().map(|one| one.id.to_string()).collect();
        assert_eq!(ids[1], format!("{}-2", ids[0]), "{two:#?}");
        let tied = "{source Ada Holt} {cue said} {content the {body Orra Mill} owned the ferry}.";
        let three = [(0, tied), (1, mill)];
        assert_eq!(drawn(&three)[0], ["Ada Holt"]);
        assert_eq!(drawn(&three).len(), 2, "Holt and the mill");
    }

    #[test]
    fn a_surname_goes_to_the_one_of_its_event() {
        let (full, short) = (says("Ada Holt"), says("Holt"));
        let other = "{source Ben Holt} {cue said} {content the {body Orra Mill} would open}.";
        let articles = [(0, full.as_str()), (0, short.as_str()), (1, other)];
        assert_eq!(drawn(&articles)[0], ["Ada Holt", "Holt"]);
        let strangers = [(0, full.as_str()), (1, short.as_str())];
        assert_eq!(drawn(&strangers).len(), 2);
    }

    #[test]
    fn seats_capitals_and_countries_lead_to_their_government() {
        let office = |who: &str| format!("{{office {who}}} {{cue said}} {{content all was well}}.");
        let names = ["The Kremlin", "Moscow", "Russia", "the Russian government"];
        let told: Vec<String> = names.iter().map(|name| office(name)).collect();
        let articles: Vec<(usize, &str)> = (0..).zip(told.iter().map(String::as_str)).collect();
        assert_eq!(drawn(&articles).len(), 1);
        let others = ["Moscow", "Beijing", "State Duma"].map(office);
        let articles: Vec<(usize, &str)> = others.iter().map(|one| (0, one.as_str())).collect();
        assert_eq!(drawn(&articles).len(), 3);
    }

    #[test]
    fn an_acronym_goes_to_its_body_and_a_ministry_stays_in_its_event() {
        let office = |who: &str| format!("{{office {who}}} {{cue said}} {{content all was well}}.");
        let agency = ["The Lower Orra Agency", "LOA"].map(office);
        let articles: Vec<(usize, &str)> = agency.iter().map(|one| (0, one.as_str())).collect();
        assert_eq!(drawn(&articles), [["LOA", "The Lower Orra Agency"]]);
        let ministry = office("the ministry");
        let same = [(0, ministry.as_str()), (0, ministry.as_str())];
        assert_eq!(drawn(&same).len(), 1);
        let other = [(0, ministry.as_str()), (1, ministry.as_str())];
        assert_eq!(drawn(&other).len(), 2);
    }

    /// The entity called `name`, as an act tells of it.
    fn referent(roster: &Roster, readings: &[Reading], name: &str) -> Referent {
        let entity = roster.entities.iter().find(|one| one.name == name).unwrap();
        entity.referent(readings).unwrap()
    }

    #[test]
    fn acts_hold_whatever_is_read_later() {
        let (holt, mayor) = (says("Holt"), says("Ottilie Brandt"));
        let articles = [(0, holt.as_str()), (0, mayor.as_str())];
        let read = readings(&articles);
        let before = roster(&read, &articles, &[]);
        let merge = EntityAct::Merge {
            into: referent(&before, &read, "Ottilie Brandt"),
            other: referent(&before, &read, "Holt"),
        };
        let rename = EntityAct::Rename {
            entity: referent(&before, &read, "Ottilie Brandt"),
            name: "Ottilie Brandt-Holt".to_owned(),
        };
        let acts = [merge, rename];
        let after = roster(&read, &articles, &acts).entities;
        assert_eq!(after.len(), 1);
        assert_eq!(after[0].name, "Ottilie Brandt-Holt");
        assert_eq!((after[0].statements, after[0].articles().len()), (2, 2));
        assert_eq!(after[0].id, before.entities[1].id);
        let full = says("Ada Holt");
        let more = [articles[0], articles[1], (0, full.as_str())];
        let after = roster(&readings(&more), &more, &acts).entities;
        assert_eq!(after.len(), 1, "Holt is Ada Holt now: {after:#?}");
        assert_eq!(after[0].spellings.len(), 3);
    }

    #[test]
    fn an_article_is_split_off() {
        let told = [says("Ada Holt"), format!("{} Rain fell.", says("Ada Holt"))];
        let articles = [(0, told[0].as_str()), (0, told[1].as_str())];
        let read = readings(&articles);
        let before = roster(&read, &articles, &[]);
        let split = |at: usize| EntityAct::Split {
            from: referent(&before, &read, "Ada Holt"),
            article: read[at].article.id,
        };
        for at in [0, 1] {
            let after = roster(&read, &articles, &[split(at)]);
            assert_eq!(after.entities.len(), 2);
            assert_eq!(after.entities[1 - at].id, before.entities[0].id);
            let source = SourceId(0);
            assert_ne!(after.at(0, source), after.at(1, source));
        }
    }
}
