//! A stream of bytes as articles: JSON Lines line by line, everything else whole.

use std::collections::VecDeque;
use std::io::{self, BufRead, Chain, Cursor, Read};
use std::ops::Range;
use std::vec::IntoIter;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use onrecord_record::{Article, Span};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::article::{Given, article};
use crate::error::{IntakeError, Place};
use crate::format::{Format, format};
use crate::gkg;
use crate::item::Item;
use crate::lines::{Ending, Line, Lines};
use crate::rows::Rows;
use crate::{
    MAX_MARKDOWN_BYTES, Options, encoding, feed, html, json, markdown, newsml, plain, xml,
};

/// Bytes that are looked at before anything is decided.
const HEAD: u64 = 4096;

/// The articles that `reader` gives, in order; `name` is what errors call it.
///
/// JSON Lines are read a line at a time, so that memory holds one article; a bad line is one
/// error. All else is read whole, up to the bound of `options`. Nothing is read before the first
/// article is asked for.
pub fn articles<R: BufRead>(reader: R, name: &str, options: &Options) -> Articles<R> {
    Articles {
        name: name.to_owned(),
        options: *options,
        state: State::Unread(reader),
        ready: VecDeque::new(),
    }
}

/// Articles as they are read; made by [`articles`].
#[derive(Debug)]
pub struct Articles<R> {
    name: String,
    options: Options,
    state: State<R>,
    /// Articles of one record, not yet handed out.
    ready: VecDeque<Found>,
}

type Found = Result<Article, IntakeError>;

#[derive(Debug)]
enum State<R> {
    Unread(R),
    Lines(Box<Records<R>>),
    Elements(Elements),
    Items(Items),
    Rows(Box<Rows<Chain<Cursor<Vec<u8>>, R>>>),
    Done,
}

/// JSON Lines on the way.
#[derive(Debug)]
struct Records<R> {
    lines: Lines<Chain<Cursor<Vec<u8>>, R>>,
    encoding: Option<&'static Encoding>,
    /// Lines read to tell the format, not yet handed out.
    ahead: VecDeque<io::Result<Line>>,
    /// There is one line only: it is the file.
    is_alone: bool,
}

/// A JSON array on the way.
#[derive(Debug)]
struct Elements {
    text: String,
    spans: IntoIter<Span>,
    number: u32,
}

/// The items of a feed or of a wire's message on the way.
#[derive(Debug)]
struct Items {
    text: String,
    items: IntoIter<(Range<usize>, Item)>,
    number: u32,
}

impl<R: BufRead> Iterator for Articles<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.ready.pop_front() {
                return Some(found);
            }
            match std::mem::replace(&mut self.state, State::Done) {
                State::Unread(reader) => match self.open(reader) {
                    Ok(Opened::Article(article)) => return Some(Ok(*article)),
                    Ok(Opened::Articles(found)) => self.ready = found.into(),
                    Ok(Opened::More(state)) => self.state = state,
                    Err(error) => return Some(Err(error)),
                },
                State::Lines(mut records) => {
                    self.ready = self.record(&mut records)?.into();
                    if !matches!(self.ready.front(), Some(Err(IntakeError::Io { .. }))) {
                        self.state = State::Lines(records);
                    }
                }
                State::Elements(mut elements) => {
                    self.ready = self.element(&mut elements)?.into();
                    self.state = State::Elements(elements);
                }
                State::Items(mut items) => {
                    let found = self.item(&mut items)?;
                    self.state = State::Items(items);
                    return Some(found);
                }
                State::Rows(mut rows) => {
                    let found = rows.next(&self.name, &self.options)?;
                    if !is_end(&found) {
                        self.state = State::Rows(rows);
                    }
                    return Some(found);
                }
                State::Done => return None,
            }
        }
    }
}

/// Is this the last that a file of rows gives: what was passed over, or that it broke?
fn is_end(found: &Found) -> bool {
    matches!(
        found,
        Err(IntakeError::Io { .. } | IntakeError::NoQuotations { .. })
    )
}

/// What a stream turned out to be: one article, or several to come.
enum Opened<R> {
    Article(Box<Article>),
    Articles(Vec<Found>),
    More(State<R>),
}

impl<R: BufRead> Articles<R> {
    fn place(&self) -> Place {
        Place::file(&self.name)
    }

    fn io(&self, source: io::Error) -> IntakeError {
        IntakeError::Io {
            place: self.place(),
            source,
        }
    }

