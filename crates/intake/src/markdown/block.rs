//! Cuts Markdown into blocks: what stands on lines of its own once it is rendered.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::paragraph::ends_sentence;
use crate::pattern::patterns;

/// Words that stand on lines of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The words as a reader sees them.
    pub(super) words: String,
    /// It is a heading.
    pub(super) is_heading: bool,
    /// It is a cell of a table.
    pub(super) is_cell: bool,
    /// How many of its bytes are links.
    linked: usize,
    /// How many of its bytes are emphasised, and not strongly.
    italic: usize,
    /// The words that stand for its pictures where they cannot be seen; empty ones included.
    pub(super) pictures: Vec<String>,
}

impl Block {
    /// Is it nothing but links?
    pub(super) fn is_link(&self) -> bool {
        self.linked * 10 >= visible(&self.words) * 9
    }

    /// Is all of it emphasised?
    pub(super) fn is_italic(&self) -> bool {
        self.italic > 0 && self.italic == visible(&self.words)
    }
}

fn visible(words: &str) -> usize {
    let seen = words.bytes().filter(|byte| !byte.is_ascii_whitespace());
    seen.count()
}

patterns! {
    /// Markup of pages inside Markdown.
    MARKUP = r"(?s)<!--.*?(?:-->|\z)|<[^<>]*>";
}

/// The blocks of `source`, in order.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let mut cutter = Cutter {
        source,
        found: Vec::new(),
        open: Block::default(),
        links: 0,
        emphasis: 0,
        picture: None,
        verbatim: Verbatim::No,
        year: String::new(),
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(tag) => cutter.start(&tag, range),
            Event::End(tag) => cutter.end(tag),
            Event::Text(words) | Event::Code(words) => cutter.text(&words),
            Event::SoftBreak => cutter.gap(' '),
            Event::HardBreak => cutter.gap('\n'),
            Event::Html(markup) => cutter.text(&markup),
            Event::InlineHtml(_) => cutter.gap(' '),
            Event::Rule => cutter.flush(),
            _ => {}
        }
    }
    cutter.flush();
    cutter.found
}

/// What is read as it stands, or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verbatim {
    No,
    /// Code between fences.
    Code,
    /// Markup of a page.
    Markup,
}

/// Blocks on the way.
struct Cutter<'a> {
    source: &'a str,
    found: Vec<Block>,
    open: Block,
    /// Links that are open.
    links: usize,
    /// Emphasis that is open.
    emphasis: usize,
    /// The words of the picture that is open.
    picture: Option<String>,
    verbatim: Verbatim,
    /// The year before the words to come.
    year: String,
}

impl Cutter<'_> {
    fn start(&mut self, tag: &Tag<'_>, range: std::ops::Range<usize>) {
        let own = self.source.get(range).unwrap_or_default();
        match tag {
            Tag::Link { .. } => self.links += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Image { .. } => self.picture = Some(String::new()),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) if is_closed(own) => {
                self.flush();
                self.verbatim = Verbatim::Code;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.verbatim = Verbatim::Markup;
            }
            Tag::Item => {
                self.flush();
                self.year = year(own);
            }
            Tag::Heading { .. } => {
                self.flush();
                self.open.is_heading = own.starts_with('#') || !is_ruled_off(own);
            }
            Tag::TableCell => {
                self.flush();
                self.open.is_cell = true;
            }
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Image => self.open.pictures.extend(self.picture.take()),
            TagEnd::HtmlBlock => {
                self.open.words = MARKUP.replace_all(&self.open.words, " ").replace('\n', " ");
                self.flush();
                self.verbatim = Verbatim::No;
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.verbatim = Verbatim::No;
            }
            _ => self.flush(),
        }
    }

    fn text(&mut self, words: &str) {
        if let Some(picture) = &mut self.picture {
            picture.push_str(words);
            return;
        }
        if self.verbatim == Verbatim::Code {
            return;
        }
        let seen = visible(words);
        self.open.linked += if self.links > 0 { seen } else { 0 };
        self.open.italic += if self.emphasis > 0 { seen } else { 0 };
        if self.open.words.is_empty() {
            self.open.words = std::mem::take(&mut self.year);
        }
        self.open.words.push_str(words);
    }

    fn gap(&mut self, gap: char) {
        match &mut self.picture {
            Some(picture) => picture.push(gap),
            None if self.open.words.is_empty() => {}
            None => self.open.words.push(gap),
        }
    }

    /// Ends the open block.
    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        let lines = block.words.lines().map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.join(" ")
        });
        block.words = lines.collect::<Vec<_>>().join("\n").trim().to_owned();
        let has_words = block.words.contains(char::is_alphanumeric);
        if has_words || !block.pictures.is_empty() {
            self.found.push(block);
        }
    }
}

/// The year that a line begins with, which Markdown takes for the number of an item.
fn year(item: &str) -> String {
    let number = item.split(['.', ')']).next().unwrap_or_default();
    let is_year = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_year {
        format!("{number}. ")
    } else {
        String::new()
    }
}

/// Does fenced code end with its fence? A fence that is never closed would hide all that follows.
fn is_closed(code: &str) -> bool {
    let mut lines = code.trim_end().lines();
    let mark = |line: Option<&str>| {
        let line = line
            .unwrap_or_default()
            .trim_start_matches([' ', '>', '\t']);
        ["```", "~~~"]
            .into_iter()
            .find(|mark| line.starts_with(mark))
    };
    let open = mark(lines.next());
    open.is_some() && mark(lines.next_back()) == open
}

/// Is this a sentence over a rule, and no heading over its underline?
fn is_ruled_off(heading: &str) -> bool {
    let Some((words, line)) = heading.trim_end().rsplit_once('\n') else {
        return false;
    };
    line.trim().starts_with('-') && ends_sentence(words.trim_end())
}
