//! `onrecord try`: one sentence explained.

use anyhow::Result;
use clap::Args;
use onrecord_desk::explain;
use onrecord_record::{Article, ArticleId, Language, Masthead, Origin, Span, Zone, ZoneKind};

use super::{Given, Outcome, Usage};
use crate::render::explanation::explanation;
use crate::terminal;

/// Explains one sentence: what was found in it, and what the engine saw in each word.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord try \"Officials said the bridge may close.\"")]
pub(super) struct Try {
    /// The sentence, or a few.
    #[arg(value_name = "TEXT")]
    text: String,
    #[command(flatten)]
    given: Given,
}

impl Try {
    pub(super) fn run(self) -> Result<Outcome> {
        let engine = self.given.engine()?;
        let article = article(self.text, &self.given)?;
        let explained = explain(&engine, article);
        terminal::print(&explanation(&explained, terminal::width()))?;
        Ok(Outcome::Done)
    }
}

/// `text` as the body of an article that is nowhere kept.
fn article(text: String, given: &Given) -> Result<Article> {
    let Some(span) = Span::trimmed(&text, 0..text.len()) else {
        return Err(Usage("there are no words to explain".to_owned()).into());
    };
    Ok(Article {
        id: ArticleId([0; 32]),
        text,
        text_sha256: [0; 32],
        origin: Origin {
            path: "-".to_owned(),
            line: None,
            doc: None,
        },
        masthead: Masthead {
            published: given.published,
            ..Masthead::default()
        },
        zones: vec![Zone {
            span,
            kind: ZoneKind::Body,
        }],
        pictures: Vec::new(),
        language: Language::English,
    })
}
