//! The words that coverage is made of, read from the TOML files of this folder.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// All of it.
pub(super) struct Stock {
    pub(super) kinds: Vec<Kind>,
    /// What can be asked about an event of any kind.
    pub(super) any: Kind,
    pub(super) names: Names,
    pub(super) world: Offices,
    pub(super) frames: Frames,
    pub(super) edits: Edits,
    pub(super) furniture: Furniture,
    pub(super) opinion: Opinion,
}

/// A kind of event: how it is told, who speaks about it, what can be asked.
#[derive(Deserialize)]
pub(super) struct Kind {
    pub(super) name: String,
    pub(super) noun: String,
    /// Did it happen at a spot and an hour that people can point to?
    #[serde(default)]
    pub(super) scene: bool,
    pub(super) offices: Vec<String>,
    pub(super) witnesses: Vec<String>,
    pub(super) heads: Vec<String>,
    pub(super) headlines: Vec<String>,
    pub(super) background: Vec<String>,
    /// Is a company in it, which describes itself at the foot of stories?
    #[serde(default)]
    pub(super) about: bool,
    pub(super) slots: BTreeMap<String, Vec<String>>,
    pub(super) question: Vec<Question>,
}

/// What can be asked about an event. Its answer is a number, one of `choice`, or yes or no.
#[derive(Deserialize, Clone, Default)]
pub(super) struct Question {
    pub(super) key: String,
    pub(super) number: Option<[u32; 2]>,
    #[serde(default)]
    pub(super) choice: Vec<String>,
    /// Does a later count raise the number?
    #[serde(default)]
    pub(super) grows: bool,
    /// Can somebody who stands there see the answer?
    #[serde(default)]
    pub(super) seen: bool,
    /// Asked only of events with a scene, or only of others.
    pub(super) scene: Option<bool>,
    pub(super) topic: String,
    pub(super) wh: String,
    pub(super) clauses: Vec<String>,
    #[serde(default)]
    pub(super) no: Vec<String>,
    #[serde(default)]
    pub(super) quotes: Vec<String>,
    #[serde(default)]
    pub(super) quotes_no: Vec<String>,
    #[serde(default)]
    pub(super) headlines: Vec<String>,
    #[serde(default)]
    pub(super) headlines_no: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Names {
    pub(super) tongue: Vec<Tongue>,
    pub(super) spellings: Spellings,
}

/// The syllables of a language.
#[derive(Deserialize)]
pub(super) struct Tongue {
    pub(super) onsets: Vec<String>,
    pub(super) vowels: Vec<String>,
    pub(super) codas: Vec<String>,
    pub(super) men: Vec<String>,
    pub(super) women: Vec<String>,
    pub(super) lasts: Vec<String>,
    pub(super) towns: Vec<String>,
    /// Endings of a country and of its adjective.
    pub(super) countries: Vec<[String; 2]>,
}

#[derive(Deserialize)]
pub(super) struct Spellings {
    pub(super) habits: Vec<[String; 2]>,
}

#[derive(Deserialize)]
pub(super) struct Offices {
    pub(super) office: Vec<Office>,
    pub(super) outlets: OutletNames,
    pub(super) wire: Wire,
}

/// An office: what its holder is called, and the house that speaks without a name.
#[derive(Deserialize, Clone)]
pub(super) struct Office {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) role: String,
    pub(super) short: String,
    pub(super) body: String,
    pub(super) house: String,
    /// One in each town, or one in the country?
    #[serde(default)]
    pub(super) local: bool,
}

#[derive(Deserialize)]
pub(super) struct OutletNames {
    pub(super) papers: Vec<String>,
    pub(super) agencies: Vec<String>,
    pub(super) firms: Vec<String>,
}

