"""Has each export read by the tools that it is meant for.

usage: exports.py ONRECORD ARTICLES FOLDER

What the exports say is compared with what `export --format jsonl` says of the same ledger: the same
findings, and words that stand in the article's text where the export says they do.
"""

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import rdflib
import stix2
from followthemoney import model
from pyld import jsonld
from stix2validator import ValidationOptions, validate_file

import exports_brat
import exports_events
import exports_parquet
import exports_reader
import exports_tei

HOSTILE = {
    "doc": "hostile-1",
    "title": '</title><script>alert(1)</script> & "title" \u202eesrever',
    "outlet": "=cmd()|' /C calc'!A0",
    "url": "javascript:alert(1)",
    "date": "2031-03-12",
    "text": (
        "+SUM(1) & <b>heads</b> 𝔘nder 😀 fire\n\n"
        "“The line 😀 has been crossed & nobody is <going> to pretend,” said Ada Holt, the mayor of "
        "Velin. She said \u202ethe dam\u202c may break on Tuesday. שרה כהן, the minister, said the שלום "
        "bridge would close. @officials said nobody had died.\r\n\r\n"
        "“We have won,” Odile Brandt said, “and we will\nwin again.” The army declined to comment.\x1b[31m "
        "There was no joint statement after the talks. Rebels killed 12 soldiers in Aleppo on 10 March "
        "2031. The army said that rebels attacked a convoy near Aleppo.\n\n"
        "The gate is shut, said Ada Holt. The gate is shut, said Ada Holt. The gate is shut, said Ada Holt.\n"
    ),
}
HOSTILE_WEB = dict(
    HOSTILE,
    doc="hostile-2",
    url='https://example.org/a b"<x>\u202e?q=é#f',
    text="Officials said the bridge may close on Friday, 14 March 2031.\n\n=1+1 is what the note said.\n",
)

VOTES = 3  # of a second reader

onrecord, articles, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
ledger = folder / "all.ledger"
here = Path(__file__).resolve().parent


def run(*arguments):
    done = subprocess.run([onrecord, *arguments], capture_output=True)
    assert done.returncode == 0, (arguments, done.stderr.decode())
    return done.stdout


def export(form, *more):
    return run("export", "--format", form, "--ledger", str(ledger), *more)


def say(form, what):
    print(f"exports: {form}: {what}", flush=True)


def spans_of(finding, kind):
    return finding["content"] if kind == "statement" else [finding["span"]]


def make():
    hostile = folder / "hostile.jsonl"
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in (HOSTILE, HOSTILE_WEB, exports_events.EVENTS)]
    hostile.write_text("".join(lines), encoding="utf-8")
    run("read", articles, str(hostile), "--ledger", str(ledger))
    with exports_reader.second_reader() as address:
        run("review", "--reviewer", address, "--ledger", str(ledger), "--limit", str(VOTES))


def records():
    """The records of the ledger by their articles' ids, each with its findings as (kind, index)."""
    found = {}
    for line in export("jsonl").decode().splitlines():
        record = json.loads(line)
        record["findings"] = {
            (kind, index): finding
            for kind, key in (("statement", "statements"), ("narration", "narrator"), ("absence", "absences"))
            for index, finding in enumerate(record[key])
        }
        found[record["id"]] = record
    assert len(found) >= 12, len(found)
    document = json.loads(export("json"))
    assert [one["id"] for one in document["articles"]] == list(found)
    say("jsonl", f"{len(found)} articles; json holds the same")
    return found


def count(found):
    return sum(len(record["findings"]) for record in found.values())


def check_brief():
    for form in ("markdown", "html"):
        assert export(form) == run("brief", "--ledger", str(ledger), "--format", form), form
    say("markdown, html", "the briefs that `brief` gives")


def check_csv(found):
    rows = list(csv.DictReader(io.StringIO(export("csv").decode(), newline="")))
    assert len(rows) == count(found), (len(rows), count(found))
    for row in rows:
        for name, cell in row.items():
            assert not re.match("[=+\\-@\t\r＝＋－＠]", cell) or re.fullmatch(r"-?[0-9.]+", cell), (name, cell)
        record = found[row["article_id"]]
        finding = record["findings"][row["finding"], int(row["index"])]
        spans = [[int(n) for n in one.split("-")] for one in row["content_spans"].split(";")]
        assert spans == spans_of(finding, row["finding"]), row
    assert any(row["outlet"].startswith("'=cmd()") for row in rows)
    say("csv", f"{len(rows)} rows, no cell is a formula")


