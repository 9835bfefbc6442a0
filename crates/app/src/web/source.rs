//! Sources: whom the articles name, and all that one of them put on record, with how it fared.

use maud::{Markup, html};
use onrecord_desk::{Entities, Note, Reading, collate};
use onrecord_record::{Reliability, Statement, Voice};

use super::answer::{Answer, Asked, Refusal};
use super::claim::day;
use super::home::counted;
use super::judge::LONGEST_NAME;
use super::shelf::{Record, short};
use super::wide::wide;
use super::{Desk, judge, line, moment};
use crate::render::phrase;
use crate::render::visible::inline;
use crate::wire::hand::{Judged, Letter};
use crate::wire::pages::{Fared, OnRecord, SourcePage};
use crate::wire::twin::SourcesPage;
use crate::wire::{Ruler, term};

/// Sources that a form offers.
const OTHERS: usize = 200;
/// Sources of the list, statements of one.
const SHOWN: usize = 500;

/// Whom the articles name.
pub(super) fn list(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let all = &record.entities;
    let named = asked.given("name").map(str::to_lowercase);
    let fits = |entity: &&collate::Entity| {
        let names = || entity.spellings.iter().chain([&entity.name]);
        named
            .as_ref()
            .is_none_or(|named| names().any(|name| name.to_lowercase().contains(named)))
    };
    let list: Vec<&collate::Entity> = all.list().into_iter().filter(fits).collect();
    let draw = || {
        html! {
            h1 { "Sources" }
            form .filter action="/sources" {
                (moment::kept(asked))
                label { "Name " input type="search" name="name" value=(asked.shown("name")); }
                button { "Show" }
            }
            (wide("The sources", &listed(&list, &record, asked)))
            @if list.len() > SHOWN { p .note { (list.len() - SHOWN) " more: give a part of the name." } }
        }
    };
    asked.answer(desk, "Sources", draw, || {
        SourcesPage::new(&list, |one| record.letter(one))
    })
}

fn listed(list: &[&collate::Entity], record: &Record, asked: &Asked) -> Markup {
    html! {
        table .stack {
            thead { tr { th { "Name" } th { "Kind" } th { "Statements" } th { "Articles" } th { "Letter" } th { "Also" } } }
            tbody { @for one in list.iter().take(SHOWN) { tr {
                td { a href=(address(one, asked)) { bdi { (inline(&one.name)) } } }
                td { (phrase::source(one.kind)) }
                td data-is="Statements" { (one.statements) }
                td data-is="Articles" { (one.articles().len()) }
                td data-is="Letter" { @if let Some(letter) = record.letter(one).and_then(Letter::of) { abbr title=(letter.means) { (letter.letter) } } }
                td .note { bdi { (spellings(one)) } }
            } } }
        }
    }
}

fn address(entity: &collate::Entity, asked: &Asked) -> String {
    format!("/source/{}{}", entity.id, line::moment(asked, '?'))
}

