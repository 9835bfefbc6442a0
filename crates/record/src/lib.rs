//! The shared nouns: what an article is, and what can be on its record.
//!
//! Nothing here reads, writes or decides. A type lives here only when two crates name it.
//!
//! ```
//! use onrecord_record::Span;
//! let text = "Officials said the bridge may close.";
//! let span = Span::new(text, 0..9).expect("on character borders");
//! assert_eq!(span.of(text), "Officials");
//! ```

mod absence;
mod article;
mod entity;
mod event;
mod factuality;
mod findings;
mod judgement;
mod name;
mod offsets;
mod place;
mod reading;
mod source;
mod span;
mod statement;
mod time;

pub use absence::{Absence, AbsenceKind};
pub use article::{
    Article, ArticleId, Credit, FilePhoto, Language, Masthead, Origin, Picture, Stamp,
    StampEvidence, Zone, ZoneKind,
};
pub use entity::{EntityAct, EntityId, KeptAct, Referent, in_force};
pub use event::{Auxiliary, Carrier, Event, EventContext, EventKind, EventMode, Quad};
pub use factuality::{Certainty, ClauseValue, Factuality, Mood, Polarity, Valuation};
pub use findings::{Doubt, DoubtKind, Findings};
pub use judgement::{
    Correction, FindingKind, Judgement, KeptJudgement, Reliability, Selector, Target, Verdict,
    Vote, current, standing,
};
pub use name::{Name, NameKind};
pub use offsets::Offsets;
pub use place::{Location, PlaceMention, PlacePrecision, PlaceRole};
pub use reading::Reading;
pub use source::{Anonymity, Source, SourceId, SourceKind, Voice};
pub use span::{Extent, Span};
pub use statement::{Act, Aspect, Attribution, Directness, Narration, Statement};
pub use time::{Interval, Precision, TimeExpression, TimeId, TimeKind};
