//! Feeds: RSS 2.0, RSS 1.0 and Atom, an article an item.

use onrecord_record::{Masthead, Stamp, StampEvidence};
use roxmltree::Node;

use crate::bound;
use crate::item::{Item, Story, field, label};
use crate::language::tagged;
use crate::xml::{child, children, language, name, own, owns, text};
use crate::{byline, date, html};

/// What an item without a story is told to be.
const NO_STORY: &str = "the item has neither content nor description";

/// The items of the feed whose root is `root`, in its order, with the elements they stand in.
pub(crate) fn items<'a, 'i>(root: Node<'a, 'i>) -> Vec<(Node<'a, 'i>, Item)> {
    if name(root) == "feed" {
        let outlet = own(root, "title").and_then(words);
        let entries = owns(root, "entry");
        return entries
            .map(|entry| (entry, atom(entry, outlet.as_deref())))
            .collect();
    }
    let channel = child(root, "channel").unwrap_or(root);
    let outlet = own(channel, "title").and_then(words);
    let told = own(channel, "language").map(text);
    // RSS 1.0 has its items beside the channel.
    let items = owns(channel, "item").chain(children(root, "item").filter(|_| channel != root));
    items
        .map(|item| (item, rss(item, outlet.as_deref(), told.as_deref())))
        .collect()
}

fn rss(item: Node<'_, '_>, outlet: Option<&str>, told: Option<&str>) -> Item {
    let guid = own(item, "guid");
    let permalink = guid.filter(|guid| guid.attribute("isPermaLink") != Some("false"));
    let address = |node: Node<'_, '_>| html::address(&text(node));
    // `content` and `creator` are of other vocabularies (Content, Dublin Core, Media RSS).
    let content = children(item, "encoded").chain(owns(item, "description"));
    let source = own(item, "source").and_then(words);
    let creators = children(item, "creator").filter_map(words);
    let author = || {
        own(item, "author")
            .and_then(words)
            .map(|words| mailbox(&words))
    };
    let mut authors = bound::authors(creators);
    if authors.is_empty() {
        authors = author()
            .map(|words| byline::authors(&words))
            .unwrap_or_default();
    }
    Item {
        doc: guid.and_then(|guid| label(&text(guid))),
        masthead: Masthead {
            title: own(item, "title").and_then(words),
            authors,
            outlet: source.or_else(|| outlet.map(str::to_owned)),
            url: own(item, "link")
                .and_then(address)
                .or_else(|| permalink.and_then(address)),
            published: ["pubDate", "date"]
                .into_iter()
                .find_map(|wanted| stamp(child(item, wanted)?)),
            modified: child(item, "modified").and_then(stamp),
            dateline: None,
        },
        language: language(item).or(told).and_then(tagged),
        story: story(content.map(text)),
        ..Item::default()
    }
}

fn atom(entry: Node<'_, '_>, outlet: Option<&str>) -> Item {
    let link = owns(entry, "link")
        .filter(|link| matches!(link.attribute("rel"), None | Some("alternate")))
        .find_map(|link| html::address(link.attribute("href")?));
    let source = own(entry, "source").and_then(|source| own(source, "title"));
    let source = source.and_then(words);
    let names = owns(entry, "author").filter_map(|author| own(author, "name"));
    let names = names.filter_map(words);
    let published = own(entry, "published").and_then(stamp);
    let updated = own(entry, "updated").and_then(stamp);
    let content = owns(entry, "content")
        .filter(|content| content.attribute("src").is_none())
        .chain(owns(entry, "summary"));
    Item {
        doc: own(entry, "id").and_then(|id| label(&text(id))),
        masthead: Masthead {
            title: own(entry, "title").and_then(words),
            authors: bound::authors(names),
            outlet: source.or_else(|| outlet.map(str::to_owned)),
            url: link,
            published: published.or(updated),
            modified: updated.filter(|_| published.is_some() && published != updated),
            dateline: None,
        },
        language: language(entry).and_then(tagged),
        story: story(content.map(markup)),
        ..Item::default()
    }
}

/// The HTML in an Atom element: of XHTML its source, of text the text escaped.
fn markup(content: Node<'_, '_>) -> String {
    match content.attribute("type").unwrap_or("text") {
        "xhtml" | "application/xhtml+xml" => inside(content),
        "html" | "text/html" => text(content),
        kind if kind == "text" || kind.starts_with("text/") => escaped(&text(content)),
        _ => String::new(),
    }
}

/// The source of what is in `node`, prefixes of elements taken off.
pub(crate) fn inside(node: Node<'_, '_>) -> String {
    let source = node.document().input_text().get(node.range());
    unprefixed(source.unwrap_or_default())
}

/// Tags without the prefixes that XHTML in other XML may have: `<xhtml:p>`.
fn unprefixed(source: &str) -> String {
    let mut plain = String::with_capacity(source.len());
    for (at, part) in source.split('<').enumerate() {
        if at > 0 {
            plain.push('<');
        }
        let (slash, part) = match part.strip_prefix('/') {
            Some(part) if at > 0 => ("/", part),
            _ => ("", part),
        };
        let end = part.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')));
        let tag = part.get(..end.unwrap_or(part.len())).unwrap_or_default();
        let prefix = match tag.split_once(':') {
            Some((prefix, local)) if at > 0 && !local.is_empty() => prefix.len() + 1,
            _ => 0,
        };
        plain.push_str(slash);
        plain.push_str(part.get(prefix..).unwrap_or_default());
    }
    plain
}

fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs = words.split("\n\n").map(|words| format!("<p>{words}</p>"));
    paragraphs.collect()
}

/// The first of `contents` that has words.
fn story(contents: impl Iterator<Item = String>) -> Story {
    let mut contents = contents.filter(|content| !content.trim().is_empty());
    contents
        .next()
        .map_or(Story::Missing(NO_STORY), Story::Page)
}

/// The name in an RSS author, who is a mailbox: `holt@courier.example (Ada Holt)`.
fn mailbox(words: &str) -> String {
    let inside = words
        .split_once('(')
        .and_then(|(_, inside)| inside.split_once(')'));
    match inside {
        Some((name, _)) => name.trim().to_owned(),
        None if words.contains('@') => String::new(),
        None => words.to_owned(),
    }
}

fn words(node: Node<'_, '_>) -> Option<String> {
    field(&text(node))
}

fn stamp(node: Node<'_, '_>) -> Option<Stamp> {
    date::stamp(&text(node), StampEvidence::Field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_come_off_tags_alone() {
        assert_eq!(
            unprefixed("<x:p class=\"a:b\">Holt: <x:b>no</x:b> 3 < 4</x:p>"),
            "<p class=\"a:b\">Holt: <b>no</b> 3 < 4</p>"
        );
    }

    #[test]
    fn a_mailbox_is_no_name() {
        assert_eq!(mailbox("holt@courier.example (Ada Holt)"), "Ada Holt");
        assert_eq!(mailbox("holt@courier.example"), "");
        assert_eq!(mailbox("Ada Holt"), "Ada Holt");
    }
}
