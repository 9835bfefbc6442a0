//! Cuts a sentence, or any part of one, into clauses: a verb each, and how each hangs on the rest.
//!
//! There is no parse. A stack of open clauses is enough: a subordinator opens a clause, a finite
//! verb fills the innermost clause that lacks one, a comma closes what is filled. *Although the
//! talks failed, Kim, who left first, signed* has one main clause, with *signed*.
//!
//! Closed-class words count by their form, so that a wrong tag does little harm.

use std::ops::Range;

use onrecord_record::Span;

use crate::document::Document;
use crate::lemma::{is_irregular_past, lemma, verb_lemma};
use crate::lexicon::commitment;
use crate::tag::{EntityTag, Pos};

/// How a clause hangs on the rest of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// It stands by itself: *the talks failed*.
    Main,
    /// Between dashes or brackets: *— and nobody denies it —*.
    Aside,
    /// *if, unless, provided that, should they*.
    Condition,
    /// *even if, as if, as though*: an *if* that puts no condition.
    Comparison,
    /// *whether*, and *if* after a verb of asking or knowing.
    Whether,
    /// *that*, or nothing, after a verb, noun or adjective that takes a clause.
    That,
    /// *because, since, as*.
    Cause,
    /// *although, though, while, whereas*.
    Concession,
    /// *when, after, before, until, once*.
    Time,
    /// *who, which, whose, that* after a noun.
    Relative,
    /// *what, how, why, where* after a verb.
    Content,
}

/// The present or past the verb stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// *fails, has failed, may fail*.
    Present,
    /// *failed, had failed*.
    Past,
    /// No finite verb: *to fail, failing, Fail!*
    None,
}

/// A verb group: *has not been officially signed*.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verb {
    /// From the first auxiliary to the main verb; a subject may stand between in a question.
    pub(crate) tokens: Range<usize>,
    /// Auxiliaries and modals, in order.
    pub(crate) auxiliaries: Vec<usize>,
    /// The main verb.
    pub(crate) head: usize,
    /// The lemma of the main verb.
    pub(crate) lemma: String,
    /// After *be* and its like: the adjective, participle or noun that says what is so.
    pub(crate) complement: Option<usize>,
    /// Present or past.
    pub(crate) tense: Tense,
    /// *was signed*.
    pub(crate) passive: bool,
}

/// A clause.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    /// All its tokens, those of clauses inside it included; its own conjunction not.
    pub(crate) tokens: Range<usize>,
    /// How it hangs on the rest.
    pub(crate) link: Link,
    /// The words that link it: *if*, *provided that*.
    pub(crate) marker: Option<Range<usize>>,
    /// Its verb group.
    pub(crate) verb: Option<Verb>,
    /// The clause it lies in.
    pub(crate) parent: Option<usize>,
    /// The clause it is joined to on equal terms by *and*, *but*, *or*, a semicolon.
    pub(crate) joined_to: Option<usize>,
    /// What stands before the verb: the subject, with fronted adverbials that no comma cuts off.
    pub(crate) subject: Range<usize>,
}

/// The clauses over `tokens`, which lie in one sentence; the first is the sentence's own.
pub(crate) fn clauses(document: &Document<'_>, tokens: Range<usize>) -> Vec<Clause> {
    let promoted = promoted(document, tokens.clone());
    let found = scanned(document, tokens.clone(), promoted.clone());
    let is_part = found.iter().any(|one| {
        one.marker
            .as_ref()
            .is_some_and(|words| words.start == tokens.start)
    });
    let has_main = |clauses: &[Clause]| {
        clauses
            .iter()
            .any(|one| one.link == Link::Main && one.verb.is_some())
    };
    if is_part || has_main(&found) {
        return found;
    }
    // a sentence without a main verb: one of its participles must be the verb
    candidates(document, tokens.clone())
        .into_iter()
        .rev()
        .map(|(at, _)| {
            scanned(
                document,
                tokens.clone(),
                [promoted.clone(), vec![at]].concat(),
            )
        })
        .find(|clauses| has_main(clauses))
        .unwrap_or(found)
}

fn scanned(document: &Document<'_>, tokens: Range<usize>, promoted: Vec<usize>) -> Vec<Clause> {
    let mut scan = Scan::new(document, tokens.clone(), promoted);
    let mut at = tokens.start;
    while at < tokens.end {
        at = scan.step(at).max(at + 1);
    }
    scan.finish()
}

/// The main clauses of `clauses`: of *that rates may rise*, the one that *that* opens.
pub(crate) fn mains(clauses: &[Clause]) -> Vec<usize> {
    let of_link = |wanted: Link| {
        (0..clauses.len())
            .filter(|index| clauses[*index].link == wanted && clauses[*index].verb.is_some())
            .collect::<Vec<usize>>()
    };
    let mains = of_link(Link::Main);
    if !mains.is_empty() {
        return mains;
    }
    let first = clauses
        .iter()
        .position(|clause| clause.verb.is_some() && clause.parent == Some(0));
    let joined = |index: &usize| {
        Some(*index) == first || first.is_some() && clauses[*index].joined_to == first
    };
    (0..clauses.len()).filter(joined).collect()
}

/// The tokens of clause `index` that lie in no clause inside it.
pub(crate) fn own_tokens(clauses: &[Clause], index: usize) -> Vec<usize> {
    let inner = |token: &usize| {
        clauses.iter().enumerate().any(|(other, clause)| {
            other != index
                && clauses[index].tokens.contains(&clause.tokens.start)
                && clause.tokens.len() < clauses[index].tokens.len()
                && (clause.tokens.contains(token)
                    || clause
                        .marker
                        .as_ref()
                        .is_some_and(|words| words.contains(token)))
        })
    };
    clauses[index]
        .tokens
        .clone()
        .filter(|token| !inner(token))
        .collect()
}

