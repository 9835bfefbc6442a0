//! A bundle of STIX 2.1: `--format stix`.
//!
//! OASIS (2021), *STIX Version 2.1*. A report for each article, a note for each finding, an opinion
//! for each judgement of one, identities for sources and outlets, locations for places. Nothing is
//! said to be so: a note tells what an article has, and its `confidence` is that the words were attributed as the article does.

use std::collections::BTreeSet;
use std::io;

use onrecord_record::{
    Article, Certainty, Factuality, Judgement, KeptJudgement, Location, Selector, Source, SourceId,
    SourceKind, Stamp, Verdict,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::document::Document;
use super::finding::{Finding, degrees, findings, location, names, words};
use super::identity::{self, address};
use super::{Export, Kept, Out, moment};
use crate::wire::{Ruler, doc, hex, term};

/// When what is known by its name alone counts as created: the same in every bundle.
const SHARED: &str = "2026-01-01T00:00:00.000Z";

/// `--format stix`: one bundle.
pub(crate) struct Stix {
    bundle: Document,
    /// Outlets and places that are written.
    written: BTreeSet<Uuid>,
}

impl Stix {
    pub(crate) fn new(out: Out) -> io::Result<Stix> {
        let head = json!({ "type": "bundle", "id": of("bundle", identity::id(&["bundle"])) });
        let mut bundle = Document::open(out, &head, "objects")?;
        bundle.item(&tool())?;
        bundle.item(&extension())?;
        Ok(Stix {
            bundle,
            written: BTreeSet::new(),
        })
    }

    /// Writes what several articles share, once.
    fn share(&mut self, id: Uuid, object: &Value) -> io::Result<()> {
        if self.written.insert(id) {
            self.bundle.item(object)?;
        }
        Ok(())
    }
}

impl Export for Stix {
    fn article(&mut self, kept: &Kept<'_>) -> io::Result<()> {
        let (article, found) = (&kept.reading.article, &kept.reading.findings);
        let ruler = Ruler::new(article);
        let findings = findings(kept);
        let outlet = article.masthead.outlet.as_deref();
        let outlet = outlet.map(|name| (identity::outlet(name), name));
        if let Some((id, name)) = outlet {
            self.share(id, &shared_identity(id, name))?;
        }
        let mut refs: BTreeSet<String> = BTreeSet::new();
        refs.extend(outlet.map(|(id, _)| of("identity", id)));
        let places = findings.iter().flat_map(|one| &one.places);
        for at in places.filter_map(|place| location(place)) {
            let id = location_id(at);
            self.share(id, &place(id, at))?;
            refs.insert(of("location", id));
        }
        let speakers: BTreeSet<SourceId> = findings.iter().filter_map(Finding::speaker).collect();
        for id in speakers {
            if let Some(source) = found.source(id) {
                let object = speaker(kept, id, source);
                refs.extend(object["id"].as_str().map(str::to_owned));
                self.bundle.item(&object)?;
            }
        }
        for finding in &findings {
            let object = note(kept, &ruler, finding);
            refs.extend(object["id"].as_str().map(str::to_owned));
            self.bundle.item(&object)?;
        }
        for judged in kept.judged {
            let Some(object) = opinion(kept, &ruler, &findings, judged) else {
                continue;
            };
            refs.extend(object["id"].as_str().map(str::to_owned));
            self.bundle.item(&object)?;
        }
        if refs.is_empty() {
            refs.insert(of("identity", tool_id())); // a report must refer to something
        }
        self.bundle.item(&report(kept, &refs))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.bundle.close()
    }
}

fn of(kind: &str, id: Uuid) -> String {
    format!("{kind}--{id}")
}

fn tool_id() -> Uuid {
    identity::id(&["tool", "onrecord"])
}

fn extension_id() -> String {
    of(
        "extension-definition",
        identity::id(&["stix", "extension", "1.0"]),
    )
}

/// What every object has.
fn object(kind: &str, id: Uuid, created: &str) -> Value {
    json!({
        "type": kind,
        "spec_version": "2.1",
        "id": of(kind, id),
        "created_by_ref": of("identity", tool_id()),
        "created": created,
        "modified": created,
    })
}

/// `object` with further members, as far as they are told: STIX has neither nulls nor empty lists.
fn with(mut object: Value, members: Value) -> Value {
    if let (Some(object), Value::Object(members)) = (object.as_object_mut(), members) {
        let members = members.into_iter();
        let told = members.filter(|(_, value)| !value.is_null() && value != &json!([]));
        object.extend(told);
    }
    object
}

fn tool() -> Value {
    with(
        object("identity", tool_id(), SHARED),
        json!({ "name": "onrecord", "identity_class": "system" }),
    )
}

fn extension() -> Value {
    let id = identity::id(&["stix", "extension", "1.0"]);
    with(
        object("extension-definition", id, SHARED),
        json!({
            "name": "onrecord finding",
            "description": "Where a finding stands in its article, what it is and how sure who says it is.",
            "schema": "docs/exports.md",
            "version": "1.0",
            "extension_types": ["property-extension"],
        }),
    )
}

fn shared_identity(id: Uuid, name: &str) -> Value {
    let members = json!({ "name": name, "identity_class": "organization", "roles": ["outlet"] });
    with(object("identity", id, SHARED), members)
}

fn location_id(at: &Location) -> Uuid {
    match at.geonames {
        Some(number) => identity::id(&["geonames", &number.to_string()]),
        None => identity::id(&["place", &at.name, &at.lat.to_string(), &at.lon.to_string()]),
    }
}

fn place(id: Uuid, at: &Location) -> Value {
    let geonames = at.geonames.map(|number| {
        json!([{
            "source_name": "GeoNames",
            "external_id": number.to_string(),
            "url": format!("https://sws.geonames.org/{number}/"),
        }])
    });
    with(
        object("location", id, SHARED),
        json!({
            "name": at.name,
            "latitude": degrees(at.lat),
            "longitude": degrees(at.lon),
            "country": at.country,
            "external_references": geonames,
        }),
    )
}

fn speaker(kept: &Kept<'_>, id: SourceId, source: &Source) -> Value {
    let (article, note) = (&kept.reading.article, kept.note);
    let id = identity::source(article.id, note.build, id);
    with(
        object("identity", id, &moment(note.learned)),
        json!({
            "name": article.quote(source.name),
            "description": format!("As the article names it: {}.", term::source(source.kind)),
            "identity_class": class(source.kind),
            "roles": ["speaker"],
        }),
    )
}

/// STIX's word for a kind of source.
fn class(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "individual",
        SourceKind::Office | SourceKind::Organisation | SourceKind::Outlet => "organization",
        SourceKind::Public => "class",
        SourceKind::Document | SourceKind::Unnamed | SourceKind::Unresolved => "unknown",
    }
}

