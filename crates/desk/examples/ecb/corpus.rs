//! The files of ECB+: an article with the mentions of actions in its clean sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use roxmltree::{Document, Node};

use crate::Result;

/// An article of ECB+.
pub(crate) struct Text {
    /// The topic, by the file's name: mentions are linked within it and counted by it. It says nothing
    /// of which articles of it tell of one event.
    pub(crate) topic: String,
    /// Topic and event by the file's name, for measuring how well articles are grouped.
    pub(crate) label: (String, bool),
    /// The sentences, a line each.
    pub(crate) text: String,
    /// Where each token stands in `text`, by number.
    tokens: Vec<Range<usize>>,
    /// Where the sentences stand whose annotation is complete.
    pub(crate) clean: Vec<Range<usize>>,
    /// The mentions of actions in them.
    pub(crate) mentions: Vec<Mention>,
}

/// A mention of an action.
pub(crate) struct Mention {
    /// Its words, as numbers of tokens, ascending.
    pub(crate) tokens: Vec<usize>,
    /// What it mentions: of one name are those that are one.
    pub(crate) action: String,
}

/// The sentences whose annotation is complete, by file: `1_10ecbplus` and `3`.
pub(crate) struct Clean(BTreeSet<(String, String)>);

impl Clean {
    /// Reads the list: topic, file, sentence.
    pub(crate) fn read(path: &str) -> Result<Clean> {
        let list = fs::read_to_string(path)?;
        let rows = list.lines().filter_map(|line| {
            let mut cells = line.trim().split(',');
            let (topic, file, sentence) = (cells.next()?, cells.next()?, cells.next()?);
            Some((format!("{topic}_{file}"), sentence.to_owned()))
        });
        Ok(Clean(rows.collect()))
    }

    fn has(&self, file: &str, sentence: &str) -> bool {
        self.0.contains(&(file.to_owned(), sentence.to_owned()))
    }
}

impl Text {
    /// Reads the article at `path`.
    pub(crate) fn read(path: &str, clean: &Clean) -> Result<Text> {
        let name = Path::new(path).file_stem().and_then(|stem| stem.to_str());
        let name = name.ok_or("a file without a name")?;
        let (topic, rest) = name.split_once('_').ok_or("topic_file.xml")?;
        let xml = fs::read_to_string(path)?;
        let document = Document::parse(&xml)?;
        let is_later = rest.ends_with("plus");
        let mut text = Text {
            topic: topic.to_owned(),
            label: (topic.to_owned(), is_later),
            text: String::new(),
            tokens: Vec::new(),
            clean: Vec::new(),
            mentions: Vec::new(),
        };
        let root = document.root_element();
        let (numbers, sentences) = text.take_tokens(root, is_later);
        let is_clean = |token: &usize| clean.has(name, sentences[*token]);
        text.mentions = mentions(root, name, &numbers);
        let is_kept = |one: &Mention| one.tokens.first().is_some_and(is_clean);
        text.mentions.retain(is_kept);
        text.clean = (0..text.tokens.len())
            .filter(is_clean)
            .map(|token| text.tokens[token].clone())
            .collect();
        Ok(text)
    }

    /// Writes the tokens down, a line a sentence; the address at the head of later articles is left
    /// out. Says the number of each token's id, and the sentence of each number.
    fn take_tokens<'x>(
        &mut self,
        root: Node<'x, '_>,
        is_later: bool,
    ) -> (BTreeMap<&'x str, usize>, Vec<&'x str>) {
        let (mut numbers, mut sentences) = (BTreeMap::new(), Vec::new());
        for token in root.children().filter(|node| node.has_tag_name("token")) {
            let sentence = token.attribute("sentence").unwrap_or("");
            if is_later && sentence == "0" {
                continue;
            }
            let words = match token.text().unwrap_or("").trim() {
                "``" => "“",
                "''" => "”",
                words => words,
            };
            match sentences.last() {
                Some(last) if *last != sentence => self.text.push('\n'),
                Some(_) if !leans(words) && !self.text.ends_with('“') => self.text.push(' '),
                _ => {}
            }
            numbers.insert(token.attribute("t_id").unwrap_or(""), sentences.len());
            sentences.push(sentence);
            let start = self.text.len();
            self.text.push_str(words);
            self.tokens.push(start..self.text.len());
        }
        (numbers, sentences)
    }

    /// The bytes of a token.
    pub(crate) fn at(&self, token: usize) -> Range<usize> {
        self.tokens[token].clone()
    }

    /// The tokens that `range` covers.
    pub(crate) fn tokens_in(&self, range: Range<usize>) -> Range<usize> {
        let first = self.tokens.partition_point(|one| one.end <= range.start);
        let next = self.tokens.partition_point(|one| one.start < range.end);
        first..next.max(first)
    }
}

/// Does a mark stand close to the word before it?
fn leans(words: &str) -> bool {
    matches!(
        words,
        "." | "," | ";" | ":" | "?" | "!" | ")" | "”" | "%" | "'s" | "n't"
    )
}

/// The mentions of actions under `root`: of states, of what was said, done or denied.
fn mentions(root: Node<'_, '_>, name: &str, numbers: &BTreeMap<&str, usize>) -> Vec<Mention> {
    let under = |tag: &str| {
        let parts = root.children().filter(move |node| node.has_tag_name(tag));
        parts
            .flat_map(|part| part.children().filter(Node::is_element))
            .collect::<Vec<_>>()
    };
    let mut actions: BTreeMap<&str, String> = BTreeMap::new();
    for link in under("Relations") {
        let action = match link.attribute("note") {
            Some(note) if link.has_tag_name("CROSS_DOC_COREF") => note.to_owned(),
            _ => format!("{name} link {}", link.attribute("r_id").unwrap_or("")),
        };
        for source in link.children().filter(|node| node.has_tag_name("source")) {
            actions.insert(source.attribute("m_id").unwrap_or(""), action.clone());
        }
    }
    let mut found = Vec::new();
    for mark in under("Markables") {
        let kind = mark.tag_name().name();
        let id = mark.attribute("m_id").unwrap_or("");
        let anchors = mark
            .children()
            .filter_map(|anchor| anchor.attribute("t_id"));
        let mut tokens: Vec<usize> = anchors.filter_map(|id| numbers.get(id).copied()).collect();
        tokens.sort_unstable();
        if !tokens.is_empty() && (kind.starts_with("ACTION") || kind.starts_with("NEG_ACTION")) {
            let own = || format!("{name} mention {id}");
            let action = actions.get(id).cloned().unwrap_or_else(own);
            found.push(Mention { tokens, action });
        }
    }
    found
}
