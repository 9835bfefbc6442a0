//! Which words of a reading are meant: of which finding, in which role.

use std::fmt;

use crate::cell::Row;
use crate::word::{Word, words};

/// The place of one stretch of words within a reading. Numbers count from 0, as in the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// What it belongs to.
    pub owner: Owner,
    /// Which of them.
    pub number: u32,
    /// What the words do there.
    pub role: Role,
    /// Which mention, word or value, where there are several.
    pub item: u32,
    /// Which stretch, where the words stand apart.
    pub part: u32,
}

/// What a stretch of words belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// What the page says of the article.
    Masthead,
    /// A part of the text.
    Zone,
    /// A picture, by its caption.
    Picture,
    /// Somebody who speaks.
    Source,
    /// Words that tell a time.
    Time,
    /// What somebody says.
    Statement,
    /// A clause in the article's own voice.
    Narration,
    /// Something absent.
    Absence,
    /// A place in doubt.
    Doubt,
    /// Whom or what the article names.
    Name,
    /// A place it names.
    PlaceMention,
    /// Something done by somebody to somebody.
    Event,
}

words!(Owner {
    Masthead = "masthead",
    Zone = "zone",
    Picture = "picture",
    Source = "source",
    Time = "time_expression",
    Statement = "statement",
    Narration = "narration",
    Absence = "absence",
    Doubt = "doubt",
    Name = "name",
    PlaceMention = "place_mention",
    Event = "event",
});

/// What words do in a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// They are all of it: the zone, the clause, the words that tell a time.
    Whole,
    /// The place and agency at the head of the text.
    Dateline,
    /// A caption, credit included.
    Caption,
    /// The caption without the credit.
    Shows,
    /// The agency of a picture.
    Agency,
    /// The person behind the camera.
    Photographer,
    /// The party that handed a picture out.
    Handout,
    /// The words that tell an archive picture.
    File,
    /// The fullest name of a source.
    Name,
    /// A mention of a source.
    Mention,
    /// The description of an unnamed source.
    Descriptor,
    /// How many an unnamed source is.
    Number,
    /// Why a source is not named.
    Reason,
    /// The words that name the source of a statement.
    Source,
    /// The words that attribute.
    Cue,
    /// What is attributed.
    Content,
    /// Words elsewhere that name the subject of a clause.
    About,
    /// The predicate of a clause.
    Predicate,
    /// The condition it depends on.
    Condition,
    /// The words that put it in the future.
    Future,
    /// The words that decide an absence.
    Because,
    /// The words that decided a value of FactBank.
    Value,
    /// The words that tell a clause with a value of its own.
    Clause,
    /// The words that decided the value of a clause.
    ClauseValue,
    /// Who did it.
    Actor,
    /// To whom it was done.
    Recipient,
    /// The place where it was done.
    Site,
}

words!(Role {
    Whole = "whole",
    Dateline = "dateline",
    Caption = "caption",
    Shows = "shows",
    Agency = "agency",
    Photographer = "photographer",
    Handout = "handout",
    File = "file",
    Name = "name",
    Mention = "mention",
    Descriptor = "descriptor",
    Number = "number",
    Reason = "reason",
    Source = "source",
    Cue = "cue",
    Content = "content",
    About = "about",
    Predicate = "predicate",
    Condition = "condition",
    Future = "future",
    Because = "because",
    Value = "value",
    Clause = "clause",
    ClauseValue = "clause_value",
    Actor = "actor",
    Recipient = "recipient",
    Site = "site",
});

impl Place {
    pub(crate) fn of(owner: Owner, number: u32, role: Role) -> Place {
        Place {
            owner,
            number,
            role,
            item: 0,
            part: 0,
        }
    }

    /// Other words of the same finding.
    pub(crate) fn role(self, role: Role) -> Place {
        Place { role, ..self }
    }

    /// How the row of a span begins.
    pub(crate) fn cells(self) -> Row {
        vec![
            self.owner.word().into(),
            self.number.into(),
            self.role.word().into(),
            self.item.into(),
            self.part.into(),
        ]
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.owner.word(), self.number)?;
        if self.role != Role::Whole {
            write!(f, ", {}", self.role.word())?;
        }
        if (self.item, self.part) != (0, 0) {
            write!(f, " {}.{}", self.item, self.part)?;
        }
        Ok(())
    }
}
