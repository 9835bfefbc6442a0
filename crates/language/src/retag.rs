//! Verb tags that the words around rule out, put right: *has not yet {ruled}* is no base form, *to
//! {have}* is one, and *if the talks {fail}* has a finite verb.

use crate::document::Token;
use crate::lemma::is_irregular_past;
use crate::tag::Pos;

/// Puts the tags of one sentence right; `words` are its tokens in lower case.
pub(crate) fn retag(tokens: &mut [Token], words: &[String]) {
    for at in 0..tokens.len().min(words.len()) {
        let before = governor(tokens, words, at);
        let opener = before.and_then(|at| words.get(at)).map(String::as_str);
        let tag = tokens[at].pos;
        let is_past = words[at].ends_with("ed") || is_irregular_past(&words[at]);
        let is_perfect = matches!(
            opener,
            Some("has" | "have" | "had" | "'ve" | "’ve" | "having")
        );
        tokens[at].pos = match tag {
            Pos::VBP if opener == Some("to") => Pos::VB,
            Pos::VBP | Pos::VBD if is_modal(tokens, before) && !words[at].ends_with("ed") => {
                Pos::VB
            }
            Pos::VB if is_perfect && is_past => Pos::VBN,
            Pos::VB if is_finite(tokens, words, at) => Pos::VBP,
            Pos::NN if opener == Some("without") && is_gerund(tokens, words, at) => Pos::VBG,
            other => other,
        };
    }
}

/// The token before `at`, adverbs and *not* passed over.
fn governor(tokens: &[Token], words: &[String], at: usize) -> Option<usize> {
    (0..at).rev().find(|before| {
        let is_adverb = tokens[*before].pos == Pos::RB;
        !is_adverb && !matches!(words[*before].as_str(), "not" | "n't" | "n’t" | "never")
    })
}

fn is_modal(tokens: &[Token], at: Option<usize>) -> bool {
    at.is_some_and(|at| tokens[at].pos == Pos::MD)
}

/// A base form right after a plural subject that no verb, modal or *to* stands before: *the talks fail*.
fn is_finite(tokens: &[Token], words: &[String], at: usize) -> bool {
    let Some(subject) = governor(tokens, words, at).filter(|at| tokens[*at].pos == Pos::NNS) else {
        return false;
    };
    let clause = (0..subject)
        .rev()
        .take_while(|before| tokens[*before].pos != Pos::Mark);
    let mut clause = clause.map(|before| tokens[before].pos);
    !clause.any(|pos| pos.is_verb() || matches!(pos, Pos::MD | Pos::TO))
}

/// *without elaborating*: a word in *-ing* with no article, adjective or *of* around it.
fn is_gerund(tokens: &[Token], words: &[String], at: usize) -> bool {
    let adjoins = at
        .checked_sub(1)
        .is_some_and(|before| words[before] == "without");
    let is_noun = tokens.get(at + 1).is_some_and(|next| next.pos.is_noun());
    adjoins
        && words[at].ends_with("ing")
        && !is_noun
        && words.get(at + 1).is_none_or(|next| next != "of")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    /// The tag of `word` in a sentence of `word/TAG` notation.
    fn tag(notation: &str, word: &str) -> Pos {
        let document = testing::tagged(notation);
        let mut tokens = document.tokens.iter();
        let token = tokens.find(|token| document.quote(token.span) == word);
        token.expect("the word stands there").pos
    }

    #[test]
    fn forms_follow_what_governs_them() {
        let perfect = "The/DT court/NN has/VBZ not/RB yet/RB ruled/VB ./.";
        assert_eq!(tag(perfect, "ruled"), Pos::VBN);
        let raised = "He/PRP appears/VBZ to/TO have/VBP left/VBN ./.";
        assert_eq!(tag(raised, "have"), Pos::VB);
        let condition = "If/IN the/DT talks/NNS fail/VB ,/, it/PRP ends/VBZ ./.";
        assert_eq!(tag(condition, "fail"), Pos::VBP);
        let silent = "She/PRP left/VBD without/IN elaborating/NN ./.";
        assert_eq!(tag(silent, "elaborating"), Pos::VBG);
    }

    #[test]
    fn what_may_stand_stays() {
        let helped = "It/PRP helps/VBZ the/DT talks/NNS succeed/VB ./.";
        assert_eq!(tag(helped, "succeed"), Pos::VB);
        let noun = "They/PRP go/VBP without/IN funding/NN of/IN ours/PRP ./.";
        assert_eq!(tag(noun, "funding"), Pos::NN);
    }
}
