//! How much of what is said of an article is kept, whatever the format.
//!
//! Pages and their twins repeat title, outlet, address and authors wherever the article is named: a
//! title of ten megabytes would make each of them as heavy. What is longer than a title, a name or an
//! address ever is, is none.

use onrecord_record::Masthead;

use crate::byline;

/// Bytes more than which no field is read: it is no title, no name, no address.
pub(crate) const LONGEST: usize = 2000;

/// Bytes more than which nobody's name has.
const NAME: usize = 200;

/// Authors that are kept; whoever signs behind them is left out.
pub(crate) const AUTHORS: usize = 100;

/// Are these few enough words for a field?
pub(crate) fn is_field(words: &str) -> bool {
    words.len() <= LONGEST
}

/// The names in `signatures`, as many as are kept.
pub(crate) fn authors(signatures: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
    let signatures = signatures.into_iter();
    let names = signatures.flat_map(|words| byline::authors(words.as_ref()));
    names.filter(|name| is_name(name)).take(AUTHORS).collect()
}

/// `masthead` without what is too long for what it is said to be. Every article passes here.
pub(crate) fn masthead(mut masthead: Masthead) -> Masthead {
    let fields = [&mut masthead.title, &mut masthead.outlet, &mut masthead.url];
    for field in fields {
        *field = field.take().filter(|words| is_field(words));
    }
    masthead.authors.retain(|name| is_name(name));
    masthead.authors.truncate(AUTHORS);
    masthead
}

fn is_name(words: &str) -> bool {
    words.len() <= NAME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_none() {
        let long = |bytes: usize| "x".repeat(bytes);
        let kept = masthead(Masthead {
            title: Some(long(LONGEST)),
            outlet: Some(long(LONGEST + 1)),
            url: Some(long(LONGEST + 1)),
            authors: [vec![long(NAME + 1)], vec![long(NAME); AUTHORS + 1]].concat(),
            ..Masthead::default()
        });
        assert_eq!(kept.title, Some(long(LONGEST)));
        assert_eq!((kept.outlet, kept.url), (None, None));
        assert_eq!(kept.authors, vec![long(NAME); AUTHORS]);
    }
}
