//! Scores the engine on gold that is not in the repository, and writes the figures down.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The gold file that is scored.
const GOLD: &str = "polnear-dev.jsonl";
const OPEN: &str = "<!-- score:attribution -->\n";
const CLOSE: &str = "<!-- /score:attribution -->";

/// What was typed after `score`.
pub(crate) struct Asked {
    data: PathBuf,
    judge: Option<PathBuf>,
    write: bool,
}

impl Asked {
    pub(crate) fn parse(arguments: &[String]) -> Result<Asked> {
        let (mut data, mut judge, mut write) = (None, None, false);
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--data" => data = arguments.next().map(PathBuf::from),
                "--judge" => judge = arguments.next().map(PathBuf::from),
                "--write" => write = true,
                other => bail!("unknown: {other}\n{}", crate::USAGE),
            }
        }
        let data = data.context(crate::USAGE)?;
        Ok(Asked { data, judge, write })
    }
}

/// Extracts from the gold texts, and has the judge compare.
pub(crate) fn score(root: &Path, asked: &Asked) -> Result<()> {
    let gold = asked.data.join(GOLD);
    let mut cargo = Command::new("cargo");
    cargo.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "onrecord",
        "--",
        "extract",
    ]);
    cargo
        .args(["--format", "attributions"])
        .arg(&gold)
        .current_dir(root);
    let found = std::env::temp_dir().join(format!("onrecord-{}.jsonl", std::process::id()));
    fs::write(&found, crate::output(&mut cargo)?)?;
    let Some(judge) = &asked.judge else {
        crate::tell(&format!(
            "extracted to {}; no --judge to score it",
            found.display()
        ));
        return Ok(());
    };
    let table = crate::output(Command::new("python3").arg(judge).arg(&gold).arg(&found))?;
    fs::remove_file(&found)?;
    crate::tell(&table);
    if asked.write {
        write(root, &table)
    } else {
        Ok(())
    }
}

/// Puts `table`, with how it was made, into its place in `docs/scores.md`.
fn write(root: &Path, table: &str) -> Result<()> {
    let path = root.join("docs/scores.md");
    let page = fs::read_to_string(&path).unwrap_or_else(|_| format!("# Scores\n\n{OPEN}{CLOSE}\n"));
    let (before, rest) = page
        .split_once(OPEN)
        .context("docs/scores.md has no score block")?;
    let (_, after) = rest
        .split_once(CLOSE)
        .context("docs/scores.md: the block does not end")?;
    let made = made(root)?;
    let block = format!("{OPEN}{made}\n\n```text\n{table}```\n{CLOSE}");
    fs::write(path, format!("{before}{block}{after}"))?;
    Ok(())
}

/// Command, machine, date and commit.
fn made(root: &Path) -> Result<String> {
    let told = |program: &str, arguments: &[&str]| -> Result<String> {
        let out = crate::output(Command::new(program).args(arguments).current_dir(root))?;
        Ok(out.trim().to_owned())
    };
    let cores = std::thread::available_parallelism()?;
    Ok(format!(
        "`cargo xtask score --data DIR --judge SCRIPT --write` on {GOLD}, {} with {cores} cores, {}, commit {}.",
        told("uname", &["-sm"])?,
        told("date", &["-u", "+%Y-%m-%d"])?,
        told("git", &["rev-parse", "--short", "HEAD"])?,
    ))
}