    fn open(&self, mut reader: R) -> Result<Opened<R>, IntakeError> {
        let mut head = Vec::new();
        let read = reader.by_ref().take(HEAD).read_to_end(&mut head);
        read.map_err(|error| self.io(error))?;
        let encoding = encoding::wide(&head);
        if encoding.is_none() && encoding::is_binary(&head) {
            return Err(IntakeError::Binary(self.place()));
        }
        let may_be_lines = opens_object(&head, encoding);
        let are_rows = encoding.is_none() && gkg::opens(&opening(&head));
        let ending = match encoding {
            Some(encoding) if encoding == UTF_16LE => Ending::Little,
            Some(encoding) if encoding == UTF_16BE => Ending::Big,
            _ => Ending::Narrow,
        };
        let lines = Lines::new(
            Cursor::new(head).chain(reader),
            ending,
            self.options.max_bytes,
        );
        if are_rows {
            return Ok(Opened::More(State::Rows(Box::new(Rows::new(lines)))));
        }
        let mut records = Records {
            lines,
            encoding,
            ahead: VecDeque::new(),
            is_alone: false,
        };
        let mut taken = Vec::new();
        if may_be_lines
            && records
                .are_lines(&mut taken)
                .map_err(|error| self.io(error))?
        {
            return Ok(Opened::More(State::Lines(Box::new(records))));
        }
        let bytes = records.lines.rest(taken).map_err(|error| self.io(error))?;
        self.whole(&bytes, encoding)
    }

    /// One article, or an array of them, of all the bytes of the stream.
    fn whole(
        &self,
        bytes: &[u8],
        encoding: Option<&'static Encoding>,
    ) -> Result<Opened<R>, IntakeError> {
        let place = self.place();
        if bytes.len() > self.options.max_bytes {
            let limit = self.options.max_bytes;
            return Err(IntakeError::TooLong { place, limit });
        }
        let text = decode(bytes, encoding).ok_or_else(|| IntakeError::Binary(place.clone()))?;
        if text.trim().is_empty() {
            return Err(IntakeError::Empty(place));
        }
        let format = format(&text);
        let limit = self.options.max_page_bytes;
        if format == Format::Html && bytes.len() > limit {
            return Err(IntakeError::TooLong { place, limit });
        }
        let draft = match format {
            Format::Json => {
                let value = parsed(&text, &place)?;
                let found = json::read(value, bytes, &place, &self.options);
                return Ok(Opened::Articles(found));
            }
            Format::JsonArray => {
                let spans = elements(&text, &place)?.into_iter();
                let number = 0;
                return Ok(Opened::More(State::Elements(Elements {
                    text,
                    spans,
                    number,
                })));
            }
            Format::Feed | Format::Wire => {
                return Ok(Opened::More(State::Items(items(text, format, &place)?)));
            }
            Format::Html => html::read(&text, &place)?,
            Format::Markdown if text.len() <= MAX_MARKDOWN_BYTES => markdown::read(&text),
            Format::Markdown | Format::Plain => plain::read(text),
        };
        let place = &place;
        let doc = None;
        let article = article(draft, Given { bytes, place, doc }, &self.options)?;
        Ok(Opened::Article(Box::new(article)))
    }

    /// The articles of the next line, mostly one.
    fn record(&self, records: &mut Records<R>) -> Option<Vec<Found>> {
        let line = match records.ahead.pop_front() {
            Some(line) => line,
            None => records.lines.next_filled().transpose()?,
        };
        let line = match line {
            Ok(line) => line,
            Err(error) => return Some(vec![Err(self.io(error))]),
        };
        let mut place = self.place();
        place.line = (!records.is_alone).then_some(line.number);
        let Some(bytes) = line.bytes else {
            let limit = self.options.max_bytes;
            return Some(vec![Err(IntakeError::TooLong { place, limit })]);
        };
        let bytes = records.lines.content(&bytes);
        let Some(text) = decode(bytes, records.encoding) else {
            return Some(vec![Err(IntakeError::Binary(place))]);
        };
        Some(match parsed(text.trim(), &place) {
            Ok(value) => json::read(value, bytes, &place, &self.options),
            Err(error) => vec![Err(error)],
        })
    }

    /// The articles of the next element of an array, mostly one.
    fn element(&self, elements: &mut Elements) -> Option<Vec<Found>> {
        let span = elements.spans.next()?;
        elements.number += 1;
        let mut place = self.place();
        place.element = Some(elements.number);
        let own = span.of(&elements.text);
        Some(match parsed(own, &place) {
            Ok(value) => json::read(value, own.as_bytes(), &place, &self.options),
            Err(error) => vec![Err(error)],
        })
    }

