//! An article together with what was found in it.

use crate::{Article, Findings};

/// An article with what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// What it puts on record.
    pub findings: Findings,
}