/// The span of `tokens`, without the punctuation at its edges.
pub(crate) fn span_of(document: &Document<'_>, tokens: Range<usize>) -> Option<Span> {
    let is_quote = |index: &usize| {
        matches!(
            document.lower(*index).as_str(),
            "\"" | "“" | "”" | "``" | "''"
        )
    };
    let is_unpaired = tokens.clone().filter(is_quote).count() == 1;
    let is_edge =
        |index: &usize| is_loose_mark(&document.lower(*index)) || is_unpaired && is_quote(index);
    let first = tokens.clone().find(|index| !is_edge(index))?;
    let last = tokens.rev().find(|index| !is_edge(index))?;
    Some(
        document
            .tokens
            .get(first)?
            .span
            .cover(document.tokens.get(last)?.span),
    )
}

/// Is token `at` one of the words *by no means*?
pub(crate) fn is_by_no_means(document: &Document<'_>, at: usize) -> bool {
    let starts = |from: usize| {
        document.lower(from) == "by"
            && document.lower(from + 1) == "no"
            && document.lower(from + 2) == "means"
    };
    (0..3).any(|back| at.checked_sub(back).is_some_and(starts))
}

/// Marks that stand at the edge of a clause without being part of it.
fn is_loose_mark(word: &str) -> bool {
    matches!(
        word,
        "," | ";" | ":" | "." | "?" | "!" | "—" | "–" | "-" | "--" | "…" | "..." | "(" | ")"
    )
}

/// Is token `at` a form of an auxiliary: *be, have, do*, a modal?
pub(crate) fn is_auxiliary(document: &Document<'_>, at: usize) -> bool {
    is_modal(&document.lower(at))
        || matches!(verb_lemma_at(document, at).as_str(), "be" | "have" | "do")
}

/// The lemma of token `at` taken for a verb.
pub(crate) fn verb_lemma_at(document: &Document<'_>, at: usize) -> String {
    let word = document.lower(at);
    if matches!(word.as_str(), "'s" | "’s") {
        return "be".to_owned();
    }
    match lemma(&word, Pos::VB) {
        known if known != word => known,
        _ => verb_lemma(&word),
    }
}

/// Does white space stand on both sides of token `at`: a hyphen that does is a dash?
fn stands_free(document: &Document<'_>, at: usize) -> bool {
    let span = |index: usize| document.tokens.get(index).map(|token| token.span);
    let is_apart = |left: Option<Span>, right: Option<Span>| match (left, right) {
        (Some(left), Some(right)) => left.end() < right.start(),
        _ => true,
    };
    is_apart(at.checked_sub(1).and_then(span), span(at)) && is_apart(span(at), span(at + 1))
}

/// Is token `at` a word of a name: *May* of *Ada May*, *Press* of *Greet the Press*?
pub(crate) fn is_name(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.entity != EntityTag::Outside
            && document
                .quote(token.span)
                .starts_with(|first: char| first.is_uppercase())
    })
}

/// Is `word` a modal: *may, 'll, would*?
pub(crate) fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "may"
            | "might"
            | "can"
            | "could"
            | "will"
            | "would"
            | "shall"
            | "should"
            | "must"
            | "wo"
            | "ca"
            | "cannot"
            | "'ll"
            | "’ll"
            | "'d"
            | "’d"
            | "ought"
            | "sha"
    )
}

/// Is `word` a word of denial that can stand inside a verb group: *not, n't, never*?
pub(crate) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not" | "n't" | "n’t" | "never" | "cannot" | "neither" | "nor" | "nt"
    )
}

/// The verb group that begins at token `at`, a finite verb or a bare one.
fn verb_group(document: &Document<'_>, at: usize, end: usize) -> Verb {
    let mut auxiliaries = Vec::new();
    let mut head = at;
    while is_auxiliary(document, head) {
        let Some(next) = next_verb(document, head, end, at == head) else {
            break;
        };
        auxiliaries.push(head);
        head = next;
    }
    let lemma = verb_lemma_at(document, head);
    let passive = auxiliaries
        .last()
        .is_some_and(|last| verb_lemma_at(document, *last) == "be")
        && !document.lower(head).ends_with("ing");
    Verb {
        complement: complement(document, head, &lemma, end),
        tense: tense(document, at),
        tokens: at..head + 1,
        auxiliaries,
        head,
        lemma,
        passive,
    }
}

/// The verb that goes on the group after the auxiliary at `from`; adverbs, and in a question a
/// short subject, may stand between.
fn next_verb(document: &Document<'_>, from: usize, end: usize, may_invert: bool) -> Option<usize> {
    let mut at = from + 1;
    while at < end && is_adverb(document, at) {
        at += 1;
    }
    if continues(document, from, at, end) {
        return Some(at);
    }
    if may_invert && is_inverted(document, from) {
        return inverted_verb(document, from, at, end);
    }
    None
}

/// Does the verb at `at` go on the group of the auxiliary `from`?
fn continues(document: &Document<'_>, from: usize, at: usize, end: usize) -> bool {
    let Some(token) = document.tokens.get(at).filter(|_| at < end) else {
        return false;
    };
    let word = document.lower(at);
    let auxiliary = verb_lemma_at(document, from);
    let is_adjective = ["able", "ible", "ous", "ful"]
        .iter()
        .any(|tail| word.ends_with(tail));
    let tagged = matches!(token.pos, Pos::VBN | Pos::VBD) && !is_adjective;
    let participle = tagged || is_irregular_past(&word) || word == "being";
    // after an auxiliary that cannot stand before its subject here, a noun by its tag is a verb
    let must = !is_inverted(document, from) && matches!(token.pos, Pos::NN | Pos::VBD | Pos::VBN);
    let bare = matches!(token.pos, Pos::VB | Pos::VBP) || matches!(word.as_str(), "be" | "have");
    match auxiliary.as_str() {
        "be" => participle || token.pos == Pos::VBG,
        "have" => participle,
        "do" => bare || must && is_negation(&document.lower(at - 1)),
        _ => bare || must,
    }
}

