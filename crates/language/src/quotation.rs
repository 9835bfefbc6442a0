//! Where quotation marks open and close, and what stands between them.
//!
//! Marks pair within their paragraph, nested ones inside others, and from one paragraph to the next
//! where a quotation goes on. An apostrophe is no mark; what is opened and never closed runs to the
//! next opening or the end of its paragraph, and is a doubt. They are paired once an article.

use std::cmp::Reverse;
use std::ops::Range;

use onrecord_record::{Doubt, DoubtKind, Span};

use crate::document::Document;

/// The quotations of one article.
pub(crate) struct Quotations {
    /// All of them, by where they begin.
    all: Vec<Quotation>,
    /// Those that no other holds, in text order: their tokens, marks left out.
    outermost: Vec<Range<usize>>,
    /// The same with their marks; one that is never closed ends where its reading ends.
    pub(crate) spans: Vec<Span>,
    /// The marks that have no partner, in text order.
    pub(crate) doubts: Vec<Doubt>,
}

/// A quotation: its marks, and the tokens between them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quotation {
    /// The mark that opens it.
    pub(crate) open: Span,
    /// The tokens it holds.
    pub(crate) inner: Range<usize>,
}

impl Quotations {
    /// Those of `document`.
    pub(crate) fn of(document: &Document<'_>) -> Quotations {
        let Pairing {
            mut quotations,
            mut doubts,
        } = paired(document);
        quotations.sort_unstable_by_key(|one| (one.inner.start, Reverse(one.inner.end)));
        doubts.sort_unstable_by_key(|doubt| (doubt.at, doubt.why));
        let (mut outermost, mut spans) = (Vec::new(), Vec::new());
        let mut end = 0;
        for one in &quotations {
            let marked = with_marks(document, one);
            if marked.start >= end {
                spans.extend(covered(document, &marked));
                outermost.push(one.inner.clone());
                end = marked.end;
            }
        }
        Quotations {
            all: quotations,
            outermost,
            spans,
            doubts,
        }
    }

    /// The outermost quotation that token `at` stands in.
    pub(crate) fn around(&self, at: usize) -> Option<Range<usize>> {
        let after = self.outermost.partition_point(|range| range.end <= at);
        let range = self.outermost.get(after)?;
        (range.start <= at).then(|| range.clone())
    }

    /// The quotations that share a token with `tokens`.
    pub(crate) fn meeting(&self, tokens: &Range<usize>) -> impl Iterator<Item = &Quotation> {
        let start = self
            .around(tokens.start)
            .map_or(tokens.start, |one| one.start);
        let (from, end) = (tokens.start, tokens.end);
        let first = self.all.partition_point(|one| one.inner.start < start);
        let near = self.all.iter().skip(first);
        near.take_while(move |one| one.inner.start < end)
            .filter(move |one| one.inner.end > from)
    }
}

/// From the first of `tokens` to the last, marks included.
fn covered(document: &Document<'_>, tokens: &Range<usize>) -> Option<Span> {
    let first = document.tokens.get(tokens.start)?;
    let last = document.tokens.get(tokens.end.checked_sub(1)?)?;
    Some(first.span.cover(last.span))
}

/// The tokens of a quotation with the marks right beside them.
fn with_marks(document: &Document<'_>, quotation: &Quotation) -> Range<usize> {
    let is_mark = |at: usize| {
        let token = document.tokens.get(at);
        token.is_some_and(|token| style_of(document.quote(token.span)).is_some())
    };
    let inner = &quotation.inner;
    let opens = inner.start.checked_sub(1).filter(|at| is_mark(*at));
    // the mark that opens the next paragraph closes nothing
    let is_beside = !before(document, inner.end).is_none_or(char::is_whitespace);
    let closes = usize::from(is_mark(inner.end) && is_beside);
    opens.unwrap_or(inner.start)..inner.end + closes
}

/// More quotations than this are not open at once.
const DEPTH: usize = 16;

