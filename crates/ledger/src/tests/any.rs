//! Any article and findings come back as they went in.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use onrecord_record::{
    Absence, AbsenceKind, Act, Anonymity, Article, Aspect, Attribution, Auxiliary, Carrier,
    ClauseValue, Credit, Directness, Doubt, DoubtKind, Event, EventContext, EventKind, EventMode,
    Extent, Factuality, FilePhoto, Findings, Interval, Language, Location, Masthead, Mood, Name,
    NameKind, Narration, Origin, Picture, PlaceMention, PlacePrecision, PlaceRole, Precision,
    Source, SourceId, SourceKind, Span, Stamp, StampEvidence, Statement, TimeExpression, TimeId,
    TimeKind, Valuation, Voice, Zone, ZoneKind,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::sample::article;
use super::{Room, note};
use crate::{Appended, Ledger};

/// Numbers that decide everything else of a case, one at a time; 0 when they have run out.
struct Chance {
    numbers: Vec<u32>,
    at: usize,
}

/// Something that chance can make, for a text.
trait Any: Sized {
    fn any(chance: &mut Chance, text: &str) -> Self;
}

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.at += 1;
        self.numbers.get(self.at - 1).map_or(0, |n| *n as usize) % limit.max(1)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Chance) -> T) -> Option<T> {
        (self.below(2) == 1).then(|| make(self))
    }

    fn few<T: Any>(&mut self, text: &str) -> Vec<T> {
        (0..self.below(4)).map(|_| T::any(self, text)).collect()
    }

    fn span(&mut self, text: &str) -> Span {
        let borders: Vec<usize> = (0..=text.len())
            .filter(|at| text.is_char_boundary(*at))
            .collect();
        let (one, two) = (self.below(borders.len()), self.below(borders.len()));
        let (from, to) = (one.min(two), one.max(two));
        let range = if from == to {
            0..text.len()
        } else {
            borders[from]..borders[to]
        };
        Span::new(text, range).unwrap()
    }

    fn words(&mut self) -> String {
        let all = [
            "",
            "a",
            "Orra’s “dam”",
            "a\0b",
            "x' OR 1=1;--",
            "\u{202e}",
            "𐍈𐍈",
        ];
        self.one_of(&all).to_owned()
    }

    fn date(&mut self) -> Date {
        let years = [-9999, -44, 0, 1, 1999, 2031, 9999];
        let (month, day) = (self.below(12) as i8 + 1, self.below(28) as i8 + 1);
        Date::new(self.one_of(&years), month, day).unwrap()
    }

    fn time(&mut self) -> Time {
        let nanosecond = [0, 1, 500_000_000, 999_999_999];
        let (hour, minute) = (self.below(24) as i8, self.below(60) as i8);
        Time::new(hour, minute, self.below(60) as i8, self.one_of(&nanosecond)).unwrap()
    }

    fn stamp(&mut self) -> Stamp {
        use StampEvidence::{Field, Given, JsonLd, Meta, OpenGraph, Text, TimeElement};
        let evidence = [Given, Field, JsonLd, OpenGraph, Meta, TimeElement, Text];
        Stamp {
            date: self.date(),
            time: self.some(Chance::time),
            offset: self.some(|it| Offset::from_seconds(it.below(93_600) as i32 - 46_800).unwrap()),
            evidence: self.one_of(&evidence),
        }
    }

    fn masthead(&mut self, text: &str) -> Masthead {
        Masthead {
            title: self.some(Chance::words),
            authors: (0..self.below(3)).map(|_| self.words()).collect(),
            outlet: self.some(Chance::words),
            url: self.some(Chance::words),
            published: self.some(Chance::stamp),
            modified: self.some(Chance::stamp),
            dateline: self.some(|it| it.span(text)),
        }
    }

    fn voice(&mut self, sources: usize) -> Voice {
        match self.below(3) {
            1 => Voice::Unstated,
            2 if sources > 0 => Voice::Source(SourceId(self.below(sources) as u32)),
            _ => Voice::Narrator,
        }
    }

    fn valuation(&mut self, text: &str, sources: usize) -> Valuation {
        Valuation {
            voice: self.voice(sources),
            value: self.one_of(&Factuality::ALL),
            because: self.few(text),
        }
    }

    fn clause(&mut self, text: &str) -> ClauseValue {
        ClauseValue {
            words: self.span(text),
            value: self.one_of(&Factuality::ALL),
            because: self.few(text),
        }
    }

    fn mood(&mut self, text: &str) -> Mood {
        Mood {
            condition: self.some(|it| it.span(text)),
            is_condition: self.below(2) == 1,
            future: self.some(|it| it.span(text)),
            question: self.below(2) == 1,
        }
    }

    fn told(&mut self, times: usize) -> Vec<TimeId> {
        let count = if times == 0 { 0 } else { self.below(3) };
        (0..count)
            .map(|_| TimeId(self.below(times) as u32))
            .collect()
    }

    fn statement(&mut self, text: &str, [sources, times, statements]: [usize; 3]) -> Statement {
        use Act::{
            Asked, Decided, DeclinedToComment, Denied, Promised, Said, Sees, Thinks, Wants, Warned,
            Wrote,
        };
        use Directness::{Direct, Indirect, Mixed};
        let score = self.below(usize::MAX) as u32;
        Statement {
            attribution: Attribution {
                source: self.some(|it| Extent::any(it, text)),
                cue: self.some(|it| Extent::any(it, text)),
                content: Extent::any(self, text),
                score: f32::from_bits(score & 0x3fff_ffff),
                parent: self.some(|it| it.below(statements)),
            },
            chain: (0..self.below(3)).map(|_| self.voice(sources)).collect(),
            directness: self.one_of(&[Direct, Mixed, Indirect]),
            act: self.one_of(&[
                Said,
                Wrote,
                Asked,
                Promised,
                Denied,
                Warned,
                Thinks,
                Wants,
                Sees,
                Decided,
                DeclinedToComment,
            ]),
            values: (0..self.below(3))
                .map(|_| self.valuation(text, sources))
                .collect(),
            clauses: (0..self.below(3)).map(|_| self.clause(text)).collect(),
            mood: self.mood(text),
            times: self.told(times),
        }
    }

    fn narration(&mut self, text: &str, [sources, times]: [usize; 2]) -> Narration {
        Narration {
            span: self.span(text),
            about: self.some(|any| any.span(text)),
            predicate: self.span(text),
            aspect: self.one_of(&[Aspect::Event, Aspect::State]),
            valuation: self.valuation(text, sources),
            mood: self.mood(text),
            times: self.told(times),
        }
    }

    fn absence(&mut self, text: &str, sources: usize) -> Absence {
        use AbsenceKind::{Declined, DidNotHappen, NoEvidence, NotAnswered, NotKnown, Withheld};
        let kinds = [
            DidNotHappen,
            NotKnown,
            NoEvidence,
            NotAnswered,
            Declined,
            Withheld,
        ];
        Absence {
            about: self.some(|any| any.span(text)),
            span: self.span(text),
            because: self.few(text),
            kind: self.one_of(&kinds),
            chain: (0..self.below(3)).map(|_| self.voice(sources)).collect(),
            valuation: self.valuation(text, sources),
        }
    }

    fn event(&mut self, text: &str, [times, statements, narration]: [usize; 3]) -> Event {
        let modes: Vec<EventMode> = EventKind::ALL
            .iter()
            .flat_map(|kind| kind.modes())
            .copied()
            .collect();
        let kinds = [
            Auxiliary::Future,
            Auxiliary::Hypothetical,
            Auxiliary::Negation,
        ];
        Event {
            predicate: self.span(text),
            kind: self.one_of(&EventKind::ALL),
            mode: self.some(|it| it.one_of(&modes)),
            contexts: (0..self.below(3))
                .map(|_| self.one_of(&EventContext::ALL))
                .collect(),
            actor: self.some(|it| Extent::any(it, text)),
            recipient: self.some(|it| Extent::any(it, text)),
            time: self.told(times).first().copied(),
            place: self.some(|it| it.span(text)),
            carrier: match self.below(3) {
                1 if statements > 0 => Carrier::Statement(self.below(statements)),
                2 if narration > 0 => Carrier::Narration(self.below(narration)),
                _ => Carrier::Article,
            },
            value: self.one_of(&Factuality::ALL),
            auxiliary: self.some(|it| it.one_of(&kinds)),
        }
    }

    fn location(&mut self) -> Location {
        use PlacePrecision::{Area, Continent, Country, District, Exact, Near, Region, Waters};
        let degrees = [-180.0, -0.000_001, 0.0, 36.0, 51.507_4, f32::MIN_POSITIVE];
        let precisions = [
            Exact, Near, District, Region, Area, Country, Waters, Continent,
        ];
        Location {
            name: self.words(),
            geonames: self.some(|it| it.below(usize::MAX) as u32),
            country: self.some(Chance::words),
            lat: self.one_of(&degrees),
            lon: self.one_of(&degrees),
            precision: self.one_of(&precisions),
        }
    }

    fn findings(&mut self, text: &str) -> Findings {
        let (sources, times) = (self.few::<Source>(text), self.few::<TimeExpression>(text));
        let counts = [sources.len(), times.len()];
        let statements = self.below(4);
        let all = [counts[0], counts[1], statements];
        let narration = self.below(3);
        Findings {
            statements: (0..statements).map(|_| self.statement(text, all)).collect(),
            narration: (0..narration)
                .map(|_| self.narration(text, counts))
                .collect(),
            absences: (0..self.below(3))
                .map(|_| self.absence(text, counts[0]))
                .collect(),
            doubts: self.few(text),
            sources,
            times,
            names: self.few(text),
            places: self.few(text),
            events: (0..self.below(3))
                .map(|_| self.event(text, [counts[1], statements, narration]))
                .collect(),
        }
    }
}

