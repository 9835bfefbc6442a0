//! Where each finding comes from (W3C PROV-O, JSON-LD): `--format prov`.
//!
//! Lebo, Sahoo, McGuinness (2013), *PROV-O: The PROV Ontology*, W3C Recommendation.

use std::collections::BTreeSet;
use std::io;

use onrecord_record::{SourceId, SourceKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::document::Document;
use super::finding::{Finding, findings, words};
use super::identity::{self, address, urn};
use super::{Export, Kept, NAMES, Out, moment};
use crate::wire::{Ruler, hex, term};

/// `--format prov`: one graph.
pub(crate) struct Provenance {
    graph: Document,
    /// Builds and outlets that are written.
    written: BTreeSet<Uuid>,
}

impl Provenance {
    pub(crate) fn new(out: Out) -> io::Result<Provenance> {
        let dated = |name: &str, kind: &str| json!({ "@id": name, "@type": format!("http://www.w3.org/2001/XMLSchema#{kind}") });
        let link = |name: &str| json!({ "@id": name, "@type": "@id" });
        let head = json!({ "@context": {
            "prov": "http://www.w3.org/ns/prov#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "dcterms": "http://purl.org/dc/terms/",
            "onrecord": NAMES,
            "label": "rdfs:label",
            "title": "dcterms:title",
            "issued": dated("dcterms:issued", "date"),
            "ended": dated("prov:endedAtTime", "dateTime"),
            "used": link("prov:used"),
            "associated": link("prov:wasAssociatedWith"),
            "attributed": link("prov:wasAttributedTo"),
            "derived": link("prov:wasDerivedFrom"),
            "generated": link("prov:wasGeneratedBy"),
            "location": link("prov:atLocation"),
            "value": "prov:value",
        } });
        Ok(Provenance {
            graph: Document::open(out, &head, "@graph")?,
            written: BTreeSet::new(),
        })
    }

    fn once(&mut self, id: Uuid, node: &Value) -> io::Result<()> {
        if self.written.insert(id) {
            self.graph.item(node)?;
        }
        Ok(())
    }
}

impl Export for Provenance {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let (article, note) = (&kept.reading.article, kept.note);
        let build = identity::id(&["build", note.build]);
        let agent = json!({
            "@id": urn(build),
            "@type": ["prov:SoftwareAgent", "prov:Agent"],
            "label": note.build,
        });
        self.once(build, &agent)?;
        if let Some(name) = article.masthead.outlet.as_deref() {
            let outlet = identity::outlet(name);
            let node = json!({
                "@id": urn(outlet),
                "@type": ["prov:Organization", "prov:Agent"],
                "label": name,
            });
            self.once(outlet, &node)?;
        }
        self.graph.item(&self::article(kept))?;
        self.graph.item(&json!({
            "@id": reading(kept),
            "@type": "prov:Activity",
            "used": urn(identity::article(article.id)),
            "associated": urn(build),
            "ended": moment(note.learned),
        }))?;
        let findings = findings(kept);
        let speakers: BTreeSet<SourceId> = findings.iter().filter_map(Finding::speaker).collect();
        for id in speakers {
            self.graph.item(&speaker(kept, id))?;
        }
        let ruler = Ruler::new(article);
        findings
            .iter()
            .try_for_each(|finding| self.graph.item(&entity(kept, &ruler, finding)))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.graph.close()
    }
}

fn reading(kept: &Kept<'_>) -> String {
    let id = kept.reading.article.id.to_string();
    urn(identity::id(&["reading", &id, kept.note.build]))
}

fn article(kept: &Kept<'_>) -> Value {
    let article = &kept.reading.article;
    let masthead = &article.masthead;
    json!({
        "@id": urn(identity::article(article.id)),
        "@type": "prov:Entity",
        "title": masthead.title,
        "issued": masthead.published.map(|stamp| stamp.date.to_string()),
        "attributed": masthead.outlet.as_deref().map(|name| urn(identity::outlet(name))),
        "location": address(article),
        "onrecord:article": article.id.to_string(),
        "onrecord:textSha256": hex(&article.text_sha256),
    })
}

fn speaker(kept: &Kept<'_>, id: SourceId) -> Value {
    let (article, build) = (&kept.reading.article, kept.note.build);
    let source = kept.reading.findings.source(id);
    let kind = source.map(|source| source.kind);
    let class = match kind {
        Some(SourceKind::Person) => json!(["prov:Person", "prov:Agent"]),
        Some(SourceKind::Office | SourceKind::Organisation | SourceKind::Outlet) => {
            json!(["prov:Organization", "prov:Agent"])
        }
        _ => json!(["prov:Agent"]),
    };
    json!({
        "@id": urn(identity::source(article.id, build, id)),
        "@type": class,
        "label": source.map(|source| article.quote(source.name)),
        "onrecord:speakerType": kind.map(term::source),
    })
}

fn entity(kept: &Kept<'_>, ruler: &Ruler<'_>, finding: &Finding<'_>) -> Value {
    let (article, build) = (&kept.reading.article, kept.note.build);
    let ranges = ruler.list(finding.parts).into_iter();
    let ranges: Vec<String> = ranges
        .map(|[start, end]| format!("{start}-{end}"))
        .collect();
    let speaker = finding.speaker();
    json!({
        "@id": urn(identity::finding(article.id, build, finding)),
        "@type": "prov:Entity",
        "value": words(article, finding.parts),
        "derived": urn(identity::article(article.id)),
        "generated": reading(kept),
        "attributed": speaker.map(|id| urn(identity::source(article.id, build, id))),
        "onrecord:finding": term::finding(finding.kind),
        "onrecord:voice": term::voice(finding.voice()),
        "onrecord:act": finding.act.map(term::act),
        "onrecord:directness": finding.directness.map(term::directness),
        "onrecord:absence": finding.absence.map(term::absence),
        "onrecord:aspect": finding.aspect.map(term::aspect),
        "onrecord:factuality": finding.value.code(),
        "onrecord:factualityArticle": finding.for_narrator.map(|value| value.code()),
        "onrecord:spans": ranges.join(";"),
    })
}
