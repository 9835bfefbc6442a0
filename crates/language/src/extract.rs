//! From an annotated article to its findings: each layer is called once, in the order it is needed.

use std::ops::Range;

use onrecord_record::{
    Attribution, ClauseValue, Doubt, DoubtKind, Extent, Findings, Mood, Statement, TimeExpression,
    TimeId, Valuation, Voice,
};

use crate::attribution::{attributions, with_nested};
use crate::document::Document;
use crate::engine::Engine;
use crate::quotation::Quotations;
use crate::{
    about, absence, act, deed, directness, event, factuality, inside, name, narration, nest, place,
    quoted, source, subject, time, whole,
};

/// Below this score a finding is a doubt.
const DOUBTFUL: f32 = 0.5;

/// What `document` puts on record.
pub fn extract(engine: &Engine, document: &Document<'_>) -> Findings {
    let times = time::times(document);
    let quotations = Quotations::of(document);
    let found = found(engine, document, &quotations, &times);
    let resolved = source::resolve(document, &found);
    let (found, speakers) = nest::kept(document, found, resolved.speakers);
    let narration = narration::narration(document, &quotations, &found, &times);
    let statements = statements(document, &quotations, found, &speakers, &times);
    let absences = absence::absences(document, &quotations, &statements);
    let mut doubts = resolved.doubts;
    doubts.extend(quotations.doubts);
    doubts.extend(statements.iter().filter_map(low_score));
    doubts.sort_unstable_by_key(|doubt| (doubt.at, doubt.why));
    doubts.dedup();
    let names = name::names(document);
    let mut findings = Findings {
        sources: resolved.sources,
        statements,
        narration,
        absences,
        times,
        places: place::places(document, &names),
        names,
        events: Vec::new(),
        doubts,
    };
    about::name_subjects(document, &resolved.referents, &mut findings);
    findings.events = event::events(document, &findings); // they refer to all the others
    findings
}

/// The attributions of the article, those inside contents included, in text order.
fn found(
    engine: &Engine,
    document: &Document<'_>,
    quotations: &Quotations,
    times: &[TimeExpression],
) -> Vec<Attribution> {
    let text = &document.article.text;
    let lines: Vec<Range<usize>> = document
        .paragraphs
        .iter()
        .map(|one| one.span.range())
        .collect();
    let outer = attributions(&engine.encoder, text, &document.words, &lines);
    let outer = quoted::completed(document, quotations, outer);
    let outer = subject::settled(document, times, whole::ended(document, outer));
    let outer = deed::without_deeds(document, outer);
    let found = with_nested(&engine.encoder, text, &document.words, outer);
    let found = inside::with_clauses(document, found);
    in_text_order(whole::resumed(
        document,
        whole::ended_inside(document, found),
    ))
}

/// Sorted by where each begins, outer ones first; parents are renumbered.
fn in_text_order(attributions: Vec<Attribution>) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|at| {
        let one = &attributions[*at];
        (one.content.hull(), one.parent.is_some(), *at)
    });
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let mut slots: Vec<Option<Attribution>> = attributions.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(order.len());
    for old in order {
        if let Some(mut one) = slots[old].take() {
            one.parent = one.parent.map(|parent| place[parent]);
            sorted.push(one);
        }
    }
    sorted
}

fn statements(
    document: &Document<'_>,
    quotations: &Quotations,
    found: Vec<Attribution>,
    speakers: &[Voice],
    times: &[TimeExpression],
) -> Vec<Statement> {
    let outer: Vec<Option<Extent>> = found
        .iter()
        .map(|one| Some(found.get(one.parent?)?.content.clone()))
        .collect();
    let chains: Vec<Vec<Voice>> = (0..found.len())
        .map(|at| chain(&found, speakers, at))
        .collect();
    let (moods, values): (Vec<Mood>, Vec<_>) = found
        .iter()
        .zip(&chains)
        .map(|(one, chain)| valued(document, one, chain))
        .unzip();
    let asked: Vec<bool> = (0..found.len())
        .map(|at| is_asked(&found, &moods, at))
        .collect();
    let read = found.into_iter().zip(chains).zip(outer);
    let read = read.zip(moods.into_iter().zip(asked)).zip(values);
    read.map(
        |((((attribution, chain), outer), (mood, asked)), (values, clauses))| {
            let content = &attribution.content;
            Statement {
                directness: directness::directness(document, quotations, content, outer.as_ref()),
                act: act::act(document, &attribution),
                values,
                clauses,
                mood: Mood {
                    question: mood.question || asked,
                    ..mood
                },
                times: times_in(times, content),
                chain,
                attribution,
            }
        },
    )
    .collect()
}

/// What hangs over a statement, the value of each voice of its `chain`, and those of its clauses.
fn valued(
    document: &Document<'_>,
    one: &Attribution,
    chain: &[Voice],
) -> (Mood, (Vec<Valuation>, Vec<ClauseValue>)) {
    let told = factuality::Told::of(document, one.cue.as_ref(), &one.content);
    let values = factuality::valuations(&told, chain);
    let own = values.last().map(|last| last.value);
    let clauses = own.map(|own| factuality::clause_values(&told, own));
    (
        factuality::mood(&told),
        (values, clauses.unwrap_or_default()),
    )
}

/// Is what `at` says only asked about: *asked if {Varga had offered} to seek one*?
fn is_asked(found: &[Attribution], moods: &[Mood], at: usize) -> bool {
    let parent = |at: usize| found.get(at).and_then(|one| one.parent);
    let mut above = std::iter::successors(parent(at), |outer| parent(*outer));
    above.any(|outer| moods.get(outer).is_some_and(|mood| mood.question))
}

/// Who says it, outermost first.
fn chain(found: &[Attribution], speakers: &[Voice], at: usize) -> Vec<Voice> {
    let mut chain = vec![speakers.get(at).copied().unwrap_or(Voice::Unstated)];
    let mut parent = found.get(at).and_then(|one| one.parent);
    while let Some(outer) = parent {
        chain.push(speakers.get(outer).copied().unwrap_or(Voice::Unstated));
        parent = found.get(outer).and_then(|one| one.parent);
    }
    chain.reverse();
    chain
}

fn times_in(times: &[TimeExpression], content: &Extent) -> Vec<TimeId> {
    (0u32..)
        .zip(times)
        .filter(|(_, time)| content.contains(time.span))
        .map(|(number, _)| TimeId(number))
        .collect()
}

fn low_score(statement: &Statement) -> Option<Doubt> {
    (statement.attribution.score < DOUBTFUL).then(|| Doubt {
        at: statement.attribution.content.hull(),
        why: DoubtKind::LowScore,
    })
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn what_is_only_asked_about_is_not_said() {
        let text =
            "A reporter asked whether Kessalia had offered to lift the ban. “No,” Holt said.";
        let findings = testing::findings(text);
        let inside = findings
            .statements
            .iter()
            .filter(|one| one.attribution.parent.is_some());
        let asked: Vec<bool> = inside.map(|one| one.mood.question).collect();
        assert!(
            !asked.is_empty() && asked.iter().all(|asked| *asked),
            "{asked:?}"
        );
    }
}