impl Any for Span {
    fn any(chance: &mut Chance, text: &str) -> Span {
        chance.span(text)
    }
}

impl Any for Extent {
    fn any(chance: &mut Chance, text: &str) -> Extent {
        let parts = (0..=chance.below(3)).map(|_| chance.span(text)).collect();
        Extent::new(parts).unwrap()
    }
}

impl Any for Zone {
    fn any(chance: &mut Chance, text: &str) -> Zone {
        use ZoneKind::{Body, Caption, Correction, Headline, Standfirst};
        Zone {
            span: chance.span(text),
            kind: chance.one_of(&[Headline, Standfirst, Body, Correction, Caption]),
        }
    }
}

impl Any for Picture {
    fn any(chance: &mut Chance, text: &str) -> Picture {
        let file = |it: &mut Chance| FilePhoto {
            words: it.span(text),
            taken: it.some(Chance::date),
        };
        Picture {
            caption: chance.span(text),
            shows: chance.some(|it| it.span(text)),
            credit: chance.some(|it| Credit {
                agency: it.some(|it| it.span(text)),
                photographer: it.some(|it| it.span(text)),
                handout: it.some(|it| it.span(text)),
                file: it.some(file),
            }),
        }
    }
}

impl Any for Source {
    fn any(chance: &mut Chance, text: &str) -> Source {
        use SourceKind::{
            Document, Office, Organisation, Outlet, Person, Public, Unnamed, Unresolved,
        };
        Source {
            name: chance.span(text),
            kind: chance.one_of(&[
                Person,
                Office,
                Organisation,
                Outlet,
                Document,
                Unnamed,
                Public,
                Unresolved,
            ]),
            mentions: chance.few(text),
            anonymity: chance.some(|it| Anonymity {
                descriptor: it.some(|it| it.span(text)),
                number: it.some(|it| it.span(text)),
                reason: it.some(|it| it.span(text)),
            }),
        }
    }
}

