//! Who hears what is said: between the cue and the content, and told with the cue.

use onrecord_record::Span;

use super::line::Numbered;

/// Bytes of the longest words that tell who hears something.
const HEARER: usize = 48;
/// Verbs whose object hears what is said.
const TO_SOMEBODY: [&str; 24] = [
    "tell", "tells", "told", "telling", "ask", "asks", "asked", "asking", "warn", "warns",
    "warned", "warning", "urge", "urges", "urged", "urging", "inform", "informed", "reminded",
    "assured", "advised", "ordered", "notified", "promised",
];
/// Words that open anything but who hears it.
const BETWEEN: [&str; 14] = [
    "on", "in", "at", "to", "that", "of", "about", "against", "for", "by", "not", "during",
    "after", "whether",
];

impl Numbered<'_> {
    /// The cue with whoever hears the words, who would else seem to be told of: *told {Orne} Valdia
    /// was ready*.
    pub(super) fn with_hearer(self, mut cue: Vec<Span>, content: Span) -> Vec<Span> {
        let Some(last) = cue.last_mut() else {
            return cue;
        };
        let text = &self.reading.article.text;
        let between = match content.start() < last.start() {
            true => after(text, last.end()),
            false => Span::trimmed(text, last.end()..content.start()),
        };
        let Some(hearer) = between else {
            return cue;
        };
        let verb = self
            .quote(*last)
            .rsplit(' ')
            .next()
            .unwrap_or("")
            .to_lowercase();
        let words = self.quote(hearer);
        let first = words.split(' ').next().unwrap_or("");
        // *told “Face the River”*: a name in its own marks
        let is_whole = words.matches(['"', '“', '”']).count() != 1;
        let is_short =
            words.len() <= HEARER && is_whole && !words.contains([',', ';', ':', '.', '\n']);
        if TO_SOMEBODY.contains(&verb.as_str()) && is_short && !BETWEEN.contains(&first) {
            *last = last.cover(hearer);
        }
        cue
    }
}

/// What follows the cue at `from` up to a mark, or to where and when it was said: *told {the Gazette} on
/// Friday*.
fn after(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let mark = rest.find([
        ',', '.', ';', ':', '!', '?', '—', '–', '"', '“', '”', '(', '\n',
    ]);
    let rest = rest.get(..mark?)?;
    let mut end = 0;
    for word in rest.split_inclusive(' ') {
        if BETWEEN.contains(&word.trim()) {
            break;
        }
        end += word.len();
    }
    Span::trimmed(text, from..from + end)
}
