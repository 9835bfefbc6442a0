//! NewsML-G2 (news items, alone or in a news message) and NITF, the formats of the wires.

use onrecord_record::{Masthead, Stamp, StampEvidence, ZoneKind};
use roxmltree::Node;

use crate::feed::inside;
use crate::format::{Format, format};
use crate::item::{Item, Story, field, label};
use crate::language::tagged;
use crate::xml::{child, children, language, name, text};
use crate::{byline, date, html};

/// The news items under `root`, with the elements they stand in. Packages and concepts of a
/// message have no words of an article and are told as items without a story.
pub(crate) fn items<'a, 'i>(root: Node<'a, 'i>) -> Vec<(Node<'a, 'i>, Item)> {
    let one = |node: Node<'a, 'i>| match name(node) {
        "newsItem" => Some((node, news_item(node))),
        "nitf" => Some((node, nitf(node))),
        "packageItem" | "conceptItem" | "knowledgeItem" | "planningItem" | "catalogItem" => {
            let story = Story::Missing("it is an item of NewsML-G2 that has no text of its own");
            Some((
                node,
                Item {
                    story,
                    ..Item::default()
                },
            ))
        }
        _ => None,
    };
    match name(root) {
        "newsMessage" => children(root, "itemSet")
            .flat_map(|set| set.children())
            .filter_map(one)
            .collect(),
        _ => one(root).into_iter().collect(),
    }
}

fn news_item(item: Node<'_, '_>) -> Item {
    let part = |wanted| child(item, wanted);
    let (about, content) = (part("itemMeta"), part("contentMeta"));
    let of = |parent: Option<Node<'_, '_>>, wanted| {
        parent
            .and_then(|parent| child(parent, wanted))
            .and_then(words)
    };
    let moment = |parent: Option<Node<'_, '_>>, wanted| {
        parent
            .and_then(|parent| child(parent, wanted))
            .and_then(stamp)
    };
    let first = moment(about, "firstCreated").or_else(|| moment(content, "contentCreated"));
    let version = moment(about, "versionCreated");
    let guid = item.attribute("guid").and_then(label);
    let number = item.attribute("version").and_then(label);
    let byline = of(content, "by").or_else(|| of(content, "byline"));
    let told = content.and_then(|content| child(content, "language"));
    let inner = inner(item);
    let head = inner.filter(|inner| name(*inner) == "nitf").map(nitf);
    let mut item = Item {
        doc: guid.as_ref().map(|guid| match number {
            Some(number) => format!("{guid}#{number}"),
            None => guid.clone(),
        }),
        masthead: Masthead {
            title: content.and_then(headline).or_else(|| of(about, "title")),
            authors: byline
                .map(|words| byline::authors(&words))
                .unwrap_or_default(),
            outlet: about
                .and_then(|about| child(about, "provider"))
                .and_then(party),
            url: guid.as_deref().and_then(html::address),
            published: first.or(version),
            modified: version.filter(|_| first.is_some() && first != version),
            dateline: None,
        },
        dateline: of(content, "dateline"),
        language: told
            .and_then(|told| told.attribute("tag"))
            .or_else(|| language(item))
            .and_then(tagged),
        story: status(about).map_or_else(|| story(item), Story::Withdrawn),
    };
    if let Some(head) = head {
        item.beneath(head);
    }
    item
}

impl Item {
    /// Takes from the NITF in it what the item around it does not tell.
    fn beneath(&mut self, nitf: Item) {
        let (own, under) = (&mut self.masthead, nitf.masthead);
        own.title = own.title.take().or(under.title);
        own.outlet = own.outlet.take().or(under.outlet);
        own.published = own.published.or(under.published);
        if own.authors.is_empty() {
            own.authors = under.authors;
        }
        self.dateline = self.dateline.take().or(nitf.dateline);
    }
}

/// The main headline: that of the role `main`, else the first.
fn headline(content: Node<'_, '_>) -> Option<String> {
    let is_main = |node: &Node<'_, '_>| {
        node.attribute("role")
            .is_some_and(|role| role.rsplit(':').next() == Some("main"))
    };
    let main = children(content, "headline").find(is_main);
    main.or_else(|| child(content, "headline")).and_then(words)
}

/// The name of a party: what stands in `name`, else its literal, else the code.
fn party(party: Node<'_, '_>) -> Option<String> {
    let code = || party.attribute("qcode")?.rsplit(':').next();
    child(party, "name")
        .and_then(words)
        .or_else(|| field(party.attribute("literal").or_else(code)?))
}

