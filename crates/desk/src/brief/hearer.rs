//! What belongs to a cue though it stands outside: who hears what is said, what the cue breaks off before, and
//! when it was said.

use onrecord_language::is_abbreviation;
use onrecord_record::{Attribution, Extent, Span, Statement, TimeKind};

use super::Note;
use super::line::Numbered;

/// Bytes of the longest words that go with a cue.
const HEARER: usize = 48;
/// Bytes between a frame and the time that goes with it.
const NEAR: usize = 12;
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
/// No cue ends with one of these: its phrase goes on.
const DANGLING: [&str; 17] = [
    "the", "a", "an", "his", "her", "its", "their", "of", "to", "about", "from", "with", "among",
    "between", "on", "in", "at",
];
/// Words that alone join a cue to its content.
const JOINING: [&str; 5] = ["as", "for", "about", "of", "to"];
/// Words that may stand between a frame and when it was said.
const WHEN: [&str; 6] = ["on", "in", "late", "early", "earlier", "at"];
impl Numbered<'_> {
    /// The cue with whoever hears the words, who would else seem to be told of: *told {Orne} Valdia
    /// was ready*; with the rest of a phrase that it breaks off: *had informed the {panel}*, *said of {Mr.
    /// Roe}*; and with the word that joins it to the content: *is seen {as} off limits*.
    pub(super) fn with_hearer(self, mut cue: Vec<Span>, content: &Extent) -> Vec<Span> {
        let Some(last) = cue.last_mut() else {
            return cue;
        };
        let text = &self.reading.article.text;
        let is_before = content.first().start() < last.start();
        let between = match is_before {
            // *said of {the swirl of events}* where that is a part of the content
            true => after(text, last.end()).filter(|words| !content.overlaps(*words)),
            false => Span::trimmed(text, last.end()..content.first().start()),
        };
        // *“Yes,” he {said | when} asked*
        let own = text.get(last.range()).unwrap_or_default();
        let loose = ["when", "while", "as", "after", "before", "if"];
        let said = own
            .rsplit_once(' ')
            .filter(|(_, end)| is_before && loose.contains(end));
        if let Some((said, _)) = said
            && let Some(shorter) = Span::trimmed(text, last.start()..last.start() + said.len())
        {
            *last = shorter;
            return cue;
        }
        let Some(hearer) = between else {
            return cue;
        };
        let ending = self.quote(*last).rsplit(' ').next().unwrap_or("");
        let ending = ending.trim_end_matches('.');
        let verb = ending.to_lowercase();
        let words = self.quote(hearer);
        let words = words.trim_start_matches('.').trim_start();
        let first = words.split(' ').next().unwrap_or("");
        // *told “Face the River”*: a name in its own marks
        let is_whole = words.matches(['"', '“', '”']).count() != 1;
        let is_one = !words.contains([',', ';', ':', '\n']) && !ends_within(words);
        let is_short = words.len() <= HEARER && is_whole && is_one;
        let is_heard = TO_SOMEBODY.contains(&verb.as_str()) && !BETWEEN.contains(&first);
        let is_broken = DANGLING.contains(&verb.as_str()) || is_abbreviation(ending);
        let is_joint = !is_before && JOINING.contains(&words);
        if is_short && (is_heard || is_broken || is_joint) {
            *last = last.cover(hearer);
        }
        cue
    }

    /// The cue with the words for one whom nothing names, right before it: *{we} think*; *{nothing that} suggests* is
    /// told from the head of its sentence.
    pub(super) fn with_subject(self, mut cue: Vec<Span>, source: Option<&Extent>) -> Vec<Span> {
        let text = &self.reading.article.text;
        let (Some(first), Some(source)) = (cue.first_mut(), source.map(Extent::hull)) else {
            return cue;
        };
        let between = text.get(source.end()..first.start());
        if !between.is_some_and(|words| words.trim().is_empty()) {
            return cue;
        }
        let before = text.get(..source.start()).unwrap_or_default().trim_end();
        let denies = [" nothing", " nobody", " no one", " none"];
        let denied = denies.iter().any(|word| before.ends_with(word));
        let stops = before.rmatch_indices(['.', '?', '!', '\n']);
        let mut ends = stops.filter(|(at, _)| !is_title(before.get(..*at).unwrap_or_default()));
        let head = ends.next().map_or(0, |(at, _)| at + 1);
        let opening = match denied {
            true => Span::trimmed(text, head..source.end()),
            false => Some(source),
        };
        if let Some(opening) = opening {
            *first = opening.cover(*first);
        }
        cue
    }

    /// *{she was advised by Powell to use it}*, in one: behind his name alone, Powell would be who was advised.
    pub(super) fn done_by(self, words: &Attribution) -> Option<Span> {
        let text = &self.reading.article.text;
        let (cue, source) = (words.cue.as_ref()?.hull(), words.source.as_ref()?.hull());
        let between = text.get(cue.end()..source.start())?;
        let own = text.get(cue.range()).unwrap_or_default();
        // *she was {advised by} Powell*, *{asked} by a reporter*
        let ends_so = own.ends_with(" by") && between.trim().is_empty();
        let is_agent = ends_so || matches!(between.trim(), "by" | "by the" | "by a");
        let is_whole =
            source.end() <= words.content.first().start() && words.content.parts().len() == 1;
        let is_near = text
            .get(source.end()..words.content.first().start())?
            .trim()
            .is_empty();
        let before = text.get(..cue.start())?.trim_end();
        let pronoun = before.rsplit([' ', '\n']).next().unwrap_or_default();
        let is_pronoun = matches!(
            pronoun.to_lowercase().as_str(),
            "he" | "she" | "they" | "it" | "i" | "we" | "you"
        );
        let start = match is_pronoun {
            true => before.len() - pronoun.len(),
            false => cue.start(),
        };
        (is_agent && is_whole && is_near)
            .then(|| Span::trimmed(text, start..words.content.hull().end()))
            .flatten()
    }

    /// When it was said, where that stands right before or behind speaker and cue: *{Last week}, Holt said it
    /// would rain*.
    pub(super) fn said_at(self, statement: &Statement) -> Option<Note> {
        let words = &statement.attribution;
        let frame = words
            .source
            .as_ref()?
            .hull()
            .cover(words.cue.as_ref()?.hull());
        let times = &self.reading.findings.times;
        let beside = times.iter().filter(|time| {
            let is_apart = |extent: &Extent| !extent.overlaps(time.span);
            let is_within = words
                .cue
                .as_ref()
                .is_some_and(|cue| cue.overlaps(time.span));
            // of the cue's own words only what they come to is news
            let is_news = match time.interval {
                Some(_) => is_within || self.is_beside(frame, time.span),
                None => {
                    !is_within && time.kind == TimeKind::Date && self.is_beside(frame, time.span)
                }
            };
            is_apart(&words.content) && is_news
        });
        let told = beside.map(|time| Note::SaidAt(self.cite(time.span), time.interval));
        told.min_by_key(|note| match note {
            Note::SaidAt(at, _) => at.span.start(),
            _ => usize::MAX,
        })
    }

    /// Does a time stand right before or behind a frame?
    fn is_beside(self, frame: Span, time: Span) -> bool {
        let text = &self.reading.article.text;
        let between =
            |from: usize, to: usize| text.get(from..to).filter(|words| words.len() <= NEAR);
        if time.end() <= frame.start() {
            return between(time.end(), frame.start())
                .is_some_and(|words| matches!(words.trim(), "" | ","));
        }
        let mut words = between(frame.end(), time.start())
            .into_iter()
            .flat_map(str::split_whitespace);
        time.start() >= frame.end()
            && between(frame.end(), time.start()).is_some()
            && words.all(|word| WHEN.contains(&word))
    }
}

