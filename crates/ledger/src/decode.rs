//! Rows as an article and its findings; what fits nowhere is told, not guessed.

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::tz::Offset;
use onrecord_record::{
    Absence, Anonymity, Attribution, Carrier, ClauseValue, Credit, Doubt, Event, EventContext,
    Extent, Factuality, FilePhoto, Findings, Interval, Language, Location, Masthead, Mood, Name,
    Narration, Picture, PlaceMention, Source, SourceId, Span, Stamp, Statement, TimeExpression,
    TimeId, Valuation, Voice, Zone,
};

use crate::cell::{Cell, Row};
use crate::place::{Owner, Place, Role};
use crate::row::{Rows, Table};
use crate::word::Word;

/// What a reading says of its article, and what it found in it.
pub(crate) struct Decoded {
    pub(crate) masthead: Masthead,
    pub(crate) language: Language,
    pub(crate) zones: Vec<Zone>,
    pub(crate) pictures: Vec<Picture>,
    pub(crate) findings: Findings,
}

/// The reading that `rows` hold, of `text`; or what is wrong with them.
pub(crate) fn decode(rows: &Rows, text: &str) -> Result<Decoded, String> {
    let sheet = Sheet::new(rows, text)?;
    let (masthead, language) = sheet.masthead()?;
    Ok(Decoded {
        masthead,
        language,
        zones: sheet.each(Table::Zone, Sheet::zone)?,
        pictures: sheet.each(Table::Picture, Sheet::picture)?,
        findings: Findings {
            sources: sheet.each(Table::Source, Sheet::source)?,
            statements: sheet.each(Table::Statement, Sheet::statement)?,
            narration: sheet.each(Table::Narration, Sheet::narration)?,
            absences: sheet.each(Table::Absence, Sheet::absence)?,
            times: sheet.each(Table::Time, Sheet::time)?,
            names: sheet.each(Table::Name, Sheet::name)?,
            places: sheet.each(Table::PlaceMention, Sheet::place_mention)?,
            events: sheet.each(Table::Event, Sheet::event)?,
            doubts: sheet.each(Table::Doubt, Sheet::doubt)?,
        },
    })
}

/// A span as its row has it, not yet held against a text.
pub(crate) struct StoredSpan {
    pub(crate) place: Place,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) hash: [u8; 32],
}

impl StoredSpan {
    pub(crate) fn new(row: &Row) -> Result<StoredSpan, String> {
        let mut fields = Fields::new(Table::Span, row);
        let place = Place {
            owner: fields.word()?,
            number: fields.count()?,
            role: fields.word()?,
            item: fields.count()?,
            part: fields.count()?,
        };
        let (start, end) = (fields.count()? as usize, fields.count()? as usize);
        let hash = fields.hash()?;
        Ok(StoredSpan {
            place,
            start,
            end,
            hash,
        })
    }
}

/// The cells of one row, taken one by one.
struct Fields<'a> {
    table: Table,
    row: &'a [Cell],
    at: usize,
}

impl<'a> Fields<'a> {
    fn new(table: Table, row: &'a Row) -> Fields<'a> {
        Fields { table, row, at: 0 }
    }

    fn next(&mut self) -> &'a Cell {
        self.at += 1;
        self.row.get(self.at - 1).unwrap_or(&Cell::Null)
    }

    /// The complaint that the cell just taken is not what it should be.
    fn wrong<T>(&self) -> Result<T, String> {
        let column = self.table.columns().get(self.at - 1).unwrap_or(&"");
        let found = self.row.get(self.at - 1).unwrap_or(&Cell::Null);
        let found = match found {
            Cell::Blob(blob) => format!("a blob of {} bytes", blob.len()),
            other => format!("{other:?}"),
        };
        Err(format!("{} has {column} {found}", self.table.name()))
    }

    fn count(&mut self) -> Result<u32, String> {
        match self.next() {
            Cell::Int(int) => u32::try_from(*int).or_else(|_| self.wrong()),
            _ => self.wrong(),
        }
    }

    fn flag(&mut self) -> Result<bool, String> {
        match self.next() {
            Cell::Int(int @ (0 | 1)) => Ok(*int == 1),
            _ => self.wrong(),
        }
    }

