//! Finds who said what: spans of sources, cues and contents first, then which belong together.
//!
//! *Interfax reported that Peskov denied the plan*: the outermost attribution (Interfax, reported) and
//! the one inside its content (Peskov, denied) have heads of their own in the same pass.

mod calibration;
mod decode;
mod edge;
mod joins;
mod link;
mod signed;
mod turns;

use std::ops::Range;

use onrecord_record::{Attribution, Extent, Span};

use crate::document::{Roles, Word};
use crate::encoder::quotation::is_double;
use crate::encoder::{Encoder, Weights, WeightsError};
use decode::{Found, spans};
use joins::Join;
pub(crate) use joins::{COLUMNS as JOINS, forget};
use link::{FEATURES, Scene};
pub(crate) use turns::named;

/// What the confidence of an attribution rests on.
const SIGNS: usize = 14;
/// What is added against each role inside a content: all are urged on, cues less than outside. Chosen on dev.
const LEAN_INSIDE: [f64; 3] = [-1.5, -2.5, -0.75];
/// Words of the shortest content that is looked through for attributions inside it.
const SHORTEST: usize = 6;

/// The fitted numbers that turn scores into attributions.
pub(crate) struct Linker {
    cue: [f64; FEATURES],
    source: [f64; FEATURES],
    lean: [f64; 3],
    confidence: [f64; SIGNS],
    threshold: f64,
}

impl Linker {
    /// Takes the numbers out of `weights`.
    pub(crate) fn new(weights: &Weights<'_>) -> Result<Linker, WeightsError> {
        Ok(Linker {
            cue: numbers(weights, "link.cue")?,
            source: numbers(weights, "link.source")?,
            lean: numbers(weights, "lean")?,
            confidence: numbers(weights, "confidence")?,
            threshold: numbers::<1>(weights, "threshold")?[0],
        })
    }
}

fn numbers<const N: usize>(weights: &Weights<'_>, name: &str) -> Result<[f64; N], WeightsError> {
    let vector = weights.vector(name, N)?;
    Ok(std::array::from_fn(|at| f64::from(vector[at])))
}

/// The attributions of `text` that no other holds, in the order of their cues.
///
/// `words` are what `encoder` read, in text order. Each attribution has a cue; contents that share
/// a cue are one content in parts. Sources in another paragraph than the cue's neighbours are not
/// looked for. `paragraphs` are the ranges of bytes that were read, in text order.
pub fn attributions(
    encoder: &Encoder,
    text: &str,
    words: &[Word],
    paragraphs: &[Range<usize>],
) -> Vec<Attribution> {
    let linker = encoder.linker();
    let mut found = told(linker, text, words, paragraphs, linker.lean, |word| {
        word.outer
    });
    for one in &mut found {
        one.score = calibration::share_right(f64::from(one.score)) as f32;
    }
    let places: Vec<Span> = words.iter().map(|word| word.span).collect();
    let paragraphs = of_words(paragraphs, &places);
    let found = turns::with_turns(text, words, &paragraphs, found);
    signed::with_signed(text, words, &paragraphs, found)
}

/// The attributions that the words make up in the roles that `roles` gives them.
fn told(
    linker: &Linker,
    text: &str,
    words: &[Word],
    paragraphs: &[Range<usize>],
    lean: [f64; 3],
    roles: fn(&Word) -> Roles,
) -> Vec<Attribution> {
    let places: Vec<Span> = words.iter().map(|word| word.span).collect();
    let paragraphs = of_words(paragraphs, &places);
    let mut scene = Scene::new(text, words, &places, &paragraphs);
    let found = |role: fn(Roles) -> [f32; 3], lean: f64| {
        let scores: Vec<[f32; 3]> = words.iter().map(|word| role(roles(word))).collect();
        spans(&scores, &paragraphs, lean)
    };
    scene.sources = found(|roles| roles.source, lean[0]);
    scene.cues = edge::whole_cues(text, words, found(|roles| roles.cue, lean[1]));
    scene.contents = found(|roles| roles.content, lean[2]);
    for source in &mut scene.sources {
        source.words = edge::closed(words, source.words.clone());
    }
    scene
        .contents
        .retain(|content| !edge::is_condition(text, words, &content.words));
    for content in &mut scene.contents {
        content.words = edge::trimmed(text, words, content.words.clone());
        content.words = edge::opened(text, words, content.words.clone());
        content.words = edge::finished(text, words, content.words.clone());
        content.words = edge::before_article(text, words, content.words.clone());
    }
    joined(linker, &scene)
        .into_iter()
        .filter_map(|relation| relation.attribution(linker, &places))
        .collect()
}

