//! Which blocks are the story, and which are its headline, standfirst, captions and corrections.
//!
//! The extractor (docs/decisions/0002-main-text.md) is asked where the story is; it is given a copy
//! of the page without the captions, and the numbers of the blocks it keeps are read off its answer.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};
use onrecord_record::ZoneKind;

use super::block::{Block, Role};
use super::masthead::Evidence;
use super::{caption, masthead, words};
use crate::pattern::patterns;
use crate::{byline, date, furniture, paragraph};

/// A part of the article: a line of the text to be.
#[derive(Debug)]
pub(super) struct Part {
    /// What it is; none of what tells where the story came from.
    pub(super) kind: Option<ZoneKind>,
    /// Its words.
    pub(super) words: String,
    /// The block it was, or the first of them.
    pub(super) at: usize,
}

patterns! {
    /// What the extractor writes around a block it keeps.
    KEPT = r#"data-block="(\d+)""#;
    /// Lines between paragraphs that are not the story.
    ASIDE = r"(?i)^[\W_]*(?:advertise?ments?|story continues? (?:below|after)|article continues|(?:continue|keep) reading|read (?:more|also|next|the full)\b|(?:related|see also|also read|more on this|more stories|recommended|watch|listen|must read|don['’]t miss|in (?:this|case you missed))\b[^.]{0,40}:|related (?:stories|articles|content|coverage|topics|links)|follow (?:us|.{1,40} on (?:twitter|facebook|instagram|x)\b)|sign ?up (?:for|to|here|now)\b|subscribe\b|click here\b|share (?:this|on|via)\b|get (?:the latest|our|breaking)\b.{0,80}(?:newsletter|inbox|app)|download (?:our|the) app|report (?:a typo|an error)|(?:copyright\b|©|\(c\) ?\d).{0,200}|.{0,80}all rights reserved\b.*|comments?(?: \(\d+\))?$|\d+ comments?$|leave a (?:comment|reply)|loading\b.{0,20}$|skip (?:to|advert)|this (?:site|website) uses cookies|we use cookies|by (?:continuing|using) (?:to|this)|print(?: this)?$|email(?: this)?$|\d+ shares?$|photos?$|video$|gallery$|tweet$|image \d+ of \d+|most (?:read|popular|viewed)|top stories|recent (?:articles|posts|stories|comments)\b.{0,30}$|popular (?:this week|now|today)$|more about:?$|back to top|reuse this content|\d+ min(?:ute)?s? read$)";
    /// What ends a sentence.
    SENTENCE = r#"[.!?…؟۔।][”"’'»)\]]*(?:\s|$)|[。！？]"#;
}

/// The parts of the article, in document order.
pub(super) fn parts(document: Document, blocks: &[Block], evidence: &Evidence) -> Vec<Part> {
    let story = story(document, blocks);
    let (Some(first), Some(last)) = (story.first(), story.last()) else {
        return Vec::new();
    };
    let (first, last) = (*first, *last);
    let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
    let mut put = |at: usize, kind: Option<ZoneKind>, words: String| {
        parts.entry(at).or_insert(Part { kind, words, at });
    };
    let mut add = |at: usize, kind: ZoneKind, words: String| put(at, Some(kind), words);
    let headline = headline(blocks, evidence, first);
    let top = headline.unwrap_or(first).min(first);
    for (at, picture) in pictures(blocks, top, &story) {
        add(at, ZoneKind::Caption, picture);
    }
    for (at, block) in corrections(blocks, top, last) {
        add(at, ZoneKind::Correction, block.words.clone());
    }
    if let (Some(at), Some(block)) = (headline, headline.and_then(|at| blocks.get(at))) {
        add(at, ZoneKind::Headline, block.words.clone());
    }
    for (at, block) in standfirst(blocks, evidence, headline, &story) {
        add(at, ZoneKind::Standfirst, block.words.clone());
    }
    let authors = evidence.authors();
    let signs = |at: usize| {
        blocks
            .get(at)
            .is_some_and(|block| is_name_of(&authors, block))
    };
    for (at, kind) in body(blocks, headline, &story) {
        if signs(at) {
            continue;
        }
        let words = blocks.get(at).map(|block| block.words.clone());
        add(at, kind, words.unwrap_or_default());
    }
    for (at, block) in origins(blocks, last) {
        put(at, None, block.words.clone());
    }
    let mut parts: Vec<Part> = parts.into_values().collect();
    if let (None, Some(words)) = (headline, evidence.title()) {
        let (kind, at) = (Some(ZoneKind::Headline), top);
        parts.insert(0, Part { kind, words, at });
    }
    parts
}