fn report(kept: &Kept<'_>, refs: &BTreeSet<String>) -> Value {
    let (article, note) = (&kept.reading.article, kept.note);
    let masthead = &article.masthead;
    let learned = moment(note.learned);
    let published = masthead.published.and_then(|stamp| published(&stamp));
    let title = masthead.title.as_deref().filter(|title| !title.is_empty());
    with(
        object("report", report_id(kept), &learned),
        json!({
            "name": title.map_or_else(|| doc(article), str::to_owned),
            "published": published.unwrap_or(learned),
            "object_refs": refs,
            "external_references": [reference(article)],
            "extensions": { extension_id(): {
                "extension_type": "property-extension",
                "article_id": article.id.to_string(),
                "doc": doc(article),
                "text_sha256": hex(&article.text_sha256),
                "build": note.build,
                "is_dated": masthead.published.is_some(),
            } },
        }),
    )
}

fn report_id(kept: &Kept<'_>) -> Uuid {
    let id = kept.reading.article.id.to_string();
    identity::id(&["report", &id, kept.note.build])
}

fn reference(article: &Article) -> Value {
    let outlet = article.masthead.outlet.as_deref();
    let outlet = outlet.filter(|name| !name.is_empty());
    with(
        json!({ "source_name": outlet.map_or_else(|| doc(article), str::to_owned) }),
        json!({ "external_id": article.id.to_string(), "url": address(article) }),
    )
}

/// The moment of publication; midnight UTC where only the day is told.
fn published(stamp: &Stamp) -> Option<String> {
    let time = stamp.time.unwrap_or(jiff::civil::Time::MIN);
    let offset = stamp.offset.unwrap_or(jiff::tz::Offset::UTC);
    let at = offset.to_timestamp(stamp.date.to_datetime(time)).ok()?;
    Some(moment(at))
}

fn note(kept: &Kept<'_>, ruler: &Ruler<'_>, finding: &Finding<'_>) -> Value {
    let (article, found) = (&kept.reading.article, &kept.reading.findings);
    let build = kept.note.build;
    let id = identity::finding(article.id, build, finding);
    let mut refs = vec![of("report", report_id(kept))];
    let speaker = finding.speaker();
    refs.extend(speaker.map(|id| of("identity", identity::source(article.id, build, id))));
    let places = finding.places.iter().filter_map(|place| location(place));
    refs.extend(places.map(|at| of("location", location_id(at))));
    refs.sort_unstable();
    refs.dedup();
    let chain = names(article, found, finding.chain);
    let who = match chain.is_empty() {
        true => "the article itself".to_owned(),
        false => chain.join(" > "),
    };
    let quoted = words(article, finding.parts);
    let confidence = finding
        .score
        .map(|score| (score.clamp(0.0, 1.0) * 100.0).round() as u8);
    with(
        object("note", id, &moment(kept.note.learned)),
        json!({
            "abstract": finding.reading(),
            "content": format!("“{quoted}” — {who} ({})", finding.reading()),
            "authors": [build],
            "object_refs": refs,
            "confidence": confidence,
            "extensions": { extension_id(): terms(ruler, finding) },
        }),
    )
}

