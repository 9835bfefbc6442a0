//! Pages.

use crate::draft::Draft;
use crate::error::{IntakeError, Place};

/// The article of `page`.
pub(crate) fn read(_page: &str, place: &Place) -> Result<Draft, IntakeError> {
    Err(IntakeError::NoText(place.clone()))
}
