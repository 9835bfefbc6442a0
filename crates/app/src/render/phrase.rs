//! The tool's own words: titles, notes, dates, what an article is called. Every format uses these.

use jiff::civil::Date;
use onrecord_desk::{
    Brief, BriefSource, Citation, ClashKind, EditKind, Heading, Line, LineKind, Lineage,
    LineageEvidence, LineageFrom, Note, Piece, Section, SectionKind, persons,
};
use onrecord_record::{
    AbsenceKind, Article, Aspect, Certainty, DoubtKind, Factuality, Interval, Language, Polarity,
    Precision, SourceKind, Span, Valuation, Voice, ZoneKind,
};

use super::quoter::Quoter;
use super::visible::{headline, inline};
use crate::wire::{doc, term};

/// The codes explained.
pub(crate) const LEGEND: [&str; 3] = [
    "CT certain, PR probable, PS possible; + it is so, - it is not; CTu known but not told; Uu not \
     committed. Each value is that of the voice named, of the speaker where none is named; a \
     clause with another value is told after “but”. Where the speaker's own word, such as “asked” or \
     “opposed”, leaves it open, that word tells so. What a source says is Uu for the article itself, and for whoever passed it on, unless a note tells \
     otherwise.",
    "Several citations are the same words in several places, or a copy's slightly other ones, not \
     further confirmations.",
    "An origin is where a claim entered the record: a speaker with a name, whoever quotes him, or a \
     report that rests on none that has the claim. Those who are not named count as one. Articles \
     confirm nothing, and one origin is none confirmed by another. Two origins are two as far as the \
     words tell: a voice that goes by two names counts twice.",
];

/// The title of a part.
pub(crate) fn title(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Happened => "What happened and was seen",
        SectionKind::Pictures => "What the pictures show",
        SectionKind::Said => "What was said",
        SectionKind::Contradictions => "Where they contradict one another",
        SectionKind::Edited => "What later versions changed",
        SectionKind::Confirmed => "What has a second origin now",
        SectionKind::New => "What is new on the record",
        SectionKind::OneOrigin => "What many have from one origin",
        SectionKind::Asked => "What was asked",
        SectionKind::Denied => "Denied or disputed",
        SectionKind::Held => "Decisions, wishes, plans and views, as the articles tell them",
        SectionKind::Conjecture => "Conditional and conjecture",
        SectionKind::NotOnRecord => "Not on the record",
        SectionKind::Background => "Background",
        SectionKind::Doubtful => "Read with doubt: words or speaker are often wrong here",
        SectionKind::Sources => "Who the sources are",
        SectionKind::Corrections => "Corrections",
    }
}

/// The title of the list of articles.
pub(crate) const ARTICLES: &str = "Sources of this brief";

/// `5 articles, 11 to 15 September 2023`.
pub(crate) fn header(brief: &Brief) -> String {
    let count = match brief.sources.len() {
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    let stamps = brief
        .sources
        .iter()
        .filter_map(|one| one.article.masthead.published);
    let mut days: Vec<Date> = stamps.map(|stamp| stamp.date).collect();
    days.sort_unstable();
    let days = match (days.first(), days.last()) {
        (Some(first), Some(last)) => days_between(*first, *last),
        _ => "undated".to_owned(),
    };
    match (brief.sources.len(), brief.reports) {
        (1, _) => format!("{count}, {days}"),
        (_, 1) => format!("{count} that go back to one report, {days}"),
        (_, n) => format!("{count} that go back to {n} reports, {days}"),
    }
}

/// `13 September 2023`.
pub(crate) fn date(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn days_between(begin: Date, end: Date) -> String {
    if begin == end {
        date(end)
    } else if (begin.year(), begin.month()) == (end.year(), end.month()) {
        format!("{} to {}", begin.day(), date(end))
    } else if begin.year() == end.year() {
        format!("{} to {}", begin.strftime("%-d %B"), date(end))
    } else {
        format!("{} to {}", date(begin), date(end))
    }
}

/// The days of an interval, as exactly as they were told.
pub(crate) fn interval(interval: Interval) -> String {
    let Interval {
        begin,
        end,
        precision,
    } = interval;
    let whole_month = (begin.year(), begin.month()) == (end.year(), end.month());
    match precision {
        Precision::Month if whole_month => begin.strftime("%B %Y").to_string(),
        Precision::Year if begin.year() == end.year() => begin.year().to_string(),
        Precision::Vague => format!("about {}", days_between(begin, end)),
        _ => days_between(begin, end),
    }
}

/// What kind of source, in words.
pub(crate) fn source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Outlet => "news outlet",
        SourceKind::Unresolved => "of a kind not told",
        SourceKind::Public => "group",
        other => term::source(other),
    }
}

