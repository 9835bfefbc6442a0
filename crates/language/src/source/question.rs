//! Who was asked last: the one who then replies is whoever was asked, not whoever asked.

use super::mention::{Form, Mention};
use super::scene::Scene;
use crate::lemma::verb_lemma;
use crate::lexicon::role;
use crate::tag::{EntityTag, Pos};

/// Sentences after a question in which its answer may stand.
const REACH: usize = 2;
/// Tokens between a participle and its auxiliary, at most.
const NEAR: usize = 3;

/// A question told of: *a reporter asked Varga whether …*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Question {
    /// The token of the verb.
    pub(super) token: usize,
    sentence: usize,
    /// Who asks, if told.
    pub(super) asker: Option<usize>,
    /// Who is asked.
    pub(super) asked: usize,
    /// The asker is nobody by name: a reporter, or untold.
    pub(super) is_for_answer: bool,
}

/// The questions of the article, in text order.
pub(super) fn questions(scene: &Scene<'_>, found: &[Mention]) -> Vec<Question> {
    let mut questions = Vec::new();
    for (number, mention) in found.iter().enumerate() {
        if !can_answer(scene, mention) {
            continue;
        }
        let question = active(scene, found, number).or_else(|| passive(scene, found, number));
        questions.extend(question);
    }
    questions.sort_by_key(|question| question.token);
    questions
}

/// The newest question before token `at` of `sentence`, near enough to be answered there.
pub(super) fn last(questions: &[Question], at: usize, sentence: usize) -> Option<Question> {
    let end = questions.partition_point(|question| question.token < at);
    let newest = questions.get(..end)?.last()?;
    (newest.sentence + REACH >= sentence).then_some(*newest)
}

/// Is it somebody, or a pronoun for somebody?
fn can_answer(scene: &Scene<'_>, mention: &Mention) -> bool {
    match &mention.form {
        Form::Name { tag, .. } => *tag == EntityTag::Person,
        Form::Description { .. } => super::mention::is_person(scene, &mention.form),
        Form::Pronoun(_) => scene.pos(mention.tokens.start) == Some(Pos::PRP),
        Form::Pair(..) => false,
    }
}

fn is_asking(scene: &Scene<'_>, at: usize) -> bool {
    scene.pos(at).is_some_and(Pos::is_verb) && role::asks(&verb_lemma(scene.low(at)))
}

/// *A reporter asked Varga whether*; not *asked Varga to leave*.
fn active(scene: &Scene<'_>, found: &[Mention], number: usize) -> Option<Question> {
    let asked = found.get(number)?;
    let verb = asked.tokens.start.checked_sub(1)?;
    let is_request = scene.low(asked.end) == "to";
    if !is_asking(scene, verb) || is_request || scene.pos(verb) == Some(Pos::VBG) {
        return None;
    }
    let near = found.get(number.saturating_sub(NEAR)..number)?;
    let from = number.saturating_sub(NEAR);
    let asker = near
        .iter()
        .rposition(|one| one.sentence == asked.sentence && one.is_subject && one.end <= verb)
        .map(|at| from + at);
    let head = asker.and_then(|asker| match found.get(asker)?.form {
        Form::Description { head, .. } => Some(head),
        _ => None,
    });
    Some(Question {
        token: verb,
        sentence: asked.sentence,
        asker,
        asked: number,
        is_for_answer: head.is_some_and(|head| role::is_asker(&scene.lemma(head))),
    })
}

/// *Rahmani was asked on the stairs if*; not *was asked to leave*.
fn passive(scene: &Scene<'_>, found: &[Mention], number: usize) -> Option<Question> {
    let asked = found.get(number)?;
    let verb = (asked.end..asked.end + NEAR + 1).find(|at| is_asking(scene, *at))?;
    let auxiliary = (asked.end..verb).any(|at| {
        matches!(
            scene.low(at),
            "was" | "were" | "been" | "is" | "are" | "when" | "being"
        )
    });
    let is_plain = (asked.end..verb).all(|at| {
        scene
            .pos(at)
            .is_some_and(|pos| pos.is_verb() || pos == Pos::RB)
            || scene.low(at) == "when"
    });
    let is_request = scene.low(verb + 1) == "to";
    (auxiliary && is_plain && !is_request).then_some(Question {
        token: verb,
        sentence: asked.sentence,
        asker: None,
        asked: number,
        is_for_answer: true,
    })
}
