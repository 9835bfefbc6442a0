//! The tool's own words: titles, notes, dates, what an article is called. Every format uses these.

use jiff::civil::Date;
use onrecord_desk::{Brief, BriefSource, Line, LineKind, Note, SectionKind};
use onrecord_record::{
    AbsenceKind, Factuality, Interval, Language, Precision, SourceKind, Valuation, Voice, ZoneKind,
};

use super::quoter::Quoter;
use super::visible::inline;
use crate::wire::{doc, term};

/// The codes explained, in two lines.
pub(crate) const LEGEND: [&str; 2] = [
    "CT certain, PR probable, PS possible; + it is so, - it is not; CTu known but not told; Uu not \
     committed. Each value is that of the voice named, of the speaker where none is named.",
    "What a source says is Uu for the article itself unless a note tells otherwise. Several \
     citations are the same words in several places, not further confirmations.",
];

/// The title of a part.
pub(crate) fn title(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Happened => "What happened and was seen",
        SectionKind::Pictures => "What the pictures show",
        SectionKind::Said => "What was said",
        SectionKind::Denied => "Denied or disputed",
        SectionKind::Conjecture => "Conditional and conjecture",
        SectionKind::NotOnRecord => "Not on the record",
        SectionKind::Background => "Background",
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
    match (days.first(), days.last()) {
        (Some(first), Some(last)) => format!("{count}, {}", days_between(*first, *last)),
        _ => format!("{count}, undated"),
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
        SourceKind::Unnamed => "not named",
        SourceKind::Unresolved => "bearer not found",
        SourceKind::Public => "the public at large",
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

/// What the tool adds to `line`, in the order it is told.
pub(super) fn notes(quoter: &Quoter<'_>, line: &Line) -> Vec<String> {
    let mut told = Vec::new();
    match line.kind {
        LineKind::Statement { directness, .. } => {
            told.push(term::directness(directness).to_owned())
        }
        LineKind::Absence(kind) => told.push(absence(kind).to_owned()),
        LineKind::Source(kind) => told.push(source(kind).to_owned()),
        LineKind::Narration | LineKind::Picture | LineKind::Correction => {}
    }
    let home = line.citations.first().map_or(0, |first| first.article);
    let is_value = |note: &Note| matches!(note, Note::Value { .. });
    let own = line.notes.iter().rposition(is_value);
    told.extend(own.and_then(|own| own_value(quoter, home, &line.notes[own])));
    for (at, note) in line.notes.iter().enumerate() {
        if Some(at) != own {
            told.extend(self::note(quoter, home, note));
        }
    }
    told
}

/// The value of the voice the line is about: it needs no name.
fn own_value(quoter: &Quoter<'_>, home: usize, note: &Note) -> Option<String> {
    match note {
        Note::Value { valuation, .. } => Some(value(quoter, home, valuation)),
        _ => None,
    }
}

fn note(quoter: &Quoter<'_>, home: usize, note: &Note) -> Option<String> {
    let quoted = |at| format!("“{}”", quoter.words(at));
    Some(match note {
        Note::Value { voice, valuation } => {
            let name = voice.map(|name| quoter.words(name));
            return voiced(quoter, home, valuation, name);
        }
        Note::Condition(at) => format!("on condition: {}", quoted(*at)),
        Note::Future(at) => format!("future by {}", quoted(*at)),
        Note::Question => "a question".to_owned(),
        Note::Time(at, days) => format!("{} = {}", quoted(*at), interval(*days)),
        Note::Zone(zone) => in_zone(*zone).to_owned(),
        Note::Camera(at) => format!("camera: {}", quoter.words(*at)),
        Note::Handout(at) => format!("handed out by {}", quoter.words(*at)),
        Note::FilePhoto(at) => format!("archive picture: {}", quoted(*at)),
        Note::NoCredit => "no credit given".to_owned(),
        Note::Reason(at) => format!("why: {}", quoted(*at)),
        Note::Statements(1) => "1 statement".to_owned(),
        Note::Statements(count) => format!("{count} statements"),
        Note::Doubtful(score) => format!("DOUBTFUL finding (score {score:.2})"),
        Note::SourceInDoubt => "source in doubt".to_owned(),
        Note::UnclosedQuotation => "quotation mark missing: where it ends is a reading".to_owned(),
    })
}

/// Another voice's value; nothing for the article's own where it merely does not commit itself.
fn voiced(
    quoter: &Quoter<'_>,
    home: usize,
    valuation: &Valuation,
    name: Option<String>,
) -> Option<String> {
    let is_plain = valuation.value == Factuality::Uncommitted && valuation.because.is_empty();
    let voice = match (valuation.voice, name) {
        (Voice::Narrator, _) if is_plain => return None,
        (Voice::Narrator, _) => "the article".to_owned(),
        (Voice::Source(_), Some(name)) => name,
        (Voice::Source(_) | Voice::Unstated, _) => "a source not told".to_owned(),
    };
    let code = valuation.value.code();
    Some(format!(
        "{code} for {voice}{}",
        because(quoter, home, valuation)
    ))
}

fn value(quoter: &Quoter<'_>, home: usize, valuation: &Valuation) -> String {
    format!(
        "{}{}",
        valuation.value.code(),
        because(quoter, home, valuation)
    )
}

fn because(quoter: &Quoter<'_>, home: usize, valuation: &Valuation) -> String {
    if valuation.because.is_empty() {
        String::new()
    } else {
        format!(" by {}", quoter.list(home, &valuation.because))
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
pub(super) struct Listed {
    pub(super) outlet: Option<String>,
    pub(super) title: String,
    pub(super) date: String,
    /// Its address, or its path.
    pub(super) place: String,
    /// The first eight digits of its id.
    pub(super) id: String,
    pub(super) notes: Vec<String>,
}

/// What the list of articles tells of `source`.
pub(super) fn listed(source: &BriefSource) -> Listed {
    let (article, masthead) = (&source.article, &source.article.masthead);
    let name = doc(article);
    let title = masthead.title.as_deref().unwrap_or(&name);
    let mut notes = Vec::new();
    if let Some((other, share)) = source.repeats {
        notes.push(format!("repeats {:.0} % of [{other}]", share * 100.0));
    }
    if !source.is_read {
        notes.push(format!("not read: {}", language(article.language)));
    }
    Listed {
        outlet: masthead.outlet.as_deref().map(inline),
        title: inline(title),
        date: masthead
            .published
            .map_or("undated".to_owned(), |stamp| date(stamp.date)),
        place: inline(masthead.url.as_deref().unwrap_or(&name)),
        id: article.id.to_string().chars().take(8).collect(),
        notes,
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