/// The names it has beside its own, a few of them.
fn spellings(entity: &collate::Entity) -> String {
    let others = entity.spellings.iter().filter(|name| **name != entity.name);
    others
        .take(4)
        .map(|name| inline(name))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// All that one source put on record.
pub(super) fn page(desk: &Desk, asked: &Asked) -> Result<Answer, Refusal> {
    let record = desk.shelf.record(asked.as_of()?)?;
    let all = &record.entities;
    let entity = all
        .find(asked.named("source"))
        .map_err(|_| Refusal::NotFound("source"))?;
    let said = said(&record, all, entity);
    let page = SourcePage {
        id: &entity.id.0,
        name: &entity.name,
        r#type: term::source(entity.kind),
        spellings: entity.spellings.iter().map(String::as_str).collect(),
        letter: record.letter(entity).and_then(Letter::of),
        fared: Fared::of(&said),
        statements: said,
    };
    let title = inline(&entity.name);
    asked.answer(
        desk,
        &title,
        || drawn(desk, &record, &page, entity, asked),
        || &page,
    )
}

fn said<'a>(record: &'a Record, all: &'a Entities, entity: &collate::Entity) -> Vec<OnRecord<'a>> {
    let mut said = Vec::new();
    for mention in &entity.mentions {
        let (Some(source), Some(reading)) = (mention.source, all.readings().get(mention.article))
        else {
            continue;
        };
        let own = |one: &&Statement| one.chain.last() == Some(&Voice::Source(source));
        let statements = reading.findings.statements.iter().filter(own);
        said.extend(statements.filter_map(|one| on_record(record, reading, one)));
    }
    said.sort_by(|one, other| one.order().cmp(&other.order()));
    said.dedup_by(|one, other| one.order() == other.order());
    said
}

fn on_record<'a>(
    record: &'a Record,
    reading: &'a Reading,
    statement: &'a Statement,
) -> Option<OnRecord<'a>> {
    let article = &reading.article;
    let ruler = Ruler::new(article);
    let words = &statement.attribution;
    let first = *words.content.parts().first()?;
    let told = record
        .told(article.id, first)
        .iter()
        .filter_map(|place| record.line(*place));
    let mut one = OnRecord {
        article: article.id.to_string(),
        published: article
            .masthead
            .published
            .map(|stamp| stamp.date.to_string()),
        outlet: article.masthead.outlet.as_deref(),
        span: words
            .content
            .parts()
            .iter()
            .map(|part| ruler.range(*part))
            .collect(),
        words: words
            .content
            .parts()
            .iter()
            .map(|part| ruler.words(*part))
            .collect(),
        cue: words
            .cue
            .iter()
            .flat_map(|cue| cue.parts())
            .map(|part| ruler.words(*part))
            .collect(),
        act: term::act(statement.act),
        directness: term::directness(statement.directness),
        factuality: statement
            .values
            .last()
            .map_or("Uu", |value| value.value.code()),
        articles: 1,
        origins: 1,
        contradicted: false,
        claim: None,
        judgements: record
            .judged_at(article.id, ruler.range(first))
            .map(Judged::standing)
            .collect(),
    };
    for line in told {
        for note in &line.notes {
            match note {
                Note::Claim {
                    articles, origins, ..
                } => (one.articles, one.origins) = (*articles, *origins),
                Note::ContradictedBy(_) => one.contradicted = true,
                _ => {}
            }
        }
        let [start, end] = *one.span.first()?;
        one.claim = Some(format!("{}-{start}-{end}", short(article.id)));
    }
    Some(one)
}

fn drawn(
    desk: &Desk,
    record: &Record,
    page: &SourcePage<'_>,
    entity: &collate::Entity,
    asked: &Asked,
) -> Markup {
    let fared = &page.fared;
    html! {
        h1 { bdi { (inline(page.name)) } " " span .kind { "(" (phrase::source(entity.kind)) ")" } }
        @if page.spellings.len() > 1 {
            p .note { "Named as " bdi { (page.spellings.iter().map(|name| inline(name)).collect::<Vec<_>>().join(" · ")) } }
        }
        p {
            (counted(page.statements.len(), "statement")) ". " (fared.repeated) " told by several articles, "
            (fared.several) " with further origins, " (fared.contradicted) " contradicted."
        }
        p { "Reliability: " (rated(page.letter.as_ref())) }
        @if !desk.guard.is_read_only { (forms(desk, page, &record.entities, asked.by())) }
        p .note { "Further origins are other voices or reports; whether they are right nobody here can tell." }
        (wide("What it put on record", &table(record, page, asked)))
        @if page.statements.len() > SHOWN { p .note { (page.statements.len() - SHOWN) " more: search for them." } }
    }
}

fn table(record: &Record, page: &SourcePage<'_>, asked: &Asked) -> Markup {
    html! {
        table .stack {
            thead { tr { th { "Published" } th { "Outlet" } th { "How" } th { "Words" } th { "How it fared" } } }
            tbody { @for one in page.statements.iter().take(SHOWN) { (row(record, one, asked)) } }
        }
    }
}

