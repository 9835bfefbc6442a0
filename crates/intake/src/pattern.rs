//! How a pattern of words is written down once and kept.

use std::sync::LazyLock;

use regex::Regex;

/// A regular expression compiled on first use.
pub(crate) type Pattern = LazyLock<Regex>;

/// Declares patterns: `patterns! { NAME = r"…"; }`. They match in linear time on any input.
macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $pattern:expr;)+) => {
        $($(#[$doc])*
        static $name: $crate::pattern::Pattern = std::sync::LazyLock::new(|| {
            regex::Regex::new($pattern).expect("the pattern is a literal that tests compile")
        });)+
    };
}
pub(crate) use patterns;