/// What kind of absence, in words.
pub(crate) fn absence(kind: AbsenceKind) -> &'static str {
    match kind {
        AbsenceKind::DidNotHappen => "did not happen or is not there",
        AbsenceKind::NotKnown => "not known",
        AbsenceKind::NoEvidence => "no evidence",
        AbsenceKind::NotAnswered => "not answered",
        AbsenceKind::Declined => "declined",
        AbsenceKind::Withheld => "withheld",
    }
}

/// Why a place is in doubt, in words.
pub(crate) fn doubt(why: DoubtKind) -> &'static str {
    match why {
        DoubtKind::UnclosedQuotation => "quotation mark missing: where it ends is a reading",
        DoubtKind::UnopenedQuotation => "quotation mark missing: where it begins is a reading",
        DoubtKind::NoSource => "who is quoted was not found",
        DoubtKind::TwoSources => "two could be meant",
        DoubtKind::LowScore => "often read wrongly: its score is low",
    }
}

/// What a clause in the article's own voice tells of.
pub(crate) fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Event => "tells what happens",
        Aspect::State => "tells how things are",
    }
}

/// How sure a voice is, in words, with FactBank's code.
pub(crate) fn sure(value: Factuality) -> String {
    let words = match value {
        Factuality::Committed(certainty, polarity) => {
            let sure = match certainty {
                Certainty::Certain => "certain",
                Certainty::Probable => "probable",
                Certainty::Possible => "possible",
            };
            let is_so = match polarity {
                Polarity::Holds => "",
                Polarity::Fails => " that it is not so",
            };
            format!("{sure}{is_so}")
        }
        Factuality::KnownUntold => "known but not told".to_owned(),
        Factuality::Uncommitted => "not committed".to_owned(),
    };
    format!("{words} ({})", value.code())
}

/// What lines stand under, in two parts: its name, and what kind of thing it is.
pub(crate) fn heading(quoter: &Quoter<'_>, heading: Heading) -> Option<(String, &'static str)> {
    match heading {
        Heading::Part => None,
        Heading::Articles => Some(("The articles themselves".to_owned(), "")),
        Heading::Speaker(name, kind) => {
            let words = quoter.words(name);
            let kind = match kind {
                SourceKind::Person if persons(&words) > 1 => "persons",
                kind => source(kind),
            };
            Some((words, kind))
        }
        Heading::Untold => Some(("Speaker not told or not found".to_owned(), "")),
        Heading::Absence(kind) => {
            let words = absence(kind);
            let mut letters = words.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string());
            Some((first.unwrap_or_default() + letters.as_str(), ""))
        }
    }
}

/// What stands beside the name in a heading, and where: *“the league's president”*.
pub(crate) fn described(quoter: &Quoter<'_>, heading: Heading) -> Option<(String, Citation)> {
    let Heading::Speaker(name, _) = heading else {
        return None;
    };
    // what stands beside two names is of one of them
    let at = quoter
        .described(name)
        .filter(|_| persons(&quoter.words(name)) == 1)?;
    Some((format!("“{}”", quoter.words(at)), at))
}

