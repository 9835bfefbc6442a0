//! What reviewers should not have to look for: who may use whom, first lines, names, places.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Each crate, and the crates of ours that its code may use.
const EDGES: [(&str, &[&str]); 9] = [
    ("record", &[]),
    ("atlas", &[]),
    ("intake", &["record"]),
    ("language", &["atlas", "record"]),
    ("collate", &["atlas", "record"]),
    ("ledger", &["record"]),
    (
        "desk",
        &["collate", "intake", "language", "ledger", "record"],
    ),
    ("app", &["desk", "record"]),
    ("testkit", &["record"]),
];

/// Names that say nothing about what is inside.
const DRAWERS: [&str; 6] = ["utils", "util", "helpers", "helper", "common", "misc"];

/// Everything untidy under `root`, one line each.
pub(crate) fn complaints(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (name, allowed) in EDGES {
        found.extend(edges(root, name, allowed)?);
    }
    for file in files(root)? {
        found.extend(file_complaints(root, &file));
    }
    Ok(found)
}

fn edges(root: &Path, name: &str, allowed: &[&str]) -> Result<Option<String>> {
    let path = root.join("crates").join(name).join("Cargo.toml");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let manifest: toml::Table = toml::from_str(&text)?;
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    let names = dependencies.into_iter().flat_map(toml::Table::keys);
    let mut used: Vec<&str> = names
        .filter_map(|name| name.strip_prefix("onrecord-"))
        .collect();
    used.sort_unstable();
    Ok((used != allowed).then(|| format!("crates/{name} uses {used:?}, not {allowed:?}")))
}

/// The files that git tracks.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let listed = crate::output(
        std::process::Command::new("git")
            .arg("ls-files")
            .current_dir(root),
    )?;
    Ok(listed.lines().map(PathBuf::from).collect())
}

fn file_complaints(root: &Path, file: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let stem = file
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or("");
    let shown = file.display();
    if DRAWERS.contains(&stem) {
        found.push(format!("{shown}: name it after what it is about"));
    }
    let Ok(text) = fs::read_to_string(root.join(file)) else {
        return found; // weights and other bytes
    };
    if file.extension().is_some_and(|kind| kind == "rs") && !text.starts_with("//!") {
        found.push(format!("{shown}: opens without //! and what it is about"));
    }
    let places = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
    ];
    for place in places {
        if text.contains(place) {
            found.push(format!("{shown}: names {place}, a place of one machine"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let found = complaints(&crate::root()).unwrap();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