def check_parquet(found):
    file = folder / "all.parquet"
    export("parquet", "--output", str(file))
    table = pq.read_table(file)
    page = (here.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    columns = exports_parquet.check(table.schema, page)
    assert table.num_rows == count(found), (table.num_rows, count(found))
    assert len(set(table["finding_id"].to_pylist())) == table.num_rows
    for row in table.to_pylist():
        text = found[row["article_id"]]["text"]
        finding = found[row["article_id"]]["findings"][row["finding"], row["index"]]
        assert [[one["start"], one["end"]] for one in row["content"]] == spans_of(finding, row["finding"])
        for name in ("content", "cue", "because", "source_words", "about", "times", "places"):
            for one in row[name]:
                assert text[one["start"] : one["end"]] == one["words"], (name, one)
        if row["speaker"] is not None:
            assert text[row["speaker_start"] : row["speaker_end"]] == row["speaker"]
        assert row["published"] is None or isinstance(row["published"], date)
    base = duckdb.connect()
    (rows,) = base.sql(f"select count(*) from '{file}'").fetchall()[0]
    assert rows == table.num_rows
    kinds = {name: kind for name, kind, *_ in base.sql(f"describe select * from '{file}'").fetchall()}
    assert kinds["published"] == "DATE" and kinds["score"] == "DOUBLE", kinds
    assert kinds["content"] == 'STRUCT("start" INTEGER, "end" INTEGER, words VARCHAR)[]', kinds["content"]
    words = base.sql(f"select count(*) from '{file}', unnest(content) as part(one) where one.words = ''").fetchall()[0]
    assert words == (0,)
    said = base.sql(f"select count(*) from '{file}' where finding = 'statement' and factuality = 'CT+'").fetchall()[0]
    assert said[0] > 0
    say("parquet", f"{rows} rows of {columns} columns, typed as documented, read alike by pyarrow {pa.__version__} and duckdb {duckdb.__version__}")


# Contexts of the Web, cut to the terms used here; no client asks the network.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "dcterms": "http://purl.org/dc/terms/", "dc": "http://purl.org/dc/elements/1.1/",
    "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "foaf": "http://xmlns.com/foaf/0.1/",
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@vocab"},
    "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage", "Software": "as:Application",
    "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "classifying": "oa:classifying", "tagging": "oa:tagging", "describing": "oa:describing",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"}, "generator": {"@id": "as:generator", "@type": "@id"},
    "name": "foaf:name", "value": "rdf:value", "format": "dc:format",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"}, "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
SCHEMA = {
    "@vocab": "http://schema.org/", "url": {"@id": "http://schema.org/url", "@type": "@id"},
    "datePublished": {"@id": "http://schema.org/datePublished", "@type": "http://schema.org/Date"},
    "dateModified": {"@id": "http://schema.org/dateModified", "@type": "http://schema.org/Date"},
}
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA}


def load(url, _options=None):
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": {"@context": CONTEXTS[url]}}


def graph(form):
    """The export, and its triples by way of pyld and rdflib."""
    document = json.loads(export(form))
    expanded = jsonld.expand(document, {"documentLoader": load})
    assert expanded
    quads = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": load})
    triples = rdflib.Graph()
    triples.parse(data=quads, format="nt")
    assert len(triples) > 1000, len(triples)
    return document, triples


def check_annotation(found):
    document, triples = graph("annotation")
    items = document["items"]
    assert len(items) == count(found)
    anchored = 0
    for item in items:
        record = found[item["onrecord:article"]]
        text = record["text"]
        for target in item["target"]:
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            at = text.find(around)
            assert at >= 0 and text.find(around, at + 1) < 0, around
            assert at + len(quote["prefix"]) == position["start"]
            assert target["source"].startswith(("urn:uuid:", "https://", "http://"))
            anchored += 1
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert len(list(triples.subjects(rdflib.RDF.type, oa.Annotation))) == len(items)
    assert len(list(triples.triples((None, oa.exact, None)))) == anchored
    say("annotation", f"{len(items)} annotations, {anchored} targets found by place and by quotation, {len(triples)} triples")


def check_schema_org(found):
    document, triples = graph("schema-org")
    schema = rdflib.Namespace("http://schema.org/")
    kinds = Counter(node["@type"] for node in document["@graph"])
    assert kinds["NewsArticle"] == len(found)
    assert kinds["Claim"] == sum(len(record["statements"]) for record in found.values())
    assert kinds["Quotation"] > 0 and "ClaimReview" not in json.dumps(document)
    assert len(set(triples.subjects(rdflib.RDF.type, schema.Claim))) == kinds["Claim"]
    by_id = {node["@id"]: found[node["onrecord:article"]] for node in document["@graph"] if node["@type"] == "NewsArticle"}
    for node in document["@graph"]:
        if node["@type"] in ("Quotation", "Claim"):
            record = by_id[node.get("isPartOf", node.get("appearance"))["@id"]]
            assert record["text"][node["onrecord:start"] : node["onrecord:end"]] == node["text"]
    say("schema-org", f"{dict(kinds)}, {len(triples)} triples")


