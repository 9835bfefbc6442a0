//! What a user can do, one file a verb: read, extract, brief, find, explain, verify, tell
//! who is who.
//!
//! The façade over intake, language and ledger; it decides nothing about language and prints
//! nothing. What it returns are values that the binary draws.

mod brief;
mod entity;
mod explain;
mod find;
mod gathered;
mod meaning;
mod read;

pub use brief::{
    Basis, Brief, BriefOptions, BriefSource, Citation, ClashKind, EditKind, Heading, Length, Line,
    LineKind, Lineage, LineageEvidence, LineageFrom, Note, Piece, Rank, Section, SectionKind,
    Standing, brief, briefs, persons,
};
pub use entity::{Entities, EntityError, entities, standing};
pub use explain::{Explanation, explain};
pub use find::{Finding, Found, find};
pub use gathered::{Extract, Gathered, gathered};
pub use meaning::Meaning;
pub use onrecord_record::Reading;
pub use read::{ReadOutcome, extract_all, read_into};

pub use onrecord_collate as collate;
pub use onrecord_intake as intake;
pub use onrecord_language as language;
pub use onrecord_ledger as ledger;
