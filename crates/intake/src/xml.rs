//! XML as a tree: bounded, and nothing but what stands in the document itself.
//!
//! A document that declares entities of its own is refused, so none is ever expanded, and nothing
//! is loaded that it points to. Which charset it declares does not matter here: the bytes were
//! decoded before.

use roxmltree::{Document, Error, Node, ParsingOptions};

use crate::error::{IntakeError, Place};

/// Elements, texts and comments of one document. A feed of a thousand items has some ten thousand.
const MOST: u32 = 500_000;
/// Elements in one another. A wire's message has some thirty.
const DEEPEST: usize = 500;
/// Attributes of one element. The parser compares each with each.
const ATTRIBUTES: usize = 200;
/// Vocabularies declared by elements in one another. The parser carries all of them down.
const VOCABULARIES: usize = 500;

/// The tree of `text`.
pub(crate) fn tree<'a>(text: &'a str, place: &Place) -> Result<Document<'a>, IntakeError> {
    let options = ParsingOptions {
        // Only a document type can declare entities; one that does not is harmless.
        allow_dtd: !text.contains("<!ENTITY"),
        nodes_limit: MOST,
        ..ParsingOptions::default()
    };
    check(text, place)?;
    let place = || place.clone();
    Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected => IntakeError::Entities(place()),
        Error::NodesLimitReached => IntakeError::TooManyElements {
            place: place(),
            limit: MOST as usize,
        },
        source => IntakeError::Xml {
            place: place(),
            source: Box::new(source),
        },
    })
}

/// Can the document be parsed in bounded time and memory? One pass over the tags; what is no tag
/// (comments, instructions, `CDATA`) is passed over.
fn check(text: &str, place: &Place) -> Result<(), IntakeError> {
    // The open elements, outermost first, each with how many vocabularies it declares.
    let (mut rest, mut open, mut declared) = (text, Vec::new(), 0_usize);
    while let Some((_, inside)) = rest.split_once('<') {
        let apart = [("![CDATA[", "]]>"), ("!--", "-->"), ("?", "?>")];
        let apart = apart.iter().find(|(open, _)| inside.starts_with(open));
        if let Some((_, end)) = apart {
            rest = inside.split_once(end).map_or("", |(_, after)| after);
            continue;
        }
        let tag = tag(inside);
        rest = tag.after;
        match inside.as_bytes().first() {
            Some(b'/') => declared -= open.pop().unwrap_or_default(),
            Some(b'!') => {}
            _ if tag.is_closed => {}
            _ => {
                declared += tag.vocabularies;
                open.push(tag.vocabularies);
            }
        }
        if tag.values > ATTRIBUTES || declared > VOCABULARIES {
            let (place, limit) = (place.clone(), MOST as usize);
            return Err(IntakeError::TooManyElements { place, limit });
        }
        if open.len() > DEEPEST {
            let (place, limit) = (place.clone(), DEEPEST);
            return Err(IntakeError::TooDeep { place, limit });
        }
    }
    Ok(())
}

/// A tag, as far as it is looked at.
struct Tag<'a> {
    /// How many values in quotation marks.
    values: usize,
    /// How many vocabularies it declares, or more.
    vocabularies: usize,
    /// It ends where it begins: `<br/>`.
    is_closed: bool,
    /// What follows it.
    after: &'a str,
}

fn tag(inside: &str) -> Tag<'_> {
    let (mut values, mut quote, mut last, mut end) = (0, None, b' ', inside.len());
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                values += 1;
            }
            (None, b'>') => {
                end = at;
                break;
            }
            (None, _) => {}
        }
        last = byte;
    }
    let words = inside.get(..end).unwrap_or_default();
    Tag {
        values,
        vocabularies: words.matches("xmlns").count(),
        is_closed: last == b'/' || end == inside.len(),
        after: inside.get(end + 1..).unwrap_or_default(),
    }
}

/// The name of an element without its prefix; nothing for what is no element.
pub(crate) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.is_element() {
        node.tag_name().name()
    } else {
        ""
    }
}

/// The elements `wanted` right under `node`.
pub(crate) fn children<'a, 'i>(
    node: Node<'a, 'i>,
    wanted: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| name(*child) == wanted)
}

/// The first element `wanted` right under `node`.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &'static str) -> Option<Node<'a, 'i>> {
    children(node, wanted).next()
}

/// The first element `wanted` right under `node` that is of the same vocabulary: `title`, and not
/// `media:title` or `itunes:title`.
pub(crate) fn own<'a, 'i>(node: Node<'a, 'i>, wanted: &'static str) -> Option<Node<'a, 'i>> {
    owns(node, wanted).next()
}

/// All elements `wanted` right under `node` that are of the same vocabulary.
pub(crate) fn owns<'a, 'i>(
    node: Node<'a, 'i>,
    wanted: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    let vocabulary = node.tag_name().namespace();
    children(node, wanted).filter(move |child| child.tag_name().namespace() == vocabulary)
}

/// All text in `node`, as it stands there.
pub(crate) fn text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|below| below.is_text());
    texts.filter_map(|below| below.text()).collect()
}

/// The language that `node` is told to be in, by itself or by what is around it.
pub(crate) fn language<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    node.ancestors()
        .find_map(|above| above.attribute((XML, "lang")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        match tree(text, &Place::file("a.xml")) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn entities_of_a_document_are_refused() {
        let laughs = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><rss>&b;</rss>";
        assert!(fault(laughs).contains("declares entities"), "{laughs}");
        let outside = "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss>&a;</rss>";
        assert!(fault(outside).contains("declares entities"), "{outside}");
        assert!(fault("<rss>&nbsp;</rss>").contains("1:6"));
        assert_eq!(fault("<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf/>"), "");
        assert_eq!(fault("<rss><![CDATA[<!ENTITY a \"b\">]]></rss>"), "");
    }

    #[test]
    fn crowds_depth_and_cuts_are_told() {
        let crowd = format!("<rss>{}</rss>", "<a/>".repeat(MOST as usize));
        assert!(fault(&crowd).contains("more than"));
        for text in [
            format!("{}x{}", "<a>".repeat(600), "</a>".repeat(600)),
            format!("<rss><![CDATA[\" ' <]]>{}</rss>", "<a x='>\"'>".repeat(600)),
        ] {
            assert!(fault(&text).contains("nests more than 500"), "{text}");
        }
        assert_eq!(
            fault(&format!("<rss>{}</rss>", "<a x='/>'/><b/>".repeat(600))),
            ""
        );
        assert_eq!(
            fault(&format!("<rss><![CDATA[{}]]></rss>", "<p>".repeat(600))),
            ""
        );
        assert_eq!(fault(&format!("<rss>{}</rss>", "<a>x</a>".repeat(600))), "");
        let declared = (0..60).map(|at| {
            let names = (0..10).map(|to| format!(" xmlns:a{at}x{to}='u'"));
            format!("<a{}>", names.collect::<String>())
        });
        let declared = format!("{}{}", declared.collect::<String>(), "</a>".repeat(60));
        assert!(fault(&declared).contains("more than"));
        let apart = "<a xmlns:x='u'>x</a>".repeat(600);
        assert_eq!(fault(&format!("<rss>{apart}</rss>")), "");
        let names = (0..100_000).map(|at| format!("a{at}='' "));
        let crowd = format!("<rss {}/>", names.collect::<String>());
        assert!(fault(&crowd).contains("too many attributes"));
        assert!(fault("<rss><channel><title>Cut").contains("not valid XML"));
    }
}