/// The pieces that a line prints under its heading: the speaker's name stands in the heading.
pub(crate) fn pieces(line: &Line) -> impl Iterator<Item = &Piece> {
    let is_headed = matches!(line.heading, Heading::Speaker(..));
    line.pieces
        .iter()
        .filter(move |piece| !(is_headed && matches!(piece, Piece::Speaker(_))))
}

/// What stands in the line itself, behind its words: how directly and how surely it is told, where
/// it is told plainly; what kind of source.
pub(crate) fn tags(line: &Line) -> Option<String> {
    match line.kind {
        LineKind::Statement { directness, .. } => {
            let directness = term::directness(directness);
            let sure = own_value(line).filter(|own| is_certain(own));
            Some(sure.map_or(directness.to_owned(), |own| {
                format!("{directness}, {}", own.value.code())
            }))
        }
        LineKind::Contradiction(kind) => Some(clash(kind).to_owned()),
        LineKind::Edit(kind) => Some(edit(kind).to_owned()),
        LineKind::Source(kind) => {
            let told = line.notes.iter().find_map(statements);
            Some(format!("{}{}", source(kind), told.unwrap_or_default()))
        }
        _ => None,
    }
}

/// What became of a finding in a later version, in words.
fn edit(kind: EditKind) -> &'static str {
    match kind {
        EditKind::Withdrawn => "withdrawn",
        EditKind::Changed => "before ↔ after",
        EditKind::Added => "added",
    }
}

/// In what two findings differ, in words.
fn clash(kind: ClashKind) -> &'static str {
    match kind {
        ClashKind::Count => "other numbers",
        ClashKind::Date => "other days",
        ClashKind::Place => "other places",
        ClashKind::Actor => "other doers",
        ClashKind::DidNot => "it is so, it is not so",
    }
}

/// `in 4 articles of 3 outlets: 1 origin`. Only origins apart from one another confirm a claim.
fn claim(articles: usize, outlets: usize, origins: usize, unnamed: bool) -> String {
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    let outlets = match outlets {
        0 => String::new(),
        n => format!(" of {}", plural(n, "outlet")),
    };
    let unnamed = match (unnamed, origins) {
        (false, _) => "",
        (true, 1) => ", not named",
        (true, _) => ", one of them not named",
    };
    let origins = plural(origins, "origin");
    format!("in {articles} articles{outlets}: {origins}{unnamed}")
}

fn statements(note: &Note) -> Option<String> {
    let Note::Statements { count, articles } = note else {
        return None;
    };
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    let (count, articles) = (plural(*count, "statement"), plural(*articles, "article"));
    Some(format!(", {count} in {articles}"))
}

/// What the tool adds to `line`, in the order it is told.
pub(crate) fn notes(quoter: &Quoter<'_>, line: &Line) -> Vec<String> {
    let home = line.citations.first().map_or(0, |first| first.article);
    let mut told: Vec<String> = Vec::new();
    told.extend(
        own_value(line)
            .filter(|own| !is_certain(own) && !is_told_by_cue(line, own))
            .map(|own| value(quoter, home, own)),
    );
    told.extend(credit(quoter, line));
    let own = line.notes.iter().rposition(is_value);
    for (at, note) in line.notes.iter().enumerate() {
        if Some(at) != own {
            told.extend(self::note(quoter, home, note));
        }
    }
    told
}

fn is_value(note: &Note) -> bool {
    matches!(note, Note::Value { .. })
}

/// The value of the voice the line is about: it needs no name.
fn own_value(line: &Line) -> Option<&Valuation> {
    match line.notes.iter().rfind(|note| is_value(note))? {
        Note::Value { valuation, .. } => Some(valuation),
        _ => None,
    }
}

