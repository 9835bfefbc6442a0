//! When: finds the words that tell a time, and what days they mean.

use onrecord_record::TimeExpression;

use crate::document::Document;

/// The time expressions of `document`, in text order.
pub(crate) fn times(_document: &Document<'_>) -> Vec<TimeExpression> {
    Vec::new()
}
