//! Texts with stand-off annotation in TEI P5 (XML): `--format tei`.
//!
//! TEI Consortium, *TEI P5: Guidelines for Electronic Text Encoding and Interchange* (4.9):
//! `standOff`, `spanGrp`, and the pointer scheme `string-range`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use onrecord_record::{Factuality, SourceId, SourceKind, Span};
use uuid::Uuid;

use super::finding::{Finding, findings, names};
use super::identity::{self, address};
use super::{Export, Kept, Out};
use crate::wire::{Ruler, doc, hex, term};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">
<teiHeader><fileDesc>
<titleStmt><title>What a ledger of onrecord holds</title></titleStmt>
<publicationStmt><p>An export of onrecord.</p></publicationStmt>
<sourceDesc><p>Articles as they were read; each names its own source.</p></sourceDesc>
</fileDesc>
<encodingDesc><classDecl><taxonomy xml:id=\"terms\">
";

/// `--format tei`: one corpus.
pub(crate) struct Corpus {
    out: Out,
    is_empty: bool,
}

impl Corpus {
    pub(crate) fn new(mut out: Out) -> io::Result<Corpus> {
        out.write_all(HEAD.as_bytes())?;
        for (name, told) in TERMS {
            let line =
                format!("<category xml:id=\"{name}\"><catDesc>{told}</catDesc></category>\n");
            out.write_all(line.as_bytes())?;
        }
        for value in Factuality::ALL {
            let (name, told) = (value_name(value), value.code());
            let line = format!(
                "<category xml:id=\"{name}\"><catDesc>FactBank’s {told}</catDesc></category>\n"
            );
            out.write_all(line.as_bytes())?;
        }
        out.write_all(b"</taxonomy></classDecl></encodingDesc></teiHeader>\n")?;
        Ok(Corpus {
            out,
            is_empty: true,
        })
    }
}

impl Export for Corpus {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        self.is_empty = false;
        self.out.write_all(text(kept).as_bytes())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.is_empty {
            // a corpus must hold something
            self.out
                .write_all(b"<standOff><note>No article.</note></standOff>\n")?;
        }
        self.out.write_all(b"</teiCorpus>\n")?;
        self.out.flush()
    }
}

/// What findings are called, beside the values of FactBank.
const TERMS: [(&str, &str); 25] = [
    ("statement", "What somebody says"),
    ("narration", "What the article says itself"),
    ("absence", "What is not on the record"),
    ("said", "Said"),
    ("wrote", "Wrote"),
    ("asked", "Asked"),
    ("promised", "Promised"),
    ("denied", "Denied"),
    ("warned", "Warned"),
    ("thinks", "Thinks"),
    ("wants", "Wants"),
    ("sees", "Sees"),
    ("decided", "Decided"),
    ("declined-to-comment", "Declined to comment"),
    ("direct", "Verbatim"),
    ("mixed", "Partly verbatim"),
    ("indirect", "In the writer’s words"),
    ("did-not-happen", "It did not happen or is not there"),
    ("not-known", "It is not known"),
    ("no-evidence", "There is no evidence of it"),
    ("not-answered", "A question got no answer"),
    ("declined", "Somebody declined"),
    ("withheld", "It was kept back"),
    ("event", "Something happens"),
    ("state", "Something is so"),
];

/// FactBank's code as an XML name, in which no sign can stand at the end.
fn value_name(value: Factuality) -> String {
    let code = value.code();
    match (code.strip_suffix('+'), code.strip_suffix('-')) {
        (Some(certainty), _) => format!("{certainty}-plus"),
        (_, Some(certainty)) => format!("{certainty}-minus"),
        _ => code.to_owned(),
    }
}

fn text(kept: &Kept<'_>) -> String {
    let article = &kept.reading.article;
    let id = identity::article(article.id);
    let findings = findings(kept);
    let mut xml = format!("<TEI xml:id=\"a-{id}\">\n");
    xml.push_str(&header(kept));
    let standoff = standoff(kept, id, &findings);
    if !standoff.is_empty() {
        xml.push_str("<standOff>\n");
        xml.push_str(&standoff);
        xml.push_str("</standOff>\n");
    }
    put(&mut xml, format_args!("<text xml:id=\"t-{id}\"><body>"));
    for paragraph in paragraphs(&article.text) {
        put(
            &mut xml,
            format_args!("<p xml:space=\"preserve\">{}</p>", escaped(paragraph)),
        );
    }
    xml.push_str("</body></text>\n</TEI>\n");
    xml
}