/// What agencies put around a story.
#[derive(Deserialize)]
pub(super) struct Wire {
    pub(super) datelines: Vec<String>,
    /// The same of a house that is no agency.
    pub(super) plain: Vec<String>,
    pub(super) credits: Vec<String>,
    /// What a paper writes under a story that it took from an agency.
    pub(super) lifted: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Frames {
    pub(super) lead: Lead,
    pub(super) channel: BTreeMap<String, Channelled>,
    pub(super) act: Acts,
    pub(super) credit: Credit,
    pub(super) note: Notes,
    pub(super) flourish: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct Lead {
    pub(super) said: Vec<String>,
    pub(super) both: Vec<String>,
    pub(super) own: Vec<String>,
}

/// How words are passed on that came by one channel.
#[derive(Deserialize)]
pub(super) struct Channelled {
    pub(super) first: Vec<String>,
    pub(super) later: Vec<String>,
    pub(super) quote: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Acts {
    pub(super) hedged: Vec<String>,
    pub(super) hedged_document: Vec<String>,
    pub(super) denied: Vec<String>,
    pub(super) declined: Vec<String>,
    pub(super) unknown: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Credit {
    pub(super) said: Vec<String>,
    pub(super) own: Vec<String>,
    pub(super) quote: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Notes {
    pub(super) correction: Vec<String>,
    pub(super) update: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Edits {
    pub(super) synonyms: Vec<[String; 2]>,
    pub(super) voices: Vec<[String; 2]>,
}

#[derive(Deserialize)]
pub(super) struct Furniture {
    pub(super) everywhere: Vec<String>,
    pub(super) outlet: Vec<String>,
    pub(super) firm: Vec<String>,
    pub(super) only: Vec<Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct Opinion {
    pub(super) titles: Vec<String>,
    pub(super) openings: Vec<String>,
    pub(super) bodies: Vec<String>,
    pub(super) closings: Vec<String>,
}

impl Stock {
    pub(super) fn read() -> Result<Stock> {
        const KINDS: [&str; 14] = [
            include_str!("kinds/accident.toml"),
            include_str!("kinds/arrest.toml"),
            include_str!("kinds/deal.toml"),
            include_str!("kinds/flood.toml"),
            include_str!("kinds/outage.toml"),
            include_str!("kinds/outbreak.toml"),
            include_str!("kinds/protest.toml"),
            include_str!("kinds/resignation.toml"),
            include_str!("kinds/ruling.toml"),
            include_str!("kinds/sanctions.toml"),
            include_str!("kinds/strike.toml"),
            include_str!("kinds/summit.toml"),
            include_str!("kinds/troops.toml"),
            include_str!("kinds/vote.toml"),
        ];
        Ok(Stock {
            kinds: KINDS.into_iter().map(of).collect::<Result<_>>()?,
            any: of(include_str!("kinds/any.toml"))?,
            names: of(include_str!("names.toml"))?,
            world: of(include_str!("world.toml"))?,
            frames: of(include_str!("frames.toml"))?,
            edits: of(include_str!("edits.toml"))?,
            furniture: of(include_str!("furniture.toml"))?,
            opinion: of(include_str!("opinion.toml"))?,
        })
    }
}

fn of<T: DeserializeOwned>(text: &str) -> Result<T> {
    let name = text.lines().next().unwrap_or_default();
    toml::from_str(text).with_context(|| format!("the file that begins {name:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::wording::combinations;

    fn wordings(templates: &[String]) -> usize {
        templates
            .iter()
            .map(|template| combinations(template))
            .sum()
    }

    #[test]
    fn each_claim_has_many_wordings() {
        let stock = Stock::read().unwrap();
        for kind in stock.kinds.iter().chain([&stock.any]) {
            for question in &kind.question {
                let found = wordings(&question.clauses);
                assert!(found >= 15, "{} {}: {found}", kind.name, question.key);
                let is_open = question.number.is_some() || !question.choice.is_empty();
                assert_ne!(is_open, !question.no.is_empty(), "{}", question.key);
            }
            let heads = wordings(&kind.heads);
            assert!(kind.name == "any" || heads >= 15, "{}: {heads}", kind.name);
        }
        for (name, channel) in &stock.frames.channel {
            let found = wordings(&channel.first) + wordings(&channel.later);
            assert!(found >= 7 || name == "rumour", "{name}: {found}");
        }
    }
}
