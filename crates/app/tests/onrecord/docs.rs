//! The documentation is what the binary does: help, JSON keys, schemas, the README's brief.
//!
//! `cargo xtask bless` (BLESS=1) rewrites the generated parts; a failing run never does.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::newsroom::{Newsroom, Run, onrecord};
use crate::served::Served;

const COMMANDS: [&str; 20] = [
    "brief",
    "read",
    "find",
    "changes",
    "questions",
    "show",
    "entity",
    "entity list",
    "entity merge",
    "entity split",
    "entity rename",
    "entity undo",
    "entity log",
    "try",
    "extract",
    "export",
    "verify",
    "mcp",
    "serve",
    "completions",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares `path` with `wanted`, or writes it when blessing.
#[track_caller]
fn same(path: &str, wanted: &str) {
    let file = root().join(path);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, wanted).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == wanted,
        "{path} is stale: `cargo xtask bless` rewrites it"
    );
}

/// `page` with what stands between `<!-- name -->` and `<!-- /name -->` replaced.
fn filled(page: &str, name: &str, content: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = page
        .split_once(&open)
        .unwrap_or_else(|| panic!("no {open}"));
    let (_, after) = rest
        .split_once(&close)
        .unwrap_or_else(|| panic!("no {close}"));
    format!("{before}{open}{content}{close}{after}")
}

#[test]
fn cli_md_is_the_help() {
    let room = Newsroom::empty();
    let mut page = String::from("# Commands\n\nGenerated from `--help` by `cargo xtask bless`.\n");
    let mut add = |title: &str, arguments: &[&str]| {
        let help = room.run(arguments).fine();
        let help: Vec<&str> = help.lines().map(str::trim_end).collect();
        write!(page, "\n## {title}\n\n```text\n{}\n```\n", help.join("\n")).unwrap();
    };
    add("onrecord", &["--help"]);
    for command in COMMANDS {
        let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        add(&format!("onrecord {command}"), &words);
    }
    same("docs/cli.md", &page);
}

#[test]
fn readme_shows_the_real_brief() {
    let page = fs::read_to_string(root().join("README.md")).unwrap_or_default();
    if !page.contains("<!-- brief:summit -->") {
        return;
    }
    let brief = Run::of(
        onrecord(&root())
            .args(["brief", "examples/summit"])
            .output()
            .unwrap(),
    )
    .fine();
    same(
        "README.md",
        &filled(&page, "brief:summit", &format!("```text\n{brief}```\n")),
    );
}