    /// The next item as an article.
    fn item(&self, items: &mut Items) -> Option<Found> {
        let (range, item) = items.items.next()?;
        items.number += 1;
        let mut place = self.place();
        place.element = Some(items.number);
        let own = items.text.get(range).unwrap_or_default();
        Some(item.read(own.as_bytes(), &place, &self.options))
    }
}

/// The items of the feed or wire `text`, each with its place in it.
fn items(text: String, format: Format, place: &Place) -> Result<Items, IntakeError> {
    let text = text.trim_start().to_owned();
    let tree = xml::tree(&text, place)?;
    let root = tree.root_element();
    let found = match format {
        Format::Feed => feed::items(root),
        _ => newsml::items(root),
    };
    let found = found.into_iter().map(|(node, item)| (node.range(), item));
    let found: Vec<(Range<usize>, Item)> = found.collect();
    if found.is_empty() {
        return Err(IntakeError::Empty(place.clone()));
    }
    drop(tree);
    Ok(Items {
        text,
        items: found.into_iter(),
        number: 0,
    })
}

/// The first characters of a file, as far as its head has whole ones.
fn opening(head: &[u8]) -> String {
    let (text, _) = UTF_8.decode_with_bom_removal(head);
    text.chars().take(64).collect()
}

impl<R: BufRead> Records<R> {
    /// Is this JSON Lines: a whole object on the first line, or one that begins on each of the
    /// first two? What is read to tell stands in `ahead` if so, in `taken` if not.
    fn are_lines(&mut self, taken: &mut Vec<u8>) -> io::Result<bool> {
        let Some(first) = self.take_filled(taken)? else {
            return Ok(false);
        };
        if first.bytes.is_none() {
            self.ahead.push_back(Ok(first));
            return Ok(true);
        }
        if self.is_object(&first) {
            let second = self.lines.next_filled().transpose();
            self.is_alone = second.is_none();
            self.ahead.push_back(Ok(first));
            self.ahead.extend(second);
            return Ok(true);
        }
        let Some(second) = self.take_filled(taken)? else {
            return Ok(false);
        };
        let bytes = second.bytes.as_deref().unwrap_or_default();
        let are_lines = opens_object(bytes, self.encoding);
        if are_lines {
            self.ahead.extend([Ok(first), Ok(second)]);
        }
        Ok(are_lines)
    }

    /// The next line with words; all that was read is added to `taken`.
    fn take_filled(&mut self, taken: &mut Vec<u8>) -> io::Result<Option<Line>> {
        while let Some(line) = self.lines.next_line()? {
            let bytes = line.bytes.as_deref().unwrap_or_default();
            taken.extend_from_slice(bytes);
            if line.bytes.is_none() || !self.lines.is_blank(bytes) {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }

    fn is_object(&self, line: &Line) -> bool {
        let text = line
            .bytes
            .as_deref()
            .and_then(|bytes| decode(bytes, self.encoding));
        text.is_some_and(|text| serde_json::from_str::<&RawValue>(text.trim()).is_ok())
    }
}

/// Does the text begin with the brace of an object?
fn opens_object(head: &[u8], encoding: Option<&'static Encoding>) -> bool {
    let (text, _) = encoding.unwrap_or(UTF_8).decode_with_bom_removal(head);
    text.trim_start().starts_with('{')
}

fn decode(bytes: &[u8], encoding: Option<&'static Encoding>) -> Option<String> {
    match encoding {
        Some(encoding) => encoding::decode_wide(bytes, encoding),
        None => encoding::decode(bytes),
    }
}

fn parsed(text: &str, place: &Place) -> Result<Value, IntakeError> {
    serde_json::from_str(text).map_err(|source| IntakeError::Json {
        place: place.clone(),
        source,
    })
}

/// Where the elements of the array `text` stand.
fn elements(text: &str, place: &Place) -> Result<Vec<Span>, IntakeError> {
    let raw: Vec<&RawValue> = serde_json::from_str(text).map_err(|source| IntakeError::Json {
        place: place.clone(),
        source,
    })?;
    if raw.is_empty() {
        return Err(IntakeError::Empty(place.clone()));
    }
    let start = text.as_ptr().addr();
    let spans = raw.into_iter().filter_map(|element| {
        let at = element.get().as_ptr().addr() - start;
        Span::new(text, at..at + element.get().len())
    });
    Ok(spans.collect())
}