/// Does the auxiliary at `at` stand before its subject, as in a question?
fn is_inverted(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at
        .checked_sub(1)
        .and_then(|index| document.tokens.get(index))
    else {
        return true;
    };
    let word = document.quote(before.span).to_lowercase();
    matches!(
        before.pos,
        Pos::WP | Pos::WRB | Pos::WDT | Pos::Mark | Pos::CC
    ) || matches!(word.as_str(), "nor" | "neither" | "never" | "only")
}

/// The verb after the subject of an inverted clause: *Did the two sides meet*.
fn inverted_verb(document: &Document<'_>, from: usize, at: usize, end: usize) -> Option<usize> {
    const LONGEST_SUBJECT: usize = 7;
    let is_subject = |index: &usize| {
        document.tokens.get(*index).is_some_and(|token| {
            token.pos.is_noun()
                || matches!(
                    token.pos,
                    Pos::DT
                        | Pos::JJ
                        | Pos::PRP
                        | Pos::PRPS
                        | Pos::CD
                        | Pos::POS
                        | Pos::EX
                        | Pos::IN
                        | Pos::RB
                )
        })
    };
    let stop = end.min(at + LONGEST_SUBJECT);
    let verb = (at..stop).find(|index| !is_subject(index))?;
    (verb > at && continues(document, from, verb, end)).then_some(verb)
}

/// Adverbs and the words of denial, by form or tag; *likely* after a modal whatever its tag.
pub(crate) fn is_adverb(document: &Document<'_>, at: usize) -> bool {
    let form = document.lower(at);
    let follows_modal = || {
        at.checked_sub(1)
            .is_some_and(|before| is_modal(&document.lower(before)))
    };
    document.tokens.get(at).is_some_and(|token| {
        matches!(token.pos, Pos::RB | Pos::RBR | Pos::RBS)
            || is_negation(&form)
            || form == "likely" && follows_modal()
    })
}

fn tense(document: &Document<'_>, first: usize) -> Tense {
    let word = document.lower(first);
    match document.tokens.get(first).map(|token| token.pos) {
        _ if matches!(word.as_str(), "was" | "were" | "had" | "did") => Tense::Past,
        Some(Pos::VBD | Pos::VBN) => Tense::Past,
        Some(Pos::VBP | Pos::VBZ | Pos::MD) => Tense::Present,
        _ if is_modal(&word) => Tense::Present,
        _ => Tense::None,
    }
}

/// The adjective, participle or head noun after *be, remain, become, seem*.
fn complement(document: &Document<'_>, head: usize, lemma: &str, end: usize) -> Option<usize> {
    let is_copula = matches!(
        lemma,
        "be" | "remain"
            | "become"
            | "seem"
            | "appear"
            | "look"
            | "go"
            | "stay"
            | "prove"
            | "get"
            | "feel"
            | "sound"
    );
    if !is_copula {
        return None;
    }
    let mut found = None;
    for at in head + 1..end {
        let token = document.tokens.get(at)?;
        match token.pos {
            Pos::RB if matches!(document.lower(at).as_str(), "likely" | "unlikely") => {
                found = Some(at)
            }
            _ if is_by_no_means(document, at) => {}
            _ if document.lower(at) == "about" && document.lower(at + 1) == "to" => {
                found = Some(at)
            }
            Pos::DT | Pos::PDT | Pos::PRPS if found.is_some() => break,
            Pos::RB | Pos::RBR | Pos::RBS | Pos::DT | Pos::PDT | Pos::PRPS | Pos::CD | Pos::EX => {}
            Pos::VBN if document.lower(at).ends_with("able") => found = Some(at),
            Pos::POS => found = None,
            Pos::JJ | Pos::JJR | Pos::JJS | Pos::VBN | Pos::VBG => found = Some(at),
            pos if pos.is_noun() => found = Some(at),
            _ => break,
        }
    }
    found
}

/// The infinitive that hangs on a verb or on its complement: *seems {to be betting}*.
pub(crate) fn infinitive(document: &Document<'_>, verb: &Verb, end: usize) -> Option<Verb> {
    let after = verb.complement.unwrap_or(verb.head) + 1;
    let to = (after..end.min(after + 3)).find(|at| !is_adverb(document, *at))?;
    if document.lower(to) != "to" {
        return None;
    }
    let first = (to + 1..end.min(to + 4)).find(|at| !is_adverb(document, *at))?;
    let token = document.tokens.get(first)?;
    let is_bare = matches!(token.pos, Pos::VB | Pos::VBP)
        || matches!(document.lower(first).as_str(), "be" | "have");
    is_bare.then(|| {
        let mut verb = verb_group(document, first, end);
        verb.tokens.start = to;
        verb.tense = Tense::None;
        verb
    })
}

/// The state of one pass over a sentence.
struct Scan<'d, 'a> {
    document: &'d Document<'a>,
    tokens: Range<usize>,
    clauses: Vec<Clause>,
    /// The open clauses, innermost last.
    stack: Vec<usize>,
    /// Stacks put aside while a pair of dashes or brackets is open, with its closing mark.
    asides: Vec<(Vec<usize>, usize)>,
    /// The token after the last comma, conjunction, mark, subordinator or verb.
    boundary: usize,
    /// A comma stood there.
    after_comma: bool,
    /// A conjunction stood there, at this token.
    conjunction: Option<usize>,
    /// What stood before a comma with a relative pronoun after it: boundary and conjunction.
    suspended: Option<(usize, Option<usize>, bool)>,
    /// Participles by their tag that must be finite verbs.
    promoted: Vec<usize>,
}