fn put(xml: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = xml.write_fmt(words); // into a string it cannot fail
}

fn header(kept: &Kept<'_>) -> String {
    let article = &kept.reading.article;
    let masthead = &article.masthead;
    let title = masthead.title.clone().unwrap_or_else(|| doc(article));
    let mut xml = String::from("<teiHeader><fileDesc>\n<titleStmt>");
    put(&mut xml, format_args!("<title>{}</title>", escaped(&title)));
    for author in &masthead.authors {
        put(
            &mut xml,
            format_args!("<author>{}</author>", escaped(author)),
        );
    }
    xml.push_str("</titleStmt>\n<publicationStmt>");
    match &masthead.outlet {
        Some(outlet) => put(
            &mut xml,
            format_args!("<publisher>{}</publisher>", escaped(outlet)),
        ),
        None => xml.push_str("<publisher/>"),
    }
    if let Some(stamp) = masthead.published {
        put(
            &mut xml,
            format_args!("<date when=\"{0}\">{0}</date>", stamp.date),
        );
    }
    put(
        &mut xml,
        format_args!("<idno type=\"blake3\">{}</idno>", article.id),
    );
    put(
        &mut xml,
        format_args!(
            "<idno type=\"text-sha256\">{}</idno>",
            hex(&article.text_sha256)
        ),
    );
    xml.push_str("</publicationStmt>\n<sourceDesc><bibl>");
    put(&mut xml, format_args!("<title>{}</title>", escaped(&title)));
    if let Some(url) = address(article) {
        put(
            &mut xml,
            format_args!("<ptr target=\"{}\"/>", escaped(&url)),
        );
    }
    xml.push_str("</bibl></sourceDesc>\n</fileDesc>\n<encodingDesc><appInfo>");
    put(
        &mut xml,
        format_args!(
            "<application ident=\"onrecord\" version=\"{}\"><label>{}</label></application>",
            env!("CARGO_PKG_VERSION"),
            escaped(kept.note.build)
        ),
    );
    xml.push_str("</appInfo></encodingDesc></teiHeader>\n");
    xml
}

/// Who speaks, and the spans of what is found.
fn standoff(kept: &Kept<'_>, id: Uuid, findings: &[Finding<'_>]) -> String {
    let article = &kept.reading.article;
    let ruler = Ruler::new(article);
    let mut xml = String::new();
    let speakers: BTreeSet<SourceId> = findings.iter().filter_map(Finding::speaker).collect();
    let speakers: Vec<String> = speakers
        .into_iter()
        .filter_map(|speaker| person(kept, speaker))
        .collect();
    if !speakers.is_empty() {
        put(
            &mut xml,
            format_args!("<listPerson>\n{}</listPerson>\n", speakers.concat()),
        );
    }
    let mut groups: [(&str, String); 3] =
        ["content", "source", "cue"].map(|name| (name, String::new()));
    for finding in findings {
        let own = identity::finding(article.id, kept.note.build, finding);
        let parts = [finding.parts, finding.source_words, finding.cue];
        for ((name, spans), parts) in groups.iter_mut().zip(parts) {
            if parts.is_empty() {
                continue;
            }
            let target = target(&ruler, id, parts);
            match *name {
                "content" => spans.push_str(&content(kept, finding, own, &target)),
                _ => put(
                    spans,
                    format_args!("<span target=\"{target}\" corresp=\"#f-{own}\"/>\n"),
                ),
            }
        }
    }
    for (name, spans) in groups.iter().filter(|(_, spans)| !spans.is_empty()) {
        put(
            &mut xml,
            format_args!("<spanGrp type=\"{name}\">\n{spans}</spanGrp>\n"),
        );
    }
    xml
}

