//! Every command, its streams and its exit code.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use serde_json::Value;

use crate::newsroom::{Newsroom, Run};

const COMMANDS: [&str; 8] = [
    "brief",
    "read",
    "find",
    "show",
    "try",
    "extract",
    "verify",
    "completions",
];

#[test]
fn every_help_ends_with_an_example() {
    let room = Newsroom::empty();
    for command in COMMANDS {
        let help = room.run(&[command, "--help"]).fine();
        let last = help.trim_end().lines().last().unwrap();
        assert!(last.contains(&format!("onrecord {command}")), "{help}");
    }
}

#[test]
fn wrong_usage_is_2() {
    let room = Newsroom::new();
    for wrong in [
        &["nonsense"][..],
        &["read"],
        &["extract", "--format", "xml", "bridge.txt"],
        &["brief", "--published", "yesterday", "bridge.txt"],
        &["extract", "--threads", "0", "bridge.txt"],
        &["brief"],
        &["try", "   "],
        &["show", "absent.txt"],
    ] {
        let run = room.run(wrong);
        assert_eq!(run.code, Some(2), "{wrong:?} {run:?}");
        assert_eq!(run.out, "", "{wrong:?}");
        assert_ne!(run.err, "", "{wrong:?}");
    }
}

#[test]
fn a_brief_cites_and_goes_to_stdout_alone() {
    let room = Newsroom::new();
    let run = room.run(&["brief", "--together", "bridge.txt", "records.jsonl"]);
    assert_eq!(run.err, "");
    let brief = run.fine();
    let header = "Brief of 3 articles that go back to 3 reports, 12 to 13 March 2031\n";
    assert!(brief.starts_with(header), "{brief}");
    assert!(brief.contains("WHAT WAS SAID"), "{brief}");
    assert!(brief.contains("SOURCES OF THIS BRIEF"), "{brief}");
    assert!(
        brief.lines().all(|line| line.chars().count() <= 80),
        "{brief}"
    );
    assert!(!brief.contains('\u{1b}'));
}