/// What follows the cue at `from` up to a mark, or to where and when it was said: *told {the Gazette} on
/// Friday*.
fn after(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let is_end = |at: usize, c: char| match c {
        '.' => !is_title(rest.get(..at).unwrap_or_default()),
        ',' | ';' | ':' | '!' | '?' | '—' | '–' | '"' | '“' | '”' | '(' | '\n' => true,
        _ => false,
    };
    let mut marks = rest.char_indices().take(2 * HEARER);
    let mark = marks.find(|(at, c)| is_end(*at, *c)).map(|(at, _)| at);
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

/// Does a sentence end within `words`?
fn ends_within(words: &str) -> bool {
    words
        .match_indices('.')
        .any(|(at, _)| !is_title(words.get(..at).unwrap_or_default()))
}

/// *Mr.*, *J.*: does the last word of `before` end with a stop that ends no sentence?
fn is_title(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    is_abbreviation(word) || word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// *his*, *Holt's*: words for one whose the noun after them is.
pub(super) fn is_owner(words: &str) -> bool {
    let is_pronoun = matches!(
        words.to_lowercase().as_str(),
        "his" | "her" | "its" | "their" | "my" | "our" | "your"
    );
    is_pronoun
        || ["'s", "’s", "s'", "s’"]
            .iter()
            .any(|end| words.ends_with(end))
}
