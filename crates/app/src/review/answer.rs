//! What a second reader answers: a vote that rests on words of the passage, or nothing.

use onrecord_record::{Selector, Verdict, Vote};
use serde::Deserialize;
use thiserror::Error;

use super::question::Question;

/// Why an answer does not count.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum Thrown {
    /// Not an answer of this kind of server.
    #[error("the answer is no chat completion")]
    Shape,
    /// Not what was asked for.
    #[error("the answer holds no JSON object with a verdict")]
    Unclear,
    /// Another word.
    #[error("the verdict is none of right, wrong and unsure")]
    Verdict,
    /// A verdict that rests on nothing.
    #[error("the verdict quotes nothing")]
    Bare,
    /// Invented words.
    #[error("the answer quotes words that do not stand in the passage")]
    Invented,
}

/// A chat completion, as far as it matters.
#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

#[derive(Deserialize)]
struct Said {
    verdict: String,
    quote: Option<String>,
}

/// The vote in the body of an answer.
pub(super) fn vote(question: &Question, body: &[u8]) -> Result<Vote, Thrown> {
    let completion: Completion = serde_json::from_slice(body).map_err(|_| Thrown::Shape)?;
    let choice = completion.choices.first().ok_or(Thrown::Shape)?;
    let said = said(&choice.message.content).ok_or(Thrown::Unclear)?;
    let verdict = match said.verdict.as_str() {
        "right" => Verdict::Right,
        "wrong" => Verdict::Wrong,
        "unsure" => Verdict::Unsure,
        _ => return Err(Thrown::Verdict),
    };
    let words = said.quote.as_deref().map(str::trim);
    let quote = match words.filter(|words| !words.is_empty()) {
        Some(words) => Some(selector(question, words).ok_or(Thrown::Invented)?),
        None if verdict == Verdict::Unsure => None,
        None => return Err(Thrown::Bare),
    };
    Ok(Vote { verdict, quote })
}

/// The object in what was said: models set it between marks and remarks.
fn said(words: &str) -> Option<Said> {
    let object = words.get(words.find('{')?..=words.rfind('}')?)?;
    serde_json::from_str(object).ok()
}

/// Where `words` stand in the passage nearest to the finding, in code points of the article.
fn selector(question: &Question, words: &str) -> Option<Selector> {
    let begins = question.begins;
    let near = question.target.words.start.saturating_sub(begins);
    let found = Selector::nearest(&question.passage, words, near)?;
    Some(Selector {
        start: found.start + begins,
        end: found.end + begins,
        ..found
    })
}

#[cfg(test)]
mod tests {
    use onrecord_record::{ArticleId, FindingKind, Target};
    use serde_json::json;

    use super::*;

    fn question() -> Question {
        let target = Target {
            article: ArticleId([1; 32]),
            kind: FindingKind::Statement,
            words: Selector {
                start: 115,
                end: 128,
                exact: "it would hold".to_owned(),
            },
        };
        let passage = "Ära. Holt said it would hold. Holt left.";
        Question::about(target, passage, 100)
    }

    fn voted(content: &str) -> Result<Vote, Thrown> {
        let body = json!({ "choices": [{ "message": { "content": content } }] });
        vote(&question(), body.to_string().as_bytes())
    }

    #[test]
    fn a_vote_rests_on_words_of_the_passage() {
        let vote =
            voted("```json\n{\"verdict\": \"right\", \"quote\": \"Holt said\"}\n```").unwrap();
        assert_eq!(vote.verdict, Verdict::Right);
        let quote = vote.quote.unwrap();
        assert_eq!((quote.start, quote.end), (105, 114));
        let unsure = voted(r#"{"verdict": "unsure", "quote": ""}"#).unwrap();
        assert_eq!((unsure.verdict, unsure.quote), (Verdict::Unsure, None));
    }

    #[test]
    fn what_is_no_vote_is_thrown_away() {
        let invented = voted(r#"{"verdict": "right", "quote": "Varga said"}"#);
        assert_eq!(invented.unwrap_err(), Thrown::Invented);
        assert_eq!(voted(r#"{"verdict": "wrong"}"#).unwrap_err(), Thrown::Bare);
        let maybe = voted(r#"{"verdict": "maybe", "quote": "Holt"}"#);
        assert_eq!(maybe.unwrap_err(), Thrown::Verdict);
        assert_eq!(voted("} right {").unwrap_err(), Thrown::Unclear);
        for body in [&b"<html>"[..], br#"{"choices":[]}"#, b"[1]", b""] {
            assert_eq!(vote(&question(), body).unwrap_err(), Thrown::Shape);
        }
    }
}
