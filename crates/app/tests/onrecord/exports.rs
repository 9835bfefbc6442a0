//! `onrecord export`: a ledger in the formats of others, each with the findings where they stand.
//!
//! The tools that read these formats are asked in `.ci/exports`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use arrow_array::{Array, StringArray};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

use crate::newsroom::Newsroom;

const RAID: &str = "{\"doc\":\"h-1\",\"title\":\"</title> & \\\"raid\\\"\",\"outlet\":\"=cmd()\",\
    \"url\":\"javascript:alert(1)\",\"date\":\"2031-03-12\",\"text\":\"😀 Rebels killed 12 soldiers in \
    Aleppo on 10 March 2031. The army said that rebels attacked a convoy near Aleppo.\\n\\n“We have 𝔴on,” \
    Odile Brandt said, “and we will\\nwin \\u202eagain.” The army <declined> to comment.\\u001b[31m The \
    gate is shut, said Ada Holt. The gate is shut, said Ada Holt. @officials said nobody had died.\"}\n";

/// What prints on stdout.
const PRINTED: [&str; 15] = [
    "markdown",
    "html",
    "jsonl",
    "json",
    "csv",
    "parquet",
    "annotation",
    "stix",
    "ftm",
    "plover",
    "ged",
    "acled",
    "tei",
    "schema-org",
    "prov",
];

fn room() -> Newsroom {
    let room = Newsroom::new();
    room.write("raid.jsonl", RAID);
    room.run(&["read", "bridge.txt", "records.jsonl", "raid.jsonl"])
        .fine();
    room
}

