//! A text that was changed, and where each of its characters went.

use super::span::Span;

/// A changed copy that still knows where things stood.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Changed {
    pub(super) text: String,
    /// The length of `text` in characters.
    length: usize,
    /// For each character of the old text where it, or what took its place, stands.
    places: Vec<usize>,
}

impl Changed {
    /// The next character stays.
    pub(super) fn keep(&mut self, character: char) {
        self.put(1, character.encode_utf8(&mut [0; 4]));
    }

    /// The next `old` characters become `new`.
    pub(super) fn put(&mut self, old: usize, new: &str) {
        let count = new.chars().count();
        let places = (0..old).map(|at| self.length + at.min(count));
        self.places.extend(places);
        self.text.push_str(new);
        self.length += count;
    }

    /// Where the words of an old span stand; `None` if nothing is left of them.
    pub(super) fn span(&self, (start, end): Span) -> Option<Span> {
        let at = |place: usize| self.places.get(place).copied().unwrap_or(self.length);
        (at(start) < at(end)).then(|| (at(start), at(end)))
    }

    /// This change, and then `next` upon it.
    pub(super) fn then(mut self, next: Changed) -> Changed {
        for place in &mut self.places {
            *place = next.places.get(*place).copied().unwrap_or(next.length);
        }
        Changed {
            places: self.places,
            ..next
        }
    }
}

/// `text` with every character put through `change`.
pub(super) fn each(text: &str, mut change: impl FnMut(usize, char) -> Option<String>) -> Changed {
    let mut changed = Changed::default();
    for (at, character) in text.chars().enumerate() {
        match change(at, character) {
            Some(new) => changed.put(1, &new),
            None => changed.keep(character),
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_follow_what_they_stood_on() {
        // "rn" for m, the comma dropped
        let changed = each("am, no", |_, character| match character {
            'm' => Some("rn".to_owned()),
            ',' => Some(String::new()),
            _ => None,
        });
        assert_eq!(changed.text, "arn no");
        assert_eq!(changed.span((0, 2)), Some((0, 3)));
        assert_eq!(changed.span((2, 3)), None);
        assert_eq!(changed.span((4, 6)), Some((4, 6)));
        let twice = changed.then(each("arn no", |_, one| {
            (one == 'a').then(|| "A.".to_owned())
        }));
        assert_eq!(twice.text, "A.rn no");
        assert_eq!(twice.span((1, 2)), Some((2, 4)));
        assert_eq!(twice.span((4, 6)), Some((5, 7)));
    }
}