/// The parts of a page that is nothing but its story, without its title said again.
pub(super) fn whole(blocks: &[Block], title: Option<&str>) -> Vec<Part> {
    let title = title.map(words::fold);
    let all: BTreeSet<usize> = (0..blocks.len()).collect();
    let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
    let mut put = |at: usize, kind: Option<ZoneKind>, words: &str| {
        let words = words.to_owned();
        parts.entry(at).or_insert(Part { kind, words, at });
    };
    for (at, words) in pictures(blocks, 0, &all) {
        put(at, Some(ZoneKind::Caption), &words);
    }
    for (at, block) in corrections(blocks, 0, blocks.len()) {
        put(at, Some(ZoneKind::Correction), &block.words);
    }
    for (at, block) in blocks.iter().enumerate() {
        let is_origin = furniture::is_origin(&block.words);
        let is_title = title.as_ref() == Some(&words::fold(&block.words));
        if is_title || !(is_told(blocks, at) || is_origin) {
            continue;
        }
        let is_caption = block.words.len() <= LONGEST_ASIDE
            && block.level.is_none()
            && paragraph::kind(&block.words) == ZoneKind::Caption;
        let kind = match () {
            () if is_origin => None,
            () if is_caption => Some(ZoneKind::Caption),
            () => Some(ZoneKind::Body),
        };
        put(at, kind, &block.words);
    }
    parts.into_values().collect()
}

/// Is the block nothing but the name of one who signs?
fn is_name_of(authors: &[String], block: &Block) -> bool {
    let is_short = block.count < 8;
    is_short
        && authors
            .iter()
            .any(|name| words::fold(name) == words::fold(&block.words))
}

/// How far below the story it is looked for where it came from, in blocks.
const NEAR: usize = 6;

/// Blocks that tell where the story came from and who made it.
fn origins(blocks: &[Block], last: usize) -> impl Iterator<Item = (usize, &Block)> {
    let near = blocks.iter().enumerate().take(last + NEAR);
    near.filter(|(_, block)| !block.is_link() && furniture::is_origin(&block.words))
}

/// The story without what stands above its headline, the headline said again, and credits that
/// stand among its paragraphs: those are captions.
fn body(
    blocks: &[Block],
    headline: Option<usize>,
    story: &BTreeSet<usize>,
) -> Vec<(usize, ZoneKind)> {
    let above = headline.filter(|at| is_little(blocks, story, *at));
    let title = headline.and_then(|at| blocks.get(at));
    let title = title.map(|block| words::fold(&block.words));
    let told = |at: usize| {
        let block = blocks.get(at)?;
        let is_short = block.words.len() <= LONGEST_ASIDE;
        if is_short && title.as_ref() == Some(&words::fold(&block.words)) {
            return None;
        }
        let is_caption =
            is_short && block.level.is_none() && paragraph::kind(&block.words) == ZoneKind::Caption;
        Some((
            at,
            if is_caption {
                ZoneKind::Caption
            } else {
                ZoneKind::Body
            },
        ))
    };
    let below = |at: &usize| above.is_none_or(|above| *at > above);
    story
        .iter()
        .copied()
        .filter(below)
        .filter_map(told)
        .collect()
}

/// Does little of the story stand above the block `at`: a label, the name of a section?
fn is_little(blocks: &[Block], story: &BTreeSet<usize>, at: usize) -> bool {
    let length = |at: &usize| blocks.get(*at).map_or(0, |block| block.words.len());
    let above: usize = story.range(..at).map(length).sum();
    above * 5 < story.iter().map(length).sum()
}