/// *opposed the plan*, *asked for help*: that nobody vouches for it is what the cue says, and the line shows that.
fn is_told_by_cue(line: &Line, valuation: &Valuation) -> bool {
    let cues = line.pieces.iter().filter_map(|piece| match piece {
        Piece::Cue(at) => Some(at.span),
        _ => None,
    });
    let cues: Vec<Span> = cues.collect();
    let in_cue = |why: &Span| cues.iter().any(|cue| cue.contains(*why));
    let because = &valuation.because;
    valuation.value == Factuality::Uncommitted && !because.is_empty() && because.iter().all(in_cue)
}

fn is_certain(valuation: &Valuation) -> bool {
    valuation.value == Factuality::CERTAIN
}

fn note(quoter: &Quoter<'_>, home: usize, note: &Note) -> Option<String> {
    let quoted = |at| format!("“{}”", quoter.words(at));
    Some(match note {
        Note::Value { voice, valuation } => {
            let name = voice.map(|name| quoter.words(name));
            return voiced(quoter, home, valuation, name);
        }
        Note::Clause { words, valuation } => {
            format!("but {} {}", quoted(*words), value(quoter, home, valuation))
        }
        Note::Condition(at) => format!("on condition: {}", quoted(*at)),
        Note::Future(at) => format!("future by {}", quoted(*at)),
        Note::Question => "a question".to_owned(),
        Note::SaidAt(at, Some(days)) => format!("when: {} = {}", quoted(*at), interval(*days)),
        Note::SaidAt(at, None) => format!("when: {}", quoted(*at)),
        Note::Time(at, days) => format!("{} = {}", quoted(*at), interval(*days)),
        Note::Zone(zone) => in_zone(*zone).to_owned(),
        Note::Camera(_) | Note::Handout(_) | Note::Statements { .. } => return None,
        Note::FilePhoto(_, Some(day)) => format!("archive picture of {}", date(*day)),
        Note::FilePhoto(at, None) => format!("archive picture: {}", quoted(*at)),
        Note::NoCredit => "no credit given".to_owned(),
        Note::Attributed(at) => quoter.words(*at),
        Note::Number(at) => format!("how many: {}", quoted(*at)),
        Note::Described(at) => format!("described as {}", quoted(*at)),
        Note::Reason(at) => format!("why unnamed: {}", quoted(*at)),
        Note::Claim {
            articles,
            outlets,
            origins,
            unnamed,
        } => claim(*articles, *outlets, *origins, *unnamed),
        Note::After(at) => format!("after {}", quoted(*at)),
        Note::Also(at) => format!("also told as {} [{}]", quoted(*at), quoter.label(*at)),
        Note::AlsoBy(at) => format!("also said by {} [{}]", quoter.words(*at), quoter.label(*at)),
        Note::ContradictedBy(at) => {
            format!("CONTRADICTED by {} [{}]", quoted(*at), quoter.label(*at))
        }
        Note::AnsweredBy(at) => {
            format!("answered since by {} [{}]", quoted(*at), quoter.label(*at))
        }
        Note::Unanswered(Some(at)) => {
            format!("not answered: {} [{}]", quoted(*at), quoter.label(*at))
        }
        Note::Unanswered(None) => "no answer in these articles".to_owned(),
        Note::Doubtful(score) => format!("DOUBTFUL finding (score {score:.2})"),
        Note::SourceInDoubt => "source in doubt".to_owned(),
        Note::UnclosedQuotation => "quotation mark missing: where it ends is a reading".to_owned(),
    })
}

/// Whose picture it is. A credit that says no more than *handout* is its agency's own.
fn credit(quoter: &Quoter<'_>, line: &Line) -> Vec<String> {
    let mut cameras: Vec<String> = Vec::new();
    let mut parties: Vec<String> = Vec::new();
    for note in &line.notes {
        match note {
            Note::Camera(at) => cameras.push(quoter.words(*at)),
            Note::Handout(at) => parties.push(quoter.words(*at)),
            _ => {}
        }
    }
    let is_bare = |party: &String| party.to_lowercase().trim() == "handout";
    if !cameras.is_empty() && parties.iter().all(is_bare) && !parties.is_empty() {
        parties = std::mem::take(&mut cameras);
    }
    let mut told = Vec::new();
    if !parties.is_empty() {
        let parties = parties.join(", ");
        told.push(format!("handed out by {parties}: the party's own picture"));
    }
    if !cameras.is_empty() {
        told.push(format!("camera: {}", cameras.join(", ")));
    }
    told
}