#[test]
fn every_citation_of_a_brief_quotes_the_text_it_names() {
    let room = Newsroom::new();
    let brief: Value = room.json(&["brief", ".", "--format", "json"]);
    let lines = room.run(&["extract", ".", "--format", "record"]).fine();
    let records: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let text = |place: &Value| {
        let id = &brief["sources"][place["article"].as_u64().unwrap() as usize - 1]["id"];
        let record = records.iter().find(|record| record["id"] == *id).unwrap();
        let (start, end) = (
            place["span"][0].as_u64().unwrap(),
            place["span"][1].as_u64().unwrap(),
        );
        let words: String = record["text"].as_str().unwrap().chars().collect::<Vec<_>>()
            [start as usize..end as usize]
            .iter()
            .collect();
        words
    };
    let mut checked = 0;
    for section in brief["sections"].as_array().unwrap() {
        for line in section["lines"].as_array().unwrap() {
            for piece in line["pieces"].as_array().unwrap() {
                if piece["at"].is_object() {
                    assert_eq!(piece["words"], text(&piece["at"]));
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 5, "{brief}");
}

#[test]
fn about_and_lines_narrow_a_brief() {
    let room = Newsroom::new();
    let about = room.run(&["brief", ".", "--about", "DAM cracks"]).fine();
    assert!(!about.contains("convoy"), "{about}");
    let one = room.run(&["brief", ".", "--lines", "1"]).fine();
    let count = |brief: &str| brief.lines().filter(|line| line.starts_with('–')).count();
    assert!(
        count(&one) < count(&room.run(&["brief", "."]).fine()),
        "{one}"
    );
}

#[test]
fn what_the_headline_and_the_story_tell_is_no_echo() {
    let text = "John Roe Suggests Ada Holt's Use Of Ferries Was Wrong\n\nSen. John Roe suggested Thursday that Ada \
                Holt’s exclusive use of ferries while serving as mayor was wrong.\n\nHolt has faced scrutiny since \
                Monday when The Harbour Gazette reported that she may have broken the law by using a ferry.\n";
    let room = Newsroom::empty();
    room.write("one.txt", text);
    let brief = room.run(&["brief", "one.txt"]).fine();
    let brief = brief.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "suggested Thursday that Ada Holt’s exclusive use of ferries while serving as mayor was wrong";
    assert!(brief.contains(told), "{brief}");
}

#[test]
fn a_long_brief_is_cut_and_says_so_and_json_has_all() {
    let room = Newsroom::new();
    let many: String = (0..50)
        .map(|n| format!("The truck number {n} crossed the river at Velin on Tuesday. "))
        .collect();
    room.write("many.txt", format!("Trucks cross\n\n{many}\n"));
    let short = room.run(&["brief", "."]).fine();
    assert!(short.contains("--all shows everything"), "{short}");
    let all = room.run(&["brief", ".", "--all"]).fine();
    assert!(!all.contains("--all shows everything"), "{all}");
    assert!(all.len() > short.len());
    assert_eq!(all, room.run(&["brief", ".", "--lines", "0"]).fine());
    let json = room.json(&["brief", ".", "--format", "json"]);
    for section in json["sections"].as_array().unwrap() {
        let lines = section["lines"].as_array().unwrap();
        let hidden = lines.iter().filter(|line| line["is_shown"] == false);
        assert_eq!(section["omitted"], hidden.count());
    }
    let alone = room.run(&["brief", "many.txt"]).fine();
    assert!(!alone.contains("--all shows everything"), "{alone}");
}

#[test]
fn a_name_that_is_no_heading_does_not_run_into_what_is_said() {
    let room = Newsroom::empty();
    room.write(
        "press.txt",
        "According to the information of the press office, the two deputies agreed to meet again in March.",
    );
    let brief = room.run(&["brief", "press.txt"]).fine();
    let told =
        "the information of the press office (of a kind not told)\n– the two deputies agreed";
    assert!(brief.contains(told), "{brief}");
}

#[test]
fn one_bad_article_fails_after_the_rest_is_done() {
    let room = Newsroom::new();
    room.write(
        "broken.jsonl",
        "{\"text\": \"Whole and fine, she said.\"}\n{\"text\": \n",
    );
    let run = room.run(&[
        "extract",
        "absent.txt",
        "broken.jsonl",
        "bridge.txt",
        "--format",
        "attributions",
    ]);
    assert_eq!(run.out.lines().count(), 2, "{run:?}");
    let err = run.ends(1);
    assert!(err.contains("absent.txt"), "{err}");
    assert!(err.contains("broken.jsonl") && err.contains('2'), "{err}");
}

#[test]
fn threads_change_nothing() {
    let room = Newsroom::new();
    let many: String = (0..40).map(|n| format!(
        "{{\"text\":\"Aide {n} said the bridge number {n} may close.\\n\\nThe river rose by {n} metres.\"}}\n"
    )).collect();
    room.write("many.jsonl", many);
    let one = room.run(&["extract", ".", "--threads", "1"]).fine();
    let two = room.run(&["extract", ".", "--threads", "2"]).fine();
    assert!(one == two);
    let files = ["brief", "bridge.txt", "records.jsonl", "many.jsonl"];
    let mut turned = files;
    turned[1..].reverse();
    assert!(room.run(&files).fine() == room.run(&turned).fine());
}

#[test]
fn attributions_are_those_of_the_record() {
    let room = Newsroom::new();
    let record = room.json(&["extract", "bridge.txt"]);
    let short = room.json(&["extract", "bridge.txt", "--format", "attributions"]);
    assert_eq!(record["attributions"], short["attributions"]);
    assert_eq!(short["doc"], "bridge.txt");
    assert_ne!(short["attributions"].as_array().unwrap().len(), 0);
}

#[test]
fn stdin_is_read_and_the_day_can_be_given() {
    let room = Newsroom::new();
    let mut command = room.command(&["extract", "-", "--published", "2031-03-12"]);
    command.stdin(std::fs::File::open(room.path("bridge.txt")).unwrap());
    let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let record: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(record["doc"], "-");
    assert_eq!(record["masthead"]["published"]["date"], "2031-03-12");
    assert_eq!(record["masthead"]["published"]["evidence"], "given");
}

#[test]
fn show_draws_under_the_text() {
    let room = Newsroom::new();
    let shown = room.run(&["show", "bridge.txt"]).fine();
    assert!(shown.contains("content~~~~"), "{shown}");
    assert!(shown.contains("absent~~~~"), "{shown}");
    assert!(
        shown.lines().all(|line| line.chars().count() <= 80),
        "{shown}"
    );
}

#[test]
fn try_explains_a_sentence() {
    let room = Newsroom::empty();
    let told = room
        .run(&["try", "Officials said the bridge may close."])
        .fine();
    for word in ["source", "cue", "content", "Officials", "PS+"] {
        assert!(told.contains(word), "{word} in {told}");
    }
}

#[test]
fn completions_know_the_commands() {
    let room = Newsroom::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            room.run(&["completions", shell]).fine().contains("extract"),
            "{shell}"
        );
    }
}

#[test]
fn colours_only_when_forced_in_a_pipe() {
    let room = Newsroom::new();
    let brief = |settings: &[(&str, &str)]| {
        let mut command = room.command(&["brief", "."]);
        command
            .env_remove("NO_COLOR")
            .envs(settings.iter().copied());
        Run::of(command.output().unwrap()).fine()
    };
    let plain = brief(&[]);
    assert!(!plain.contains('\u{1b}'));
    assert!(brief(&[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    assert_eq!(brief(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
}

/// `script` of util-linux lends the terminal; where there is none, nothing is shown.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colours_unless_they_are_declined() {
    let room = Newsroom::new();
    let brief = |settings: &[(&str, &str)]| {
        let mut script = std::process::Command::new("script");
        let shown = concat!(env!("CARGO_BIN_EXE_onrecord"), " brief bridge.txt");
        script.args(["-qec", shown, "/dev/null"]);
        script.current_dir(room.path("")).stdin(Stdio::null());
        script.env_remove("NO_COLOR").env("TERM", "xterm-256color");
        script.envs(settings.iter().copied()).output()
    };
    let Ok(coloured) = brief(&[]) else {
        eprintln!("skipped: there is no `script` to lend a terminal");
        return;
    };
    assert!(Run::of(coloured).fine().contains("\u{1b}["));
    let plain = Run::of(brief(&[("NO_COLOR", "1")]).unwrap()).fine();
    assert!(plain.contains("WHAT WAS SAID"), "{plain}");
    assert!(!plain.contains("\u{1b}["), "{plain:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_find_no_room_are_a_failure() {
    let room = Newsroom::new();
    room.run(&["read", ".", "--ledger", "l.sqlite"]).fine();
    for arguments in [
        &["brief", "bridge.txt"][..],
        &["extract", "bridge.txt"],
        &["show", "bridge.txt"],
        &["try", "Officials said so."],
        &["verify", "--ledger", "l.sqlite"],
        &["completions", "bash"],
    ] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let run = room.command(arguments).stdout(full).output().unwrap();
        let err = Run::of(run).ends(1);
        assert!(err.contains("No space left"), "{arguments:?} {err}");
    }
}

#[test]
fn a_pipe_closed_early_is_quiet() {
    let room = Newsroom::new();
    let many = r#"{"text":"Officials said the bridge may close on Friday."}"#.to_owned() + "\n";
    room.write("many.jsonl", many.repeat(3000));
    let mut child = room
        .command(&["extract", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.starts_with('{'));
    let status = child.wait().unwrap();
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!((status.code(), err.as_str()), (Some(0), ""));
}

impl Newsroom {
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.run(arguments).fine()).unwrap()
    }
}