fn row(record: &Record, one: &OnRecord<'_>, asked: &Asked) -> Markup {
    let id: String = one.article.chars().take(16).collect();
    let [start, end] = one.span.first().copied().unwrap_or_default();
    let to = format!(
        "/article/{id}?at={start}-{end}{}#at",
        line::moment(asked, '&')
    );
    let cue: Vec<String> = one.cue.iter().map(|words| inline(words)).collect();
    let words: Vec<String> = one.words.iter().map(|words| inline(words)).collect();
    let judged = one.judgements.iter().filter_map(|judged| {
        let mut all = record.judgements.iter();
        all.find(|kept| kept.number == judged.number)
    });
    let fared = match (one.articles, one.origins) {
        (1, _) => String::new(),
        (articles, origins) => format!("in {articles} articles, {}", counted(origins, "origin")),
    };
    html! {
        tr {
            td { (day(one.published.as_deref())) " " code { (id.chars().take(8).collect::<String>()) } }
            td { bdi { (one.outlet.map_or(String::new(), inline)) } }
            td data-is="How" { bdi .cue { (cue.join(" … ")) } " " (one.directness) ", " (one.factuality) }
            td data-is="Words" { a .words href=(to) { bdi { (words.join(" … ")) } } }
            td {
                @if let Some(claim) = &one.claim { a href=(format!("/event/{id}/claim/{claim}{}", line::moment(asked, '?'))) { "the claim" } " " }
                (fared) @if one.contradicted { " contradicted" }
                @for kept in judged { div .judged { bdi { (judge::said_of(kept)) } } }
            }
        }
    }
}

/// The letter that the analyst gave, or that none was given.
fn rated(letter: Option<&Letter<'_>>) -> String {
    let Some(Letter {
        letter, means, by, ..
    }) = letter
    else {
        return "no letter was given; the machine gives none".to_owned();
    };
    let by = by.map_or(String::new(), |by| format!(" by {}", inline(by)));
    format!("{letter} ({means}), given{by}")
}

/// Whom the source may be the same as: the ids, since two can have one name.
fn others(page: &SourcePage<'_>, all: &Entities) -> Markup {
    let list = all.list().into_iter();
    let others = list.filter(|one| one.id.0 != page.id).take(OTHERS);
    html! {
        datalist #others { @for one in others {
            option value=(one.id) {
                (inline(&one.name)) " (" (phrase::source(one.kind)) ", " (counted(one.statements, "statement")) ")"
            }
        } }
    }
}

fn forms(desk: &Desk, page: &SourcePage<'_>, all: &Entities, by: &str) -> Markup {
    let begin = |what: &str| {
        html! {
            input type="hidden" name="seal" value=(desk.guard.seal);
            input type="hidden" name="what" value=(what);
            input type="hidden" name="entity" value=(page.id);
        }
    };
    let by = || {
        html! { label { "By " input name="by" maxlength=(LONGEST_NAME) autocomplete="name" value=(by); } }
    };
    html! {
        details .judge {
            summary { "Rate, merge, split or rename" }
            form .hand method="post" action="/hand" {
                (begin("rate"))
                label { "Reliability " select name="letter" {
                    @for letter in Reliability::ALL {
                        option value=(letter.letter()) { (letter.letter()) ": " (term::reliability(letter)) }
                    }
                } }
                (by()) button { "Rate" }
            }
            form .hand method="post" action="/hand" {
                (begin("merge"))
                label { "Is the same as (id or name) " input name="other" list="others" required; }
                (others(page, all))
                (by()) button { "Merge" }
            }
            form .hand method="post" action="/hand" {
                (begin("split"))
                label { "Is another one in the article (its 8 digits below) " input name="article" required minlength="8"; }
                (by()) button { "Split" }
            }
            form .hand method="post" action="/hand" {
                (begin("rename"))
                label { "Is called " input name="name" required maxlength="500"; }
                (by()) button { "Rename" }
            }
        }
    }
}