/// What a mark looks like; its partner looks alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// “ ” „ ‟ and the double comma of typewriters.
    Double,
    /// The straight double mark.
    Straight,
    /// « ».
    Angle,
    /// 「 」 『 』.
    Corner,
    /// ‘ ’ ‚ ' and the backtick.
    Single,
    /// ‹ ›.
    SingleAngle,
}

/// What a mark does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Neither,
}

/// A quotation that has begun.
#[derive(Debug, Clone)]
struct Open {
    at: usize,
    style: Style,
    /// The mark itself.
    mark: char,
    /// Where the next quotation of its style begins inside it, if one does.
    next: Option<usize>,
}

/// What the pairing of a stretch of text comes to.
#[derive(Default)]
struct Pairing {
    quotations: Vec<Quotation>,
    doubts: Vec<Doubt>,
}

/// Pairs the marks of the article.
fn paired(document: &Document<'_>) -> Pairing {
    let mut pairing = Pairing::default();
    let mut carried: Option<Span> = None;
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        let line = document.tokens_in(paragraph.span);
        if let Some(open) = carried.filter(|_| runs_through(document, number)) {
            pairing.quotations.push(Quotation { open, inner: line });
            continue;
        }
        carried = line_of(document, line, carried, &mut pairing);
    }
    if let Some(open) = carried {
        pairing.doubts.push(Doubt {
            at: open,
            why: DoubtKind::UnclosedQuotation,
        });
    }
    pairing
}

/// Does a quotation left open before paragraph `number` run through it: has it no mark, nor have those
/// after it up to one whose first mark closes?
fn runs_through(document: &Document<'_>, number: usize) -> bool {
    const FARTHEST: usize = 8;
    let near = document.paragraphs.iter().skip(number).take(FARTHEST);
    let mut marks = near.map(|paragraph| {
        let words = document.quote(paragraph.span);
        words.find(['“', '”', '"', '«', '»']).map(|at| (words, at))
    });
    let is_bare = marks.next().is_some_and(|first| first.is_none());
    let closes = marks.flatten().next().is_some_and(|(words, at)| {
        let mark = words.get(at..).unwrap_or("");
        let is_last = mark.trim_end_matches(['"', '.', ',']).is_empty();
        mark.starts_with('”') || mark.starts_with('"') && is_last
    });
    is_bare && closes
}

/// Pairs the marks of one paragraph. `carried` is the mark the one before left open; what this one
/// leaves open to its end comes back.
fn line_of(
    document: &Document<'_>,
    line: Range<usize>,
    carried: Option<Span>,
    pairing: &mut Pairing,
) -> Option<Span> {
    let ahead = singles_ahead(document, &line);
    let mut open: Vec<Open> = Vec::new();
    let mut carried = carried;
    let goes_on = first_mark(document, &line).is_some_and(|style| {
        carried.is_some_and(|mark| style_of(document.quote(mark)) == Some(style))
    });
    if goes_on {
        carried = None;
    }
    for at in line.clone() {
        let Some(style) = document
            .tokens
            .get(at)
            .and_then(|token| style_of(document.quote(token.span)))
        else {
            continue;
        };
        match role(document, at, style, &open, &ahead, line.start) {
            Role::Opens => {
                begin(document, at, style, &mut open);
                if open.len() > DEPTH {
                    let outermost = open.remove(0);
                    unclosed(document, &outermost, at, pairing);
                }
            }
            Role::Closes => end(document, at, style, &mut open, &line, &mut carried, pairing),
            Role::Neither => {}
        }
    }
    // a quotation carried here that no mark of this paragraph closes or takes up was never closed
    unclosed_doubt(pairing, carried);
    leave(document, open, &line, pairing)
}

fn unclosed_doubt(pairing: &mut Pairing, mark: Option<Span>) {
    pairing.doubts.extend(mark.map(|at| Doubt {
        at,
        why: DoubtKind::UnclosedQuotation,
    }));
}

