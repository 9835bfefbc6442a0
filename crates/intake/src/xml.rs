//! XML as a tree: bounded, and nothing but what stands in the document itself.
//!
//! A document that declares entities of its own is refused, so none is ever expanded, and nothing
//! is loaded that it points to. Which charset it declares does not matter here: the bytes were
//! decoded before.

use roxmltree::{Document, Error, Node, ParsingOptions};

use crate::error::{IntakeError, Place};

/// Elements, texts and comments of one document. A feed of a thousand items has some ten thousand.
const MOST: u32 = 500_000;

/// The tree of `text`.
pub(crate) fn tree<'a>(text: &'a str, place: &Place) -> Result<Document<'a>, IntakeError> {
    let options = ParsingOptions {
        // Only a document type can declare entities; one that does not is harmless.
        allow_dtd: !text.contains("<!ENTITY"),
        nodes_limit: MOST,
        ..ParsingOptions::default()
    };
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
        let deep = format!("{}x{}", "<a>".repeat(50_000), "</a>".repeat(50_000));
        let read = tree(&deep, &Place::file("a.xml")).unwrap();
        assert_eq!(text(read.root_element()), "x");
        assert!(fault("<rss><channel><title>Cut").contains("not valid XML"));
    }
}