impl Any for TimeExpression {
    fn any(chance: &mut Chance, text: &str) -> TimeExpression {
        use Precision::{Day, Month, Season, Vague, Week, Year};
        use TimeKind::{Date, Duration, Set, Time};
        TimeExpression {
            span: chance.span(text),
            kind: chance.one_of(&[Date, Time, Duration, Set]),
            value: chance.words(),
            interval: chance.some(|it| Interval {
                begin: it.date(),
                end: it.date(),
                precision: it.one_of(&[Day, Week, Month, Season, Year, Vague]),
            }),
        }
    }
}

impl Any for Name {
    fn any(chance: &mut Chance, text: &str) -> Name {
        use NameKind::{Organisation, Other, Person, Place};
        Name {
            span: chance.span(text),
            kind: chance.one_of(&[Person, Organisation, Place, Other]),
        }
    }
}

impl Any for PlaceMention {
    fn any(chance: &mut Chance, text: &str) -> PlaceMention {
        use PlaceRole::{Demonym, Modifier, Party, Site};
        PlaceMention {
            span: chance.span(text),
            role: chance.one_of(&[Site, Party, Modifier, Demonym]),
            location: chance.some(Chance::location),
            second: chance.some(Chance::location),
            others: chance.below(usize::MAX) as u32,
        }
    }
}

