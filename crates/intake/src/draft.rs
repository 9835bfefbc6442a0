//! An article in the making: its text, the zones of it, and what its page says.

use onrecord_record::{Language, Masthead, Picture, Span, Zone, ZoneKind};

use crate::caption;

/// An article in the making: its text put together piece by piece, with zones.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The text so far; every span below refers to it.
    pub(crate) text: String,
    /// Its parts, in order.
    pub(crate) zones: Vec<Zone>,
    /// The pictures, by their captions.
    pub(crate) pictures: Vec<Picture>,
    /// What the page or record says of the article.
    pub(crate) masthead: Masthead,
    /// The language it is said to be in; it counts where the text is too short to tell.
    pub(crate) language: Option<Language>,
}

#[cfg(test)]
impl Draft {
    /// The words of each zone, for tests.
    pub(crate) fn told(&self) -> Vec<(ZoneKind, &str)> {
        let zones = self.zones.iter();
        zones
            .map(|zone| (zone.kind, zone.span.of(&self.text)))
            .collect()
    }
}

impl Draft {
    /// Adds `words` as a line of its own (a blank line between pieces) in a zone of `kind`; `None`
    /// if there are no words.
    pub(crate) fn push(&mut self, kind: ZoneKind, words: &str) -> Option<Span> {
        let span = self.push_outside(words)?;
        self.zones.push(Zone { span, kind });
        Some(span)
    }

    /// Adds `words` as the caption of a picture.
    pub(crate) fn push_caption(&mut self, words: &str) -> Option<Span> {
        let span = self.push(ZoneKind::Caption, words)?;
        self.pictures.push(caption::picture(&self.text, span));
        Some(span)
    }

    /// Adds `words` as a line of its own that is in no zone.
    pub(crate) fn push_outside(&mut self, words: &str) -> Option<Span> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        Span::new(&self.text, start..self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_apart_and_quote() {
        let mut draft = Draft::default();
        let title = draft.push(ZoneKind::Headline, " Bridge shut ");
        assert_eq!(draft.push(ZoneKind::Body, " \n"), None);
        let story = draft.push(ZoneKind::Body, "It is.");
        assert_eq!(draft.text, "Bridge shut\n\nIt is.");
        assert_eq!(title.map(|span| span.of(&draft.text)), Some("Bridge shut"));
        assert_eq!(story.map(|span| span.of(&draft.text)), Some("It is."));
        assert_eq!(draft.zones.len(), 2);
        draft.push_outside("© 2031");
        draft.push_caption("The bridge. Photo: Jo Doe");
        assert_eq!(draft.zones.len(), 3);
        assert_eq!(draft.pictures.len(), 1);
        assert!(draft.text.contains("It is.\n\n© 2031\n\nThe bridge."));
    }
}
