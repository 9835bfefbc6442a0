//! `onrecord review`: doubtful findings before a second reader.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use onrecord_desk::ledger::SqliteLedger;
use onrecord_record::Verdict;
use ureq::http::Uri;

use super::{Kept, Usage};
use crate::render::visible::inline;
use crate::review::{self, Endpoint, Outcome, Question};
use crate::wire::term;
use crate::{cli, terminal};

/// Puts doubtful findings of a ledger before a second reader.
///
/// The second reader is a model behind an address that speaks as OpenAI's chat completions do; name a
/// server of your own machine first (llama.cpp, Ollama, vLLM and others have one). It is sent one
/// finding at a time with the lines around it, and only findings that stand with the doubtful: never
/// an article, never a ledger. Without this command nothing is ever sent anywhere.
///
/// Its vote (right, wrong, unsure) with the words it rests on is kept as a vote of that reader: it
/// changes no finding and counts as nobody's judgement. An answer that quotes words which do not
/// stand in the passage is thrown away. What already has this reader's vote is not asked again.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  onrecord review --reviewer http://127.0.0.1:11434/v1 --model llama3.1"
)]
pub(super) struct Review {
    /// The address before `/chat/completions`.
    #[arg(long, value_name = "URL", value_parser = review::address)]
    reviewer: Uri,
    /// Which model of that server.
    #[arg(long, value_name = "NAME", default_value = "default")]
    model: String,
    /// A file with the key that the server asks for.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// How many findings are sent at the most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How many seconds an answer may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
    #[command(flatten)]
    kept: Kept,
}

impl Review {
    pub(super) fn run(self) -> Result<cli::Outcome> {
        let path = self.kept.path();
        if self.kept.ledger.is_none() && !path.exists() {
            let why = "there is no ledger here: name one (see onrecord review --help)";
            return Err(Usage(why.to_owned()).into());
        }
        drop(SqliteLedger::open_read_only(&path)?); // that none is made
        let key = self.key_file.as_ref().map(|file| {
            let key = fs::read_to_string(file).with_context(|| file.display().to_string());
            key.map(|key| key.trim().to_owned())
        });
        let patience = Duration::from_secs(self.timeout);
        let endpoint = Endpoint::new(&self.reviewer, &self.model, key.transpose()?, patience);
        let mut ledger = SqliteLedger::open(&path)?;
        let open = review::open_questions(&ledger, &endpoint.reader, self.limit)?;
        let mut counts = Counts::default();
        let left = review::ask(&endpoint, &mut ledger, &open, &mut |question, outcome| {
            counts.add(question, outcome);
        })?;
        if left > 0 {
            terminal::complain(&format!(
                "{} does not answer; {left} findings were not sent",
                endpoint.reader
            ));
        }
        terminal::print_plain(&format!("{}: {}\n", endpoint.reader, counts.told()))?;
        Ok(cli::Outcome::of(counts.failed() + left))
    }
}

/// How many questions ended how.
#[derive(Debug, Default)]
struct Counts {
    right: usize,
    wrong: usize,
    unsure: usize,
    thrown: usize,
    silent: usize,
}

impl Counts {
    fn told(&self) -> String {
        format!(
            "{} right, {} wrong, {} unsure, {} thrown away, {} without answer",
            self.right, self.wrong, self.unsure, self.thrown, self.silent
        )
    }

    fn failed(&self) -> usize {
        self.thrown + self.silent
    }

    /// Counts `outcome`, and tells it.
    fn add(&mut self, question: &Question, outcome: &Outcome) {
        let words = &question.target.words;
        let at = format!("{}:{}-{}", question.doc, words.start, words.end);
        match outcome {
            Outcome::Voted(vote) => {
                *match vote.verdict {
                    Verdict::Right => &mut self.right,
                    Verdict::Wrong => &mut self.wrong,
                    Verdict::Unsure => &mut self.unsure,
                } += 1;
                let word = term::verdict(vote.verdict);
                let quote = vote.quote.as_ref();
                let quote = quote.map(|one| format!(" by “{}”", inline(&one.exact)));
                let quote = quote.unwrap_or_default();
                terminal::tell(&format!("{word:9} {at} “{}”{quote}", inline(&words.exact)));
            }
            Outcome::Thrown(why) => {
                self.thrown += 1;
                terminal::tell(&format!("thrown    {at} {why}"));
            }
            Outcome::Silent(why) => {
                self.silent += 1;
                terminal::tell(&format!("failed    {at} {why}"));
            }
        }
    }
}