/// Another voice's value; nothing where it merely does not commit itself.
fn voiced(
    quoter: &Quoter<'_>,
    home: usize,
    valuation: &Valuation,
    name: Option<String>,
) -> Option<String> {
    let voice = match (valuation.voice, name) {
        _ if valuation.value == Factuality::Uncommitted => return None,
        (Voice::Narrator, _) => "the article".to_owned(),
        (Voice::Source(_), Some(name)) => name,
        (Voice::Source(_) | Voice::Unstated, _) => "a source not told".to_owned(),
    };
    let told = value(quoter, home, valuation);
    Some(format!("for {voice} {told}"))
}

/// `PS+ by “may”`; what is certain needs no reason.
fn value(quoter: &Quoter<'_>, home: usize, valuation: &Valuation) -> String {
    let code = valuation.value.code();
    if is_certain(valuation) || valuation.because.is_empty() {
        code.to_owned()
    } else {
        format!("{code} by {}", quoter.list(home, &valuation.because))
    }
}

/// `PS+ by “may”` of one article, whose words `quote` gives.
pub(crate) fn valued<'a>(valuation: &Valuation, quote: impl Fn(Span) -> &'a str) -> String {
    let code = valuation.value.code();
    if is_certain(valuation) || valuation.because.is_empty() {
        return code.to_owned();
    }
    let words = valuation.because.iter();
    let words = words.map(|span| format!("“{}”", inline(quote(*span))));
    format!("{code} by {}", words.collect::<Vec<_>>().join(", "))
}

/// What a part leaves out, and how to see it.
pub(crate) fn omitted(section: &Section) -> Option<String> {
    let lines = section.omitted();
    let headings = match section.omitted_headings() {
        _ if lines == 0 => return None,
        0 => String::new(),
        1 => ", 1 more speaker among them".to_owned(),
        more => format!(", {more} more speakers among them"),
    };
    let lines = more_lines(lines);
    Some(format!("{lines}{headings}; --all shows everything"))
}

/// `1 more line`, `5 more lines`.
pub(crate) fn more_lines(count: usize) -> String {
    match count {
        1 => "1 more line".to_owned(),
        count => format!("{count} more lines"),
    }
}

/// What the part on sources tells of statements by nobody that was found.
pub(crate) fn untold(section: &Section) -> Option<String> {
    match section.untold {
        0 => None,
        1 => Some("1 statement by a speaker that is not told or was not found".to_owned()),
        n => Some(format!(
            "{n} statements by speakers that are not told or were not found"
        )),
    }
}

fn in_zone(zone: ZoneKind) -> &'static str {
    match zone {
        ZoneKind::Headline => "in the headline",
        ZoneKind::Standfirst => "in the standfirst",
        ZoneKind::Body => "in the story",
        ZoneKind::Correction => "in a correction",
        ZoneKind::Caption => "in a caption",
    }
}

/// An article of the list: who published what, when, and where it is.
pub(crate) struct Listed {
    pub(crate) outlet: Option<String>,
    pub(crate) title: String,
    pub(crate) date: String,
    /// Its address, or its path.
    pub(crate) place: String,
    /// The first eight digits of its id.
    pub(crate) id: String,
    pub(crate) notes: Vec<String>,
}