/// A status that forbids to read the item.
fn status(about: Option<Node<'_, '_>>) -> Option<&'static str> {
    let status = child(about?, "pubStatus")?;
    let code = status
        .attribute("qcode")
        .or_else(|| status.attribute("uri"))?;
    withdrawn(code)
}

/// The status that `code` of IPTC's list is, where it is one that forbids to read.
pub(crate) fn withdrawn(code: &str) -> Option<&'static str> {
    match code.trim().rsplit([':', '/']).next()? {
        "canceled" | "cancelled" => Some("canceled"),
        "withheld" => Some("withheld"),
        _ => None,
    }
}

/// What stands in the first inline XML that can be read.
fn inner<'a, 'i>(item: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let set = child(item, "contentSet")?;
    let inside = children(set, "inlineXML").flat_map(|inline| inline.children());
    inside
        .into_iter()
        .find(|node| matches!(name(*node), "nitf" | "html" | "body" | "div" | "section"))
}

fn story(item: Node<'_, '_>) -> Story {
    let Some(set) = child(item, "contentSet") else {
        return Story::Missing("it has no content set");
    };
    if let Some(node) = inner(item) {
        return match name(node) {
            "nitf" => Story::Pieces(pieces(node)),
            _ => Story::Page(inside(node)),
        };
    }
    let data = children(set, "inlineData")
        .filter(|data| data.attribute("encoding").is_none())
        .map(|data| {
            (
                data.attribute("contenttype").unwrap_or_default(),
                text(data),
            )
        })
        .find(|(kind, words)| is_text(kind) && !words.trim().is_empty());
    match data {
        Some((kind, words)) if kind.contains("html") || format(&words) == Format::Html => {
            Story::Page(words)
        }
        Some((_, words)) => Story::Text(words),
        None if child(set, "remoteContent").is_some() => {
            Story::Missing("its content is elsewhere, and nothing is fetched")
        }
        None => Story::Missing("its content set has neither NITF, XHTML nor text"),
    }
}

fn is_text(kind: &str) -> bool {
    kind.is_empty() || kind.starts_with("text/") || kind.contains("html")
}

/// A NITF document.
fn nitf(root: Node<'_, '_>) -> Item {
    let find = |wanted: &'static str| root.descendants().find(move |node| name(*node) == wanted);
    let norm = |node: Node<'_, '_>| date::stamp(node.attribute("norm")?, StampEvidence::Field);
    let byline = find("byline").and_then(words);
    let withdrawn = find("docdata")
        .and_then(|data| data.attribute("management-status"))
        .and_then(withdrawn);
    let outlet = find("distributor").and_then(words);
    let title = find("hl1").or_else(|| find("title")).and_then(words);
    Item {
        doc: find("doc-id").and_then(|id| label(id.attribute("id-string")?)),
        masthead: Masthead {
            title,
            authors: byline
                .map(|words| byline::authors(&words))
                .unwrap_or_default(),
            outlet,
            published: find("date.issue")
                .and_then(norm)
                .or_else(|| find("date.release").and_then(norm)),
            ..Masthead::default()
        },
        dateline: find("dateline").and_then(words),
        language: language(root).and_then(tagged),
        story: withdrawn.map_or_else(|| Story::Pieces(pieces(root)), Story::Withdrawn),
    }
}

/// The paragraphs and captions of the body's content, each once; `hl2` under the headline is a
/// standfirst.
fn pieces(root: Node<'_, '_>) -> Vec<(ZoneKind, String)> {
    let mut found = Vec::new();
    // Elements to look into, each with whether it stands in the content.
    let mut open = vec![(root, false)];
    while let Some((node, is_content)) = open.pop() {
        let is_content = match name(node) {
            "body.content" => true,
            "body.head" | "body.end" => false,
            _ => is_content,
        };
        let kind = match name(node) {
            "hl2" if !is_content => Some(ZoneKind::Standfirst),
            "media-caption" => Some(ZoneKind::Caption),
            "p" | "hl2" if is_content => Some(ZoneKind::Body),
            _ => None,
        };
        match kind {
            Some(kind) => found.push((kind, html::line(&text(node)))),
            None => open.extend(node.children().rev().map(|child| (child, is_content))),
        }
    }
    found
}

fn words(node: Node<'_, '_>) -> Option<String> {
    field(&text(node))
}

fn stamp(node: Node<'_, '_>) -> Option<Stamp> {
    date::stamp(&text(node), StampEvidence::Field)
}
