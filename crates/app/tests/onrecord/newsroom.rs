//! A folder with a few invented articles, and the binary run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const BRIDGE: &str = "Bridge at Velin may close\n\n\
    Officials in the northern province said on Tuesday the bridge at Velin may close after the \
    river rose by two metres overnight. The convoy of 40 trucks crossed the river before dawn and \
    went on to the capital.\n\n\
    “The line has been crossed and nobody here is going to pretend otherwise,” said Ada Holt, the \
    mayor of Velin. There was no joint statement after the talks. The army declined to comment.\n";

pub(crate) const RECORDS: &str = concat!(
    r#"{"doc":"r-1","title":"Mayor warns","outlet":"The Paper","url":"https://example.org/1","date":"2031-03-12","text":"Mayor Ada Holt warned on Tuesday that the dam could break if the rain went on.\n\nThe ministry denied that it had known of the cracks."}"#,
    "\n",
    r#"{"doc":"r-2","title":"Ministry denies","outlet":"Radio Velin","date":"2031-03-13","text":"The ministry said that it had not been told of the cracks in the dam before Monday.\n\nEngineers are inspecting the wall."}"#,
    "\n"
);

/// `count` short articles, one a line.
pub(crate) fn aides(count: usize) -> String {
    (0..count)
        .map(|n| format!("{{\"doc\":\"d{n}\",\"text\":\"Aide {n} said the bridge number {n} may close on Friday.\"}}\n"))
        .collect()
}

/// Two rows of GDELT's GKG, one of which quotes nothing.
pub(crate) fn rows_of_which_one_is_silent() -> String {
    let row = |number: u32, quotations: &str| {
        let head = format!("20310312101500-{number}\t20310312101500\t1\tpaper.example");
        let address = format!("https://paper.example/{number}");
        let between = "\t".repeat(18);
        format!("{head}\t{address}{between}{quotations}\t\t\t\t\n")
    };
    row(1, "12|34|said|The dam is going to hold until the spring.") + &row(2, "")
}

/// The number that stands before `words` in what was told.
#[track_caller]
pub(crate) fn number_before(told: &str, words: &str) -> usize {
    let (before, _) = told.split_once(words).unwrap();
    let (_, number) = before.rsplit_once(' ').unwrap_or(("", before));
    number.parse().unwrap()
}

/// A folder that goes when it is dropped.
pub(crate) struct Newsroom {
    folder: TempDir,
}

impl Newsroom {
    pub(crate) fn empty() -> Newsroom {
        let folder = tempfile::tempdir().unwrap();
        Newsroom { folder }
    }

    pub(crate) fn new() -> Newsroom {
        let room = Newsroom::empty();
        room.write("bridge.txt", BRIDGE);
        room.write("records.jsonl", RECORDS);
        room
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = onrecord(self.folder.path());
        command.args(arguments);
        command
    }

    /// Runs `onrecord arguments`.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }
}

/// The binary, in `folder`, as it runs in a pipe.
pub(crate) fn onrecord(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).stdin(Stdio::null());
    command.env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
    command
}

/// How a run ended and what it printed.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Run {
        Run {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Stdout of a run that went well.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// Stderr of a run that ended with `code`.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{self:?}");
        self.err
    }
}