/// The style of the mark a paragraph begins with.
fn first_mark(document: &Document<'_>, line: &Range<usize>) -> Option<Style> {
    let token = document.tokens.get(line.start)?;
    style_of(document.quote(token.span))
}

/// Opens a quotation at token `at`.
fn begin(document: &Document<'_>, at: usize, style: Style, open: &mut Vec<Open>) {
    if let Some(outer) = open.last_mut().filter(|outer| outer.style == style) {
        outer.next = outer.next.or(Some(at));
    }
    let mark = document
        .tokens
        .get(at)
        .and_then(|token| document.quote(token.span).chars().next())
        .unwrap_or('"');
    open.push(Open {
        at,
        style,
        mark,
        next: None,
    });
}

/// Closes, at token `at`, the quotation it fits; singles left open inside it were no marks.
fn end(
    document: &Document<'_>,
    at: usize,
    style: Style,
    open: &mut Vec<Open>,
    line: &Range<usize>,
    carried: &mut Option<Span>,
    pairing: &mut Pairing,
) {
    let Some(token) = document.tokens.get(at) else {
        return;
    };
    let partner = open
        .iter()
        .rposition(|one| one.style == style || is_odd_pair(one.style, style));
    let Some(partner) = partner else {
        let is_single = style == Style::Single;
        match carried.take_if(|_| !is_single) {
            Some(mark) => pairing.quotations.push(Quotation {
                open: mark,
                inner: line.start..at,
            }),
            None if !is_single && !is_measure(document, at) => pairing.doubts.push(Doubt {
                at: token.span,
                why: DoubtKind::UnopenedQuotation,
            }),
            None => {}
        }
        return;
    };
    let dropped = open.split_off(partner + 1);
    for one in dropped.into_iter().filter(|one| !is_single(one.style)) {
        unclosed(document, &one, at, pairing);
    }
    if let Some(one) = open.pop() {
        push(document, one.at, one.at + 1..at, pairing);
    }
}

fn is_single(style: Style) -> bool {
    matches!(style, Style::Single | Style::SingleAngle)
}

/// A curly mark is often closed by a straight one and the other way round.
fn is_odd_pair(open: Style, close: Style) -> bool {
    matches!(
        (open, close),
        (Style::Double, Style::Straight) | (Style::Straight, Style::Double)
    )
}

/// *6'2"*: feet and inches.
fn is_measure(document: &Document<'_>, at: usize) -> bool {
    before(document, at).is_some_and(|c| c.is_ascii_digit())
}

fn push(document: &Document<'_>, mark: usize, inner: Range<usize>, pairing: &mut Pairing) {
    if let Some(token) = document.tokens.get(mark) {
        pairing.quotations.push(Quotation {
            open: token.span,
            inner,
        });
    }
}

/// A quotation without an end: it runs to the next opening of its style, or to `end`.
fn unclosed(document: &Document<'_>, open: &Open, end: usize, pairing: &mut Pairing) {
    push(
        document,
        open.at,
        open.at + 1..open.next.unwrap_or(end),
        pairing,
    );
    let mark = document.tokens.get(open.at).map(|token| token.span);
    unclosed_doubt(pairing, mark.filter(|_| !is_single(open.style)));
}

/// Ends a paragraph: the outermost quotation that runs to its end may go on in the next.
fn leave(
    document: &Document<'_>,
    open: Vec<Open>,
    line: &Range<usize>,
    pairing: &mut Pairing,
) -> Option<Span> {
    let mut left = None;
    for one in open {
        let is_last = one.next.is_none();
        if left.is_none() && is_last {
            push(document, one.at, one.at + 1..line.end, pairing);
            left = document.tokens.get(one.at).map(|token| token.span);
        } else if !is_single(one.style) {
            unclosed(document, &one, line.end, pairing);
        }
    }
    left
}