/// `outer`, followed by the attributions inside their contents: each with its own cue and source,
/// and the number of the one that holds it as its `parent`. `words` are what `encoder` read of the
/// whole text.
pub fn with_nested(
    encoder: &Encoder,
    text: &str,
    words: &[Word],
    mut outer: Vec<Attribution>,
) -> Vec<Attribution> {
    let linker = encoder.linker();
    let mut inner = Vec::new();
    for (number, attribution) in outer.iter().enumerate() {
        for core in attribution
            .content
            .parts()
            .iter()
            .filter_map(|part| core(text, *part))
        {
            let from = words.partition_point(|word| word.span.start() < core.start);
            let to = words.partition_point(|word| word.span.start() < core.end);
            let within = words.get(from..to).unwrap_or(&[]);
            let found = told(linker, text, within, &[core], LEAN_INSIDE, |word| {
                word.inner
            });
            inner.extend(found.into_iter().map(|one| Attribution {
                parent: Some(number),
                ..one
            }));
        }
    }
    outer.extend(inner.into_iter().filter(|one| one.source.is_some()));
    outer
}

/// A content without the marks at its edges and a leading *that*, if it is long enough to hold another.
fn core(text: &str, content: Span) -> Option<Range<usize>> {
    let mut words = crate::encoder::words(text, content.range());
    let loose = |word: &Span| is_double(word.of(text)) || word.of(text) == "that";
    while words.last().is_some_and(loose) {
        words.pop();
    }
    let skipped = words.iter().take_while(|word| loose(word)).count();
    let words = words
        .get(skipped..)
        .filter(|words| words.len() >= SHORTEST)?;
    Some(words.first()?.start()..words.last()?.end())
}

/// `found` with `own`, which tell all that begins in `stretches`: ranges of bytes in text order.
fn replaced(
    mut found: Vec<Attribution>,
    stretches: &[Range<usize>],
    own: Vec<Attribution>,
) -> Vec<Attribution> {
    found.retain(|one| {
        let begins = one.content.hull().start();
        let after = stretches.partition_point(|stretch| stretch.start <= begins);
        let held = after
            .checked_sub(1)
            .and_then(|before| stretches.get(before));
        held.is_none_or(|stretch| stretch.end <= begins)
    });
    found.extend(own);
    found.sort_by_key(|one| one.cue.as_ref().map(Extent::hull));
    found
}

/// The words of each paragraph, as ranges of their numbers; a paragraph without words has none.
fn of_words(paragraphs: &[Range<usize>], words: &[Span]) -> Vec<Range<usize>> {
    let numbers = paragraphs.iter().map(|paragraph| {
        let from = words.partition_point(|word| word.start() < paragraph.start);
        from..words.partition_point(|word| word.start() < paragraph.end)
    });
    numbers.filter(|range| !range.is_empty()).collect()
}

/// A cue with the contents and the source that belong to it.
struct Relation<'a> {
    source: Option<&'a Found>,
    cue: &'a Found,
    contents: Vec<&'a Found>,
    content_link: f64,
    source_link: f64,
}

/// A relation for every cue that has content.
fn joined<'a>(linker: &Linker, scene: &'a Scene<'_>) -> Vec<Relation<'a>> {
    let mut held: Vec<(Vec<&Found>, f64)> = vec![(Vec::new(), 0.0); scene.cues.len()];
    for content in &scene.contents {
        let (chosen, sure) = scene.choose(Join::Cue, content, &scene.cues, &linker.cue);
        let bound = || scene.touching(content, &scene.cues);
        let cue = scene.finishing(content).or_else(bound);
        let cue = cue.or_else(|| scene.closing(content)).or(chosen);
        if let Some((contents, weakest)) = cue.and_then(|cue| held.get_mut(cue)) {
            contents.push(content);
            *weakest = weakest.min(sure);
        }
    }
    let cues = scene.cues.iter().zip(held);
    cues.filter(|(_, (contents, _))| !contents.is_empty())
        .map(|(cue, (contents, content_link))| {
            let (source, source_link) =
                scene.choose(Join::Source, cue, &scene.sources, &linker.source);
            let source = scene.touching(cue, &scene.sources).or(source);
            Relation {
                source: source.and_then(|source| scene.sources.get(source)),
                cue,
                contents,
                content_link,
                source_link,
            }
        })
        .collect()
}