/// The span of what is said, told or absent, with what it is and who says it.
fn content(kept: &Kept<'_>, finding: &Finding<'_>, own: Uuid, target: &str) -> String {
    let (article, found) = (&kept.reading.article, &kept.reading.findings);
    let mut terms = vec![term::finding(finding.kind).to_owned()];
    terms.extend(finding.act.map(|act| term::act(act).to_owned()));
    terms.extend(
        finding
            .directness
            .map(|one| term::directness(one).to_owned()),
    );
    terms.extend(finding.absence.map(|one| term::absence(one).to_owned()));
    terms.extend(finding.aspect.map(|one| term::aspect(one).to_owned()));
    terms.push(value_name(finding.value));
    let terms: Vec<String> = terms.iter().map(|term| format!("#{term}")).collect();
    let speaker = finding.speaker().map(|id| {
        let id = identity::source(article.id, kept.note.build, id);
        format!(" corresp=\"#s-{id}\"")
    });
    let chain = names(article, found, finding.chain).join(" > ");
    let note = match chain.is_empty() {
        true => finding.reading(),
        false => format!("{chain} · {}", finding.reading()),
    };
    format!(
        "<span xml:id=\"f-{own}\" type=\"{}\" target=\"{target}\" ana=\"{}\"{}>{}</span>\n",
        term::finding(finding.kind),
        terms.join(" "),
        speaker.unwrap_or_default(),
        escaped(&note)
    )
}

fn person(kept: &Kept<'_>, id: SourceId) -> Option<String> {
    let article = &kept.reading.article;
    let source = kept.reading.findings.source(id)?;
    let id = identity::source(article.id, kept.note.build, id);
    let name = escaped(article.quote(source.name));
    let kind = term::source(source.kind);
    Some(match source.kind {
        SourceKind::Person | SourceKind::Unnamed | SourceKind::Unresolved => format!(
            "<person xml:id=\"s-{id}\"><persName type=\"{kind}\">{name}</persName></person>\n"
        ),
        _ => format!("<org xml:id=\"s-{id}\" type=\"{kind}\"><orgName>{name}</orgName></org>\n"),
    })
}

/// A pointer to `parts` of the text, in code points from its start: TEI's `string-range`.
fn target(ruler: &Ruler<'_>, id: Uuid, parts: &[Span]) -> String {
    let ranges = ruler.list(parts).into_iter();
    let ranges: Vec<String> = ranges
        .map(|[start, end]| format!("{start},{}", end - start))
        .collect();
    format!("#string-range(t-{id},{})", ranges.join(","))
}

/// `text` in paragraphs, each with the line ends after it, so that nothing is left out.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut paragraphs = Vec::new();
    let (mut start, mut is_ended) = (0, false);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if is_ended && c != '\n' {
            paragraphs.extend(text.get(start..at));
            (start, is_ended) = (at, false);
        }
        is_ended |= before == '\n' && c == '\n';
        before = c;
    }
    paragraphs.extend(text.get(start..));
    paragraphs
}

/// `words` as XML holds them: one character for each. What XML 1.0 cannot hold becomes U+FFFD.
fn escaped(words: &str) -> String {
    let mut xml = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' => xml.push(c),
            '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            '\r' | '\u{7f}'..='\u{9f}' => put(&mut xml, format_args!("&#{};", u32::from(c))),
            c if c.is_control() => xml.push('\u{fffd}'),
            c if crate::render::visible::is_unsafe(c) => {
                put(&mut xml, format_args!("&#{};", u32::from(c)));
            }
            c => xml.push(c),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_the_whole_text() {
        let text = "One.\n\nTwo\nlines.\n\n\nThree.\n";
        let found = paragraphs(text);
        assert_eq!(found, ["One.\n\n", "Two\nlines.\n\n\n", "Three.\n"]);
        assert_eq!(found.concat(), text);
    }

    #[test]
    fn a_value_is_an_xml_name() {
        let names: Vec<String> = Factuality::ALL.map(value_name).into();
        assert_eq!(
            names,
            [
                "CT-plus", "PR-plus", "PS-plus", "CT-minus", "PR-minus", "PS-minus", "CTu", "Uu"
            ]
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_one_character() {
        assert_eq!(
            escaped("a\u{1b}<&\"\r\u{202e}\u{85}"),
            "a\u{fffd}&lt;&amp;&quot;&#13;&#8238;&#133;"
        );
    }
}