impl<'d, 'a> Scan<'d, 'a> {
    fn new(document: &'d Document<'a>, tokens: Range<usize>, promoted: Vec<usize>) -> Scan<'d, 'a> {
        let root = clause(tokens.clone(), Link::Main, None, None, tokens.start);
        Scan {
            document,
            boundary: tokens.start,
            tokens,
            clauses: vec![root],
            stack: vec![0],
            asides: Vec::new(),
            after_comma: false,
            conjunction: None,
            suspended: None,
            promoted,
        }
    }

    /// Reads token `at` and returns the next one to read.
    fn step(&mut self, at: usize) -> usize {
        let word = self.document.lower(at);
        if self.asides.last().is_some_and(|(_, close)| *close == at) {
            return self.close_aside(at);
        }
        if let Some(close) = self.aside_end(at, &word) {
            return self.open_aside(at, close);
        }
        match word.as_str() {
            "," if self.parts_adjectives(at) => return at + 1,
            "," => return self.comma(at),
            ";" | ":" | "—" | "–" | "--" => return self.cut(at),
            _ => {}
        }
        if self.is_conjunction(at, &word) && !self.joins_subjects(at) {
            self.conjunction = Some(at);
            // between two subjects it joins no clauses
            if self.is_filled(self.top()) {
                self.boundary = at + 1;
            }
            return at + 1;
        }
        if let Some((link, length)) = self.opener(at, &word) {
            return self.open(at, link, length);
        }
        if self.begins_verb(at) {
            return self.fill(at);
        }
        at + 1
    }

    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    fn is_filled(&self, index: usize) -> bool {
        self.clauses[index].verb.is_some()
    }

    /// The innermost clause that stands by itself: the root, or the aside that is open.
    fn base(&self) -> usize {
        let of_base =
            |index: &&usize| matches!(self.clauses[**index].link, Link::Main | Link::Aside);
        self.stack.iter().rev().find(of_base).copied().unwrap_or(0)
    }

    fn is_conjunction(&self, at: usize, word: &str) -> bool {
        matches!(word, "and" | "but" | "or" | "yet" | "nor")
            && (word != "yet"
                || self
                    .document
                    .tokens
                    .get(at)
                    .is_some_and(|token| token.pos == Pos::CC))
            && at > self.tokens.start
    }

    /// *said {Moscow and Seoul} were ready*: it joins two nouns of a clause that has no *that*.
    fn joins_subjects(&self, at: usize) -> bool {
        let is_phrase = |index: usize| {
            self.is_nominal(index)
                || self
                    .document
                    .tokens
                    .get(index)
                    .is_some_and(|token| matches!(token.pos, Pos::DT | Pos::JJ | Pos::PRPS))
        };
        self.boundary < at
            && self.last_takes_clause()
            && (self.boundary..at).all(is_phrase)
            && is_phrase(at + 1)
            && self.has_verb_ahead(at + 1)
    }

    /// A comma closes what is filled and hangs on something.
    fn comma(&mut self, at: usize) -> usize {
        let next = self.document.lower(at + 1);
        if matches!(next.as_str(), "who" | "which" | "whose" | "whom" | "where") {
            self.suspended = Some((self.boundary, self.conjunction, self.after_comma));
        }
        let deep = self.stack.len();
        while self.stack.len() > 1 {
            let top = self.top();
            let closes = self.is_filled(top)
                && !matches!(
                    self.clauses[top].link,
                    Link::Main | Link::Aside | Link::That
                );
            if !closes {
                break;
            }
            self.close(at);
        }
        if self.stack.len() < deep
            && let Some(before) = self.suspended.take()
        {
            (self.boundary, self.conjunction, self.after_comma) = before;
            return at + 1;
        }
        self.boundary = at + 1;
        self.after_comma = true;
        self.conjunction = None;
        at + 1
    }

    /// A semicolon, colon or single dash: a new main clause may follow.
    fn cut(&mut self, at: usize) -> usize {
        let base = self.base();
        while self.top() != base {
            self.close(at);
        }
        self.boundary = at + 1;
        self.after_comma = true;
        self.conjunction = Some(at);
        at + 1
    }

    fn close(&mut self, at: usize) {
        if let Some(index) = self.stack.pop() {
            // an aside at its end is not part of it
            let aside = self.clauses.iter().find(|one| {
                one.link == Link::Aside && one.parent == Some(index) && one.tokens.end + 1 >= at
            });
            let end = aside.map_or(at, |one| one.tokens.start.saturating_sub(1));
            self.clauses[index].tokens.end = if index == 0 { at } else { end };
        }
    }

    /// The closing mark of a pair of dashes or brackets that opens at `at`.
    fn aside_end(&self, at: usize, word: &str) -> Option<usize> {
        let closing: &[&str] = match word {
            "—" | "–" | "--" => &["—", "–", "--"],
            "-" if stands_free(self.document, at) => &["-"],
            "(" => &[")"],
            _ => return None,
        };
        (at + 1..self.tokens.end).find(|index| {
            let other = self.document.lower(*index);
            closing.contains(&other.as_str())
                && (other != "-" || stands_free(self.document, *index))
        })
    }

    fn open_aside(&mut self, at: usize, close: usize) -> usize {
        let parent = self.top();
        self.asides.push((self.stack.clone(), close));
        let opens_with = self.document.lower(at + 1);
        let from = at + 1 + usize::from(matches!(opens_with.as_str(), "and" | "but" | "or"));
        self.push(clause(from..close, Link::Aside, None, Some(parent), from));
        self.after_comma = false;
        self.conjunction = None;
        self.boundary = from;
        from
    }

    fn close_aside(&mut self, at: usize) -> usize {
        if let Some((stack, _)) = self.asides.pop() {
            for index in std::mem::replace(&mut self.stack, stack) {
                if !self.stack.contains(&index) {
                    self.clauses[index].tokens.end = at.min(self.clauses[index].tokens.end);
                }
            }
        }
        // after an aside that follows a filled subordinate clause, the main clause goes on
        self.comma(at)
    }

