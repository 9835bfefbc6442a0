//! An origin: one occasion on which somebody put things on record.

use jiff::civil::Date;

use super::world::Person;

/// How the words reached the press.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Channel {
    /// Somebody by name, before reporters.
    Briefing,
    /// A house, in writing.
    Statement,
    /// Somebody who stood by, to a local paper.
    Witness,
    /// A paper that one outlet has seen.
    Document,
    /// Somebody who would not be named.
    Anonymous,
    /// An agency's own reporter.
    Reporter,
    /// Nobody: two outlets name each other.
    Rumour,
}

impl Channel {
    pub(super) fn key(self) -> &'static str {
        match self {
            Channel::Briefing => "briefing",
            Channel::Statement => "statement",
            Channel::Witness => "witness",
            Channel::Document => "document",
            Channel::Anonymous => "anonymous",
            Channel::Reporter => "reporter",
            Channel::Rumour => "rumour",
        }
    }

    /// Does it speak in the outlet's own voice?
    pub(super) fn is_own(self) -> bool {
        matches!(self, Channel::Reporter | Channel::Rumour)
    }

    /// Can it know only what can be seen?
    pub(super) fn only_sees(self) -> bool {
        matches!(self, Channel::Witness | Channel::Reporter)
    }
}

/// How an article may refer to the source, most exact first.
#[derive(Clone)]
pub(super) struct Voice {
    /// In the first sentence of a story.
    pub(super) lead: Vec<String>,
    pub(super) first: Vec<String>,
    pub(super) later: Vec<String>,
    pub(super) pronoun: Option<&'static str>,
}

#[derive(Clone)]
pub(super) enum Speaker {
    Person(Box<Person>),
    /// A house, and what it is called the second time.
    House(String, String),
    /// Words that name nobody, and what they become the second time.
    Unnamed(String, String),
}

pub(super) struct Origin {
    pub(super) channel: Channel,
    pub(super) speaker: Speaker,
    /// The house that the speaker belongs to, if to any.
    pub(super) house: String,
    /// The paper or agency that had it alone.
    pub(super) outlet: Option<usize>,
    pub(super) date: Date,
    /// The first is that the event happened, except in rumours.
    pub(super) statements: Vec<Statement>,
}

/// One thing that an origin put on record.
#[derive(Clone)]
pub(super) struct Statement {
    pub(super) claim: usize,
    pub(super) hedged: bool,
    /// What was said word for word, and what was added to it.
    pub(super) quote: Option<(String, String)>,
}

impl Speaker {
    /// How a paper refers to the speaker that spells names in its way.
    pub(super) fn voice(&self, spelling: usize) -> Voice {
        match self {
            Speaker::Person(person) => named(person, spelling),
            Speaker::House(body, house) => Voice {
                lead: vec![body.clone()],
                first: vec![body.clone()],
                later: vec![house.clone(), body.clone()],
                pronoun: (house != "police").then_some("it"),
            },
            Speaker::Unnamed(first, later) => Voice {
                lead: vec![first.clone()],
                first: vec![first.clone()],
                later: vec![later.clone()],
                pronoun: None,
            },
        }
    }

    pub(super) fn person(&self) -> Option<&Person> {
        match self {
            Speaker::Person(person) => Some(person),
            _ => None,
        }
    }
}

fn named(person: &Person, spelling: usize) -> Voice {
    let (first, last) = &person.spellings[spelling];
    let full = format!("{first} {last}");
    let with_role = format!("{full}, {},", person.role);
    let is_clause = person.role.starts_with("who ");
    let (lead, firsts) = match &person.title {
        Some(title) => {
            let titled = format!("{title} {full}");
            let lead = if is_clause {
                titled.clone()
            } else {
                person.role.clone()
            };
            (vec![titled.clone(), lead], vec![titled, with_role])
        }
        None => (vec![person.role.clone()], vec![with_role]),
    };
    Voice {
        lead,
        first: firsts,
        later: vec![last.clone(), last.clone(), person.short.clone()],
        pronoun: Some(if person.woman { "she" } else { "he" }),
    }
}
