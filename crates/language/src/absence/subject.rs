//! Where the subject of an absence begins, if marks stand between it and its verb: *{The mill}, a firm
//! of forty, did not reply*; *{the clerk}, who was never asked*.

use crate::clause::Link;
use crate::tag::Pos;

use super::View;

impl View<'_, '_> {
    /// The first token of the subject, if `start` leaves it out.
    pub(super) fn with_subject(&self, start: usize) -> usize {
        let verb = self.verb.tokens.start;
        let has_own = (start..verb).any(|at| self.is_nominal(at));
        if has_own {
            return start;
        }
        let found = match self.clause.link {
            Link::Relative => self.antecedent(),
            _ if self.lower(start.wrapping_sub(1)) == "," => self.before_apposition(start - 1),
            _ => None,
        };
        found.unwrap_or(start)
    }

    fn pos(&self, at: usize) -> Option<Pos> {
        self.document.tokens.get(at).map(|token| token.pos)
    }

    fn is_nominal(&self, at: usize) -> bool {
        self.pos(at)
            .is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::PRP | Pos::EX | Pos::CD))
            || matches!(self.lower(at).as_str(), "both" | "this")
    }

    /// *{the clerk}, who*; *{payments he} did not disclose*.
    fn antecedent(&self) -> Option<usize> {
        let opens = self.clause.marker.as_ref().map(|words| words.start);
        let end = opens.unwrap_or(self.verb.tokens.start);
        let end = end - usize::from(self.lower(end.wrapping_sub(1)) == ",");
        let own = usize::from(opens.is_none() && self.pos(end.wrapping_sub(1)) == Some(Pos::PRP));
        self.phrase_before(end - own)
            .or((own > 0).then(|| end - own))
    }

    /// Before the comma at `close`, with a phrase between it and another comma.
    fn before_apposition(&self, close: usize) -> Option<usize> {
        let commas = (self.first()..close)
            .rev()
            .filter(|at| self.lower(*at) == ",");
        let is_told = |from: usize| {
            (from..close).any(|at| {
                let relative = self.clauses.iter().any(|one| {
                    one.link == Link::Relative
                        && one.tokens.contains(&at)
                        && one.tokens.start >= from
                });
                self.pos(at).is_some_and(Pos::is_finite) && !relative
            })
        };
        commas
            .take_while(|comma| !is_told(comma + 1))
            .filter_map(|comma| self.phrase_before(comma))
            .find(|start| self.is_edge(*start))
    }

    /// The first token of the sentence.
    fn first(&self) -> usize {
        self.clauses.first().map_or(0, |one| one.tokens.start)
    }

    /// Does nothing stand before `start` that its phrase would be the object of?
    fn is_edge(&self, start: usize) -> bool {
        let before = start.checked_sub(1).filter(|at| *at >= self.first());
        before.is_none_or(|at| {
            matches!(self.pos(at), Some(Pos::Mark | Pos::CC)) || self.lower(at) == "that"
        })
    }

    /// Where the noun phrase that ends before `end` begins.
    fn phrase_before(&self, end: usize) -> Option<usize> {
        let is_part = |at: usize| {
            self.is_nominal(at)
                || self.pos(at).is_some_and(|pos| {
                    matches!(
                        pos,
                        Pos::DT | Pos::PDT | Pos::PRPS | Pos::POS | Pos::JJ | Pos::JJS
                    )
                })
                || matches!(self.lower(at).as_str(), "of" | "for" | "from" | "in" | "at")
        };
        let mut start = end;
        while start > self.first() && is_part(start - 1) {
            start -= 1;
        }
        while start < end && self.pos(start) == Some(Pos::IN) {
            start += 1;
        }
        (start..end).any(|at| self.is_nominal(at)).then_some(start)
    }
}
