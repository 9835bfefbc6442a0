//! An annotation for each finding (W3C Web Annotation, JSON-LD): `--format annotation`.
//!
//! Sanderson, Ciccarese, Young (2017), *Web Annotation Data Model*, W3C Recommendation.

use std::io;

use onrecord_record::Span;
use serde_json::{Value, json};

use super::document::Document;
use super::finding::{Finding, findings, names};
use super::identity::{self, address, urn};
use super::selector::selectors;
use super::{Export, Kept, NAMES, Out};
use crate::wire::{Ruler, doc, hex, rounded, term};

/// `--format annotation`: one page of annotations.
pub(crate) struct Annotations(Document);

impl Annotations {
    pub(crate) fn new(out: Out) -> io::Result<Annotations> {
        let head = json!({
            "@context": ["http://www.w3.org/ns/anno.jsonld", { "onrecord": NAMES }],
            "id": urn(identity::id(&["annotations"])),
            "type": "AnnotationPage",
        });
        Ok(Annotations(Document::open(out, &head, "items")?))
    }
}

impl Export for Annotations {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let ruler = Ruler::new(&kept.reading.article);
        findings(kept)
            .iter()
            .try_for_each(|finding| self.0.item(&annotation(kept, &ruler, finding)))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.close()
    }
}

fn annotation(kept: &Kept<'_>, ruler: &Ruler<'_>, finding: &Finding<'_>) -> Value {
    let (article, note) = (&kept.reading.article, kept.note);
    let targets = finding.parts.iter().map(|part| target(kept, ruler, *part));
    let mut annotation = json!({
        "id": urn(identity::finding(article.id, note.build, finding)),
        "type": "Annotation",
        "motivation": "classifying",
        "created": format!("{:.0}", note.learned),
        "generator": {
            "id": urn(identity::id(&["build", note.build])),
            "type": "Software",
            "name": note.build,
        },
        "body": bodies(kept, finding),
        "target": targets.collect::<Vec<_>>(),
    });
    if let Some(object) = annotation.as_object_mut() {
        object.extend(values(kept, ruler, finding));
    }
    annotation
}

/// Tags that any client shows, and what is found in a sentence.
fn bodies(kept: &Kept<'_>, finding: &Finding<'_>) -> Vec<Value> {
    let tag =
        |value: String| json!({ "type": "TextualBody", "purpose": "tagging", "value": value });
    let mut bodies = vec![tag(term::finding(finding.kind).to_owned())];
    let acts = finding.act.map(|act| format!("act:{}", term::act(act)));
    let direct = finding.directness.map(term::directness);
    let absent = finding.absence.map(term::absence);
    let aspect = finding.aspect.map(term::aspect);
    bodies.extend(acts.map(tag));
    bodies.extend(direct.map(|one| tag(format!("directness:{one}"))));
    bodies.extend(absent.map(|one| tag(format!("absence:{one}"))));
    bodies.extend(aspect.map(|one| tag(format!("aspect:{one}"))));
    let whose = if finding.chain.is_empty() {
        "article"
    } else {
        "speaker"
    };
    bodies.push(tag(format!("factuality:{whose}:{}", finding.value)));
    let reading = &kept.reading;
    let chain = names(&reading.article, &reading.findings, finding.chain);
    let mut words = finding.reading();
    if !chain.is_empty() {
        words = format!("{} · {words}", chain.join(" > "));
    }
    bodies.push(json!({
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": words,
    }));
    bodies
}

fn target(kept: &Kept<'_>, ruler: &Ruler<'_>, part: Span) -> Value {
    let article = &kept.reading.article;
    let id = urn(identity::article(article.id));
    json!({
        "type": "SpecificResource",
        "source": address(article).unwrap_or(id),
        "selector": selectors(ruler, &article.text, part),
    })
}

/// What the vocabulary has no words for, under names of our own.
fn values(
    kept: &Kept<'_>,
    ruler: &Ruler<'_>,
    finding: &Finding<'_>,
) -> serde_json::Map<String, Value> {
    let (article, found) = (&kept.reading.article, &kept.reading.findings);
    let source = finding.source(found);
    let quoted = |spans: &[Span]| -> Vec<Value> {
        spans.iter().map(|span| json!(ruler.words(*span))).collect()
    };
    let told = [
        ("article", Some(json!(article.id.to_string()))),
        ("doc", Some(json!(doc(article)))),
        ("textSha256", Some(json!(hex(&article.text_sha256)))),
        ("finding", Some(json!(term::finding(finding.kind)))),
        ("voice", Some(json!(term::voice(finding.voice())))),
        ("speaker", source.map(|one| json!(article.quote(one.name)))),
        (
            "speakerType",
            source.map(|one| json!(term::source(one.kind))),
        ),
        ("act", finding.act.map(|act| json!(term::act(act)))),
        (
            "directness",
            finding.directness.map(|one| json!(term::directness(one))),
        ),
        (
            "absence",
            finding.absence.map(|one| json!(term::absence(one))),
        ),
        ("aspect", finding.aspect.map(|one| json!(term::aspect(one)))),
        ("factuality", Some(json!(finding.value.code()))),
        (
            "factualityArticle",
            finding.for_narrator.map(|one| json!(one.code())),
        ),
        ("because", Some(json!(quoted(finding.because)))),
        ("cue", Some(json!(quoted(finding.cue)))),
        ("score", finding.score.map(|score| json!(rounded(score)))),
    ];
    let told = told.into_iter();
    told.filter_map(|(name, value)| Some((format!("onrecord:{name}"), value?)))
        .collect()
}
