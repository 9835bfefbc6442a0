//! What desks do with a story that they took over: cut it, turn it round, touch it up.

use std::collections::BTreeMap;

use super::draw::Draw;
use super::number;
use super::stock::Edits;
use super::story::{Paragraph, Part, Story};
use super::wording::sentence;

/// Without its last paragraphs; the lead and one more stay.
pub(super) fn cut(story: &mut Story, draw: &mut Draw) {
    story
        .paragraphs
        .retain(|paragraph| paragraph.part != Part::Tail);
    let length = story.paragraphs.len();
    let kept = (length / 4 + draw.below(length / 2 + 1)).clamp(2, length.max(3) - 1);
    story.paragraphs.truncate(kept);
}

/// The paragraphs below the lead in another order; those of one origin keep theirs, so that nobody
/// is called by a last name before the first.
pub(super) fn reorder(story: &mut Story, draw: &mut Draw) {
    let mut queues: BTreeMap<Option<usize>, Vec<Paragraph>> = BTreeMap::new();
    let (mut kept, mut tail, mut order) = (Vec::new(), Vec::new(), Vec::new());
    for paragraph in std::mem::take(&mut story.paragraphs) {
        match paragraph.part {
            Part::Note | Part::Lead => kept.push(paragraph),
            Part::Tail => tail.push(paragraph),
            Part::Body | Part::Background => {
                let origin = paragraph.origin();
                order.push(origin);
                queues.entry(origin).or_default().push(paragraph);
            }
        }
    }
    let before = order.clone();
    for _ in 0..8 {
        draw.shuffle(&mut order);
        if order != before {
            break;
        }
    }
    for queue in queues.values_mut() {
        queue.reverse();
    }
    kept.extend(
        order
            .iter()
            .filter_map(|origin| queues.get_mut(origin)?.pop()),
    );
    kept.extend(tail);
    story.paragraphs = kept;
}

/// Lightly edited: sentences turned round, words and voices exchanged, numbers in the other habit.
/// What stands in quotation marks stays.
pub(super) fn touch_up(story: &mut Story, edits: &Edits, draw: &mut Draw) {
    let before = story
        .paragraphs
        .iter()
        .map(Paragraph::text)
        .collect::<Vec<_>>();
    let numbers = draw.chance(60);
    for often in [40, 100] {
        touch(story, edits, (often, numbers), draw);
        let after = story.paragraphs.iter().map(Paragraph::text);
        if after
            .zip(&before)
            .filter(|(after, before)| after != *before)
            .count()
            > 1
        {
            return;
        }
    }
    // Where there was nothing to exchange, what was known before goes.
    story
        .paragraphs
        .retain(|paragraph| paragraph.part != Part::Background);
}

fn touch(story: &mut Story, edits: &Edits, (often, numbers): (u32, bool), draw: &mut Draw) {
    for paragraph in &mut story.paragraphs {
        if matches!(paragraph.part, Part::Tail | Part::Note) {
            continue;
        }
        for told in &mut paragraph.sentences {
            if let Some(swapped) = told.swapped.clone().filter(|_| draw.chance(often)) {
                told.text = swapped;
            }
            if told.text.contains('"') {
                continue;
            }
            for [from, to] in edits.voices.iter().chain(&edits.synonyms) {
                if draw.chance(often) {
                    told.text = replaced(&told.text, from, to);
                }
            }
            if numbers {
                told.text = number::turned(&told.text);
            }
            told.text = sentence(&told.text);
        }
    }
}

/// `from`, where it stands as words of its own, becomes `to`.
fn replaced(text: &str, from: &str, to: &str) -> String {
    let Some((head, tail)) = text.split_once(from) else {
        return text.to_owned();
    };
    let ends = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    if ends(head.chars().next_back()) && ends(tail.chars().next()) {
        return format!("{head}{to}{tail}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::story::Sentence;

    fn story(words: &[(Option<usize>, &str)]) -> Story {
        let told = |(origin, words): &(Option<usize>, &str)| Sentence {
            origin: *origin,
            ..Sentence::plain(words)
        };
        let mut paragraphs: Vec<Paragraph> = words
            .iter()
            .map(|words| Paragraph {
                part: Part::Body,
                sentences: vec![told(words)],
            })
            .collect();
        paragraphs[0].part = Part::Lead;
        Story {
            title: Sentence::plain("Title"),
            paragraphs,
        }
    }

    fn words(story: &Story) -> Vec<String> {
        story.paragraphs.iter().map(Paragraph::text).collect()
    }

    #[test]
    fn one_origin_keeps_its_order() {
        let lines = [
            (Some(0), "a"),
            (Some(0), "b"),
            (Some(0), "c"),
            (Some(1), "x"),
            (None, "y"),
        ];
        for seed in 0..20 {
            let mut story = story(&lines);
            reorder(&mut story, &mut Draw::new(seed, 0));
            let mut found = words(&story);
            assert_ne!(found, ["a", "b", "c", "x", "y"]);
            assert_eq!(found[0], "a");
            let at = |word: &str| found.iter().position(|found| found == word);
            assert!(at("b") < at("c"));
            found.sort();
            assert_eq!(found, ["a", "b", "c", "x", "y"]);
        }
    }

    #[test]
    fn a_cut_story_is_a_head_of_the_whole() {
        let lines = [
            (None, "a"),
            (None, "b"),
            (None, "c"),
            (None, "d"),
            (None, "e"),
        ];
        for seed in 0..20 {
            let mut story = story(&lines);
            cut(&mut story, &mut Draw::new(seed, 0));
            let found = words(&story);
            assert!((2..5).contains(&found.len()));
            assert!(
                ["a", "b", "c", "d", "e"]
                    .starts_with(&found.iter().map(String::as_str).collect::<Vec<_>>())
            );
        }
    }

    #[test]
    fn only_whole_words_are_exchanged() {
        assert_eq!(
            replaced("shutters were shut", "were shut", "were closed"),
            "shutters were closed"
        );
        assert_eq!(replaced("ideal", "deal", "pact"), "ideal");
    }
}