fn export(room: &Newsroom, format: &str) -> String {
    room.run(&["export", "--format", format]).fine()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The records of the ledger by their ids.
fn records(room: &Newsroom) -> BTreeMap<String, Value> {
    let lines = export(room, "jsonl");
    let records = lines.lines().map(json);
    records
        .map(|record| (record["id"].as_str().unwrap().to_owned(), record))
        .collect()
}

fn findings(records: &BTreeMap<String, Value>) -> usize {
    let lists = ["statements", "narrator", "absences"];
    let count = |record: &Value| -> usize {
        lists
            .iter()
            .map(|list| record[list].as_array().unwrap().len())
            .sum()
    };
    records.values().map(count).sum()
}

/// The code points `[start, end)` of `text`.
fn slice(text: &Value, start: usize, end: usize) -> String {
    let text = text.as_str().unwrap().chars();
    text.skip(start).take(end - start).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_format_is_the_same_in_every_run() {
    let room = room();
    for format in PRINTED {
        let arguments = ["export", "--format", format];
        let [one, two] = [(), ()].map(|()| room.command(&arguments).output().unwrap());
        assert!(one.status.success() && !one.stdout.is_empty(), "{format}");
        assert_eq!(one.stdout, two.stdout, "{format}");
        let file = format!("out.{format}");
        room.run(&[&arguments[..], &["--output", &file]].concat())
            .fine();
        assert_eq!(fs::read(room.path(&file)).unwrap(), one.stdout, "{format}");
        assert!(!room.path(&format!("{file}.part")).exists());
    }
}

#[test]
fn the_documentation_tells_every_format_and_column() {
    let room = room();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/exports.md")).unwrap();
    let csv = export(&room, "csv");
    let (head, _) = csv.split_once('\n').unwrap();
    let parquet = room.command(&["export", "--format", "parquet"]);
    let columns = table(&room, parquet).0;
    let told = PRINTED.iter().copied().chain(["brat"]).map(str::to_owned);
    let names = told
        .chain(head.split(',').map(str::to_owned))
        .chain(columns);
    for name in names {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn nothing_raw_reaches_a_stream() {
    let room = room();
    let is_raw = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
    for format in PRINTED.iter().filter(|format| **format != "parquet") {
        let out = export(&room, format);
        assert!(!out.replace('\r', "").contains(is_raw), "{format}");
    }
}

#[test]
fn what_makes_no_sense_is_told() {
    let room = Newsroom::new();
    let err = room.run(&["export", "--format", "csv"]).ends(2);
    assert!(err.contains("there is no ledger here"), "{err}");
    let absent = ["export", "--format", "csv", "--ledger", "absent.ledger"];
    assert!(room.run(&absent).ends(1).contains("absent.ledger"));
    room.run(&["read", "bridge.txt"]).fine();
    let err = room.run(&["export", "--format", "word"]).ends(2);
    assert!(err.contains("schema-org"), "the formats are named: {err}");
    assert!(room.run(&["export"]).ends(2).contains("--format"));
    let err = room.run(&["export", "--format", "brat"]).ends(2);
    assert!(err.contains("--output"), "{err}");
    for side in ["onrecord.ledger", "./onrecord.ledger-wal"] {
        let arguments = ["export", "--format", "csv", "--output", side];
        let err = room.run(&arguments).ends(2);
        assert!(err.contains("of the ledger itself"), "{err}");
    }
    let full = ["export", "--format", "brat", "--output", "."];
    assert!(room.run(&full).ends(1).contains("not empty"));
    let nowhere = ["export", "--format", "csv", "--output", "no/such/file"];
    assert!(room.run(&nowhere).ends(1).contains("no/such/file"));
}

#[test]
fn about_keeps_what_has_all_the_words() {
    let room = room();
    let about = |format: &str, words: &str| {
        let arguments = ["export", "--format", format, "--about", words];
        room.run(&arguments).fine()
    };
    let kept = rows(&about("csv", "RIVER convoy"));
    assert!(!kept.is_empty());
    for row in &kept {
        let content = row["content"].to_lowercase();
        assert!(
            content.contains("river") && content.contains("convoy"),
            "{row:?}"
        );
    }
    let by_name = rows(&about("csv", "holt shut"));
    assert!(by_name.iter().all(|row| row["speaker"] == "Ada Holt"));
    assert!(!by_name.is_empty(), "a speaker's name counts");
    assert_eq!(rows(&about("csv", "no such words")).len(), 0);
    assert_eq!(about("jsonl", "no such words"), "");
    let record = json(&about("jsonl", "holt shut"));
    assert_eq!(
        record["statements"].as_array().unwrap().len(),
        by_name.len()
    );
    assert_eq!(record["absences"].as_array().unwrap().len(), 0);
    let all: BTreeSet<String> = rows(&export(&room, "csv")).iter().map(place).collect();
    assert!(
        by_name.iter().all(|row| all.contains(&place(row))),
        "numbers stay"
    );
    let annotations = json(&about("annotation", "holt shut"));
    assert_eq!(
        annotations["items"].as_array().unwrap().len(),
        by_name.len()
    );
}

fn place(row: &BTreeMap<String, String>) -> String {
    let names = ["article_id", "finding", "index", "content_spans"];
    names.map(|name| row[name].as_str()).join(" ")
}

#[test]
fn as_of_tells_what_was_there() {
    let room = room();
    let then = |time: &str| {
        let arguments = ["export", "--format", "csv", "--as-of", time];
        room.run(&arguments).fine()
    };
    assert_eq!(rows(&then("2001-01-01")).len(), 0);
    assert_eq!(then("9000-01-01"), export(&room, "csv"));
}

#[test]
fn an_empty_ledger_is_an_empty_document() {
    let room = Newsroom::empty();
    room.write("note.jsonl", RAID);
    room.run(&["read", "note.jsonl"]).fine();
    for (format, list) in [
        ("json", "articles"),
        ("annotation", "items"),
        ("schema-org", "@graph"),
        ("prov", "@graph"),
    ] {
        let arguments = ["export", "--format", format, "--as-of", "2001-01-01"];
        let document = json(&room.run(&arguments).fine());
        assert_eq!(document[list], Value::Array(Vec::new()), "{format}");
    }
}

#[test]
fn csv_has_a_row_for_each_finding_and_no_formula() {
    let room = room();
    let records = records(&room);
    let rows = rows(&export(&room, "csv"));
    assert_eq!(rows.len(), findings(&records));
    for row in &rows {
        for (name, cell) in row {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{name} {cell}");
        }
        let text = &records[&row["article_id"]]["text"];
        let spans = row["content_spans"].split(';').map(|span| {
            let (start, end) = span.split_once('-').unwrap();
            slice(text, start.parse().unwrap(), end.parse().unwrap())
        });
        let words: Vec<String> = spans.collect();
        let shown = words
            .join(" … ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let shown = shown
            .replace('\u{202e}', "\\u{202e}")
            .replace('\u{1b}', "\\u{1b}");
        assert_eq!(row["content"].trim_start_matches('\''), shown);
    }
    assert!(rows.iter().any(|row| row["outlet"] == "'=cmd()"));
    let may = rows.iter().find(|row| row["content"].contains("may close"));
    assert_eq!(may.unwrap()["factuality"], "PS+");
    assert_eq!(may.unwrap()["factuality_article"], "Uu");
}

#[test]
fn parquet_has_the_findings_of_the_record() {
    let room = room();
    let records = records(&room);
    let (_, ids) = table(&room, room.command(&["export", "--format", "parquet"]));
    assert_eq!(ids.len(), findings(&records));
    assert!(ids.iter().all(|id| records.contains_key(id)));
}

/// The names of the columns that `command` prints, and the article of each row.
fn table(room: &Newsroom, mut command: Command) -> (Vec<String>, Vec<String>) {
    room.write("all.parquet", command.output().unwrap().stdout);
    let file = fs::File::open(room.path("all.parquet")).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let fields = reader.schema().fields().iter();
    let columns = fields.map(|field| field.name().clone()).collect();
    let mut ids = Vec::new();
    for batch in reader.build().unwrap() {
        let batch = batch.unwrap();
        let column = batch.column_by_name("article_id").unwrap();
        let column: &StringArray = column.as_any().downcast_ref().unwrap();
        ids.extend(column.iter().flatten().map(str::to_owned));
    }
    (columns, ids)
}

#[test]
fn an_annotation_is_found_by_place_and_by_quotation() {
    let room = room();
    let records = records(&room);
    let page = json(&export(&room, "annotation"));
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), findings(&records));
    for item in items {
        let text = &records[item["onrecord:article"].as_str().unwrap()]["text"];
        for target in item["target"].as_array().unwrap() {
            let [quote, at] = [&target["selector"][0], &target["selector"][1]];
            let exact = quote["exact"].as_str().unwrap();
            assert_eq!(slice(text, number(&at["start"]), number(&at["end"])), exact);
            let whole = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap());
            assert_eq!(text.as_str().unwrap().matches(&whole.concat()).count(), 1);
            let source = target["source"].as_str().unwrap();
            assert!(source.starts_with("urn:uuid:") || source.starts_with("https://"));
        }
    }
}

#[test]
fn stix_refers_to_what_it_holds_and_never_says_that_it_is_so() {
    let room = room();
    let records = records(&room);
    let bundle = json(&export(&room, "stix"));
    let objects = bundle["objects"].as_array().unwrap();
    let ids: BTreeSet<&str> = objects
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    assert_eq!(ids.len(), objects.len(), "each once");
    let refs = objects
        .iter()
        .filter_map(|one| one["object_refs"].as_array());
    assert!(refs.flatten().all(|id| ids.contains(id.as_str().unwrap())));
    let of = |kind: &str| objects.iter().filter(|one| one["type"] == kind).count();
    assert_eq!(of("report"), records.len());
    assert_eq!(of("note"), findings(&records));
    let notes = objects.iter().filter(|one| one["type"] == "note");
    for note in notes {
        let told = note["extensions"]
            .as_object()
            .unwrap()
            .values()
            .next()
            .unwrap();
        let confidence = &note["confidence"];
        assert_eq!(
            confidence.is_null(),
            told["finding"] != "statement",
            "{note}"
        );
        let sure = told["speaker_confidence"].as_u64();
        let wanted = match told["speaker_factuality"].as_str() {
            Some("CT+" | "CT-") => Some(85),
            Some("PR+" | "PR-") => Some(50),
            Some("PS+" | "PS-") => Some(15),
            _ => None,
        };
        assert_eq!(sure, wanted, "{note}");
    }
}

#[test]
fn ftm_entities_refer_to_one_another() {
    let room = room();
    let lines = export(&room, "ftm");
    let entities: Vec<Value> = lines.lines().map(json).collect();
    let ids: BTreeSet<&str> = entities
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    assert_eq!(ids.len(), entities.len(), "each once");
    let mut kinds = BTreeSet::new();
    for entity in &entities {
        kinds.insert(entity["schema"].as_str().unwrap());
        for name in ["document", "entity", "proof", "resolved"] {
            let refs = entity["properties"][name].as_array();
            let mut refs = refs.into_iter().flatten();
            assert!(
                refs.all(|id| ids.contains(id.as_str().unwrap())),
                "{entity}"
            );
        }
    }
    for kind in [
        "Article",
        "Mention",
        "Person",
        "PublicBody",
        "Note",
        "Event",
    ] {
        assert!(kinds.contains(kind), "{kind} in {kinds:?}");
    }
}

#[test]
fn records_and_events_of_a_ledger_are_those_of_its_articles() {
    let room = room();
    for (format, extracted) in [
        ("jsonl", "record"),
        ("plover", "plover"),
        ("ged", "ged"),
        ("acled", "acled"),
    ] {
        let extract = ["extract", "bridge.txt", "records.jsonl", "raid.jsonl"];
        let extracted = room.run(&[&extract[..], &["--format", extracted]].concat());
        assert_eq!(export(&room, format), extracted.fine(), "{format}");
    }
    let arguments = ["export", "--format", "ged", "--about", "killed"];
    let some = rows(&room.run(&arguments).fine());
    let all = rows(&export(&room, "ged"));
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(some.iter().all(|row| all.contains(row)), "numbers stay");
}

#[test]
fn a_brief_is_exported_as_it_is_printed() {
    let room = room();
    for format in ["markdown", "html"] {
        let printed = room.run(&["brief", "--format", format]).fine();
        assert_eq!(export(&room, format), printed, "{format}");
        let arguments = ["export", "--format", format, "--output", "brief.out"];
        room.run(&arguments).fine();
        let file = std::fs::read_to_string(room.path("brief.out")).unwrap();
        assert_eq!(file, printed, "{format}");
    }
    let about = ["--about", "bridge"];
    let some = room.run(&[&["export", "--format", "markdown"][..], &about].concat());
    let printed = room.run(&[&["brief", "--format", "markdown"][..], &about].concat());
    assert_eq!(some.fine(), printed.fine());
}

#[test]
fn tei_holds_the_text_and_points_into_it() {
    let room = room();
    let xml = export(&room, "tei");
    for record in records(&room).values() {
        let sha = record["text_sha256"].as_str().unwrap();
        let (_, rest) = xml.split_once(sha).unwrap();
        let (_, body) = rest.split_once("<body>").unwrap();
        let (body, _) = body.split_once("</body>").unwrap();
        let text = body
            .replace("<p xml:space=\"preserve\">", "")
            .replace("</p>", "")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#8238;", "\u{202e}")
            .replace("&amp;", "&");
        let wanted = record["text"]
            .as_str()
            .unwrap()
            .replace('\u{1b}', "\u{fffd}");
        assert_eq!(text, wanted);
        for statement in record["statements"].as_array().unwrap() {
            let ranges = statement["content"].as_array().unwrap().iter();
            let ranges: Vec<String> = ranges
                .map(|range| {
                    let (start, end) = (number(&range[0]), number(&range[1]));
                    format!("{start},{}", end - start)
                })
                .collect();
            assert!(
                xml.contains(&format!(",{})", ranges.join(","))),
                "{statement}"
            );
        }
    }
}

#[test]
fn brat_reads_back_as_it_was_written() {
    let room = room();
    let arguments = ["export", "--format", "brat", "--output", "brat"];
    room.run(&arguments).fine();
    let records = records(&room);
    for record in records.values() {
        let name = &record["id"].as_str().unwrap()[..16];
        let read =
            |end: &str| fs::read_to_string(room.path(&format!("brat/{name}.{end}"))).unwrap();
        assert_eq!(read("txt"), record["text"].as_str().unwrap());
        let lines = read("ann");
        let events = lines.lines().filter(|line| line.starts_with('E')).count();
        let lists = ["statements", "narrator", "absences"];
        let counts = lists.map(|list| record[list].as_array().unwrap().len());
        assert_eq!(events, counts.iter().sum::<usize>());
        for line in lines.lines().filter(|line| line.starts_with('T')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [_, typed, words] = cells[..] else {
                panic!("{line}");
            };
            let (_, places) = typed.split_once(' ').unwrap();
            let pieces = places.split(';').map(|place| {
                let (start, end) = place.split_once(' ').unwrap();
                slice(
                    &record["text"],
                    start.parse().unwrap(),
                    end.parse().unwrap(),
                )
            });
            assert_eq!(pieces.collect::<Vec<_>>().join(" "), words);
        }
    }
    assert!(room.path("brat/annotation.conf").exists());
}

#[test]
fn schema_org_claims_are_nobodys_truth() {
    let room = room();
    let records = records(&room);
    let page = export(&room, "schema-org");
    let document = json(&page);
    let graph = document["@graph"].as_array().unwrap();
    let of = |kind: &'static str| graph.iter().filter(move |one| one["@type"] == kind);
    assert_eq!(of("NewsArticle").count(), records.len());
    let statements = records
        .values()
        .map(|one| one["statements"].as_array().unwrap().len());
    assert_eq!(of("Claim").count(), statements.sum::<usize>());
    assert!(!page.contains("Rating") && !page.contains("ClaimReview"));
    let denied = of("Claim")
        .find(|one| one["onrecord:act"] == "denied")
        .unwrap();
    let text = denied["text"].as_str().unwrap();
    assert!(
        text.contains("denied"),
        "who denies is not made to claim: {text}"
    );
    assert!(of("Quotation").all(|one| one["onrecord:factuality"].is_string()));
    assert!(of("Quotation").any(|one| one["spokenByCharacter"]["name"] == "Odile Brandt"));
}

#[test]
fn prov_derives_each_finding_from_its_article() {
    let room = room();
    let records = records(&room);
    let document = json(&export(&room, "prov"));
    let graph = document["@graph"].as_array().unwrap();
    let ids: BTreeSet<&str> = graph.iter().filter_map(|one| one["@id"].as_str()).collect();
    let derived: Vec<&Value> = graph
        .iter()
        .filter(|one| one["derived"].is_string())
        .collect();
    assert_eq!(derived.len(), findings(&records));
    for one in derived {
        for link in ["derived", "generated"] {
            assert!(ids.contains(one[link].as_str().unwrap()), "{one}");
        }
        let told = one["attributed"].as_str();
        assert_eq!(told.is_some(), one["onrecord:voice"] == "source", "{one}");
    }
}