/// What an analyst or a second reader holds of a finding; of one that the article no longer has, the
/// opinion is of the report.
fn opinion(
    kept: &Kept<'_>,
    ruler: &Ruler<'_>,
    findings: &[Finding<'_>],
    judged: &KeptJudgement,
) -> Option<Value> {
    let target = judged.judgement.target()?;
    let article = kept.reading.article.id;
    let place = [target.words.start, target.words.end];
    let found = findings.iter().find(|one| {
        let first = one.parts.first().map(|part| ruler.range(*part));
        one.kind == target.kind && first == Some(place)
    });
    let about = match found {
        Some(one) => of("note", identity::finding(article, kept.note.build, one)),
        None => of("report", report_id(kept)),
    };
    let (agreement, why) = agreement(&judged.judgement)?;
    let number = judged.number.to_string();
    let learned = moment(judged.learned);
    let id = identity::id(&["opinion", &article.to_string(), &number, &learned]);
    Some(with(
        object("opinion", id, &learned),
        json!({
            "opinion": agreement,
            "explanation": why,
            "authors": judged.by.iter().collect::<Vec<_>>(),
            "object_refs": [about],
        }),
    ))
}

/// A judgement on STIX's scale of opinions, with what it says besides.
fn agreement(judgement: &Judgement) -> Option<(&'static str, Option<String>)> {
    let quoted = |what: &str, one: &Selector| format!("{what}: “{}”", one.exact);
    match judgement {
        Judgement::Confirm(_) => Some(("strongly-agree", None)),
        Judgement::Reject(_) => Some(("strongly-disagree", None)),
        Judgement::Correct(_, correction) => {
            let told = [
                correction.source.as_ref().map(|one| quoted("source", one)),
                correction
                    .content
                    .as_ref()
                    .map(|one| quoted("content", one)),
                correction.act.map(|act| format!("act: {}", term::act(act))),
                correction
                    .value
                    .map(|value| format!("factuality: {}", value.code())),
            ];
            let told: Vec<String> = told.into_iter().flatten().collect();
            Some(("disagree", Some(told.join("; "))))
        }
        Judgement::Remark(_, words) => Some(("neutral", Some(words.clone()))),
        Judgement::Vote(_, vote) => {
            let scale = match vote.verdict {
                Verdict::Right => "agree",
                Verdict::Wrong => "disagree",
                Verdict::Unsure => "neutral",
            };
            let quote = vote
                .quote
                .as_ref()
                .map(|one| quoted("a second reader, by", one));
            Some((scale, quote))
        }
        Judgement::Rate(..) | Judgement::Undo(_) => None,
    }
}

/// What STIX has no words for.
fn terms(ruler: &Ruler<'_>, finding: &Finding<'_>) -> Value {
    let because: Vec<&str> = finding
        .because
        .iter()
        .map(|span| ruler.words(*span))
        .collect();
    let own = finding.chain.is_empty();
    with(
        json!({ "extension_type": "property-extension" }),
        json!({
            "finding": term::finding(finding.kind),
            "spans": ruler.list(finding.parts),
            "cue_spans": ruler.list(finding.cue),
            "voice": term::voice(finding.voice()),
            "act": finding.act.map(term::act),
            "directness": finding.directness.map(term::directness),
            "absence": finding.absence.map(term::absence),
            "aspect": finding.aspect.map(term::aspect),
            "speaker_factuality": (!own).then(|| finding.value.code()),
            "speaker_confidence": if own { None } else { sureness(finding.value) },
            "article_factuality": finding.for_narrator.map(|value| value.code()),
            "because": because,
        }),
    )
}

/// How sure the speaker is that it is so (or, of a negative value, that it is not), on STIX's scale
/// of none, low, medium and high; none where he does not commit himself.
fn sureness(value: Factuality) -> Option<u8> {
    match value {
        Factuality::Committed(Certainty::Certain, _) => Some(85),
        Factuality::Committed(Certainty::Probable, _) => Some(50),
        Factuality::Committed(Certainty::Possible, _) => Some(15),
        Factuality::KnownUntold | Factuality::Uncommitted => None,
    }
}
