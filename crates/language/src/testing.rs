//! Documents for tests: with tags written by hand, or as the encoder reads them.

use std::ops::Range;
use std::sync::LazyLock;

use onrecord_record::{
    Article, ArticleId, Findings, Language, Masthead, Origin, Span, Zone, ZoneKind,
};

use onrecord_testkit::Marked;

use crate::document::{Document, Roles, Word};
use crate::encoder::Encoder;
use crate::engine::{self, Engine};
use crate::tag::{EntityTag, Pos};

/// An article whose text is all body.
pub(crate) fn article(text: &str) -> &'static Article {
    Box::leak(Box::new(Article {
        id: ArticleId([0; 32]),
        text: text.to_owned(),
        text_sha256: [0; 32],
        origin: Origin {
            path: "-".to_owned(),
            line: None,
            doc: None,
        },
        masthead: Masthead::default(),
        zones: Span::new(text, 0..text.len())
            .map(|span| Zone {
                span,
                kind: ZoneKind::Body,
            })
            .into_iter()
            .collect(),
        pictures: Vec::new(),
        language: Language::English,
    }))
}

/// What the engine as it ships finds in `text`.
pub(crate) fn findings(text: &str) -> Findings {
    static ENGINE: LazyLock<Engine> =
        LazyLock::new(|| Engine::embedded().expect("the embedded weights are whole"));
    engine::read(&ENGINE, article(text))
}

/// A document from `word/TAG` notation: `The/DT talks/NNS ended/VBD ./.`; a word that starts with
/// a clitic or a closing mark touches the one before it.
pub(crate) fn tagged(notation: &str) -> Document<'static> {
    let mut text = String::new();
    let mut cut = Vec::new();
    for item in notation.split_whitespace() {
        let (word, tag) = item.rsplit_once('/').unwrap_or((item, "SYM"));
        let touches = [
            "n't", "'s", "'ll", "'re", "'ve", "'d", ",", ".", "?", "!", ";", ":",
        ]
        .contains(&word);
        if !text.is_empty() && !touches {
            text.push(' ');
        }
        cut.push((text.len(), Pos::from_penn(tag)));
        text.push_str(word);
    }
    let article = article(&text);
    let ends = cut.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let words = cut
        .iter()
        .zip(ends)
        .filter_map(|((from, pos), to)| Some(word(Span::trimmed(&article.text, *from..to)?, *pos)))
        .collect();
    Document::new(article, words)
}

fn word(span: Span, pos: Pos) -> Word {
    Word {
        span,
        pos,
        entity: EntityTag::Outside,
        outer: Roles::default(),
        inner: Roles::default(),
        happened: 0.0,
        committed: 3.0,
        joins: None,
    }
}

/// A document as the encoder reads it.
pub(crate) fn read(text: &str) -> Document<'static> {
    read_article(article(text))
}

/// The same of an article with a masthead or pictures.
pub(crate) fn read_article(article: &'static Article) -> Document<'static> {
    let bare = Document::new(article, Vec::new());
    let lines: Vec<Range<usize>> = bare.paragraphs.iter().map(|one| one.span.range()).collect();
    Document::new(article, ENCODER.read(&article.text, &lines))
}

/// The one encoder of a test run: loading it takes longer than reading a sentence.
pub(crate) static ENCODER: LazyLock<Encoder> =
    LazyLock::new(|| Encoder::embedded().expect("the weights are compiled in"));

/// A case of a file of `fixtures/`: a marked sentence and what must come out.
pub(crate) struct Case {
    /// The words between the dashes.
    pub(crate) name: String,
    /// The sentence.
    pub(crate) marked: Marked,
    /// The lines after `=>`.
    pub(crate) expected: Vec<String>,
}

/// Reads the cases of `source`: `--- name ---`, a sentence, `=>` lines. A line that begins with
/// `wrong:` tells why today's answer is asserted though it is a mistake.
pub(crate) fn cases(source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut name = String::new();
    for line in source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if let Some(title) = line.strip_prefix("---") {
            name = title.trim_end_matches('-').trim().to_owned();
        } else if let Some(expected) = line.strip_prefix("=>") {
            if let Some(case) = cases.last_mut() {
                case.expected.push(expected.trim().to_owned());
            }
        } else if !line.starts_with("wrong:") && !line.starts_with('#') {
            let marked = Marked::read(line).unwrap_or_else(|| panic!("braces of {line:?}"));
            cases.push(Case {
                name: name.clone(),
                marked,
                expected: Vec::new(),
            });
        }
    }
    cases
}

/// Checks that every case of `source` comes out as it says; names all that do not.
pub(crate) fn check(source: &str, render: impl Fn(&Marked) -> Vec<String>) {
    let mut wrong = String::new();
    for case in cases(source) {
        let got = render(&case.marked);
        if got != case.expected {
            let lines = |lines: &[String]| {
                lines
                    .iter()
                    .map(|line| format!("\n=> {line}"))
                    .collect::<String>()
            };
            wrong += &format!(
                "--- {} ---\n{}{}\nexpected{}\n\n",
                case.name,
                case.marked.text,
                lines(&got),
                lines(&case.expected)
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