fn style_of(token: &str) -> Option<Style> {
    Some(match token {
        "“" | "”" | "„" | "‟" | "``" | "''" | "〝" | "〞" => Style::Double,
        "\"" | "＂" => Style::Straight,
        "«" | "»" => Style::Angle,
        "「" | "」" | "『" | "』" => Style::Corner,
        "‘" | "’" | "‚" | "'" | "`" | "‛" => Style::Single,
        "‹" | "›" => Style::SingleAngle,
        _ => return None,
    })
}

/// The character before token `at` in the text.
fn before(document: &Document<'_>, at: usize) -> Option<char> {
    let start = document.tokens.get(at)?.span.start();
    document.article.text.get(..start)?.chars().next_back()
}

/// The character after token `at` in the text.
fn after(document: &Document<'_>, at: usize) -> Option<char> {
    let end = document.tokens.get(at)?.span.end();
    document.article.text.get(end..)?.chars().next()
}

/// White space, the border of the text, an opening bracket or mark, a dash: a quotation can begin.
fn is_open_side(character: Option<char>) -> bool {
    character.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | '“' | '‘' | '"' | '\'' | '«'
            )
    })
}

/// White space, the border of the text, or what closes: no quotation begins before it.
fn is_shut_side(character: Option<char>) -> bool {
    character.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '—' | '–'
            )
    })
}

/// What the mark at `at` does.
fn role(
    document: &Document<'_>,
    at: usize,
    style: Style,
    open: &[Open],
    ahead: &[Ahead],
    start: usize,
) -> Role {
    let mark = document
        .tokens
        .get(at)
        .map_or("", |token| document.quote(token.span));
    let (left, right) = (before(document, at), after(document, at));
    let begins = is_open_side(left) && !is_shut_side(right);
    let inside = open.iter().rev().find(|one| one.style == style);
    match mark {
        "„" | "‟" | "``" | "「" | "『" | "〝" => Role::Opens,
        "」" | "』" | "〞" => Role::Closes,
        "“" if inside.is_some_and(|one| one.mark == '„') => Role::Closes,
        "“" => Role::Opens,
        "«" | "‹" if inside.is_some_and(|one| matches!(one.mark, '»' | '›')) => Role::Closes,
        "«" | "‹" => Role::Opens,
        "»" | "›" if inside.is_none() && begins => Role::Opens,
        // a bullet
        "»" | "›" if inside.is_none() && is_open_side(left) => Role::Neither,
        "»" | "›" => Role::Closes,
        "”" | "''" if inside.is_none() && begins => Role::Opens,
        "”" | "''" => Role::Closes,
        "\"" | "＂" => straight(open, begins, left, right),
        _ => ahead.get(at - start).map_or(Role::Neither, |ahead| {
            single(document, at, inside.is_some(), ahead)
        }),
    }
}

/// A straight double mark opens or closes by the blanks around it, and by what is open.
fn straight(open: &[Open], begins: bool, left: Option<char>, right: Option<char>) -> Role {
    let is_open = open
        .iter()
        .any(|one| matches!(one.style, Style::Straight | Style::Double));
    match (is_open, begins) {
        (true, true) if left.is_none_or(char::is_whitespace) => Role::Opens,
        (true, _) => Role::Closes,
        (false, _) if !is_shut_side(right) => Role::Opens,
        (false, _) => Role::Closes,
    }
}

/// What comes after a single mark in its paragraph.
#[derive(Debug, Clone, Copy, Default)]
struct Ahead {
    /// A mark that could close comes before one that can only open.
    closer: bool,
}

/// For each token of `line`: does a single mark that could close follow, before one that opens?
fn singles_ahead(document: &Document<'_>, line: &Range<usize>) -> Vec<Ahead> {
    let mut ahead = vec![Ahead::default(); line.len()];
    let mut closer = false;
    for (place, at) in line.clone().enumerate().rev() {
        if let Some(slot) = ahead.get_mut(place) {
            slot.closer = closer;
        }
        let Some(token) = document.tokens.get(at) else {
            continue;
        };
        match document.quote(token.span) {
            "‘" | "‚" => closer = false,
            "’" | "'" if may_close(document, at) => closer = true,
            "'" if may_open(document, at) => closer = false,
            _ => {}
        }
    }
    ahead
}