/// What the list of articles tells of `source`.
pub(crate) fn listed(source: &BriefSource) -> Listed {
    let (article, masthead) = (&source.article, &source.article.masthead);
    let name = doc(article);
    let title = masthead.title.as_deref().unwrap_or(&name);
    let mut notes = Vec::new();
    if let Some((other, share)) = source.repeats {
        notes.push(format!("repeats {:.0} % of [{other}]", share * 100.0));
    }
    let mut known: Vec<LineageFrom> = Vec::new();
    known.extend(source.repeats.map(|(other, _)| LineageFrom::Article(other)));
    let is_credit = |one: &&Lineage| matches!(one.evidence, LineageEvidence::Credit { .. });
    let (credits, words): (Vec<&Lineage>, Vec<&Lineage>) =
        source.lineage.iter().partition(is_credit);
    for one in credits.into_iter().chain(words) {
        let is_told =
            matches!(one.evidence, LineageEvidence::Words { .. }) && known.contains(&one.from);
        if !is_told {
            notes.push(lineage(article, one));
            known.push(one.from.clone());
        }
    }
    match source.versions {
        0 => {}
        1 => notes.push("newest of 2 versions".to_owned()),
        n => notes.push(format!("newest of {} versions", n + 1)),
    }
    if !source.is_read {
        notes.push(format!("not read: {}", language(article.language)));
    }
    Listed {
        outlet: masthead.outlet.as_deref().map(headline),
        title: headline(title),
        date: masthead
            .published
            .map_or("undated".to_owned(), |stamp| date(stamp.date)),
        place: headline(masthead.url.as_deref().unwrap_or(&name)),
        id: article.id.to_string().chars().take(8).collect(),
        notes,
    }
}

/// `rests on [3]: credits “Meridian”`.
fn lineage(article: &Article, one: &Lineage) -> String {
    let from = match &one.from {
        LineageFrom::Article(number) => format!("[{number}]"),
        LineageFrom::Elsewhere(_) => "a report that is not here".to_owned(),
    };
    let in_turn = if one.is_circular {
        ", which rests on this one in its turn"
    } else {
        ""
    };
    match &one.evidence {
        LineageEvidence::Words { share, .. } => {
            format!(
                "rests on {from}{in_turn}: {:.0} % of its wording in common",
                share * 100.0
            )
        }
        LineageEvidence::Credit { at, whole } => {
            let words = inline(article.quote(at.span));
            let how = if *whole { "is by" } else { "credits" };
            format!("rests on {from}{in_turn}: {how} “{words}”")
        }
    }
}

/// A language's name, or its code where this build knows no name.
pub(crate) fn language(language: Language) -> String {
    let name = match language.code() {
        "eng" => "English",
        "und" => "language undetermined",
        "ara" => "Arabic",
        "ces" => "Czech",
        "cmn" | "zho" => "Chinese",
        "deu" => "German",
        "ell" => "Greek",
        "fra" => "French",
        "heb" => "Hebrew",
        "hin" => "Hindi",
        "ita" => "Italian",
        "jpn" => "Japanese",
        "kor" => "Korean",
        "nld" => "Dutch",
        "pes" | "fas" => "Persian",
        "pol" => "Polish",
        "por" => "Portuguese",
        "ron" => "Romanian",
        "rus" => "Russian",
        "spa" => "Spanish",
        "swe" => "Swedish",
        "tur" => "Turkish",
        "ukr" => "Ukrainian",
        code => return format!("language {code}"),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn days_are_told_as_exactly_as_known() {
        let told = |begin, end, precision| {
            interval(Interval {
                begin,
                end,
                precision,
            })
        };
        let (first, last) = (day(2023, 9, 1), day(2023, 9, 30));
        assert_eq!(told(first, first, Precision::Day), "1 September 2023");
        assert_eq!(told(first, last, Precision::Month), "September 2023");
        assert_eq!(
            told(first, last, Precision::Vague),
            "about 1 to 30 September 2023"
        );
        assert_eq!(
            told(last, day(2024, 1, 2), Precision::Week),
            "30 September 2023 to 2 January 2024"
        );
    }
}