    fn push(&mut self, clause: Clause) {
        self.stack.push(self.clauses.len());
        self.clauses.push(clause);
    }

    /// The kind of clause the word at `at` opens, and how many words open it.
    fn opener(&self, at: usize, word: &str) -> Option<(Link, usize)> {
        let next = self.document.lower(at + 1);
        let pos = self.document.tokens.get(at)?.pos;
        match (word, next.as_str()) {
            ("if", "not" | "any") if !self.has_verb_ahead(at + 2) || self.counts(at) => None,
            ("even", "if" | "though") | ("as", "if" | "though") => Some((Link::Comparison, 2)),
            ("only", "if") | ("provided" | "providing" | "assuming" | "supposing", "that") => {
                Some((Link::Condition, 2))
            }
            ("provided" | "providing", _) if self.provides(at) => Some((Link::Condition, 1)),
            ("so" | "as", "long") if self.document.lower(at + 2) == "as" => {
                Some((Link::Condition, 3))
            }
            ("in", "case") if self.has_verb_ahead(at + 2) => Some((Link::Condition, 2)),
            ("so" | "now" | "except" | "given", "that") => Some((Link::Cause, 2)),
            ("if", _) if self.follows_question_verb(at) => Some((Link::Whether, 1)),
            ("if" | "unless" | "lest", _) => Some((Link::Condition, 1)),
            ("whether", _) => Some((Link::Whether, 1)),
            ("because", next) if next != "of" => Some((Link::Cause, 1)),
            ("although" | "though" | "whereas", _) => Some((Link::Concession, 1)),
            ("while", _) if self.has_verb_ahead(at + 1) => Some((Link::Concession, 1)),
            (
                "after" | "before" | "until" | "till" | "once" | "since" | "as" | "than" | "like",
                _,
            ) => self.ambiguous(at, word),
            ("that", _) => self.that(at, pos),
            ("who" | "whom" | "whose" | "which", _) => {
                (!self.asks(at)).then_some((Link::Relative, 1))
            }
            ("when", _) if self.is_told(at) => Some((Link::Content, 1)),
            ("when" | "whenever", _) => (!self.asks(at)).then_some((Link::Time, 1)),
            ("what" | "how" | "why" | "where" | "whatever" | "wherever", _) => {
                (!self.asks(at)).then_some((Link::Content, 1))
            }
            ("should" | "were" | "had", _) => self.inverted_condition(at),
            _ => None,
        }
    }

