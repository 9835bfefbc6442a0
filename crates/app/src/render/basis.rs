//! What a brief rests on, in the tool's own words: one sentence a line, counts and places only.

use onrecord_desk::{Basis, Citation, Standing};
use onrecord_record::SourceKind;

use super::quoter::Quoter;

/// Descriptions and places that are printed; JSON has all.
const PRINTED: usize = 8;

/// The lines at the head of the part on sources.
pub(super) fn lines(quoter: &Quoter<'_>, basis: &Basis) -> Vec<String> {
    let mut told = vec![sources(basis)];
    if !basis.unnamed.is_empty() {
        let words = |at: &Citation| format!("“{}” [{}]", quoter.words(*at), quoter.label(*at));
        let listed = listed(&basis.unnamed, words);
        told.push(format!("Not named, in the articles’ words: {listed}."));
    }
    told.extend(hands(&basis.kinds));
    if !basis.unnamed_alone.is_empty() {
        let places = listed(&basis.unnamed_alone, |at| {
            format!("[{}]", quoter.label(*at))
        });
        let count = plural(basis.unnamed_alone.len(), "statement");
        let verb = verb(basis.unnamed_alone.len(), "rests", "rest");
        told.push(format!(
            "{count} {verb} on unnamed sources alone: {places}."
        ));
    }
    told.extend(strengthens(basis));
    told.extend(weakens(basis));
    told
}

fn sources(basis: &Basis) -> String {
    let kinds = basis.kinds.iter().map(|one| {
        let statements = plural(one.firsthand + one.passed_on, "statement");
        format!("{} ({statements})", counted(one))
    });
    let mut told: Vec<String> = kinds.collect();
    if basis.untold > 0 {
        let statements = plural(basis.untold, "statement");
        told.push(format!("speaker not told or not found ({statements})"));
    }
    let outlets = match basis.outlets {
        0 => String::new(),
        n => format!("; articles of {}", plural(n, "outlet")),
    };
    format!("Sources: {}{outlets}.", told.join(", "))
}

/// `3 persons`, `1 not named`.
fn counted(standing: &Standing) -> String {
    let count = standing.sources;
    match standing.kind {
        SourceKind::Person => plural(count, "person"),
        SourceKind::Office => plural(count, "office"),
        SourceKind::Organisation => plural(count, "organisation"),
        SourceKind::Outlet => plural(count, "news outlet"),
        SourceKind::Document => plural(count, "document"),
        SourceKind::Unnamed => format!("{count} not named"),
        SourceKind::Public => plural(count, "group"),
        SourceKind::Unresolved => format!("{count} of a kind not told"),
    }
}

/// Whether statements come from their sources or through another voice.
fn hands(kinds: &[Standing]) -> Option<String> {
    let passed_on: usize = kinds.iter().map(|one| one.passed_on).sum();
    let firsthand: usize = kinds.iter().map(|one| one.firsthand).sum();
    (passed_on > 0).then(|| {
        format!(
            "{} told by the articles as their source’s own, {passed_on} as passed on by another voice.",
            plural(firsthand, "statement")
        )
    })
}

fn strengthens(basis: &Basis) -> Option<String> {
    (basis.confirmed > 0).then(|| {
        let count = plural(basis.confirmed, "line");
        let verb = verb(basis.confirmed, "tells a claim", "tell claims");
        format!("Strengthens: {count} {verb} of two origins or more.")
    })
}

fn weakens(basis: &Basis) -> Option<String> {
    let mut told = Vec::new();
    if basis.one_origin > 0 {
        let count = plural(basis.one_origin, "line");
        let verb = verb(basis.one_origin, "tells a claim", "tell claims");
        told.push(format!(
            "{count} {verb} that several articles have from one origin"
        ));
    }
    if basis.resting > 0 {
        let count = plural(basis.resting, "article");
        let verb = verb(basis.resting, "rests", "rest");
        told.push(format!(
            "{count} {verb} on other reports, which is no confirmation"
        ));
    }
    if basis.contradictions > 0 {
        let count = plural(basis.contradictions, "pair");
        told.push(format!("{count} of findings that cannot both be right"));
    }
    if basis.doubtful > 0 {
        told.push(format!(
            "{} read with doubt",
            plural(basis.doubtful, "line")
        ));
    }
    (!told.is_empty()).then(|| format!("Weakens: {}.", told.join("; ")))
}

fn listed(all: &[Citation], show: impl Fn(&Citation) -> String) -> String {
    let mut told: Vec<String> = all.iter().take(PRINTED).map(show).collect();
    if all.len() > PRINTED {
        told.push(format!("{} more", all.len() - PRINTED));
    }
    told.join(", ")
}

fn plural(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    }
}

fn verb(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}
