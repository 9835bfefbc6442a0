//! The tables a reading is spread over, its rows in them, and the hashes that seal them.

use std::collections::BTreeMap;

use crate::cell::{self, Row};

/// A table that holds part of a reading; referred ones come before those that refer to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Masthead,
    Author,
    Stamp,
    Zone,
    Picture,
    Source,
    Time,
    Statement,
    Narration,
    Absence,
    Doubt,
    Voice,
    Valuation,
    Told,
    Span,
    Name,
    PlaceMention,
    Location,
    Event,
    EventContext,
    ClauseValue,
}

impl Table {
    pub(crate) const ALL: [Table; 21] = [
        Table::Masthead,
        Table::Author,
        Table::Stamp,
        Table::Zone,
        Table::Picture,
        Table::Source,
        Table::Time,
        Table::Statement,
        Table::Narration,
        Table::Absence,
        Table::Doubt,
        Table::Voice,
        Table::Valuation,
        Table::Told,
        Table::Span,
        Table::Name,
        Table::PlaceMention,
        Table::Location,
        Table::Event,
        Table::EventContext,
        Table::ClauseValue,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Table::Masthead => "masthead",
            Table::Author => "author",
            Table::Stamp => "stamp",
            Table::Zone => "zone",
            Table::Picture => "picture",
            Table::Source => "source",
            Table::Time => "time_expression",
            Table::Statement => "statement",
            Table::Narration => "narration",
            Table::Absence => "absence",
            Table::Doubt => "doubt",
            Table::Voice => "voice",
            Table::Valuation => "valuation",
            Table::Told => "told",
            Table::Span => "span",
            Table::Name => "name",
            Table::PlaceMention => "place_mention",
            Table::Location => "location",
            Table::Event => "event",
            Table::EventContext => "event_context",
            Table::ClauseValue => "clause_value",
        }
    }

    /// The version of the ledger that brought it.
    pub(crate) fn since(self) -> u32 {
        match self {
            Table::Name => 2,
            Table::PlaceMention | Table::Location | Table::Event | Table::EventContext => 4,
            Table::ClauseValue => 7,
            _ => 1,
        }
    }

    /// The columns after `reading`, those that order the rows first.
    pub(crate) fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Masthead => &["title", "outlet", "url", "language", "language_code"],
            Table::Author => &["number", "name"],
            Table::Stamp => &["role", "day", "time", "utc_offset", "evidence"],
            Table::Zone | Table::Absence | Table::Name => &["number", "kind"],
            Table::Picture => &["number", "credited", "taken"],
            Table::Source => &["number", "kind", "anonymous"],
            Table::Time => &[
                "number",
                "kind",
                "value",
                "first_day",
                "last_day",
                "precision",
            ],
            Table::Statement => &[
                "number",
                "parent",
                "score",
                "directness",
                "act",
                "is_condition",
                "question",
            ],
            Table::Narration => &["number", "aspect", "is_condition", "question"],
            Table::Doubt => &["number", "why"],
            Table::PlaceMention => &["number", "role", "others"],
            Table::Location => LOCATION,
            Table::Event => EVENT,
            Table::EventContext => &["number", "place", "context"],
            Table::ClauseValue => &["number", "place", "value"],
            Table::Voice => &["owner", "number", "place", "voice", "source"],
            Table::Valuation => &["owner", "number", "place", "voice", "source", "value"],
            Table::Told => &["owner", "number", "place", "time"],
            Table::Span => &[
                "owner",
                "number",
                "role",
                "item",
                "part",
                "start_byte",
                "end_byte",
                "hash",
            ],
        }
    }

    /// How many of the columns order the rows.
    fn keys(self) -> usize {
        match self {
            Table::Masthead => 0,
            Table::Voice | Table::Valuation | Table::Told => 3,
            Table::Span => 5,
            Table::Location | Table::EventContext | Table::ClauseValue => 2,
            _ => 1,
        }
    }

    /// The statement that adds a row.
    pub(crate) fn insert(self) -> String {
        let columns = self.columns();
        format!(
            "INSERT INTO {} (reading, {}) VALUES (?{})",
            self.name(),
            columns.join(", "),
            ", ?".repeat(columns.len())
        )
    }

    /// The query for the rows of a reading, in order.
    pub(crate) fn select(self) -> String {
        let columns = self.columns();
        let keys = columns.get(..self.keys()).unwrap_or(columns);
        let order: String = keys.iter().map(|key| format!(", {key}")).collect();
        format!(
            "SELECT {} FROM {} WHERE reading = ? ORDER BY reading{order}",
            columns.join(", "),
            self.name()
        )
    }
}

const LOCATION: &[&str] = &[
    "number",
    "place",
    "name",
    "geonames",
    "country",
    "latitude",
    "longitude",
    "precision",
];

const EVENT: &[&str] = &[
    "number",
    "kind",
    "mode",
    "statement",
    "narration",
    "time",
    "value",
    "auxiliary",
];

/// Everything a reading says, as rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Rows(BTreeMap<Table, Vec<Row>>);

impl Rows {
    pub(crate) fn push(&mut self, table: Table, row: Row) {
        self.0.entry(table).or_default().push(row);
    }

    pub(crate) fn of(&self, table: Table) -> &[Row] {
        self.0.get(&table).map_or(&[], Vec::as_slice)
    }

    /// The hash of all rows, whatever their order within a table. Frozen, as [`cell::bytes`] is.
    ///
    /// A table that a later version brought counts where it has rows, so that what an older
    /// version wrote keeps its hash.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for table in Table::ALL {
            if table.since() > 1 && self.of(table).is_empty() {
                continue;
            }
            let mut rows: Vec<Vec<u8>> =
                self.of(table).iter().map(|row| cell::bytes(row)).collect();
            rows.sort_unstable();
            hasher.update(table.name().as_bytes());
            hasher.update(&(rows.len() as u64).to_le_bytes());
            for row in rows {
                hasher.update(&(row.len() as u64).to_le_bytes());
                hasher.update(&row);
            }
        }
        hasher.finalize().into()
    }
}

/// Binds a reading's head to the seal of the reading before it, so that none can be taken out of
/// the middle unseen. Frozen.
pub(crate) fn seal(before: &[u8], head: &[cell::Cell]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before);
    hasher.update(&cell::bytes(head));
    hasher.finalize().into()
}
