//! GDELT's Global Knowledge Graph 2.1: of each article its address, its day, and quotations.
//!
//! The article itself is not in it. What a row gives is its quotations, a paragraph each, in
//! quotation marks; nothing else of the row becomes text, and who is quoted it does not tell.
//! Quotations of an article that was translated by machine are nobody's words and are not read.

use onrecord_record::{Masthead, Stamp, StampEvidence};

use crate::item::{Item, Story, field, label};
use crate::pattern::patterns;
use crate::{date, html};

patterns! {
    /// How a row begins: its number, made of the moment, then the moment and the kind of source.
    ROW = r"^\d{14}-T?\d+\t\d{14}\t\d\t";
    /// The title that the page gave itself, in the last column.
    TITLE = r"<PAGE_TITLE>(?P<title>.*?)</PAGE_TITLE>";
}

/// The columns of a row.
const COLUMNS: usize = 27;
const NUMBER: usize = 0;
const MOMENT: usize = 1;
const KIND: usize = 2;
const OUTLET: usize = 3;
const ADDRESS: usize = 4;
const QUOTATIONS: usize = 22;
const TRANSLATION: usize = 25;
const EXTRAS: usize = 26;

/// A row, as far as it has words of its article.
#[derive(Debug)]
pub(crate) enum Row {
    /// It quotes.
    Item(Box<Item>),
    /// It quotes nothing, or what it quotes is a translation by machine.
    Silent,
    /// It has another number of columns than GKG 2.1.
    Broken,
}

/// Do these first words of a file begin a row?
pub(crate) fn opens(head: &str) -> bool {
    ROW.is_match(head)
}

/// What the row `line` gives.
pub(crate) fn row(line: &str) -> Row {
    let columns: Vec<&str> = line.split('\t').collect();
    let column = |at: usize| columns.get(at).copied().unwrap_or_default().trim();
    if columns.len() != COLUMNS || !ROW.is_match(line) {
        return Row::Broken;
    }
    let quotations = column(QUOTATIONS).split('#').filter_map(quotation);
    let quotations: Vec<String> = quotations.collect();
    if quotations.is_empty() || !column(TRANSLATION).is_empty() {
        return Row::Silent;
    }
    let title = TITLE.captures(column(EXTRAS));
    let title = title.and_then(|found| field(found.name("title")?.as_str()));
    let is_web = column(KIND) == "1";
    Row::Item(Box::new(Item {
        doc: label(column(NUMBER)),
        masthead: Masthead {
            title,
            outlet: field(column(OUTLET)),
            url: Some(column(ADDRESS))
                .filter(|_| is_web)
                .and_then(html::address),
            published: moment(column(MOMENT)),
            ..Masthead::default()
        },
        story: Story::Quotations(quotations),
        ..Item::default()
    }))
}

/// `20310312101500` as `20310312T101500Z`: GDELT counts in UTC.
fn moment(digits: &str) -> Option<Stamp> {
    let (day, time) = digits.split_at_checked(8)?;
    date::stamp(&format!("{day}T{time}Z"), StampEvidence::Field)
}

/// The words of `offset|length|verb|words`, in quotation marks. The verb is GDELT's guess and the
/// offset counts in a text that is not here.
fn quotation(block: &str) -> Option<String> {
    let mut parts = block.splitn(4, '|');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let counts = is_number(parts.next()?) && is_number(parts.next()?);
    let words = parts.nth(1).map(html::line)?;
    let words = words.trim_matches(['"', '“', '”', ' ']);
    let is_told = counts && words.chars().any(char::is_alphabetic);
    is_told.then(|| format!("“{words}”"))
}
