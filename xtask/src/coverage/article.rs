//! An article as one outlet published it, with what is true of it.

use std::collections::BTreeSet;

use super::story::{Part, Plan, Sentence, Story};

/// How the article came about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    Wire,
    Copy,
    Cut,
    Reordered,
    Edited,
    RewriteCredit,
    Rewrite,
    Independent,
    FollowUp,
    Correction,
    Version,
    BoilerplateOnly,
    Opinion,
}

impl Kind {
    pub(super) fn key(self) -> &'static str {
        match self {
            Kind::Wire => "wire",
            Kind::Copy => "copy",
            Kind::Cut => "cut",
            Kind::Reordered => "reordered",
            Kind::Edited => "edited",
            Kind::RewriteCredit => "rewrite-credit",
            Kind::Rewrite => "rewrite",
            Kind::Independent => "independent",
            Kind::FollowUp => "follow-up",
            Kind::Correction => "correction",
            Kind::Version => "version",
            Kind::BoilerplateOnly => "boilerplate-only",
            Kind::Opinion => "opinion",
        }
    }

    /// Can it be taken over by others?
    pub(super) fn is_news(self) -> bool {
        !matches!(self, Kind::BoilerplateOnly | Kind::Opinion)
    }
}

/// What stands in the field for the day of publication.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shown {
    /// When it was published.
    True,
    Nothing,
    /// So many years too late.
    Late(i16),
}

#[derive(Clone)]
pub(super) struct Article {
    pub(super) kind: Kind,
    /// The articles of the same event that its words come from.
    pub(super) parents: Vec<usize>,
    pub(super) outlet: usize,
    pub(super) story: Story,
    /// *VELIN, March 3 (Northern Wire) -* and a blank, or nothing.
    pub(super) dateline: String,
    /// Minutes since the world's first day.
    pub(super) minute: i64,
    pub(super) shown: Shown,
    /// Minutes after publication at which it was changed.
    pub(super) changed: Option<i64>,
    pub(super) authors: Vec<String>,
    pub(super) url: String,
    /// From which it was told; none if it is a copy.
    pub(super) plan: Option<Plan>,
    /// Quotation marks are set by the paper that took it over.
    pub(super) curly: bool,
}

impl Article {
    /// The claims that its words state, each once, in order.
    pub(super) fn claims(&self) -> Vec<usize> {
        let told = self.sentences().flat_map(|sentence| &sentence.claims);
        told.copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    pub(super) fn origins(&self) -> Vec<usize> {
        let told = self.sentences().filter_map(|sentence| sentence.origin);
        told.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        let body = self
            .story
            .paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.sentences);
        std::iter::once(&self.story.title).chain(body)
    }

    /// The words below the headline, paragraphs apart by a blank line.
    pub(super) fn text(&self) -> String {
        self.laid_out().0
    }

    /// Where in the text each sentence stands that states something, in characters.
    pub(super) fn stated(&self) -> Vec<(&Sentence, [usize; 2])> {
        self.laid_out().1
    }

    fn laid_out(&self) -> (String, Vec<(&Sentence, [usize; 2])>) {
        let (mut text, mut stated) = (String::new(), Vec::new());
        for paragraph in &self.story.paragraphs {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            if paragraph.part == Part::Lead {
                text.push_str(&self.dateline);
            }
            for (at, sentence) in paragraph.sentences.iter().enumerate() {
                text.push_str(if at > 0 { " " } else { "" });
                let start = text.chars().count();
                text.push_str(&sentence.text);
                if !sentence.claims.is_empty() {
                    stated.push((sentence, [start, text.chars().count()]));
                }
            }
        }
        (self.set(&text), stated)
    }

    pub(super) fn title(&self) -> String {
        self.set(&self.story.title.text)
    }

    /// With the outlet's quotation marks and apostrophes, each as many characters as before.
    fn set(&self, words: &str) -> String {
        if !self.curly {
            return words.to_owned();
        }
        let mut set = String::with_capacity(words.len());
        for letter in words.chars() {
            let opens = set.ends_with([' ', '\n', '(']) || set.is_empty();
            set.push(match letter {
                '"' if opens => '“',
                '"' => '”',
                '\'' => '’',
                letter => letter,
            });
        }
        set
    }
}
