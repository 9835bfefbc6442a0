//! Whom and what an article names: runs of words that the encoder takes for a name of one kind.

use onrecord_record::{Name, NameKind};

use crate::document::Document;
use crate::tag::EntityTag;

/// The names of `document`, in text order.
pub fn names(document: &Document<'_>) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for sentence in &document.sentences {
        let mut open: Option<NameKind> = None;
        for token in document.tokens.get(sentence.tokens.clone()).unwrap_or(&[]) {
            let kind = kind(token.entity);
            let is_mark = !document.quote(token.span).contains(char::is_alphanumeric);
            match (kind, found.last_mut()) {
                // a mark belongs to a name only where the name goes on after it
                (Some(_), _) if is_mark => {}
                (Some(_), Some(name)) if open == kind => name.span = name.span.cover(token.span),
                (Some(kind), _) => found.push(Name {
                    span: token.span,
                    kind,
                }),
                (None, _) => {}
            }
            open = kind;
        }
    }
    found
}

fn kind(tag: EntityTag) -> Option<NameKind> {
    match tag {
        EntityTag::Person => Some(NameKind::Person),
        EntityTag::Organisation => Some(NameKind::Organisation),
        EntityTag::Location => Some(NameKind::Place),
        EntityTag::Other => Some(NameKind::Other),
        EntityTag::Outside => None,
    }
}
