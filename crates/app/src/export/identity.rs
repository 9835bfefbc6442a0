//! What things are called in an export: the same in every export of them, on every machine.

use onrecord_record::{Article, ArticleId, SourceId};
use uuid::Uuid;

use super::finding::Finding;
use crate::wire::term;

/// What all ids are made under; drawn once, and never to be changed.
const NAMESPACE: Uuid = Uuid::from_u128(0x3f0c_6ea1_54f7_4d52_9d0a_7c1e_b2a8_60d5);

/// The id (UUID version 5, RFC 9562) of what `parts` name together.
///
/// The parts are joined by a character that no name holds unescaped: that of U+001F.
pub(super) fn id(parts: &[&str]) -> Uuid {
    Uuid::new_v5(&NAMESPACE, parts.join("\u{1f}").as_bytes())
}

/// The id of an article: of its bytes.
pub(super) fn article(id: ArticleId) -> Uuid {
    self::id(&["article", &id.to_string()])
}

/// The id of a finding: of its article, the build that found it, its kind and its place in the list.
pub(super) fn finding(id: ArticleId, build: &str, finding: &Finding<'_>) -> Uuid {
    let number = finding.index.to_string();
    self::id(&[term::finding(finding.kind), &id.to_string(), build, &number])
}

/// The id of a source: of its article, the build that found it and its number. A name in two
/// articles is not known to be one person's.
pub(super) fn source(id: ArticleId, build: &str, source: SourceId) -> Uuid {
    self::id(&["source", &id.to_string(), build, &source.0.to_string()])
}

/// The id of an outlet: of its name in lower case, white space drawn together.
pub(super) fn outlet(name: &str) -> Uuid {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    self::id(&["outlet", &words.join(" ")])
}

/// `id` as an IRI.
pub(super) fn urn(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}

/// The address of `article`, if it is one of the web.
pub(super) fn address(article: &Article) -> Option<String> {
    article.masthead.url.as_deref().and_then(web)
}

/// `url` as an IRI (RFC 3987), if it is one of the web: what an IRI may not hold is escaped.
fn web(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|one| scheme.eq_ignore_ascii_case(one));
    if !is_web || rest.is_empty() || rest.starts_with(['/', '?', '#', ':']) {
        return None;
    }
    let mut written = format!("{}://", scheme.to_ascii_lowercase());
    for c in rest.chars() {
        let stays = c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
        if stays {
            written.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                written.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_for_ever() {
        assert_eq!(
            outlet("The  Paper"),
            outlet("the paper"),
            "case and white space do not count"
        );
        let id = ArticleId([7; 32]);
        assert_ne!(article(id), source(id, "a", SourceId(0)));
        assert_ne!(source(id, "a", SourceId(0)), source(id, "b", SourceId(0)));
        assert_eq!(
            article(id).to_string(),
            "091d4e2d-644c-5c58-a110-798a9643bc02"
        );
    }

    #[test]
    fn an_address_is_one_of_the_web() {
        assert_eq!(web("javascript:alert(1)"), None);
        assert_eq!(web("https:///etc/passwd"), None);
        assert_eq!(web("data:text/html,x"), None);
        assert_eq!(
            web("HTTPS://a.example/é \"<x>\u{202e}").as_deref(),
            Some("https://a.example/%C3%A9%20%22%3Cx%3E%E2%80%AE")
        );
    }
}
