//! Whom a clause is about, where its own words do not name them: *{He} left*, *and {left} early*.

use std::ops::Range;

use onrecord_record::{Findings, Span};

use crate::clause;
use crate::document::Document;
use crate::inside;
use crate::tag::Pos;

/// Tokens at the head of a clause among which its pronoun stands.
const OPENING: usize = 4;

/// Names the subjects of `findings` that a pronoun or nothing stands for. `referents` are the
/// pronouns of the article, in text order, with the names of those they take up.
pub(crate) fn name_subjects(
    document: &Document<'_>,
    referents: &[(Span, Span)],
    findings: &mut Findings,
) {
    let reader = Reader {
        document,
        referents,
    };
    for one in &mut findings.narration {
        one.about = reader.about(one.span);
        if one.about.is_none() {
            one.span = reader.with_subject(one.span);
        }
    }
    for one in &mut findings.absences {
        one.about = reader.about(one.span);
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    referents: &'a [(Span, Span)],
}

impl Reader<'_> {
    /// The words elsewhere that name the subject of the clause in `span`.
    fn about(&self, span: Span) -> Option<Span> {
        let tokens = self.document.tokens_in(span);
        let opening = tokens.start..tokens.end.min(tokens.start + OPENING);
        let is_light = |at: &usize| self.is_light(*at);
        let first = opening.clone().find(|at| !is_light(at))?;
        let told = self.document.tokens.get(first)?;
        match told.pos {
            Pos::PRP | Pos::PRPS => self.name_of(told.span),
            _ if self.is_verb(first) => {
                let subject = self.subject_of(first)?;
                let outside = !subject.overlaps(span);
                outside.then(|| self.name_of(subject).unwrap_or(subject))
            }
            _ => None,
        }
    }

    /// `span`, from the head of its sentence where it opens with a verb whose subject is not found.
    fn with_subject(&self, span: Span) -> Span {
        let tokens = self.document.tokens_in(span);
        let first = tokens.clone().find(|at| !self.is_light(*at));
        let sentence = first.and_then(|first| self.document.sentence_at(first));
        match (first, sentence) {
            (Some(first), Some(sentence)) if self.opens_bare(first, sentence.start) => {
                let whole = clause::span_of(self.document, sentence.start..tokens.end);
                whole.unwrap_or(span)
            }
            _ => span,
        }
    }

    /// Is the word at `first`, which does not open its sentence, a verb in a tense or *including*?
    fn opens_bare(&self, first: usize, opening: usize) -> bool {
        let pos = self.document.tokens.get(first).map(|token| token.pos);
        first > opening && pos.is_some_and(|pos| pos.is_finite() || pos == Pos::VBG)
    }

    /// Words before a subject: *but*, *later*, a mark.
    fn is_light(&self, at: usize) -> bool {
        let pos = self.document.tokens.get(at).map(|token| token.pos);
        matches!(pos, Some(Pos::CC | Pos::Mark)) || clause::is_adverb(self.document, at)
    }

    fn is_verb(&self, at: usize) -> bool {
        let pos = self.document.tokens.get(at).map(|token| token.pos);
        pos.is_some_and(|pos| pos.is_finite() || pos.is_verb())
            || clause::is_auxiliary(self.document, at)
    }

    /// The subject of the clause whose verb group token `at` belongs to.
    fn subject_of(&self, at: usize) -> Option<Span> {
        let clauses = clause::clauses(self.document, self.document.sentence_at(at)?);
        let index = clauses.iter().position(|one| {
            let verb = one.verb.as_ref();
            verb.is_some_and(|verb| verb.tokens.contains(&at))
        })?;
        let subject = self.bare(inside::subject(self.document, &clauses, index)?)?;
        let verb = clauses[index].verb.as_ref()?;
        let agrees = self.is_plural(&subject) || !self.wants_plural(verb.tokens.start);
        clause::span_of(self.document, subject).filter(|_| agrees)
    }

    /// A subject without what a comma parts from it, if a noun or pronoun is left.
    fn bare(&self, subject: Range<usize>) -> Option<Range<usize>> {
        let comma = subject.clone().find(|at| self.document.lower(*at) == ",");
        let bare = subject.start..comma.unwrap_or(subject.end);
        let is_nominal = |at: usize| {
            let pos = self.document.tokens.get(at).map(|token| token.pos);
            pos.is_some_and(|pos| pos.is_noun() || pos == Pos::PRP)
        };
        bare.clone().any(is_nominal).then_some(bare)
    }

    /// *Were, are, have*: no verb of one alone.
    fn wants_plural(&self, at: usize) -> bool {
        matches!(self.document.lower(at).as_str(), "were" | "are" | "have")
    }

    /// Does a subject tell of more than one, as far as its words show?
    fn is_plural(&self, subject: &Range<usize>) -> bool {
        subject.clone().any(|at| {
            let pos = self.document.tokens.get(at).map(|token| token.pos);
            matches!(pos, Some(Pos::NNS | Pos::NNPS))
                || matches!(
                    self.document.lower(at).as_str(),
                    "and" | "they" | "we" | "you" | "all" | "some" | "many" | "most" | "several"
                )
        })
    }

    /// Whom the pronoun at `span` takes up.
    fn name_of(&self, span: Span) -> Option<Span> {
        let at = self
            .referents
            .binary_search_by_key(&span, |(pronoun, _)| *pronoun)
            .ok()?;
        Some(self.referents.get(at)?.1)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    /// The clauses of `text`, and what each is about.
    fn about(text: &str) -> Vec<(String, Option<String>)> {
        let findings = testing::findings(text);
        let told = findings.narration.iter().map(|one| {
            let words = |span: onrecord_record::Span| span.of(text).to_owned();
            (words(one.span), one.about.map(words))
        });
        told.collect()
    }

    #[test]
    fn pronouns_and_shared_subjects_are_named() {
        let told = about(
            "Ada Holt joined the ministry in 2009. She never left, and reportedly wrote the draft.",
        );
        let name = |words: &str| {
            let found = told.iter().find(|(first, _)| first.starts_with(words));
            found.and_then(|(_, name)| name.clone())
        };
        assert_eq!(name("Ada Holt"), None);
        assert_eq!(name("She never"), Some("Ada Holt".to_owned()), "{told:?}");
        assert_eq!(name("reportedly"), Some("Ada Holt".to_owned()), "{told:?}");
    }
}