    /// *few {if any} ships*: it stands by a word of number.
    fn counts(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(
                self.document.lower(before).as_str(),
                "few" | "little" | "rarely" | "seldom"
            )
        })
    }

    /// *will stop, {provided} the others stop*: after a whole clause, with a clause of its own.
    fn provides(&self, at: usize) -> bool {
        let is_group = at.checked_sub(1).is_some_and(|before| {
            is_adverb(self.document, before) || is_auxiliary(self.document, before)
        });
        let has_own = self
            .verb_ahead(at + 1)
            .is_some_and(|verb| (at + 1..verb).any(|index| self.is_nominal(index)));
        let opens = at == self.tokens.start || self.is_filled(self.top());
        opens && has_own && !is_group && self.conjunction.is_none()
    }

    /// *Should the talks fail*, *had they met*, *were it so*: an inverted verb that asks nothing.
    fn inverted_condition(&self, at: usize) -> Option<(Link, usize)> {
        let is_first = at == self.tokens.start
            || at.checked_sub(1).is_some_and(|before| {
                matches!(self.document.lower(before).as_str(), "," | "“" | "\"")
            });
        let subject = self.document.tokens.get(at + 1).is_some_and(|token| {
            token.pos.is_noun() || matches!(token.pos, Pos::DT | Pos::PRP | Pos::PRPS | Pos::EX)
        });
        let is_question = self.ends_with_question();
        let others = (at + 1..self.tokens.end)
            .filter(|index| self.is_finite(*index))
            .count();
        (is_first && subject && !is_question && others > 0).then_some((Link::Condition, 0))
    }

    /// The question word at `at` is the sentence's own: *Why did they meet?*
    fn asks(&self, at: usize) -> bool {
        let opens = (self.tokens.start..at).all(|index| !self.is_word(index));
        opens && self.ends_with_question()
    }

    /// A verb of saying or knowing right before: *would not say when*, *is unknown when*.
    fn is_told(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let word = self.document.lower(before);
            let is_verb = self
                .document
                .tokens
                .get(before)
                .is_some_and(|token| token.pos.is_verb());
            is_verb && commitment::of_verb(&verb_lemma_at(self.document, before)).is_some()
                || matches!(
                    word.as_str(),
                    "unclear" | "unknown" | "uncertain" | "clear" | "known"
                )
        })
    }

    fn is_word(&self, at: usize) -> bool {
        self.document.lower(at).chars().any(char::is_alphanumeric)
    }

    fn ends_with_question(&self) -> bool {
        ends_with_question(self.document, self.tokens.clone())
    }

    fn that(&self, at: usize, pos: Pos) -> Option<(Link, usize)> {
        let before = at
            .checked_sub(1)
            .and_then(|index| self.document.tokens.get(index))
            .map(|token| token.pos);
        let next = self.document.tokens.get(at + 1).map(|token| token.pos);
        // a wrong tag: no determiner stands before another, a pronoun, a plural or a name
        let opens = matches!(
            next,
            Some(Pos::DT | Pos::PRP | Pos::PRPS | Pos::NNS | Pos::NNP | Pos::EX)
        );
        match pos {
            Pos::DT | Pos::RB | Pos::PRP if opens => Some((Link::That, 1)),
            Pos::DT | Pos::RB | Pos::PRP => None,
            Pos::WDT => Some((Link::Relative, 1)),
            _ if at == self.tokens.start || !before.is_some_and(Pos::is_noun) => {
                Some((Link::That, 1))
            }
            _ if self.is_finite(at + 1) => Some((Link::Relative, 1)),
            _ => Some((Link::That, 1)),
        }
    }

    /// *after, as, since*: a clause only if a verb of its own follows before any mark.
    fn ambiguous(&self, at: usize, word: &str) -> Option<(Link, usize)> {
        let verb = self.verb_ahead(at + 1)?;
        let spare = (verb + 1..self.tokens.end)
            .any(|index| self.begins_verb(index) && !self.continues_group(verb, index));
        if !self.is_filled(self.top()) && !spare {
            return None;
        }
        let link = if matches!(word, "as" | "since" | "than" | "like") {
            Link::Cause
        } else {
            Link::Time
        };
        Some((link, 1))
    }

    fn continues_group(&self, verb: usize, index: usize) -> bool {
        verb_group(self.document, verb, self.tokens.end)
            .tokens
            .contains(&index)
    }

    fn has_verb_ahead(&self, from: usize) -> bool {
        self.verb_ahead(from).is_some()
    }

    /// The first finite verb after a noun phrase that starts at `from`, before any mark.
    fn verb_ahead(&self, from: usize) -> Option<usize> {
        let stop = (from..self.tokens.end).find(|index| {
            matches!(
                self.document.lower(*index).as_str(),
                "," | ";" | ":" | "—" | "that" | "which" | "who" | "(" | ")" | "." | "?"
            ) || self.is_finite(*index)
        })?;
        (self.is_finite(stop) && stop > from).then_some(stop)
    }

    fn follows_question_verb(&self, at: usize) -> bool {
        let verb = (at.saturating_sub(3)..at).rev().find(|index| {
            self.document
                .tokens
                .get(*index)
                .is_some_and(|token| token.pos.is_verb() || token.pos == Pos::JJ)
        });
        verb.is_some_and(|index| {
            commitment::asks_whether(&verb_lemma_at(self.document, index))
                && index >= self.tokens.start
        })
    }

    fn open(&mut self, at: usize, link: Link, length: usize) -> usize {
        let parent = self.top();
        let from = at + length;
        let marker = if length == 0 { at..at + 1 } else { at..from };
        self.push(clause(
            at..self.tokens.end,
            link,
            Some(marker),
            Some(parent),
            from,
        ));
        self.boundary = from;
        self.after_comma = false;
        self.conjunction = None;
        if length == 0 { self.fill(at) } else { from }
    }

    fn is_finite(&self, at: usize) -> bool {
        let Some(token) = self
            .document
            .tokens
            .get(at)
            .filter(|_| at < self.tokens.end)
        else {
            return false;
        };
        let word = self.document.lower(at);
        if self.is_compound(at) || is_name(self.document, at) {
            return false;
        }
        let is_noun_s = matches!(word.as_str(), "'s" | "’s") && token.pos == Pos::POS;
        if self.promoted.contains(&at) || token.pos == Pos::VBN {
            return self.promoted.contains(&at);
        }
        (token.pos.is_finite()
            || is_modal(&word)
            || matches!(
                word.as_str(),
                "is" | "are" | "was" | "were" | "has" | "did" | "does"
            ))
            && !is_noun_s
            && (!token.pos.is_noun() || matches!(word.as_str(), "is" | "are" | "was" | "were"))
    }

    /// A noun the tagger takes for a plural verb after a singular noun: *tyrant {talk} that seemed*.
    fn is_compound(&self, at: usize) -> bool {
        let pos = |index: usize| self.document.tokens.get(index).map(|token| token.pos);
        pos(at) == Some(Pos::VBP)
            && at.checked_sub(1).and_then(pos) == Some(Pos::NN)
            && !is_auxiliary(self.document, at)
            && matches!(pos(at + 1), Some(Pos::WDT | Pos::WP))
            && pos(at + 2).is_some_and(Pos::is_finite)
    }

    /// *a bitter{,} costly war*: the comma stands between two adjectives of one noun.
    fn parts_adjectives(&self, at: usize) -> bool {
        let pos = |index: usize| self.document.tokens.get(index).map(|token| token.pos);
        let before = at.checked_sub(1).and_then(pos);
        let opens = at.checked_sub(2).and_then(pos);
        let after = pos(at + 2);
        matches!(before, Some(Pos::JJ | Pos::VBG | Pos::VBN))
            && pos(at + 1) == Some(Pos::JJ)
            && matches!(opens, Some(Pos::DT | Pos::PRPS | Pos::POS))
            && after.is_some_and(|pos| pos.is_noun() || pos == Pos::JJ)
    }

    /// A finite verb, or the bare verb of an order: *Stop the war*.
    fn begins_verb(&self, at: usize) -> bool {
        let is_order = || {
            self.document
                .tokens
                .get(at)
                .is_some_and(|token| token.pos == Pos::VB)
                && !is_name(self.document, at)
                && !self.calls(at)
                && (self.tokens.start..at).all(|index| {
                    !self.is_word(index)
                        || matches!(
                            self.document.lower(index).as_str(),
                            "please"
                                | "just"
                                | "do"
                                | "n't"
                                | "not"
                                | "never"
                                | "and"
                                | "but"
                                | "so"
                        )
                })
        };
        self.is_finite(at) || is_order()
    }

    /// *{Look}, the deal works*: it calls for a listener and orders nothing.
    fn calls(&self, at: usize) -> bool {
        self.document.lower(at + 1) == ","
            && matches!(
                self.document.lower(at).as_str(),
                "look" | "listen" | "see" | "hear" | "mind" | "say" | "hey"
            )
    }

    /// Gives the verb at `at` to the clause it belongs to.
    fn fill(&mut self, at: usize) -> usize {
        let verb = verb_group(self.document, at, self.tokens.end);
        let next = verb.tokens.end;
        let subject = self.boundary..at;
        let index = self.owner(at);
        self.clauses[index].subject = subject;
        self.clauses[index].verb = Some(verb);
        self.boundary = next;
        self.after_comma = false;
        self.conjunction = None;
        next
    }

    /// The clause that the verb at `at` fills: an open one that lacks a verb, or a new one.
    fn owner(&mut self, at: usize) -> usize {
        let has_subject = (self.boundary..at).any(|index| self.is_nominal(index));
        if !self.is_filled(self.top()) {
            return self.top();
        }
        if let Some(conjunction) = self.conjunction {
            return self.join(conjunction, has_subject);
        }
        if has_subject && !self.after_comma && self.last_takes_clause() {
            return self.new_clause(self.boundary, Link::That, None);
        }
        if let Some(depth) = self.stack.iter().rposition(|index| !self.is_filled(*index)) {
            while self.stack.len() > depth + 1 {
                self.close(self.boundary.max(1));
            }
            return self.top();
        }
        if self.after_comma {
            return self.join(self.boundary, true);
        }
        self.demote(at)
    }

    fn is_nominal(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| {
            token.pos.is_noun()
                || matches!(token.pos, Pos::PRP | Pos::EX | Pos::CD | Pos::VBG | Pos::WP)
                || matches!(
                    self.document.lower(at).as_str(),
                    "this"
                        | "that"
                        | "these"
                        | "those"
                        | "both"
                        | "all"
                        | "some"
                        | "many"
                        | "none"
                        | "neither"
                )
        })
    }

    /// The last verb before the boundary takes a clause without *that*: *officials said they left*.
    fn last_takes_clause(&self) -> bool {
        let top = self.top();
        self.clauses[top].verb.as_ref().is_some_and(|verb| {
            // "plans to sign": an infinitive, and no clause
            let bears = infinitive(self.document, verb, self.tokens.end).is_none();
            bears && commitment::takes_clause(&verb.lemma) && verb.tokens.end + 3 >= self.boundary
                || verb
                    .complement
                    .is_some_and(|at| commitment::takes_clause(&self.document.lower(at)))
        })
    }

    fn new_clause(&mut self, from: usize, link: Link, joined_to: Option<usize>) -> usize {
        let parent = match joined_to {
            Some(other) => self.clauses[other].parent,
            None => Some(self.top()),
        };
        let mut new = clause(from..self.tokens.end, link, None, parent, from);
        new.joined_to = joined_to;
        self.push(new);
        self.top()
    }

    /// A clause joined by the conjunction or mark at `at`: to the main clause after a comma with a
    /// subject of its own, else to the innermost one.
    fn join(&mut self, at: usize, has_subject: bool) -> usize {
        let base = self.base();
        let target = if self.after_comma && has_subject {
            base
        } else {
            self.top()
        };
        while self.stack.len() > 1 && self.top() != target {
            self.close(at);
        }
        let (link, first) = (self.clauses[target].link, self.clauses[target].joined_to);
        if self.stack.len() > 1 || target == self.top() {
            self.close(at);
        }
        let from = self.boundary;
        self.new_clause(from, link, Some(first.unwrap_or(target)))
    }

    /// A second verb with nothing that could open a clause for it: what was taken for the verb was
    /// a participle or a clause without its pronoun (*the deal they signed failed*).
    fn demote(&mut self, at: usize) -> usize {
        let top = self.top();
        let Some(verb) = self.clauses[top].verb.take() else {
            return top;
        };
        let mut inner = clause(
            verb.tokens.start..at,
            Link::Relative,
            None,
            Some(top),
            verb.tokens.start,
        );
        inner.verb = Some(verb);
        self.clauses.push(inner);
        self.boundary = self.clauses[top].subject.start;
        top
    }

    fn finish(mut self) -> Vec<Clause> {
        while !self.stack.is_empty() {
            let end = self.tokens.end;
            self.close(end);
        }
        self.clauses
    }
}

