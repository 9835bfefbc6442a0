//! Who did what to whom, in the types of PLOVER.
//!
//! Open Event Data Alliance (2021), *PLOVER: Political Language Ontology for Verifiable Event
//! Records*, draft 2.0.

mod context;
mod kind;
mod mode;

use crate::{Extent, Factuality, Findings, PlaceMention, Span, TimeId, Voice};
pub use context::EventContext;
pub use kind::{EventKind, Quad};
pub use mode::EventMode;

/// An event as one article tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The words that tell it: *refused to release*, *attack*.
    pub predicate: Span,
    /// What was done.
    pub kind: EventKind,
    /// How, where the words tell.
    pub mode: Option<EventMode>,
    /// What it is about, as far as its paragraph tells; in the order of [`EventContext::ALL`].
    pub contexts: Vec<EventContext>,
    /// Who did it. Of a meeting without a host, all who met.
    pub actor: Option<Extent>,
    /// To whom.
    pub recipient: Option<Extent>,
    /// The first time expression of its clause.
    pub time: Option<TimeId>,
    /// The place its clause names: `Velin` of *in Velin*.
    pub place: Option<Span>,
    /// In whose words it stands.
    pub carrier: Carrier,
    /// How sure the last voice of the carrier is that it happened: of *officials fear that Ostravia
    /// attacked*, the officials.
    pub value: Factuality,
    /// PLOVER's auxiliary mode.
    pub auxiliary: Option<Auxiliary>,
}

impl Event {
    /// Who tells it, outermost first; nobody but the narrator where it is empty.
    pub fn chain<'f>(&self, findings: &'f Findings) -> &'f [Voice] {
        let statement = match self.carrier {
            Carrier::Statement(index) => findings.statements.get(index),
            Carrier::Narration(_) | Carrier::Article => None,
        };
        statement.map_or(&[], |statement| &statement.chain)
    }

    /// How sure the article itself is that it happened: of *officials say that Ostravia attacked*,
    /// not at all. Where the statement and the event in it are both less than plainly asserted, the
    /// article commits itself to nothing.
    pub fn for_narrator(&self, findings: &Findings) -> Factuality {
        let Carrier::Statement(index) = self.carrier else {
            return self.value;
        };
        let statement = findings.statements.get(index);
        let values = statement.map_or(&[][..], |statement| &statement.values);
        let narrator = values.iter().find(|one| one.voice == Voice::Narrator);
        match narrator.map_or(Factuality::Uncommitted, |one| one.value) {
            Factuality::CERTAIN => self.value,
            value if self.value == Factuality::CERTAIN => value,
            _ => Factuality::Uncommitted,
        }
    }

    /// The mention of the place it names, among those of `findings`.
    pub fn place_mention<'f>(&self, findings: &'f Findings) -> Option<&'f PlaceMention> {
        let at = self.place?;
        findings.places.iter().find(|place| place.span == at)
    }
}

/// In whose words an event stands. An event that a statement carries is as sure, for the article,
/// as the statement is: its chain and values are the event's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carrier {
    /// The innermost statement around it, as an index into `Findings::statements`.
    Statement(usize),
    /// A clause the article tells, as an index into `Findings::narration`.
    Narration(usize),
    /// The article's own voice outside any narration: *{accused} the premier of …*.
    Article,
}

/// PLOVER's auxiliary modes, but for *historical*, which the time of the event tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Auxiliary {
    /// It is yet to come.
    Future,
    /// It hangs on a condition or is only possible.
    Hypothetical,
    /// It did not happen.
    Negation,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Act, Attribution, Certainty, Directness, Mood, Polarity, Statement, Valuation};

    fn event(carrier: Carrier, value: Factuality) -> Event {
        Event {
            predicate: Span::new("attacked", 0..8).expect("eight letters"),
            kind: EventKind::Assault,
            mode: None,
            contexts: Vec::new(),
            actor: None,
            recipient: None,
            time: None,
            place: None,
            carrier,
            value,
            auxiliary: None,
        }
    }

    /// Findings with one statement by somebody untold, of which the narrator thinks `value`.
    fn told(value: Factuality) -> Findings {
        let valuation = |voice, value| Valuation {
            voice,
            value,
            because: Vec::new(),
        };
        let statement = Statement {
            attribution: Attribution {
                source: None,
                cue: None,
                content: Span::new("attacked", 0..8).expect("eight letters").into(),
                score: 1.0,
                parent: None,
            },
            chain: vec![Voice::Unstated],
            directness: Directness::Indirect,
            act: Act::Said,
            values: vec![
                valuation(Voice::Narrator, value),
                valuation(Voice::Unstated, Factuality::CERTAIN),
            ],
            clauses: Vec::new(),
            mood: Mood::default(),
            times: Vec::new(),
        };
        Findings {
            statements: vec![statement],
            ..Findings::default()
        }
    }

    #[test]
    fn the_narrator_is_as_sure_as_statement_and_event_allow() {
        let denied = Factuality::Committed(Certainty::Certain, Polarity::Fails);
        let likely = Factuality::Committed(Certainty::Probable, Polarity::Holds);
        let (certain, open) = (Factuality::CERTAIN, Factuality::Uncommitted);
        for (statement, inside, wanted) in [
            (open, certain, open),
            (open, denied, open),
            (certain, certain, certain),
            (certain, likely, likely),
            (denied, certain, denied),
            (denied, denied, open),
        ] {
            let event = event(Carrier::Statement(0), inside);
            let findings = told(statement);
            assert_eq!(
                event.for_narrator(&findings),
                wanted,
                "{statement} {inside}"
            );
            assert_eq!(event.chain(&findings), [Voice::Unstated]);
        }
        let own = event(Carrier::Article, likely);
        assert_eq!(own.for_narrator(&told(open)), likely);
        assert_eq!(own.chain(&told(open)), []);
    }
}
