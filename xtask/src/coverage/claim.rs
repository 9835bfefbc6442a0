//! A claim: one answer to one question about an event, whoever gives it.

use std::collections::BTreeSet;

use super::draw::Draw;
use super::number;
use super::stock::Question;
use super::wording::{Slots, chosen, filled, plain};

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Answer {
    Yes,
    No,
    Number(u32),
    /// One of the question's choices.
    Choice(usize),
    /// No answer: this house was asked and declined.
    Declined(String),
    /// No answer: the article says that it is not known.
    Unknown,
}

pub(super) struct Claim {
    /// Which of the event's questions it answers.
    pub(super) question: usize,
    pub(super) answer: Answer,
    /// The origins that put it on record.
    pub(super) origins: BTreeSet<usize>,
    /// The origins that were not sure of it.
    pub(super) hedged_by: BTreeSet<usize>,
    /// The claim that an outlet's correction put in its place.
    pub(super) corrected_by: Option<usize>,
    /// The earlier count that this later one replaces.
    pub(super) updates: Option<usize>,
}

impl Claim {
    pub(super) fn new(question: usize, answer: Answer) -> Claim {
        Claim {
            question,
            answer,
            origins: BTreeSet::new(),
            hedged_by: BTreeSet::new(),
            corrected_by: None,
            updates: None,
        }
    }
}

impl Answer {
    /// Is this a position, not the lack of one?
    pub(super) fn is_position(&self) -> bool {
        !matches!(self, Answer::Declined(_) | Answer::Unknown)
    }

    pub(super) fn act(&self) -> &'static str {
        match self {
            Answer::Declined(_) => "declined",
            Answer::Unknown => "unknown",
            Answer::No => "denied",
            _ => "stated",
        }
    }

    /// An answer to `question`, at random.
    pub(super) fn drawn(question: &Question, draw: &mut Draw) -> Answer {
        if let Some([low, high]) = question.number {
            return Answer::Number(rounded(draw.between(low, high)));
        }
        if !question.choice.is_empty() {
            return Answer::Choice(draw.below(question.choice.len()));
        }
        if draw.chance(65) {
            Answer::Yes
        } else {
            Answer::No
        }
    }

    /// An answer that does not go together with this one.
    pub(super) fn rival(&self, question: &Question, draw: &mut Draw) -> Answer {
        match self {
            Answer::Yes => Answer::No,
            Answer::Number(number) => {
                let step = (number / 5).max(if *number < 2000 { 1 } else { 100 })
                    + draw.between(0, (number / 3).max(1));
                let less = number.saturating_sub(step);
                let down = less > 1 && draw.chance(50);
                Answer::Number(rounded(if down { less } else { number + step }))
            }
            Answer::Choice(at) => {
                let others = question.choice.len() - 1;
                Answer::Choice((at + 1 + draw.below(others)) % question.choice.len())
            }
            _ => Answer::Yes,
        }
    }

    /// A slip of the pen: the first two digits change places, or the number is one step too high.
    pub(super) fn slip(&self) -> Answer {
        let Answer::Number(number) = *self else {
            return self.clone();
        };
        let step = 10_u32.pow(number.max(10).ilog10());
        let (first, second) = (number / step, number / (step / 10) % 10);
        let is_plain = number < 10 || second == 0 || first == second;
        let swapped = number % (step / 10) + second * step + first * (step / 10);
        Answer::Number(if is_plain { number + step } else { swapped })
    }

    /// The words of the answer, where it is a number or one of several.
    pub(super) fn value(&self, question: &Question) -> String {
        match self {
            Answer::Number(number) => number::written(*number),
            Answer::Choice(at) => question.choice[*at].clone(),
            _ => String::new(),
        }
    }

    fn slots(&self, question: &Question, slots: &Slots) -> Slots {
        let mut slots = slots.clone();
        slots.insert("n".to_owned(), self.value(question));
        slots.insert("v".to_owned(), self.value(question));
        slots
    }

    /// A clause that gives this answer, in one of its wordings.
    pub(super) fn clause(&self, question: &Question, slots: &Slots, draw: &mut Draw) -> String {
        let all = if *self == Answer::No {
            &question.no
        } else {
            &question.clauses
        };
        filled(&chosen(draw.words(all), draw), &self.slots(question, slots))
    }

    /// The clause that says what `No` denies.
    pub(super) fn denied(question: &Question, slots: &Slots, draw: &mut Draw) -> String {
        Answer::Yes.clause(question, slots, draw)
    }

    /// A sentence to put in quotation marks, if the question has one.
    pub(super) fn quote(
        &self,
        question: &Question,
        slots: &Slots,
        draw: &mut Draw,
    ) -> Option<String> {
        let all = if *self == Answer::No {
            &question.quotes_no
        } else {
            &question.quotes
        };
        let template = (!all.is_empty()).then(|| draw.pick(all))?;
        Some(filled(
            &chosen(template, draw),
            &self.slots(question, slots),
        ))
    }

    /// A headline that gives this answer.
    pub(super) fn headline(
        &self,
        question: &Question,
        slots: &Slots,
        draw: &mut Draw,
    ) -> Option<String> {
        let all = if *self == Answer::No {
            &question.headlines_no
        } else {
            &question.headlines
        };
        let template = (!all.is_empty() && self.is_position()).then(|| draw.pick(all))?;
        Some(filled(
            &chosen(template, draw),
            &self.slots(question, slots),
        ))
    }

    /// The wording by which the truth knows it.
    pub(super) fn reference(&self, question: &Question, slots: &Slots) -> String {
        let words = match self {
            Answer::Declined(house) => format!("{house} declined to comment on {}", question.topic),
            Answer::Unknown => format!("not known: {}", plain(&question.wh)),
            Answer::No => plain(&question.no[0]),
            _ => plain(&question.clauses[0]),
        };
        filled(&words, &self.slots(question, slots))
    }
}

/// Large numbers are told in tens or hundreds.
pub(super) fn rounded(number: u32) -> u32 {
    match number {
        0..400 => number,
        400..2000 => number / 10 * 10,
        _ => number / 100 * 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rival_and_a_slip_differ() {
        let question = Question {
            choice: vec!["a".to_owned(), "b".to_owned()],
            ..Question::default()
        };
        let mut draw = Draw::new(3, 3);
        for number in [2, 3, 14, 44, 100, 1240] {
            let answer = Answer::Number(number);
            for _ in 0..20 {
                assert_ne!(answer.rival(&question, &mut draw), answer);
            }
            assert_ne!(answer.slip(), answer, "{number}");
        }
        assert_eq!(Answer::Number(14).slip(), Answer::Number(41));
        assert_eq!(Answer::Number(9200).slip(), Answer::Number(2900));
        assert_eq!(Answer::Number(40).slip(), Answer::Number(50));
        assert_eq!(
            Answer::Choice(0).rival(&question, &mut draw),
            Answer::Choice(1)
        );
        assert_eq!(Answer::Yes.rival(&question, &mut draw), Answer::No);
        assert_eq!(Answer::No.rival(&question, &mut draw), Answer::Yes);
    }
}