pub(crate) fn schema(name: &str) -> Value {
    let file = root().join(format!("docs/schema/{name}.schema.json"));
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn json_md_tells_every_key_of_the_schemas() {
    let mut page = fs::read_to_string(root().join("docs/json.md")).unwrap();
    for name in ["record", "brief", "find", "entity-list", "entity-log"] {
        page = filled(&page, &format!("keys:{name}"), &keys(&schema(name)));
    }
    same("docs/json.md", &page);
}

/// Tables of the keys of `schema` and of the objects it names.
fn keys(schema: &Value) -> String {
    let mut out = table(schema);
    for (name, object) in schema["$defs"].as_object().unwrap() {
        if object["properties"].is_object() {
            let told = object["description"].as_str().unwrap_or("");
            write!(out, "\n**{name}**: {told}\n\n{}", table(object)).unwrap();
        }
    }
    out
}

fn table(object: &Value) -> String {
    let mut out = String::from("| key | value | meaning |\n|---|---|---|\n");
    for (key, value) in object["properties"].as_object().unwrap() {
        let told = value["description"].as_str().unwrap_or("");
        writeln!(out, "| `{key}` | {} | {told} |", kind(value)).unwrap();
        if let Some(inner) = value["anyOf"][0]["properties"]
            .as_object()
            .or(value["properties"].as_object())
            .or(value["items"]["properties"].as_object())
        {
            for (name, value) in inner {
                let told = value["description"].as_str().unwrap_or("");
                writeln!(out, "| `{key}.{name}` | {} | {told} |", kind(value)).unwrap();
            }
        }
    }
    out
}

/// The type of a value, in a word or two.
fn kind(value: &Value) -> String {
    if let Some(name) = value["$ref"].as_str() {
        return name.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(terms) = value["enum"].as_array() {
        let terms: Vec<String> = terms
            .iter()
            .map(|term| format!("`{}`", term.as_str().unwrap_or("null")))
            .collect();
        return terms.join(", ");
    }
    if value["anyOf"].is_array() {
        return format!("{} or null", kind(&value["anyOf"][0]));
    }
    match &value["type"] {
        Value::String(name) if name == "array" => format!("list of {}", kind(&value["items"])),
        Value::String(name) => name.clone(),
        Value::Array(names) => names
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" or "),
        _ => "object".to_owned(),
    }
}

/// `schema` in which an object may have no key that is not told.
fn strict(schema: &Value) -> Value {
    match schema {
        Value::Object(map) => {
            let mut map: serde_json::Map<String, Value> = map
                .iter()
                .map(|(key, value)| (key.clone(), strict(value)))
                .collect();
            if map.get("properties").is_some_and(Value::is_object)
                && map.get("type") == Some(&Value::from("object"))
            {
                map.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            Value::Object(map)
        }
        Value::Array(list) => list.iter().map(strict).collect(),
        other => other.clone(),
    }
}

/// What the document of a server says of the twin at `path`.
pub(crate) fn of_twin(served: &Served, path: &str) -> Value {
    let document = served.get("/openapi.json").json();
    let answer = &document["paths"][path]["get"]["responses"]["200"];
    let mut schema = answer["content"]["application/json"]["schema"].clone();
    assert!(schema.is_object(), "{path} is not told of");
    schema["components"] = document["components"].clone();
    schema
}

#[track_caller]
pub(crate) fn fits(schema: &Value, output: &str) {
    let validator = jsonschema::validator_for(&strict(schema)).unwrap();
    let value: Value = serde_json::from_str(output).unwrap();
    let errors: BTreeMap<String, String> = validator
        .iter_errors(&value)
        .map(|error| (error.instance_path().to_string(), error.to_string()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn records_fit_their_schema() {
    let room = Newsroom::new();
    for line in room.run(&["extract", "."]).fine().lines() {
        fits(&schema("record"), line);
    }
    let examples = root().join("examples/summit");
    if examples.exists() {
        let lines = Run::of(
            onrecord(&root())
                .args(["extract", "examples/summit"])
                .output()
                .unwrap(),
        );
        for line in lines.out.lines() {
            fits(&schema("record"), line);
        }
    }
}

#[test]
fn briefs_fit_their_schema() {
    let room = Newsroom::new();
    fits(
        &schema("brief"),
        &room.run(&["brief", ".", "--format", "json"]).fine(),
    );
}

#[test]
fn hits_fit_their_schema() {
    let room = Newsroom::new();
    room.run(&["read", "."]).fine();
    let hits = room.run(&["find", "--json", "--limit", "100"]).fine();
    fits(&schema("find"), &hits);
    for kind in ["statement", "narration", "absence"] {
        assert!(hits.contains(&format!("\"kind\": \"{kind}\"")), "{hits}");
    }
    fits(
        &schema("find"),
        &room.run(&["find", "--json", "absent"]).fine(),
    );
}

#[test]
fn entities_and_acts_fit_their_schemas() {
    let room = crate::entities::kept();
    for act in [
        &["rename", "Ada Holt", "Mayor Holt"][..],
        &["merge", "Mayor Holt", "Odile Brandt", "--by", "Roe"],
        &["split", "Mayor Holt", "--from", "d-1"],
        &["undo"],
    ] {
        room.run(&[&["entity"], act].concat()).fine();
    }
    for name in ["list", "log"] {
        let out = room.run(&["entity", name, "--json"]).fine();
        fits(&schema(&format!("entity-{name}")), &out);
    }
}