    fn text(&mut self) -> Result<&'a str, String> {
        self.optional_text()?.map_or_else(|| self.wrong(), Ok)
    }

    fn optional_text(&mut self) -> Result<Option<&'a str>, String> {
        match self.next() {
            Cell::Text(text) => Ok(Some(text)),
            Cell::Null => Ok(None),
            _ => self.wrong(),
        }
    }

    fn optional_count(&mut self) -> Result<Option<u32>, String> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Int(int) => u32::try_from(*int).map_or_else(|_| self.wrong(), |n| Ok(Some(n))),
            _ => self.wrong(),
        }
    }

    fn word<W: Word>(&mut self) -> Result<W, String> {
        let word = W::of(self.text()?);
        word.map_or_else(|| self.wrong(), Ok)
    }

    fn optional_word<W: Word>(&mut self) -> Result<Option<W>, String> {
        match self.optional_text()? {
            None => Ok(None),
            Some(word) => W::of(word).map_or_else(|| self.wrong(), |word| Ok(Some(word))),
        }
    }

    fn parsed<T: FromStr>(&mut self) -> Result<Option<T>, String> {
        match self.optional_text()? {
            None => Ok(None),
            Some(text) => text
                .parse()
                .map_or_else(|_| self.wrong(), |it| Ok(Some(it))),
        }
    }

    fn offset(&mut self) -> Result<Option<Offset>, String> {
        let Cell::Int(seconds) = self.next() else {
            return Ok(None);
        };
        let offset = i32::try_from(*seconds).ok().map(Offset::from_seconds);
        offset.map_or_else(
            || self.wrong(),
            |offset| offset.map(Some).or_else(|_| self.wrong()),
        )
    }

    fn real(&mut self) -> Result<f32, String> {
        match self.next() {
            Cell::Null => Ok(f32::NAN),
            Cell::Real(real) => Ok(*real as f32),
            _ => self.wrong(),
        }
    }

    fn hash(&mut self) -> Result<[u8; 32], String> {
        match self.next() {
            Cell::Blob(blob) => blob.as_slice().try_into().or_else(|_| self.wrong()),
            _ => self.wrong(),
        }
    }

    fn voice(&mut self) -> Result<Voice, String> {
        let voice = self.text()?;
        let source = self.optional_count()?;
        match (voice, source) {
            ("narrator", None) => Ok(Voice::Narrator),
            ("unstated", None) => Ok(Voice::Unstated),
            ("source", Some(source)) => Ok(Voice::Source(SourceId(source))),
            _ => self.wrong(),
        }
    }
}

/// A finding, by its table and number.
type Finding = (Owner, u32);

/// The lists of a reading, by the finding they belong to.
struct Sheet<'a> {
    rows: &'a Rows,
    spans: BTreeMap<(Owner, u32, Role, u32), Vec<Span>>,
    chains: BTreeMap<Finding, Vec<Voice>>,
    values: BTreeMap<Finding, Vec<(Voice, Factuality)>>,
    told: BTreeMap<Finding, Vec<TimeId>>,
    locations: BTreeMap<(u32, u32), Location>,
    contexts: BTreeMap<u32, Vec<EventContext>>,
    clauses: BTreeMap<u32, Vec<Factuality>>,
}

