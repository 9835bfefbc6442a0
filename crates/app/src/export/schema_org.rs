//! Articles with their quotations and claims (schema.org, JSON-LD): `--format schema-org`.
//!
//! schema.org 29: `NewsArticle`, `Quotation`, `Claim`. A claim is what somebody claims in the words
//! of the article, those that attribute it among them; nothing says that it is true.

use std::io;

use onrecord_record::{Directness, FindingKind, SourceId, SourceKind};
use serde_json::{Value, json};

use super::document::Document;
use super::finding::{Finding, findings, names};
use super::identity::{self, address, urn};
use super::{Export, Kept, NAMES, Out};
use crate::wire::{Ruler, doc, hex, term};

/// `--format schema-org`: one graph.
pub(crate) struct NewsArticles(Document);

impl NewsArticles {
    pub(crate) fn new(out: Out) -> io::Result<NewsArticles> {
        let head = json!({ "@context": ["https://schema.org", { "onrecord": NAMES }] });
        Ok(NewsArticles(Document::open(out, &head, "@graph")?))
    }
}

impl Export for NewsArticles {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let ruler = Ruler::new(&kept.reading.article);
        let findings = findings(kept);
        let statements = || {
            findings
                .iter()
                .filter(|one| one.kind == FindingKind::Statement)
        };
        let is_direct = |one: &&Finding<'_>| one.directness == Some(Directness::Direct);
        let quotations: Vec<Value> = statements()
            .filter(is_direct)
            .flat_map(|one| quotations(kept, &ruler, one))
            .collect();
        self.0.item(&article(kept, &quotations))?;
        quotations.iter().try_for_each(|one| self.0.item(one))?;
        statements()
            .filter_map(|one| claim(kept, &ruler, one))
            .try_for_each(|claim| self.0.item(&claim))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.close()
    }
}

/// `object` without what is not told.
fn told(mut object: Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.retain(|_, value| !value.is_null() && value != &json!([]));
    }
    object
}

fn article(kept: &Kept<'_>, quotations: &[Value]) -> Value {
    let article = &kept.reading.article;
    let masthead = &article.masthead;
    let person = |name: &String| json!({ "@type": "Person", "name": name });
    let publisher = masthead.outlet.as_deref().map(|name| {
        json!({ "@type": "NewsMediaOrganization", "@id": urn(identity::outlet(name)), "name": name })
    });
    let parts = quotations.iter().map(|one| json!({ "@id": one["@id"] }));
    let code = article.language.code();
    told(json!({
        "@type": "NewsArticle",
        "@id": urn(identity::article(article.id)),
        "headline": masthead.title,
        "url": address(article),
        "datePublished": masthead.published.map(|stamp| stamp.date.to_string()),
        "dateModified": masthead.modified.map(|stamp| stamp.date.to_string()),
        "author": masthead.authors.iter().map(person).collect::<Vec<_>>(),
        "publisher": publisher,
        "inLanguage": (code != "und").then_some(code),
        "identifier": doc(article),
        "hasPart": parts.collect::<Vec<_>>(),
        "onrecord:article": article.id.to_string(),
        "onrecord:textSha256": hex(&article.text_sha256),
    }))
}

/// A node for each stretch in quotation marks.
fn quotations(kept: &Kept<'_>, ruler: &Ruler<'_>, finding: &Finding<'_>) -> Vec<Value> {
    let id = kept.reading.article.id;
    let parts = finding.parts.iter().enumerate();
    let nodes = parts.map(|(number, part)| {
        let [start, end] = ruler.range(*part);
        let finding_id = identity::finding(id, kept.note.build, finding).to_string();
        let quotation = identity::id(&["quotation", &finding_id, &number.to_string()]);
        told(json!({
            "@type": "Quotation",
            "@id": urn(quotation),
            "text": ruler.words(*part),
            "spokenByCharacter": speaker(kept, finding),
            "isPartOf": { "@id": urn(identity::article(id)) },
            "onrecord:act": finding.act.map(term::act),
            "onrecord:factuality": finding.value.code(),
            "onrecord:start": start,
            "onrecord:end": end,
        }))
    });
    nodes.collect()
}

fn claim(kept: &Kept<'_>, ruler: &Ruler<'_>, finding: &Finding<'_>) -> Option<Value> {
    let (article, found) = (&kept.reading.article, &kept.reading.findings);
    let hull = finding.hull()?;
    let [start, end] = ruler.range(hull);
    let content: Vec<&str> = finding
        .parts
        .iter()
        .map(|part| ruler.words(*part))
        .collect();
    let because: Vec<&str> = finding
        .because
        .iter()
        .map(|span| ruler.words(*span))
        .collect();
    let chain = names(article, found, finding.chain).join(" > ");
    Some(told(json!({
        "@type": "Claim",
        "@id": urn(identity::finding(article.id, kept.note.build, finding)),
        "text": ruler.words(hull),
        "description": format!("{chain} · {}", finding.reading()),
        "creator": speaker(kept, finding),
        "appearance": { "@id": urn(identity::article(article.id)) },
        "onrecord:content": content,
        "onrecord:act": finding.act.map(term::act),
        "onrecord:directness": finding.directness.map(term::directness),
        "onrecord:factuality": finding.value.code(),
        "onrecord:factualityArticle": finding.for_narrator.map(|value| value.code()),
        "onrecord:because": because,
        "onrecord:start": start,
        "onrecord:end": end,
    })))
}

/// Who says it; nobody where the article does not tell.
fn speaker(kept: &Kept<'_>, finding: &Finding<'_>) -> Option<Value> {
    let article = &kept.reading.article;
    let id: SourceId = finding.speaker()?;
    let source = finding.source(&kept.reading.findings)?;
    let class = match source.kind {
        SourceKind::Person => "Person",
        SourceKind::Office => "GovernmentOrganization",
        SourceKind::Outlet => "NewsMediaOrganization",
        SourceKind::Organisation => "Organization",
        SourceKind::Document => "CreativeWork",
        SourceKind::Unnamed | SourceKind::Public | SourceKind::Unresolved => "Thing",
    };
    Some(json!({
        "@type": class,
        "@id": urn(identity::source(article.id, kept.note.build, id)),
        "name": article.quote(source.name),
        "onrecord:speakerType": term::source(source.kind),
    }))
}
