//! What an analyst judged: each judgement with who and when, the log of all, and judged articles as
//! gold.

use onrecord_desk as desk;
use onrecord_record::{
    ArticleId, Correction, Factuality, FindingKind, Judgement, KeptAct, KeptJudgement, Selector,
};
use serde::Serialize;

use super::{Range, Ruler, doc, term};

/// All that an analyst judged and decided.
#[derive(Debug, Serialize)]
pub(crate) struct Judgements<'a> {
    judgements: Vec<Judged<'a>>,
    entities: super::Acts<'a>,
}

impl<'a> Judgements<'a> {
    pub(crate) fn new(
        judgements: &'a [KeptJudgement],
        stands: &[u32],
        acts: &'a [KeptAct],
    ) -> Judgements<'a> {
        let judged = |one: &'a KeptJudgement| Judged::new(one, stands.contains(&one.number));
        Judgements {
            judgements: judgements.iter().map(judged).collect(),
            entities: super::Acts::new(acts),
        }
    }
}

/// One judgement: who, when, what.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Judged<'a> {
    pub(crate) number: u32,
    kind: &'static str,
    time: String,
    by: Option<&'a str>,
    in_force: bool,
    article: Option<String>,
    finding: Option<&'static str>,
    words: Option<Selected<'a>>,
    source: Option<Selected<'a>>,
    content: Option<Selected<'a>>,
    act: Option<&'static str>,
    factuality: Option<&'static str>,
    remark: Option<&'a str>,
    entity: Option<&'a str>,
    letter: Option<&'static str>,
    verdict: Option<&'static str>,
    quote: Option<Selected<'a>>,
    undone: Option<u32>,
}

/// The letter that an analyst gave a source.
#[derive(Debug, Serialize)]
pub(crate) struct Letter<'a> {
    pub(crate) letter: &'static str,
    /// What it means.
    pub(crate) means: &'static str,
    pub(crate) by: Option<&'a str>,
    time: String,
}

impl<'a> Letter<'a> {
    /// The letter that a judgement gives; nothing where it gives none.
    pub(crate) fn of(kept: &'a KeptJudgement) -> Option<Letter<'a>> {
        let Judgement::Rate(_, letter) = &kept.judgement else {
            return None;
        };
        Some(Letter {
            letter: letter.letter(),
            means: term::reliability(*letter),
            by: kept.by.as_deref(),
            time: kept.learned.to_string(),
        })
    }
}

/// Words by position in code points and by quotation.
#[derive(Debug, Serialize)]
struct Selected<'a> {
    span: Range,
    exact: &'a str,
}

impl<'a> Selected<'a> {
    fn new(one: &'a Selector) -> Selected<'a> {
        Selected {
            span: [one.start, one.end],
            exact: &one.exact,
        }
    }
}

impl<'a> Judged<'a> {
    /// One that stands, and of which no later one took the place.
    pub(crate) fn standing(kept: &'a KeptJudgement) -> Judged<'a> {
        Judged::new(kept, true)
    }

    fn new(kept: &'a KeptJudgement, in_force: bool) -> Judged<'a> {
        let mut judged = Judged {
            number: kept.number,
            time: kept.learned.to_string(),
            by: kept.by.as_deref(),
            in_force,
            ..Judged::default()
        };
        let target = match &kept.judgement {
            Judgement::Confirm(target) => ("confirm", Some(target)),
            Judgement::Reject(target) => ("reject", Some(target)),
            Judgement::Correct(target, correction) => {
                judged.corrected(correction);
                ("correct", Some(target))
            }
            Judgement::Remark(target, words) => {
                judged.remark = Some(words);
                ("remark", Some(target))
            }
            Judgement::Rate(who, letter) => {
                judged.entity = Some(&who.name);
                judged.letter = Some(letter.letter());
                judged.article = Some(who.article.to_string());
                ("rate", None)
            }
            Judgement::Vote(target, vote) => {
                judged.verdict = Some(term::verdict(vote.verdict));
                judged.quote = vote.quote.as_ref().map(Selected::new);
                ("vote", Some(target))
            }
            Judgement::Undo(number) => {
                judged.undone = Some(*number);
                ("undo", None)
            }
        };
        judged.kind = target.0;
        if let Some(target) = target.1 {
            judged.article = Some(target.article.to_string());
            judged.finding = Some(term::finding(target.kind));
            judged.words = Some(Selected::new(&target.words));
        }
        judged
    }

    fn corrected(&mut self, correction: &'a Correction) {
        self.source = correction.source.as_ref().map(Selected::new);
        self.content = correction.content.as_ref().map(Selected::new);
        self.act = correction.act.map(term::act);
        self.factuality = correction.value.map(Factuality::code);
    }
}

/// The attributions of a judged article as gold: outermost ones, as they were judged.
#[derive(Debug, Serialize)]
pub(crate) struct Gold<'a> {
    doc: String,
    text: &'a str,
    attributions: Vec<GoldAttribution>,
}

#[derive(Debug, Serialize)]
struct GoldAttribution {
    source: Vec<Range>,
    cue: Vec<Range>,
    content: Vec<Range>,
}

impl<'a> Gold<'a> {
    pub(crate) fn new(reading: &'a desk::Reading, judgements: &[KeptJudgement]) -> Gold<'a> {
        let ruler = Ruler::new(&reading.article);
        let all = reading
            .findings
            .statements
            .iter()
            .map(|one| &one.attribution);
        let outer =
            all.filter(|one| one.parent.is_none() && (one.cue.is_some() || one.source.is_some()));
        let judged = outer.filter_map(|attribution| {
            let mut gold = GoldAttribution {
                source: ruler.ranges(attribution.source.as_ref()),
                cue: ruler.ranges(attribution.cue.as_ref()),
                content: ruler.ranges(Some(&attribution.content)),
            };
            let first = *gold.content.first()?;
            let own = judgements
                .iter()
                .filter(|one| is_of(&one.judgement, reading.article.id, first));
            for one in own {
                match &one.judgement {
                    Judgement::Reject(_) => return None,
                    Judgement::Correct(_, correction) => {
                        let ranges = |one: &Selector| vec![[one.start, one.end]];
                        gold.source = correction.source.as_ref().map_or(gold.source, ranges);
                        gold.content = correction.content.as_ref().map_or(gold.content, ranges);
                    }
                    _ => {}
                }
            }
            Some(gold)
        });
        Gold {
            doc: doc(&reading.article),
            text: &reading.article.text,
            attributions: judged.collect(),
        }
    }
}

/// Is a judgement one of the statement whose words begin with this range?
fn is_of(judgement: &Judgement, article: ArticleId, [start, end]: Range) -> bool {
    let target = match judgement {
        Judgement::Reject(target) | Judgement::Correct(target, _) => target,
        _ => return false,
    };
    target.article == article
        && target.kind == FindingKind::Statement
        && (target.words.start, target.words.end) == (start, end)
}
