//! What may be wider than the window: it is moved in a frame of its own, with keys as well.

use maud::{Markup, html};

/// `what` in a frame that is called `name`.
pub(super) fn wide(name: &str, what: &Markup) -> Markup {
    html! { div .wide tabindex="0" role="region" aria-label=(name) { (what) } }
}