impl<'a> Sheet<'a> {
    fn new(rows: &'a Rows, text: &str) -> Result<Sheet<'a>, String> {
        let mut spans: BTreeMap<_, Vec<Span>> = BTreeMap::new();
        for row in rows.of(Table::Span) {
            let stored = StoredSpan::new(row)?;
            let place = stored.place;
            let Some(span) = Span::new(text, stored.start..stored.end) else {
                return Err(format!("{place} is not in the text"));
            };
            let key = (place.owner, place.number, place.role, place.item);
            spans.entry(key).or_default().push(span);
        }
        Ok(Sheet {
            rows,
            spans,
            chains: lists(rows, Table::Voice, |fields| fields.voice())?,
            values: lists(rows, Table::Valuation, |fields| {
                Ok((fields.voice()?, fields.word()?))
            })?,
            told: lists(rows, Table::Told, |fields| Ok(TimeId(fields.count()?)))?,
            locations: locations(rows)?,
            contexts: by_number(rows, Table::EventContext)?,
            clauses: by_number(rows, Table::ClauseValue)?,
        })
    }

    /// Each row of `table`, which are numbered from 0.
    fn each<T>(
        &self,
        table: Table,
        read: impl Fn(&Sheet<'a>, u32, &mut Fields<'_>) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let numbered = (0..).zip(self.rows.of(table));
        let read = numbered.map(|(number, row)| {
            let mut fields = Fields::new(table, row);
            if fields.count()? != number {
                return fields.wrong();
            }
            read(self, number, &mut fields)
        });
        read.collect()
    }

    fn list(&self, place: Place) -> Vec<Span> {
        let key = (place.owner, place.number, place.role, place.item);
        self.spans.get(&key).cloned().unwrap_or_default()
    }

    fn optional(&self, place: Place) -> Option<Span> {
        self.list(place).first().copied()
    }

    fn span(&self, place: Place) -> Result<Span, String> {
        self.optional(place)
            .ok_or_else(|| format!("{place} is not there"))
    }

    fn extent(&self, place: Place) -> Option<Extent> {
        Extent::new(self.list(place))
    }

    fn masthead(&self) -> Result<(Masthead, Language), String> {
        let row = self.rows.of(Table::Masthead).first();
        let mut fields = Fields::new(Table::Masthead, row.ok_or("the masthead is not there")?);
        let mut masthead = Masthead {
            title: fields.optional_text()?.map(str::to_owned),
            outlet: fields.optional_text()?.map(str::to_owned),
            url: fields.optional_text()?.map(str::to_owned),
            authors: self.each(Table::Author, |_, _, fields| Ok(fields.text()?.to_owned()))?,
            dateline: self.optional(Place::of(Owner::Masthead, 0, Role::Dateline)),
            ..Masthead::default()
        };
        let language = language(&mut fields)?;
        for row in self.rows.of(Table::Stamp) {
            let mut fields = Fields::new(Table::Stamp, row);
            match fields.text()? {
                "published" => masthead.published = Some(stamp(&mut fields)?),
                "modified" => masthead.modified = Some(stamp(&mut fields)?),
                _ => return fields.wrong(),
            }
        }
        Ok((masthead, language))
    }

    fn zone(&self, number: u32, fields: &mut Fields<'_>) -> Result<Zone, String> {
        Ok(Zone {
            span: self.span(Place::of(Owner::Zone, number, Role::Whole))?,
            kind: fields.word()?,
        })
    }

    fn picture(&self, number: u32, fields: &mut Fields<'_>) -> Result<Picture, String> {
        let place = |role| Place::of(Owner::Picture, number, role);
        let credited = fields.flag()?;
        let taken = fields.parsed()?;
        let file = self.optional(place(Role::File));
        Ok(Picture {
            caption: self.span(place(Role::Caption))?,
            shows: self.optional(place(Role::Shows)),
            credit: credited.then(|| Credit {
                agency: self.optional(place(Role::Agency)),
                photographer: self.optional(place(Role::Photographer)),
                handout: self.optional(place(Role::Handout)),
                file: file.map(|words| FilePhoto { words, taken }),
            }),
        })
    }

    fn source(&self, number: u32, fields: &mut Fields<'_>) -> Result<Source, String> {
        let place = |role| Place::of(Owner::Source, number, role);
        let mention = |item| {
            self.extent(Place {
                item,
                ..place(Role::Mention)
            })
        };
        Ok(Source {
            name: self.span(place(Role::Name))?,
            kind: fields.word()?,
            mentions: (0..).map_while(mention).collect(),
            anonymity: fields.flag()?.then(|| Anonymity {
                descriptor: self.optional(place(Role::Descriptor)),
                number: self.optional(place(Role::Number)),
                reason: self.optional(place(Role::Reason)),
            }),
        })
    }

    fn time(&self, number: u32, fields: &mut Fields<'_>) -> Result<TimeExpression, String> {
        let span = self.span(Place::of(Owner::Time, number, Role::Whole))?;
        let (kind, value) = (fields.word()?, fields.text()?.to_owned());
        let days = (fields.parsed()?, fields.parsed()?);
        let interval = match (days.0, days.1, fields.optional_word()?) {
            (None, None, None) => None,
            (Some(begin), Some(end), Some(precision)) => Some(Interval {
                begin,
                end,
                precision,
            }),
            _ => return fields.wrong(),
        };
        Ok(TimeExpression {
            span,
            kind,
            value,
            interval,
        })
    }

    fn statement(&self, number: u32, fields: &mut Fields<'_>) -> Result<Statement, String> {
        let place = Place::of(Owner::Statement, number, Role::Content);
        let content = self.extent(place);
        Ok(Statement {
            attribution: Attribution {
                source: self.extent(place.role(Role::Source)),
                cue: self.extent(place.role(Role::Cue)),
                content: content.ok_or_else(|| format!("{place} is not there"))?,
                parent: fields.optional_count()?.map(|parent| parent as usize),
                score: fields.real()?,
            },
            chain: self.chain(place),
            directness: fields.word()?,
            act: fields.word()?,
            values: self.valuations(place),
            clauses: self.clauses(place)?,
            mood: self.mood(place, fields)?,
            times: self.told(place),
        })
    }

    fn narration(&self, number: u32, fields: &mut Fields<'_>) -> Result<Narration, String> {
        let place = Place::of(Owner::Narration, number, Role::Whole);
        Ok(Narration {
            span: self.span(place)?,
            about: self.optional(place.role(Role::About)),
            predicate: self.span(place.role(Role::Predicate))?,
            aspect: fields.word()?,
            valuation: self.valuation(place)?,
            mood: self.mood(place, fields)?,
            times: self.told(place),
        })
    }

    fn absence(&self, number: u32, fields: &mut Fields<'_>) -> Result<Absence, String> {
        let place = Place::of(Owner::Absence, number, Role::Whole);
        Ok(Absence {
            span: self.span(place)?,
            about: self.optional(place.role(Role::About)),
            because: self.list(place.role(Role::Because)),
            kind: fields.word()?,
            chain: self.chain(place),
            valuation: self.valuation(place)?,
        })
    }

    fn doubt(&self, number: u32, fields: &mut Fields<'_>) -> Result<Doubt, String> {
        Ok(Doubt {
            at: self.span(Place::of(Owner::Doubt, number, Role::Whole))?,
            why: fields.word()?,
        })
    }

    fn name(&self, number: u32, fields: &mut Fields<'_>) -> Result<Name, String> {
        Ok(Name {
            span: self.span(Place::of(Owner::Name, number, Role::Whole))?,
            kind: fields.word()?,
        })
    }

    fn place_mention(&self, number: u32, fields: &mut Fields<'_>) -> Result<PlaceMention, String> {
        let location = |at| self.locations.get(&(number, at)).cloned();
        Ok(PlaceMention {
            span: self.span(Place::of(Owner::PlaceMention, number, Role::Whole))?,
            role: fields.word()?,
            location: location(0),
            second: location(1),
            others: fields.count()?,
        })
    }

    fn event(&self, number: u32, fields: &mut Fields<'_>) -> Result<Event, String> {
        let place = Place::of(Owner::Event, number, Role::Predicate);
        Ok(Event {
            predicate: self.span(place)?,
            kind: fields.word()?,
            mode: fields.optional_word()?,
            contexts: self.contexts.get(&number).cloned().unwrap_or_default(),
            actor: self.extent(place.role(Role::Actor)),
            recipient: self.extent(place.role(Role::Recipient)),
            place: self.optional(place.role(Role::Site)),
            carrier: match (fields.optional_count()?, fields.optional_count()?) {
                (Some(statement), None) => Carrier::Statement(statement as usize),
                (None, Some(narration)) => Carrier::Narration(narration as usize),
                (None, None) => Carrier::Article,
                (Some(_), Some(_)) => return fields.wrong(),
            },
            time: fields.optional_count()?.map(TimeId),
            value: fields.word()?,
            auxiliary: fields.optional_word()?,
        })
    }

    fn mood(&self, place: Place, fields: &mut Fields<'_>) -> Result<Mood, String> {
        Ok(Mood {
            condition: self.optional(place.role(Role::Condition)),
            is_condition: fields.flag()?,
            future: self.optional(place.role(Role::Future)),
            question: fields.flag()?,
        })
    }

    fn chain(&self, place: Place) -> Vec<Voice> {
        let chain = self.chains.get(&(place.owner, place.number));
        chain.cloned().unwrap_or_default()
    }

    fn told(&self, place: Place) -> Vec<TimeId> {
        let told = self.told.get(&(place.owner, place.number));
        told.cloned().unwrap_or_default()
    }

    fn valuations(&self, place: Place) -> Vec<Valuation> {
        let values = self.values.get(&(place.owner, place.number));
        let numbered = (0..).zip(values.into_iter().flatten());
        let place = place.role(Role::Value);
        let read = numbered.map(|(item, (voice, value))| Valuation {
            voice: *voice,
            value: *value,
            because: self.list(Place { item, ..place }),
        });
        read.collect()
    }

    fn clauses(&self, place: Place) -> Result<Vec<ClauseValue>, String> {
        let values = self.clauses.get(&place.number).into_iter().flatten();
        let read = (0..).zip(values).map(|(item, value)| {
            let words = Place {
                item,
                ..place.role(Role::Clause)
            };
            Ok(ClauseValue {
                words: self.span(words)?,
                value: *value,
                because: self.list(words.role(Role::ClauseValue)),
            })
        });
        read.collect()
    }

    fn valuation(&self, place: Place) -> Result<Valuation, String> {
        let first = self.valuations(place).into_iter().next();
        first.ok_or_else(|| format!("{place}: its valuation is not there"))
    }
}

/// The rows of a list table, by the finding they belong to.
fn lists<T>(
    rows: &Rows,
    table: Table,
    read: impl Fn(&mut Fields<'_>) -> Result<T, String>,
) -> Result<BTreeMap<Finding, Vec<T>>, String> {
    let mut lists: BTreeMap<Finding, Vec<T>> = BTreeMap::new();
    for row in rows.of(table) {
        let mut fields = Fields::new(table, row);
        let list = lists.entry((fields.word()?, fields.count()?)).or_default();
        if fields.count()? as usize != list.len() {
            return fields.wrong();
        }
        list.push(read(&mut fields)?);
    }
    Ok(lists)
}

/// The locations of places, by the place's number and their own.
fn locations(rows: &Rows) -> Result<BTreeMap<(u32, u32), Location>, String> {
    let read = rows.of(Table::Location).iter().map(|row| {
        let mut fields = Fields::new(Table::Location, row);
        let key = (fields.count()?, fields.count()?);
        let location = Location {
            name: fields.text()?.to_owned(),
            geonames: fields.optional_count()?,
            country: fields.optional_text()?.map(str::to_owned),
            lat: fields.real()?,
            lon: fields.real()?,
            precision: fields.word()?,
        };
        Ok((key, location))
    });
    read.collect()
}

/// The lists of words of `table`, by the number of the finding they belong to: what each event is
/// about, the values of each statement's clauses.
fn by_number<T: Word>(rows: &Rows, table: Table) -> Result<BTreeMap<u32, Vec<T>>, String> {
    let mut lists: BTreeMap<u32, Vec<T>> = BTreeMap::new();
    for row in rows.of(table) {
        let mut fields = Fields::new(table, row);
        let list = lists.entry(fields.count()?).or_default();
        if fields.count()? as usize != list.len() {
            return fields.wrong();
        }
        list.push(fields.word()?);
    }
    Ok(lists)
}

fn language(fields: &mut Fields<'_>) -> Result<Language, String> {
    let language = fields.text()?;
    let code = fields.optional_text()?;
    match (language, code.map(|code| code.as_bytes().try_into())) {
        ("english", None) => Ok(Language::English),
        ("unknown", None) => Ok(Language::Unknown),
        ("other", Some(Ok(code))) => Ok(Language::Other(code)),
        _ => fields.wrong(),
    }
}

fn stamp(fields: &mut Fields<'_>) -> Result<Stamp, String> {
    let date = fields.parsed()?;
    Ok(Stamp {
        date: date.map_or_else(|| fields.wrong(), Ok)?,
        time: fields.parsed()?,
        offset: fields.offset()?,
        evidence: fields.word()?,
    })
}