/// The numbers of the blocks that are the story.
fn story(document: Document, blocks: &[Block]) -> BTreeSet<usize> {
    let kept = kept(document, blocks);
    let mut story: BTreeSet<usize> = kept
        .iter()
        .copied()
        .filter(|at| is_told(blocks, *at))
        .collect();
    fill(blocks, &mut story);
    if !is_prose(blocks, &story) {
        story = (0..blocks.len())
            .filter(|at| is_told(blocks, *at) && is_paragraph(blocks, *at))
            .collect();
    }
    if !is_prose(blocks, &story) {
        return BTreeSet::new();
    }
    let is_heading = |at: &usize| blocks.get(*at).is_some_and(|block| block.level.is_some());
    while story.last().is_some_and(is_heading) {
        story.pop_last();
    }
    story
}

/// What the extractor keeps.
fn kept(document: Document, blocks: &[Block]) -> BTreeSet<usize> {
    for block in blocks {
        if matches!(block.role, Role::Caption(_))
            && let Some(node) = document.tree.get(&block.node)
        {
            node.remove_from_parent();
        }
    }
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config))
        .ok()
        .and_then(|mut page| page.parse().ok());
    let Some(article) = article else {
        return BTreeSet::new();
    };
    KEPT.captures_iter(&article.content)
        .filter_map(|number| number.get(1)?.as_str().parse().ok())
        .collect()
}

/// Is the block words of the story, once it is known to stand in it?
fn is_told(blocks: &[Block], at: usize) -> bool {
    let Some(block) = blocks.get(at) else {
        return false;
    };
    if matches!(block.role, Role::Caption(_)) || block.is_link() && !is_linked_prose(block) {
        return false;
    }
    if block.words.len() > LONGEST_ASIDE {
        return true;
    }
    let words = &block.words;
    let is_signature = (block.role == Role::Byline && block.count < 30)
        || (block.count < 20 && byline::is_byline(masthead::without_day(words)));
    let is_figure = block.is_cell && !SENTENCE.is_match(words);
    !is_signature
        && !is_figure
        && !ASIDE.is_match(words)
        && !furniture::is_furniture(words)
        && !date::is_date_line(words)
        && words.chars().any(char::is_alphabetic)
}

/// Bytes more than which words are the story, whatever they begin with.
const LONGEST_ASIDE: usize = 600;

/// A paragraph that happens to be a link, and no pointer to another story.
fn is_linked_prose(block: &Block) -> bool {
    block.count >= 25 && SENTENCE.is_match(&block.words)
}

fn is_paragraph(blocks: &[Block], at: usize) -> bool {
    blocks.get(at).is_some_and(|block| {
        block.level.is_none() && block.count > 5 && SENTENCE.is_match(&block.words)
    })
}

/// Is there a sentence of a story in it, and not mostly links?
fn is_prose(blocks: &[Block], story: &BTreeSet<usize>) -> bool {
    let told = || story.iter().filter_map(|at| blocks.get(*at));
    let (linked, all) = told().fold((0, 0), |(linked, all), block| {
        (linked + block.linked, all + block.words.len())
    });
    linked * 2 < all && story.iter().any(|at| is_paragraph(blocks, *at))
}

/// Adds paragraphs that the extractor dropped from among their like.
fn fill(blocks: &[Block], story: &mut BTreeSet<usize>) {
    let mut homes: BTreeMap<NodeId, (usize, usize)> = BTreeMap::new();
    for (at, block) in story.iter().filter_map(|at| Some((*at, blocks.get(*at)?))) {
        if let Some(parent) = block.parent
            && is_paragraph(blocks, at)
        {
            let home = homes.entry(parent).or_insert((0, at));
            *home = (home.0 + 1, at);
        }
    }
    for (at, block) in blocks.iter().enumerate() {
        let home = block.parent.and_then(|parent| homes.get(&parent));
        let is_home = home.is_some_and(|(count, last)| *count > 1 && (at <= *last || *count > 3));
        if is_home
            && is_paragraph(blocks, at)
            && is_told(blocks, at)
            && block.linked * 2 < block.words.len()
        {
            story.insert(at);
        }
    }
}

