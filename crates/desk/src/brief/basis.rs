//! What the statements of a brief rest on, in counts and places: who the sources are, what stands on
//! those without a name alone, what confirms and what does not.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::SourceKind;

use super::together::persons;
use super::{Brief, Citation, Heading, Line, LineKind, Note, Piece, SectionKind};

/// What a brief rests on. Counted over all of its lines, shown or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// The sources by kind.
    pub kinds: Vec<Standing>,
    /// Statements whose speaker is not told or was not found.
    pub untold: usize,
    /// Outlets whose articles the brief rests on.
    pub outlets: usize,
    /// How sources without a name are called and described, word for word.
    pub unnamed: Vec<Citation>,
    /// The statements that nobody with a name makes, here or elsewhere.
    pub unnamed_alone: Vec<Citation>,
    /// Lines whose claim has two origins or more.
    pub confirmed: usize,
    /// Lines whose claim several articles have from one origin.
    pub one_origin: usize,
    /// Articles that rest on others or on reports that are not here.
    pub resting: usize,
    /// Pairs of findings that cannot both be right.
    pub contradictions: usize,
    /// Lines that were read with doubt.
    pub doubtful: usize,
}

/// The sources of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Which kind.
    pub kind: SourceKind,
    /// How many there are, as far as names tell them apart; of two who speak as one, two.
    pub sources: usize,
    /// The statements they make to the article itself, as far as it tells.
    pub firsthand: usize,
    /// The statements of theirs that somebody else passed on.
    pub passed_on: usize,
}

/// What `brief` rests on; none where nobody says anything in it. `named` are headings of sources
/// without a name whom their articles name elsewhere.
pub(super) fn basis(brief: &Brief, named: &BTreeSet<Citation>) -> Option<Basis> {
    let mut basis = Basis {
        outlets: outlets(brief),
        resting: brief.sources.iter().filter(|one| rests(one)).count(),
        ..Basis::default()
    };
    let mut kinds: BTreeMap<SourceKind, (BTreeSet<Citation>, [usize; 2])> = BTreeMap::new();
    let mut unnamed: BTreeSet<Citation> = BTreeSet::new();
    for section in &brief.sections {
        for line in &section.lines {
            basis.counts(section.kind, line);
            match (line.kind, line.heading) {
                (LineKind::Statement { .. }, Heading::Speaker(name, kind)) => {
                    let (names, told) = kinds.entry(kind).or_default();
                    names.insert(name);
                    told[usize::from(is_passed_on(line))] += 1;
                    if kind == SourceKind::Unnamed {
                        unnamed.insert(name);
                        let first = line.citations.first();
                        basis
                            .unnamed_alone
                            .extend(first.filter(|_| is_alone(line) && !named.contains(&name)));
                    }
                }
                (LineKind::Statement { .. }, _) => basis.untold += 1,
                (LineKind::Source(SourceKind::Unnamed), _) => {
                    unnamed.extend(line.notes.iter().filter_map(|note| match note {
                        Note::Described(at) => Some(*at),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
    }
    basis.unnamed = unnamed.into_iter().collect();
    basis.kinds = kinds
        .into_iter()
        .map(|(kind, (names, [firsthand, passed_on]))| Standing {
            kind,
            sources: match kind {
                SourceKind::Person => names.iter().map(|name| persons(words(brief, *name))).sum(),
                _ => names.len(),
            },
            firsthand,
            passed_on,
        })
        .collect();
    (!basis.kinds.is_empty() || basis.untold > 0).then_some(basis)
}

/// What stands at a citation.
fn words(brief: &Brief, at: Citation) -> &str {
    let source = at
        .article
        .checked_sub(1)
        .and_then(|at| brief.sources.get(at));
    source.map_or("", |one| one.article.quote(at.span))
}

impl Basis {
    /// Counts what confirms a line and what does not.
    fn counts(&mut self, section: SectionKind, line: &Line) {
        self.contradictions += usize::from(section == SectionKind::Contradictions);
        let is_doubt = |note: &Note| matches!(note, Note::Doubtful(_) | Note::SourceInDoubt);
        self.doubtful += usize::from(line.notes.iter().any(is_doubt));
        match origins(line) {
            Some((1, _)) => self.one_origin += 1,
            Some((2.., _)) => self.confirmed += 1,
            _ => {}
        }
    }
}

/// How many origins the claim of a line has, where several articles have it; and whether somebody
/// who is not named is among them.
fn origins(line: &Line) -> Option<(usize, bool)> {
    line.notes.iter().find_map(|note| match note {
        Note::Claim {
            origins, unnamed, ..
        } => Some((*origins, *unnamed)),
        _ => None,
    })
}

/// Does nobody with a name make the statement?
fn is_alone(line: &Line) -> bool {
    let is_by_other = |note: &Note| matches!(note, Note::AlsoBy(_));
    matches!(origins(line), None | Some((1, true))) && !line.notes.iter().any(is_by_other)
}

fn is_passed_on(line: &Line) -> bool {
    let mut pieces = line.pieces.iter();
    pieces.any(|piece| matches!(piece, Piece::Via(word, _) if *word == Piece::PASSED_ON))
}

fn rests(source: &super::BriefSource) -> bool {
    source.repeats.is_some() || !source.lineage.is_empty()
}

/// The outlets of the articles; those without one are not counted.
fn outlets(brief: &Brief) -> usize {
    let named = brief.sources.iter();
    let named = named.filter_map(|one| one.article.masthead.outlet.as_deref());
    named.collect::<BTreeSet<&str>>().len()
}
