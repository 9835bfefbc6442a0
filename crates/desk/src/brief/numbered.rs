//! Lines and articles of a brief by other numbers.

use std::collections::BTreeSet;

use onrecord_record::Article;

use super::{
    BriefSource, Citation, Heading, Line, Lineage, LineageEvidence, LineageFrom, Note, Piece,
};

impl Line {
    /// Hands each of its citations to `each`, which may give it another number.
    pub(super) fn each_citation(&mut self, each: &mut dyn FnMut(&mut Citation)) {
        if let Heading::Speaker(name, _) = &mut self.heading {
            each(name);
        }
        for piece in &mut self.pieces {
            match piece {
                Piece::Speaker(at)
                | Piece::Quote(at)
                | Piece::Cue(at)
                | Piece::About(at)
                | Piece::Via(_, at) => each(at),
                Piece::Gap | Piece::Dash | Piece::Against => {}
            }
        }
        let notes = self.notes.iter_mut().flat_map(Note::citations);
        notes.chain(&mut self.citations).for_each(each);
    }
}

impl Note {
    /// What it cites of its own. The words that decided a value are told by their place in the article that
    /// the line cites.
    fn citations(&mut self) -> Vec<&mut Citation> {
        match self {
            Note::Value { voice, .. } => voice.iter_mut().collect(),
            Note::Clause { words: at, .. }
            | Note::Condition(at)
            | Note::Future(at)
            | Note::SaidAt(at, _)
            | Note::Time(at, _)
            | Note::Camera(at)
            | Note::Handout(at)
            | Note::FilePhoto(at, _)
            | Note::Attributed(at)
            | Note::Number(at)
            | Note::Described(at)
            | Note::Reason(at)
            | Note::After(at)
            | Note::Also(at)
            | Note::AlsoBy(at)
            | Note::ContradictedBy(at)
            | Note::AnsweredBy(at) => vec![at],
            Note::Unanswered(at) => at.iter_mut().collect(),
            Note::Question
            | Note::Zone(_)
            | Note::NoCredit
            | Note::Statements { .. }
            | Note::Claim { .. }
            | Note::Doubtful(_)
            | Note::SourceInDoubt
            | Note::UnclosedQuotation => Vec::new(),
        }
    }
}

impl BriefSource {
    /// An article with so many earlier versions, of which nothing else is told.
    pub(super) fn alone(article: &Article, earlier: usize) -> BriefSource {
        BriefSource {
            article: article.clone(),
            repeats: None,
            versions: earlier,
            lineage: Vec::new(),
            roots: BTreeSet::new(),
            is_read: article.language.is_read(),
        }
    }

    /// The same article in a brief where `to` gives each article's number.
    pub(super) fn numbered(mut self, to: &dyn Fn(usize) -> usize) -> BriefSource {
        self.repeats = self.repeats.map(|(other, share)| (to(other), share));
        self.lineage = self
            .lineage
            .into_iter()
            .map(|one| one.numbered(to))
            .collect();
        self
    }
}

impl Lineage {
    fn numbered(mut self, to: &dyn Fn(usize) -> usize) -> Lineage {
        if let LineageFrom::Article(other) = &mut self.from {
            *other = to(*other);
        }
        match &mut self.evidence {
            LineageEvidence::Words {
                passage: Some(at), ..
            }
            | LineageEvidence::Credit { at, .. } => at.article = to(at.article),
            LineageEvidence::Words { passage: None, .. } => {}
        }
        self
    }
}
