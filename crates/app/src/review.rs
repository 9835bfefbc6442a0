//! A second reader: doubtful findings of a ledger, one by one, before a model that the user named.
//! Its votes are kept beside the findings and change nothing.

mod answer;
mod endpoint;
mod question;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use onrecord_desk::ledger::{ActNote, Ledger, LedgerError};
use onrecord_record::{Judgement, Target, Vote, standing};

pub(crate) use answer::Thrown;
pub(crate) use endpoint::{Endpoint, Silence, address};
pub(crate) use question::Question;

use crate::cli;

/// After so many questions in a row without an answer nobody is asked any more.
const PATIENCE: usize = 3;

/// How a question ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The vote is in the ledger.
    Voted(Vote),
    /// There was an answer that is none.
    Thrown(Thrown),
    /// There was no answer.
    Silent(Silence),
}

/// The doubtful findings of `ledger` on which `reader` has no vote that stands, at most `limit`.
pub(crate) fn open_questions(
    ledger: &dyn Ledger,
    reader: &str,
    limit: usize,
) -> Result<Vec<Question>, LedgerError> {
    let judgements = ledger.judgements(None)?;
    let voted: BTreeSet<&Target> = standing(&judgements)
        .into_iter()
        .filter(|one| one.by.as_deref() == Some(reader))
        .filter(|one| matches!(one.judgement, Judgement::Vote(..)))
        .filter_map(|one| one.judgement.target())
        .collect();
    let mut open = Vec::new();
    ledger.visit_noted(None, &mut |article, findings, _| {
        let asked = question::doubtful(&article, &findings);
        open.extend(asked.filter(|one| !voted.contains(&one.target)));
        open.truncate(limit);
        match open.len() < limit {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    })?;
    Ok(open)
}

/// Asks `endpoint` one question after the other and keeps its votes; `told` hears how each ended.
/// Returns how many were not asked because nobody answered any more.
pub(crate) fn ask(
    endpoint: &Endpoint,
    ledger: &mut dyn Ledger,
    questions: &[Question],
    told: &mut dyn FnMut(&Question, &Outcome),
) -> Result<usize, LedgerError> {
    let mut silent = 0;
    for (number, question) in questions.iter().enumerate() {
        if silent == PATIENCE {
            return Ok(questions.len() - number);
        }
        let outcome = match endpoint.ask(&question.messages()) {
            Err(silence) => Outcome::Silent(silence),
            Ok(answer) => match answer::vote(question, &answer) {
                Err(thrown) => Outcome::Thrown(thrown),
                Ok(vote) => {
                    let note = ActNote {
                        by: Some(&endpoint.reader),
                        learned: cli::now(),
                    };
                    let judgement = Judgement::Vote(question.target.clone(), vote.clone());
                    ledger.record_judgement(&judgement, &note)?;
                    Outcome::Voted(vote)
                }
            },
        };
        silent = match outcome {
            Outcome::Silent(_) => silent + 1,
            _ => 0,
        };
        told(question, &outcome);
    }
    Ok(0)
}