/// Participles by their tag that must be finite verbs: the tagger takes *the envoys never met* for
/// *the envoys never seen*. They follow a subject pronoun, a noun and an adverb, or stand in a
/// sentence that has no other verb.
fn promoted(document: &Document<'_>, tokens: Range<usize>) -> Vec<usize> {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let is_pronoun = |at: usize| is_subject_pronoun(&document.lower(at));
    let candidates = candidates(document, tokens.clone());
    let has_finite = tokens.clone().any(|at| pos(at).is_some_and(Pos::is_finite));
    let follows_taker = |before: usize| {
        let verb = (tokens.start..before)
            .rev()
            .find(|index| pos(*index).is_some_and(Pos::is_verb));
        verb.is_some_and(|verb| {
            commitment::takes_clause(&verb_lemma_at(document, verb))
                || matches!(document.lower(verb + 1).as_str(), "that")
                || (verb..before).any(|index| document.lower(index) == "that")
        })
    };
    let mut found: Vec<usize> = candidates
        .iter()
        .filter(|(at, before)| {
            let ends = pos(at + 1).is_none_or(|next| next == Pos::Mark) || *at + 1 >= tokens.end;
            is_pronoun(*before) || at - before > 1 || ends && follows_taker(*before)
        })
        .map(|(at, _)| *at)
        .collect();
    if found.is_empty() && !has_finite {
        found.extend(candidates.first().map(|(at, _)| *at));
    }
    // "was planned but never took place"
    found.extend(tokens.clone().filter(|at| {
        let joins = |word: &str| matches!(word, "and" | "but");
        pos(*at) == Some(Pos::VBN)
            && at.checked_sub(2).is_some_and(|two| {
                document.lower(two + 1) == "never" && joins(&document.lower(two))
            })
    }));
    found.extend(tokens.filter(|at| is_verb_after_pronoun(document, *at)));
    found
}

fn is_subject_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she" | "they" | "we" | "i" | "it" | "who" | "which"
    )
}