impl Relation<'_> {
    /// The relation as spans of the text, unless it is too unsure.
    fn attribution(&self, linker: &Linker, words: &[Span]) -> Option<Attribution> {
        let score = self.confidence(linker);
        if score < linker.threshold {
            return None;
        }
        let span = |range: &Range<usize>| -> Option<Span> {
            let first = words.get(range.start)?;
            Some(first.cover(*words.get(range.end.checked_sub(1)?)?))
        };
        let (cue, contents) = self.apart();
        Some(Attribution {
            source: self
                .source
                .and_then(|found| span(&found.words))
                .map(Extent::from),
            cue: span(&cue).map(Extent::from),
            content: Extent::new(contents.iter().filter_map(span).collect())?,
            score: score as f32,
            parent: None,
        })
    }

    /// The words of the cue and of the contents, none of them in both: what both heads claim is
    /// content (*said that* and *that it rains*), but a content that opens with the frame itself
    /// (*she said it rains*) begins after the cue.
    fn apart(&self) -> (Range<usize>, Vec<Range<usize>>) {
        let mut cue = self.cue.words.clone();
        let mut contents: Vec<Range<usize>> = self
            .contents
            .iter()
            .map(|found| found.words.clone())
            .collect();
        for content in &mut contents {
            let opens = self
                .source
                .is_some_and(|source| source.words.start <= content.start);
            if content.start > cue.start && content.start < cue.end {
                cue.end = content.start;
            } else if content.end > cue.start && content.end < cue.end {
                cue.start = content.end;
            } else if content.start <= cue.start && cue.end < content.end && opens {
                content.start = cue.end;
            }
        }
        (cue, contents)
    }

    /// How likely the whole relation is right: a logistic regression on the evidence of its parts.
    fn confidence(&self, linker: &Linker) -> f64 {
        let weakest = |at: usize| {
            let values = self.contents.iter().map(|content| content.evidence[at]);
            values.fold(0.0, f64::min)
        };
        let source = self.source.map_or([0.0; 3], |source| source.evidence);
        let cue = self.cue.evidence;
        let signs: [f64; SIGNS] = [
            1.0,
            weakest(0),
            weakest(1),
            weakest(2),
            cue[0],
            cue[1],
            cue[2],
            source[0],
            source[1],
            source[2],
            f64::from(u8::from(self.source.is_none())),
            self.content_link,
            self.source_link,
            self.contents.len() as f64,
        ];
        let sum: f64 = signs
            .iter()
            .zip(linker.confidence)
            .map(|(s, w)| s * w)
            .sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// Puts what stands in the paragraphs of a text in the place of what was found there.
#[cfg(test)]
type Rule = fn(&str, &[Word], &[Range<usize>], Vec<Attribution>) -> Vec<Attribution>;

/// What `rule` alone finds in `text`: speakers and what they say.
#[cfg(test)]
fn by_rule(text: &str, rule: Rule) -> Vec<(String, String)> {
    let document = crate::testing::read(text);
    let places: Vec<Span> = document.words.iter().map(|word| word.span).collect();
    let lines = document.paragraphs.iter().map(|one| one.span.range());
    let paragraphs = of_words(&lines.collect::<Vec<_>>(), &places);
    let told = rule(text, &document.words, &paragraphs, Vec::new()).into_iter();
    let told = told.map(|one| {
        let source = one.source.map(|source| source.hull().of(text).to_owned());
        (
            source.unwrap_or_default(),
            one.content.hull().of(text).to_owned(),
        )
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ENCODER, read};

    /// The sources of the contents that hold `words`.
    fn who(text: &str, words: &str) -> Vec<String> {
        let document = read(text);
        let lines: Vec<Range<usize>> = document
            .paragraphs
            .iter()
            .map(|one| one.span.range())
            .collect();
        let found = attributions(&ENCODER, text, &document.words, &lines);
        let at = text.find(words).expect("the words stand there");
        let span = Span::new(text, at..at + words.len()).expect("on borders");
        let holding = found.into_iter().filter(|one| one.content.contains(span));
        let source = holding.filter_map(|one| Some(one.source?.hull().of(text).to_owned()));
        source.collect()
    }

    #[test]
    fn a_colon_opens_what_follows_and_claims_nothing_before_it() {
        let text = "The mayor went on. “They told us to wait. Wait for what?” Then a masked man \
                    shouted: “The gate is ours.”";
        assert!(!who(text, "Wait for what?").contains(&"a masked man".to_owned()));
        assert_eq!(who(text, "The gate is ours"), ["a masked man"]);
    }

    #[test]
    fn a_paragraph_that_is_a_quotation_is_not_the_next_ones() {
        let text = "“The bridge must hold,” Holt said.\n\n“The time has come to answer for it.”\n\nUnion leaders \
                    have referenced an incident in March.";
        assert!(!who(text, "time has come").contains(&"Union leaders".to_owned()));
    }

    #[test]
    fn a_cue_of_many_words_is_no_less_sure() {
        let on_monday = "Holt told the panel in a letter on Monday that the inquiry was over.";
        assert_eq!(who(on_monday, "the inquiry was over"), ["Holt"]);
        let twice = "Holt also suggested on the show and in the letter that efforts to move the depot might require a vote.";
        let document = read(twice);
        let line = 0..twice.len();
        let found = attributions(
            &ENCODER,
            twice,
            &document.words,
            std::slice::from_ref(&line),
        );
        let cues = found
            .iter()
            .filter_map(|one| Some(one.cue.as_ref()?.hull().of(twice)));
        assert_eq!(
            cues.collect::<Vec<_>>(),
            ["also suggested on the show and in the letter"]
        );
    }

    #[test]
    fn a_sentence_told_first_is_its_closing_frames() {
        let text = "Ostravia and Kessalia will improve the work of the committee for the border between \
                    the two countries, the Kessalian Foreign Ministry press office told OSTA on Friday.";
        let office = "the Kessalian Foreign Ministry press office";
        assert_eq!(who(text, "will improve the work"), [office]);
    }

    #[test]
    fn a_comma_hands_the_quotation_to_the_frame_after_it() {
        let text = "“I am afraid,” Holt said. “They hide,” the woman said.";
        assert_eq!(who(text, "They hide"), ["the woman"]);
        assert_eq!(who(text, "I am afraid"), ["Holt"]);
    }
}
