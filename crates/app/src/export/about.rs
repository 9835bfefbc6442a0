//! Which findings of an article are asked for: those whose words and speaker have all the words.

use onrecord_desk::Reading;
use onrecord_record::{Carrier, Findings, Span, Voice};

use crate::wire::asserted::hull;

/// Which findings of a reading are asked for, by their places in its lists.
#[derive(Debug, Default)]
pub(crate) struct Chosen {
    statements: Vec<bool>,
    narration: Vec<bool>,
    absences: Vec<bool>,
    events: Vec<bool>,
}

impl Chosen {
    /// All findings of `reading`; with `about`, those that have all of its words, whatever their
    /// case, in their own words or the names of those who say it, and the statements that hold
    /// such a one. An event is chosen with what carries it.
    pub(crate) fn of(reading: &Reading, about: Option<&str>) -> Chosen {
        let sought: Vec<String> = about
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let search = Search { reading, sought };
        let findings = &reading.findings;
        let statements = search.statements();
        let narration: Vec<bool> = findings
            .narration
            .iter()
            .map(|one| search.fits(&[], &[Some(one.span), one.about]))
            .collect();
        let absences = findings.absences.iter();
        let events = findings.events.iter();
        Chosen {
            absences: absences
                .map(|one| search.fits(&one.chain, &[Some(one.span), one.about]))
                .collect(),
            events: events
                .map(|one| match one.carrier {
                    Carrier::Statement(at) => is_set(&statements, at),
                    Carrier::Narration(at) => is_set(&narration, at),
                    Carrier::Article => search.fits(&[], &[Some(hull(one))]),
                })
                .collect(),
            statements,
            narration,
        }
    }

    /// Is it all there is?
    pub(super) fn is_all(&self) -> bool {
        self.each().all(|is_chosen| is_chosen)
    }

    /// Is there none?
    pub(crate) fn is_empty(&self) -> bool {
        !self.each().any(|is_chosen| is_chosen)
    }

    fn each(&self) -> impl Iterator<Item = bool> {
        let all = [
            &self.statements,
            &self.narration,
            &self.absences,
            &self.events,
        ];
        all.into_iter().flatten().copied()
    }

    pub(super) fn statement(&self, at: usize) -> bool {
        is_set(&self.statements, at)
    }

    pub(super) fn narration(&self, at: usize) -> bool {
        is_set(&self.narration, at)
    }

    pub(super) fn absence(&self, at: usize) -> bool {
        is_set(&self.absences, at)
    }

    pub(super) fn event(&self, at: usize) -> bool {
        is_set(&self.events, at)
    }

    /// `findings` without what is not chosen; what points into them points to the same ones.
    pub(super) fn narrowed(&self, findings: &Findings) -> Findings {
        let mut narrowed = findings.clone();
        keep(&mut narrowed.statements, &self.statements);
        keep(&mut narrowed.narration, &self.narration);
        keep(&mut narrowed.absences, &self.absences);
        keep(&mut narrowed.events, &self.events);
        for statement in &mut narrowed.statements {
            let parent = &mut statement.attribution.parent;
            *parent = parent.map(|at| before(&self.statements, at));
        }
        for event in &mut narrowed.events {
            event.carrier = match event.carrier {
                Carrier::Statement(at) => Carrier::Statement(before(&self.statements, at)),
                Carrier::Narration(at) => Carrier::Narration(before(&self.narration, at)),
                Carrier::Article => Carrier::Article,
            };
        }
        narrowed
    }
}

fn is_set(chosen: &[bool], at: usize) -> bool {
    chosen.get(at).copied().unwrap_or(false)
}

fn keep<T>(list: &mut Vec<T>, chosen: &[bool]) {
    let mut chosen = chosen.iter();
    list.retain(|_| chosen.next() == Some(&true));
}

/// How many are chosen before `at`.
fn before(chosen: &[bool], at: usize) -> usize {
    chosen.iter().take(at).filter(|is| **is).count()
}

/// Words sought in the findings of a reading, in lower case.
struct Search<'a> {
    reading: &'a Reading,
    sought: Vec<String>,
}

impl Search<'_> {
    fn statements(&self) -> Vec<bool> {
        let statements = &self.reading.findings.statements;
        let fits = statements.iter().map(|one| {
            let words = &one.attribution;
            let parts = [words.source.as_ref(), Some(&words.content)];
            let parts = parts.into_iter().flatten();
            let spans: Vec<Option<Span>> = parts
                .flat_map(|extent| extent.parts())
                .map(|span| Some(*span))
                .collect();
            self.fits(&one.chain, &spans)
        });
        let mut chosen: Vec<bool> = fits.collect();
        for at in 0..statements.len() {
            if is_set(&chosen, at) {
                let mut outer = statements.get(at);
                while let Some(parent) = outer.and_then(|one| one.attribution.parent) {
                    match chosen.get_mut(parent) {
                        Some(is_chosen) if !*is_chosen => *is_chosen = true,
                        _ => break, // those around it are chosen as well
                    }
                    outer = statements.get(parent);
                }
            }
        }
        chosen
    }

    fn fits(&self, chain: &[Voice], spans: &[Option<Span>]) -> bool {
        if self.sought.is_empty() {
            return true;
        }
        let (article, findings) = (&self.reading.article, &self.reading.findings);
        let names = chain.iter().filter_map(|voice| match voice {
            Voice::Source(id) => findings.source(*id).map(|source| source.name),
            Voice::Narrator | Voice::Unstated => None,
        });
        let words: Vec<&str> = names
            .chain(spans.iter().flatten().copied())
            .map(|span| article.quote(span))
            .collect();
        let hay = words.join(" ").to_lowercase();
        self.sought.iter().all(|word| hay.contains(word))
    }
}
