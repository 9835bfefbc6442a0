//! Tables compiled in: tab-separated, `#` opens a remark, `|` stands between several names.

/// The rows of `text`, each cut at its tabs.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The cell of column `at`; empty where the row is shorter.
pub(crate) fn cell(row: &[&'static str], at: usize) -> &'static str {
    row.get(at).copied().unwrap_or("")
}

/// The names of column `at`.
pub(crate) fn names(row: &[&'static str], at: usize) -> Vec<&'static str> {
    cell(row, at)
        .split('|')
        .filter(|name| !name.is_empty())
        .collect()
}

/// The number of column `at`; zero where there is none.
pub(crate) fn number(row: &[&'static str], at: usize) -> f32 {
    cell(row, at).parse().unwrap_or(0.0)
}