def check_prov(found):
    _, triples = graph("prov")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    derived = list(triples.subject_objects(prov.wasDerivedFrom))
    assert len(derived) == count(found)
    readings = set(triples.subjects(rdflib.RDF.type, prov.Activity))
    assert len(readings) == len(found)
    for finding, article in derived:
        (reading,) = triples.objects(finding, prov.wasGeneratedBy)
        assert triples.value(reading, prov.used) == article
        assert (triples.value(reading, prov.wasAssociatedWith), rdflib.RDF.type, prov.SoftwareAgent) in triples
    say("prov", f"{len(derived)} findings derived, {len(readings)} readings, {len(triples)} triples")


def check_stix(found):
    file = folder / "all.json"
    export("stix", "--output", str(file))
    bundle = stix2.parse(file.read_text(encoding="utf-8"), allow_custom=False)
    kinds = Counter(one["type"] for one in bundle.objects)
    assert kinds["report"] == len(found) and kinds["note"] == count(found), kinds
    assert kinds["opinion"] == VOTES, kinds
    ids = [one["id"] for one in bundle.objects]
    assert len(set(ids)) == len(ids)
    known = set(ids)
    for one in bundle.objects:
        assert set(one.get("object_refs", [])) <= known, one["id"]
    results = validate_file(str(file), ValidationOptions(version="2.1"))
    assert results.is_valid, [str(error) for one in results.object_results for error in one.errors][:5]
    # 103 asks for drawn ids (version 4); ours are made of what they name, which STIX allows.
    # 302 asks for a hash of what an address holds; nobody here has asked the network.
    warnings = [str(warning) for one in results.object_results for warning in one.warnings]
    warnings = [warning for warning in warnings if not re.search(r"\{(103|302)\}", warning)]
    assert not warnings, warnings[:5]
    say("stix", f"{dict(kinds)}; stix2 {stix2.__version__} parses it, stix2-validator has no error, and no warning but 103 and 302")


def check_ftm(found):
    kinds, ids, wanted = Counter(), set(), set()
    for line in export("ftm").decode().splitlines():
        data = json.loads(line)
        entity = model.get_proxy(data, cleaned=False)
        entity.schema.validate(data)
        for name, values in data["properties"].items():
            prop = entity.schema.get(name)
            assert prop is not None, (data["schema"], name)
            for value in values:
                assert prop.type.clean(value, proxy=entity) is not None, (data["schema"], name, value)
                if prop.type.name == "entity":
                    wanted.add(value)
        assert data["id"] not in ids, data["id"]
        ids.add(data["id"])
        kinds[data["schema"]] += 1
    assert wanted <= ids, wanted - ids
    assert kinds["Article"] == len(found) and kinds["Note"] == count(found), kinds
    assert all(kinds[name] for name in ("Person", "Organization", "PublicBody", "Mention", "Event")), kinds
    say("ftm", f"{dict(kinds)}, each valid")


def check_events(found):
    events, told = exports_events.read_plover(export("plover").decode(), found)
    say("plover", told)
    for form, check in (("ged", exports_events.check_ged), ("acled", exports_events.check_acled)):
        file = folder / f"{form}.csv"
        file.write_bytes(export(form))
        told = check(file.read_bytes().decode(), events)
        (read,) = duckdb.connect().sql(f"select count(*) from read_csv('{file}', header = true)").fetchall()[0]
        assert told.startswith(f"{read} rows"), (read, told)
        say(form, told)


def check_tei(found):
    say("tei", exports_tei.check(export("tei"), found, spans_of))


def check_brat(found):
    out, anew = folder / "brat", folder / "brat-anew"
    export("brat", "--output", str(out))
    anew.mkdir()
    say("brat", exports_brat.check(out, anew, found))


def main():
    make()
    found = records()
    check_brief()
    check_csv(found)
    check_parquet(found)
    check_annotation(found)
    check_stix(found)
    check_ftm(found)
    check_events(found)
    check_tei(found)
    check_brat(found)
    check_schema_org(found)
    check_prov(found)
    for form in ("jsonl", "csv", "annotation", "stix", "ftm", "tei", "schema-org", "prov", "parquet", "plover", "ged", "acled"):
        assert export(form) == export(form), f"{form} differs from run to run"
    say("all", "formats are the same in a second run")


main()
