//! An article and its findings as rows.

use jiff::civil::Date;
use onrecord_record::{
    Absence, Article, Carrier, ClauseValue, Credit, Event, Extent, Findings, Language, Location,
    Masthead, Mood, Narration, Picture, PlaceMention, Source, Span, Stamp, Statement,
    TimeExpression, TimeId, Valuation, Voice,
};

use crate::cell::{Cell, Row};
use crate::place::{Owner, Place, Role};
use crate::row::{Rows, Table};
use crate::word::Word;

/// What is said of `article` and found in it, as rows.
///
/// The error tells what of it fits neither the text nor the rest.
pub(crate) fn rows(article: &Article, findings: &Findings) -> Result<Rows, String> {
    let mut sheet = Sheet {
        text: &article.text,
        findings,
        rows: Rows::default(),
        fault: None,
    };
    sheet.masthead(&article.masthead, article.language);
    for (number, zone) in (0..).zip(&article.zones) {
        sheet.row(Table::Zone, vec![number.into(), zone.kind.word().into()]);
        sheet.span(Place::of(Owner::Zone, number, Role::Whole), zone.span);
    }
    for (number, picture) in (0..).zip(&article.pictures) {
        sheet.picture(number, picture);
    }
    sheet.findings(findings);
    sheet.fault.map_or(Ok(sheet.rows), Err)
}

/// Rows as they come together, and the first thing that fits nowhere.
struct Sheet<'a> {
    text: &'a str,
    findings: &'a Findings,
    rows: Rows,
    fault: Option<String>,
}