impl Any for Doubt {
    fn any(chance: &mut Chance, text: &str) -> Doubt {
        use DoubtKind::{LowScore, NoSource, TwoSources, UnclosedQuotation, UnopenedQuotation};
        let kinds = [
            UnclosedQuotation,
            UnopenedQuotation,
            NoSource,
            TwoSources,
            LowScore,
        ];
        Doubt {
            at: chance.span(text),
            why: chance.one_of(&kinds),
        }
    }
}

/// A text, and all that can be said of it and found in it.
fn reading() -> impl Strategy<Value = (Article, Findings)> {
    let text = "[a-c “”é\0\u{202e}𐍈日\n]{1,60}";
    let origin = (".{0,20}", option::of(any::<u32>()), option::of(".{0,8}"));
    let languages = prop_oneof![
        Just(Language::English),
        Just(Language::Unknown),
        Just(Language::Other(*b"deu")),
        Just(Language::Other(*b"eng")),
    ];
    (text, origin, languages, vec(any::<u32>(), 0..400)).prop_map(
        |(text, (path, line, doc), language, numbers)| {
            let mut chance = Chance { numbers, at: 0 };
            let article = Article {
                origin: Origin { path, line, doc },
                masthead: chance.masthead(&text),
                zones: chance.few(&text),
                pictures: chance.few(&text),
                language,
                ..article(&text)
            };
            let findings = chance.findings(&text);
            (article, findings)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_in_comes_out(readings in vec(reading(), 1..8)) {
        let room = Room::new();
        let mut ledger = room.ledger();
        let mut kept: Vec<(Article, Findings)> = Vec::new();
        for (article, findings) in &readings {
            let appended = ledger.append(article, findings, &note("a")).unwrap();
            prop_assert_eq!(
                ledger.append(article, findings, &note("a")).unwrap(),
                Appended::Unchanged
            );
            match kept.iter_mut().find(|one| one.0.id == article.id) {
                None => kept.push((article.clone(), findings.clone())),
                Some(one) if appended == Appended::Superseded => {
                    *one = (article.clone(), findings.clone());
                }
                Some(_) => {}
            }
        }
        prop_assert_eq!(ledger.snapshot().unwrap(), kept);
        prop_assert_eq!(ledger.verify().unwrap(), []);
    }
}