/// The block that is the headline: the one that shares most words with the title the page gives.
fn headline(blocks: &[Block], evidence: &Evidence, first: usize) -> Option<usize> {
    let titles = evidence.titles();
    let shared = |block: &Block| {
        let alike = titles.iter().map(|title| words::alike(title, &block.words));
        alike.max().unwrap_or_default()
    };
    let headings = || {
        blocks.iter().enumerate().filter(|(at, block)| {
            block.level.is_some()
                && *at <= first + 3
                && !matches!(block.role, Role::Caption(_))
                && block.count > 1
        })
    };
    let best = headings()
        .map(|(at, block)| (shared(block), std::cmp::Reverse(block.level), at))
        .filter(|(alike, ..)| *alike >= 50)
        .max_by_key(|(alike, level, at)| (*alike, *level, std::cmp::Reverse(*at)));
    let only = || {
        let mut tops = headings().filter(|(_, block)| block.level == Some(1));
        tops.next_back().map(|(at, _)| at)
    };
    best.map(|(_, _, at)| at)
        .or_else(|| only().filter(|_| titles.is_empty()))
}

/// The captions of the story, each at its first block, each once.
fn pictures(blocks: &[Block], top: usize, story: &BTreeSet<usize>) -> Vec<(usize, String)> {
    let (Some(first), Some(last)) = (story.first(), story.last()) else {
        return Vec::new();
    };
    let home = blocks.get(*first).and_then(|block| block.article);
    let mut order: Vec<(NodeId, usize)> = Vec::new();
    let mut lines: BTreeMap<NodeId, Vec<&Block>> = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        let Role::Caption(picture) = block.role else {
            continue;
        };
        let is_near = (top..=*last).contains(&at) || (home.is_some() && block.article == home);
        if is_near {
            let own = lines.entry(picture).or_default();
            if own.is_empty() {
                order.push((picture, at));
            }
            own.push(block);
        }
    }
    let mut said = BTreeSet::new();
    let mut found = Vec::new();
    for (picture, at) in order {
        let words = caption::join(lines.remove(&picture).unwrap_or_default().into_iter());
        if !words.is_empty() && said.insert(words::fold(&words)) {
            found.push((at, words));
        }
    }
    found
}

/// How far below the story its correction notes are looked for, in blocks.
const BELOW: usize = 40;

fn corrections(blocks: &[Block], top: usize, last: usize) -> Vec<(usize, &Block)> {
    let mut goes_on = false;
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate().take(last + BELOW).skip(top) {
        let is_note = paragraph::kind(&block.words) == ZoneKind::Correction;
        let is_caption = matches!(block.role, Role::Caption(_));
        if !is_caption && !block.is_link() && (is_note || goes_on || block.role == Role::Correction)
        {
            found.push((at, block));
        }
        goes_on = is_note && paragraph::heads_correction(&block.words);
    }
    found
}

/// Words a standfirst may have.
const STANDFIRST: usize = 90;

/// The summary between the headline and the story.
fn standfirst<'a>(
    blocks: &'a [Block],
    evidence: &Evidence,
    headline: Option<usize>,
    story: &BTreeSet<usize>,
) -> Vec<(usize, &'a Block)> {
    let Some(first) = story.iter().copied().find(|at| is_paragraph(blocks, *at)) else {
        return Vec::new();
    };
    let top = headline.map_or(first.saturating_sub(6), |at| at + 1);
    let summary = evidence
        .description()
        .map(|words| words::fold(&words))
        .unwrap_or_default();
    let is_summary = |at: usize, block: &Block| {
        let count = block.count;
        let is_second = headline.is_some_and(|headline| at == headline + 1)
            && matches!(block.level, Some(2..=4));
        let is_told_so =
            !summary.is_empty() && !story.contains(&at) && words::fold(&block.words) == summary;
        let is_named =
            block.role == Role::Standfirst && (at < first || blocks.get(at + 1).is_some());
        (4..=STANDFIRST).contains(&count)
            && !block.is_link()
            && (is_named || is_second || is_told_so)
            && !matches!(block.role, Role::Caption(_) | Role::Correction)
            && !byline::is_byline(&block.words)
            && !date::is_date_line(&block.words)
    };
    blocks
        .iter()
        .enumerate()
        .take(first + 1)
        .skip(top)
        .filter(|(at, block)| is_summary(*at, block))
        .take(2)
        .collect()
}