impl Sheet<'_> {
    fn row(&mut self, table: Table, row: Row) {
        debug_assert_eq!(row.len(), table.columns().len(), "{table:?}");
        self.rows.push(table, row);
    }

    fn fault(&mut self, what: impl FnOnce() -> String) {
        self.fault.get_or_insert_with(what);
    }

    fn span(&mut self, place: Place, span: Span) {
        let Some(words) = self.text.get(span.range()) else {
            let (start, end) = (span.start(), span.end());
            return self.fault(|| format!("{place}: bytes {start}–{end} are not in its text"));
        };
        let hash: [u8; 32] = blake3::hash(words.as_bytes()).into();
        let mut row: Row = place.cells();
        row.extend([span.start(), span.end()].map(|at| Cell::Int(at as i64)));
        row.push(hash.into());
        self.row(Table::Span, row);
    }

    fn optional(&mut self, place: Place, span: Option<Span>) {
        if let Some(span) = span {
            self.span(place, span);
        }
    }

    fn list(&mut self, place: Place, spans: &[Span]) {
        for (part, span) in (0..).zip(spans) {
            self.span(Place { part, ..place }, *span);
        }
    }

    fn extent(&mut self, place: Place, extent: Option<&Extent>) {
        self.list(place, extent.map_or(&[], Extent::parts));
    }

    fn masthead(&mut self, masthead: &Masthead, language: Language) {
        let (language, code) = match language {
            Language::English => ("english", None),
            Language::Unknown => ("unknown", None),
            Language::Other(code) => ("other", Some(code)),
        };
        let code = code.map(|code| self.code(code));
        self.row(
            Table::Masthead,
            vec![
                masthead.title.as_deref().into(),
                masthead.outlet.as_deref().into(),
                masthead.url.as_deref().into(),
                language.into(),
                code.into(),
            ],
        );
        for (number, author) in (0u32..).zip(&masthead.authors) {
            self.row(Table::Author, vec![number.into(), author.as_str().into()]);
        }
        self.stamp("published", masthead.published);
        self.stamp("modified", masthead.modified);
        let place = Place::of(Owner::Masthead, 0, Role::Dateline);
        self.optional(place, masthead.dateline);
    }

    fn code(&mut self, code: [u8; 3]) -> String {
        if !code.is_ascii() {
            self.fault(|| format!("{code:?} is no code of a language"));
        }
        code.map(char::from).iter().collect()
    }

    fn stamp(&mut self, role: &str, stamp: Option<Stamp>) {
        let Some(stamp) = stamp else { return };
        let seconds = stamp.offset.map(|offset| i64::from(offset.seconds()));
        self.row(
            Table::Stamp,
            vec![
                role.into(),
                stamp.date.to_string().into(),
                stamp.time.map(|time| time.to_string()).into(),
                seconds.map_or(Cell::Null, Cell::Int),
                stamp.evidence.word().into(),
            ],
        );
    }

    fn picture(&mut self, number: u32, picture: &Picture) {
        let file = picture.credit.as_ref().and_then(|credit| credit.file);
        self.row(
            Table::Picture,
            vec![
                number.into(),
                picture.credit.is_some().into(),
                day(file.and_then(|file| file.taken)),
            ],
        );
        let place = |role| Place::of(Owner::Picture, number, role);
        self.span(place(Role::Caption), picture.caption);
        self.optional(place(Role::Shows), picture.shows);
        let Some(Credit {
            agency,
            photographer,
            handout,
            file,
        }) = picture.credit
        else {
            return;
        };
        self.optional(place(Role::Agency), agency);
        self.optional(place(Role::Photographer), photographer);
        self.optional(place(Role::Handout), handout);
        self.optional(place(Role::File), file.map(|file| file.words));
    }

    fn findings(&mut self, findings: &Findings) {
        for (number, source) in (0..).zip(&findings.sources) {
            self.source(number, source);
        }
        for (number, time) in (0..).zip(&findings.times) {
            self.time(number, time);
        }
        for (number, statement) in (0..).zip(&findings.statements) {
            self.statement(number, statement);
        }
        for (number, narration) in (0..).zip(&findings.narration) {
            self.narration(number, narration);
        }
        for (number, absence) in (0..).zip(&findings.absences) {
            self.absence(number, absence);
        }
        for (number, doubt) in (0..).zip(&findings.doubts) {
            self.row(Table::Doubt, vec![number.into(), doubt.why.word().into()]);
            self.span(Place::of(Owner::Doubt, number, Role::Whole), doubt.at);
        }
        for (number, name) in (0..).zip(&findings.names) {
            self.row(Table::Name, vec![number.into(), name.kind.word().into()]);
            self.span(Place::of(Owner::Name, number, Role::Whole), name.span);
        }
        for (number, mention) in (0..).zip(&findings.places) {
            self.place_mention(number, mention);
        }
        for (number, event) in (0..).zip(&findings.events) {
            self.event(number, event);
        }
    }

    fn source(&mut self, number: u32, source: &Source) {
        let place = |role| Place::of(Owner::Source, number, role);
        self.row(
            Table::Source,
            vec![
                number.into(),
                source.kind.word().into(),
                source.anonymity.is_some().into(),
            ],
        );
        self.span(place(Role::Name), source.name);
        for (item, mention) in (0..).zip(&source.mentions) {
            let role = place(Role::Mention);
            self.extent(Place { item, ..role }, Some(mention));
        }
        if let Some(anonymity) = &source.anonymity {
            self.optional(place(Role::Descriptor), anonymity.descriptor);
            self.optional(place(Role::Number), anonymity.number);
            self.optional(place(Role::Reason), anonymity.reason);
        }
    }

    fn time(&mut self, number: u32, time: &TimeExpression) {
        let interval = time.interval;
        self.row(
            Table::Time,
            vec![
                number.into(),
                time.kind.word().into(),
                time.value.as_str().into(),
                day(interval.map(|interval| interval.begin)),
                day(interval.map(|interval| interval.end)),
                interval.map(|interval| interval.precision.word()).into(),
            ],
        );
        self.span(Place::of(Owner::Time, number, Role::Whole), time.span);
    }

    fn statement(&mut self, number: u32, statement: &Statement) {
        let attribution = &statement.attribution;
        let place = Place::of(Owner::Statement, number, Role::Content);
        let parent = attribution.parent.map(|parent| self.parent(place, parent));
        self.row(
            Table::Statement,
            vec![
                number.into(),
                parent.map_or(Cell::Null, Cell::Int),
                real(attribution.score),
                statement.directness.word().into(),
                statement.act.word().into(),
                statement.mood.is_condition.into(),
                statement.mood.question.into(),
            ],
        );
        self.extent(place.role(Role::Source), attribution.source.as_ref());
        self.extent(place.role(Role::Cue), attribution.cue.as_ref());
        self.extent(place, Some(&attribution.content));
        self.chain(place, &statement.chain);
        self.valuations(place, &statement.values);
        self.clauses(place, &statement.clauses);
        self.mood(place, &statement.mood);
        self.told(place, &statement.times);
    }

    fn clauses(&mut self, place: Place, clauses: &[ClauseValue]) {
        for (item, clause) in (0..).zip(clauses) {
            let row = vec![place.number.into(), item.into(), clause.value.word().into()];
            self.row(Table::ClauseValue, row);
            let words = Place {
                item,
                ..place.role(Role::Clause)
            };
            self.span(words, clause.words);
            self.list(words.role(Role::ClauseValue), &clause.because);
        }
    }

    fn parent(&mut self, place: Place, parent: usize) -> i64 {
        if parent >= self.findings.statements.len() {
            self.fault(|| format!("{place}: statement {parent}, which is to hold it, is none"));
        }
        parent as i64
    }

    fn narration(&mut self, number: u32, narration: &Narration) {
        let place = Place::of(Owner::Narration, number, Role::Whole);
        self.row(
            Table::Narration,
            vec![
                number.into(),
                narration.aspect.word().into(),
                narration.mood.is_condition.into(),
                narration.mood.question.into(),
            ],
        );
        self.span(place, narration.span);
        self.optional(place.role(Role::About), narration.about);
        self.span(place.role(Role::Predicate), narration.predicate);
        self.valuations(place, std::slice::from_ref(&narration.valuation));
        self.mood(place, &narration.mood);
        self.told(place, &narration.times);
    }

    fn absence(&mut self, number: u32, absence: &Absence) {
        let place = Place::of(Owner::Absence, number, Role::Whole);
        let kind = absence.kind.word();
        self.row(Table::Absence, vec![number.into(), kind.into()]);
        self.span(place, absence.span);
        self.optional(place.role(Role::About), absence.about);
        self.list(place.role(Role::Because), &absence.because);
        self.chain(place, &absence.chain);
        self.valuations(place, std::slice::from_ref(&absence.valuation));
    }

    fn place_mention(&mut self, number: u32, mention: &PlaceMention) {
        let role = mention.role.word();
        self.row(
            Table::PlaceMention,
            vec![number.into(), role.into(), mention.others.into()],
        );
        let place = Place::of(Owner::PlaceMention, number, Role::Whole);
        self.span(place, mention.span);
        for (at, location) in (0u32..).zip([&mention.location, &mention.second]) {
            if let Some(location) = location {
                self.location([number, at], location);
            }
        }
    }

    fn location(&mut self, [number, at]: [u32; 2], location: &Location) {
        self.row(
            Table::Location,
            vec![
                number.into(),
                at.into(),
                location.name.as_str().into(),
                location.geonames.into(),
                location.country.as_deref().into(),
                real(location.lat),
                real(location.lon),
                location.precision.word().into(),
            ],
        );
    }

    fn event(&mut self, number: u32, event: &Event) {
        let place = Place::of(Owner::Event, number, Role::Predicate);
        let [statement, narration] = self.carrier(place, event.carrier);
        let time = event.time.map(|time| self.time_of(place, time));
        self.row(
            Table::Event,
            vec![
                number.into(),
                event.kind.word().into(),
                event.mode.map(Word::word).into(),
                statement,
                narration,
                time.into(),
                event.value.word().into(),
                event.auxiliary.map(Word::word).into(),
            ],
        );
        self.span(place, event.predicate);
        self.extent(place.role(Role::Actor), event.actor.as_ref());
        self.extent(place.role(Role::Recipient), event.recipient.as_ref());
        self.optional(place.role(Role::Site), event.place);
        for (at, context) in (0u32..).zip(&event.contexts) {
            let row = vec![number.into(), at.into(), context.word().into()];
            self.row(Table::EventContext, row);
        }
    }

    /// The statement or the narration that carries an event.
    fn carrier(&mut self, place: Place, carrier: Carrier) -> [Cell; 2] {
        let (index, count) = match carrier {
            Carrier::Statement(index) => (index, self.findings.statements.len()),
            Carrier::Narration(index) => (index, self.findings.narration.len()),
            Carrier::Article => return [Cell::Null, Cell::Null],
        };
        if index >= count {
            self.fault(|| format!("{place}: {carrier:?}, which is to carry it, is none"));
        }
        let index = Cell::Int(index as i64);
        match carrier {
            Carrier::Statement(_) => [index, Cell::Null],
            Carrier::Narration(_) | Carrier::Article => [Cell::Null, index],
        }
    }

    fn mood(&mut self, place: Place, mood: &Mood) {
        self.optional(place.role(Role::Condition), mood.condition);
        self.optional(place.role(Role::Future), mood.future);
    }

    fn chain(&mut self, place: Place, chain: &[Voice]) {
        for (at, voice) in (0..).zip(chain) {
            let mut row = listed(place, at);
            row.extend(self.voice(place, *voice));
            self.row(Table::Voice, row);
        }
    }

    fn valuations(&mut self, place: Place, valuations: &[Valuation]) {
        for (item, valuation) in (0..).zip(valuations) {
            let mut row = listed(place, item);
            row.extend(self.voice(place, valuation.voice));
            row.push(valuation.value.word().into());
            self.row(Table::Valuation, row);
            let place = place.role(Role::Value);
            self.list(Place { item, ..place }, &valuation.because);
        }
    }

    fn voice(&mut self, place: Place, voice: Voice) -> [Cell; 2] {
        let source = match voice {
            Voice::Narrator => return ["narrator".into(), Cell::Null],
            Voice::Unstated => return ["unstated".into(), Cell::Null],
            Voice::Source(source) => source,
        };
        if self.findings.source(source).is_none() {
            self.fault(|| format!("{place}: source {}, which is to say it, is none", source.0));
        }
        ["source".into(), source.0.into()]
    }

    fn told(&mut self, place: Place, times: &[TimeId]) {
        for (at, time) in (0..).zip(times) {
            let mut row = listed(place, at);
            row.push(self.time_of(place, *time).into());
            self.row(Table::Told, row);
        }
    }

    /// The number of a time, which must be one.
    fn time_of(&mut self, place: Place, time: TimeId) -> u32 {
        if self.findings.time(time).is_none() {
            self.fault(|| format!("{place}: time {}, which it is to tell, is none", time.0));
        }
        time.0
    }
}

/// How the row of a list begins: whose list, and where in it.
fn listed(place: Place, at: u32) -> Row {
    vec![place.owner.word().into(), place.number.into(), at.into()]
}

fn day(date: Option<Date>) -> Cell {
    date.map(|date| date.to_string()).into()
}

/// SQL knows no number that is not a number.
fn real(number: f32) -> Cell {
    if number.is_nan() {
        Cell::Null
    } else {
        Cell::Real(number.into())
    }
}