fn may_close(document: &Document<'_>, at: usize) -> bool {
    let left = before(document, at);
    !left.is_none_or(char::is_whitespace) && !after(document, at).is_some_and(char::is_alphanumeric)
}

fn may_open(document: &Document<'_>, at: usize) -> bool {
    let right = after(document, at);
    is_open_side(before(document, at))
        && right.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '“' | '"' | '.' | '…' | '$' | '£' | '[' | '(')
        })
        && !is_clipped(document, at)
}

/// *'90s*, *'em*, *'tis*, *'n'*: letters are left out.
fn is_clipped(document: &Document<'_>, at: usize) -> bool {
    let next = document.lower(at + 1);
    let decade = next.strip_suffix('s').unwrap_or(&next);
    let is_year = decade.len() == 2 && decade.chars().all(|c| c.is_ascii_digit());
    is_year
        || matches!(
            next.as_str(),
            "em" | "tis"
                | "twas"
                | "til"
                | "till"
                | "cause"
                | "n"
                | "bout"
                | "round"
                | "cuz"
                | "twere"
        )
}

/// A single mark: an apostrophe unless it opens something that is closed, or closes it.
fn single(document: &Document<'_>, at: usize, inside: bool, ahead: &Ahead) -> Role {
    let mark = document
        .tokens
        .get(at)
        .map_or("", |token| document.quote(token.span));
    let opens = may_open(document, at);
    match mark {
        "‘" | "‚" | "‛" if opens => Role::Opens,
        "'" | "`" if opens && ahead.closer => Role::Opens,
        "’" | "'" if inside && may_close(document, at) => {
            if is_possessive(document, at) && ahead.closer {
                Role::Neither
            } else {
                Role::Closes
            }
        }
        _ => Role::Neither,
    }
}

/// *the workers’ rights*: after an *s*, before a word.
fn is_possessive(document: &Document<'_>, at: usize) -> bool {
    let next = document.lower(at + 1);
    before(document, at).is_some_and(|c| matches!(c, 's' | 'S'))
        && after(document, at) == Some(' ')
        && next.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{article, check, read};

    #[test]
    fn words_between_marks_are_quoted() {
        for (text, quoted, free) in [
            ("\"The port closed,\" she said.", "closed", "said"),
            (
                "She called it “a port of thieves” and left.",
                "thieves",
                "left",
            ),
            ("He said: \"We lost. Nobody came.", "came", "said"),
        ] {
            let document = read(text);
            let quotations = Quotations::of(&document);
            let at = |word: &str| (0..document.tokens.len()).find(|at| document.lower(*at) == word);
            assert!(
                at(quoted).is_some_and(|at| quotations.around(at).is_some()),
                "{text}"
            );
            assert!(
                at(free).is_some_and(|at| quotations.around(at).is_none()),
                "{text}"
            );
        }
    }

    #[test]
    fn marks_without_a_partner() {
        check(
            include_str!("../../../fixtures/directness/doubts.txt"),
            |marked| {
                let document =
                    Document::new(article(&marked.text.replace(" / ", "\n\n")), Vec::new());
                let doubts = Quotations::of(&document).doubts;
                if doubts.is_empty() {
                    return vec!["none".to_owned()];
                }
                let line = |doubt: &Doubt| {
                    let before = document.article.text.get(..doubt.at.start()).unwrap_or("");
                    let at = before.chars().count();
                    format!("{:?} at {at} {}", doubt.why, document.quote(doubt.at))
                };
                doubts.iter().map(line).collect()
            },
        );
    }

    #[test]
    fn a_line_of_nothing_but_marks_ends_soon() {
        for mark in ["“", "\"", "'", "‘", "«", "»", "”", "“‘"] {
            let text = mark.repeat(10_000);
            let document = Document::new(article(&text), Vec::new());
            let quotations = Quotations::of(&document);
            assert!(quotations.all.len() <= document.tokens.len());
        }
    }
}