/// Participles by their tag that follow a noun or subject pronoun, with that word; adverbs may
/// stand between.
fn candidates(document: &Document<'_>, tokens: Range<usize>) -> Vec<(usize, usize)> {
    let pos = |at: usize| document.tokens.get(at).map(|token| token.pos);
    let subject = |at: usize| {
        (tokens.start..at)
            .rev()
            .find(|index| !is_adverb(document, *index))
    };
    tokens
        .clone()
        .filter(|at| pos(*at) == Some(Pos::VBN) && !is_bare_participle(&document.lower(*at)))
        .filter_map(|at| Some((at, subject(at)?)))
        .filter(|(_, before)| {
            is_subject_pronoun(&document.lower(*before)) || pos(*before).is_some_and(Pos::is_noun)
        })
        .collect()
}

/// A noun by its tag, right after a subject pronoun that opens its clause: *if it rains*.
fn is_verb_after_pronoun(document: &Document<'_>, at: usize) -> bool {
    let (Some(pronoun), Some(opener)) = (at.checked_sub(1), at.checked_sub(2)) else {
        return false;
    };
    let is_noun = document
        .tokens
        .get(at)
        .is_some_and(|token| matches!(token.pos, Pos::NN | Pos::NNS));
    let word = document.lower(at);
    let agrees = match document.lower(pronoun).as_str() {
        "he" | "she" | "it" => word.ends_with('s') || word.ends_with("ed"),
        "they" | "we" | "i" => !word.ends_with('s'),
        _ => false,
    };
    let opens = matches!(
        document.lower(opener).as_str(),
        "if" | "when" | "that" | "because" | "unless" | "while" | "and" | "but" | "," | "“" | "\""
    );
    is_noun && agrees && opens
}

/// *seen, taken, known*: participles that no past tense looks like.
fn is_bare_participle(word: &str) -> bool {
    matches!(
        word,
        "been" | "done" | "gone" | "seen" | "known" | "born" | "begun"
    ) || word.ends_with("wn")
        || word.ends_with("ken")
        || word.ends_with("ven")
}

fn clause(
    tokens: Range<usize>,
    link: Link,
    marker: Option<Range<usize>>,
    parent: Option<usize>,
    from: usize,
) -> Clause {
    Clause {
        tokens,
        link,
        marker,
        verb: None,
        parent,
        joined_to: None,
        subject: from..from,
    }
}

/// Does a question mark end `tokens`, or follow them directly?
pub(crate) fn ends_with_question(document: &Document<'_>, tokens: Range<usize>) -> bool {
    let is_closer = |word: &str| matches!(word, "\"" | "”" | "’" | "'" | "''" | ")" | "»");
    let last = tokens
        .clone()
        .rev()
        .map(|index| document.lower(index))
        .find(|word| !is_closer(word));
    last.is_some_and(|word| word.starts_with('?')) || document.lower(tokens.end).starts_with('?')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    /// The head verbs of the main clauses.
    fn main_verbs(notation: &str) -> Vec<String> {
        let document = tagged(notation);
        let clauses = clauses(&document, 0..document.tokens.len());
        mains(&clauses)
            .into_iter()
            .filter_map(|index| Some(document.lower(clauses[index].verb.as_ref()?.head)))
            .collect()
    }

    #[test]
    fn the_main_verb_is_found_around_subordinate_clauses() {
        for (notation, expected) in [
            (
                "Although/IN the/DT talks/NNS failed/VBD ,/, Kim/NNP ,/, who/WP left/VBD first/RB ,/, signed/VBD ./.",
                "signed",
            ),
            (
                "If/IN it/PRP rains/VBZ ,/, they/PRP will/MD stay/VB ./.",
                "stay",
            ),
            ("What/WP he/PRP said/VBD was/VBD wrong/JJ ./.", "was"),
            (
                "The/DT deal/NN they/PRP signed/VBD failed/VBD ./.",
                "failed",
            ),
            (
                "After/IN the/DT vote/NN failed/VBD ,/, he/PRP resigned/VBD ./.",
                "resigned",
            ),
            (
                "After/IN the/DT vote/NN ,/, he/PRP resigned/VBD ./.",
                "resigned",
            ),
            (
                "Talks/NNS —/: and/CC they/PRP are/VBP long/JJ —/: go/VBP on/RP ./.",
                "go",
            ),
        ] {
            assert_eq!(main_verbs(notation), [expected], "{notation}");
        }
    }

    #[test]
    fn joined_clauses_are_apart() {
        assert_eq!(
            main_verbs("Holt/NNP met/VBD Roe/NNP ,/, and/CC Varga/NNP left/VBD ./."),
            ["met", "left"]
        );
        assert_eq!(
            main_verbs("He/PRP came/VBD and/CC left/VBD ./."),
            ["came", "left"]
        );
        assert_eq!(
            main_verbs("Officials/NNS said/VBD Moscow/NNP and/CC Seoul/NNP were/VBD ready/JJ ./."),
            ["said"]
        );
    }

    #[test]
    fn a_wrong_tag_does_not_hide_the_verb() {
        assert_eq!(
            main_verbs("The/DT envoys/NNS never/RB met/VBN ./."),
            ["met"]
        );
        assert_eq!(
            main_verbs("The/DT vote/NN did/VBD not/RB happen/VBN ./."),
            ["happen"]
        );
    }

    #[test]
    fn a_group_has_its_auxiliaries_and_complement() {
        let document =
            tagged("The/DT text/NN has/VBZ not/RB been/VBN officially/RB signed/VBN ./.");
        let clauses = clauses(&document, 0..document.tokens.len());
        let verb = clauses[0].verb.clone().expect("it has a verb");
        assert_eq!(verb.tokens, 2..7);
        assert_eq!(
            (verb.lemma.as_str(), verb.passive, verb.tense),
            ("sign", true, Tense::Present)
        );
    }
}
