//! An article that is nothing but text.

use onrecord_record::{Article, ArticleId, Language, Masthead, Origin, Span, Zone, ZoneKind};

/// `text`, all of it body.
pub(crate) fn article(text: &str) -> Article {
    Article {
        id: ArticleId([0; 32]),
        text: text.to_owned(),
        text_sha256: [0; 32],
        origin: Origin {
            path: "-".to_owned(),
            line: None,
            doc: None,
        },
        masthead: Masthead::default(),
        zones: Span::new(text, 0..text.len())
            .map(|span| Zone {
                span,
                kind: ZoneKind::Body,
            })
            .into_iter()
            .collect(),
        pictures: Vec::new(),
        language: Language::English,
    }
}
