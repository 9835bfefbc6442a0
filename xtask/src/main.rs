//! The project's chores: `cargo xtask tidy | docs | bless | draw | score | coverage`.

mod coverage;
mod draw;
mod score;
mod tidy;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

const USAGE: &str = "usage: cargo xtask tidy
       cargo xtask docs | bless | draw
       cargo xtask score --data DIR [--judge SCRIPT] [--peer PYTHON]
                         [--only layers|groups|sturdy|attribution] [--write]
       cargo xtask coverage [--articles N] [--seed N] --out DIR";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("xtask: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let (task, rest) = arguments.split_first().context(USAGE)?;
    match task.as_str() {
        "tidy" => match tidy::complaints(&root())?.as_slice() {
            [] => Ok(()),
            complaints => bail!("{}", complaints.join("\n")),
        },
        // Help, key tables and the README's brief: the tests that check them also write them.
        "docs" | "bless" => bless(),
        "draw" => draw::draw(&root()),
        "score" => score::score(&root(), &score::Asked::parse(rest)?),
        "coverage" => {
            tell(&coverage::coverage(&coverage::Asked::parse(rest)?)?);
            Ok(())
        }
        _ => bail!("{USAGE}"),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn bless() -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args([
        "test",
        "--package",
        "onrecord",
        "--test",
        "onrecord",
        "docs::",
    ]);
    output(cargo.env("BLESS", "1").current_dir(root()))?;
    let mut git = Command::new("git");
    tell(&output(
        git.args(["diff", "--stat", "--", "README.md", "docs"])
            .current_dir(root()),
    )?);
    Ok(())
}

/// Stdout of `command`, which must succeed.
fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_os_string();
    let name = OsStr::to_string_lossy(&name).into_owned();
    let done = command
        .output()
        .with_context(|| format!("cannot run {name}"))?;
    if !done.status.success() {
        bail!("{name} failed:\n{}", String::from_utf8_lossy(&done.stderr));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

#[expect(clippy::print_stderr, reason = "a chore talks to whoever runs it")]
fn tell(line: &str) {
    eprintln!("{line}");
}
