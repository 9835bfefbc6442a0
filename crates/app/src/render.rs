//! How results look: text for terminals, Markdown, HTML, drawings under the text.

mod basis;
pub(crate) mod drawing;
pub(crate) mod entities;
pub(crate) mod explanation;
mod flow;
pub(crate) mod hits;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod phrase;
pub(crate) mod quoter;
pub(crate) mod text;
mod timex;
pub(crate) mod visible;

/// The tool's own styles, and no more.
mod style {
    use anstyle::{AnsiColor, Style};

    pub(super) const PLAIN: Style = Style::new();
    pub(super) const STRONG: Style = Style::new().bold();
    pub(super) const CUE: Style = Style::new().italic();
    pub(super) const FAINT: Style = Style::new().dimmed();
    pub(super) const PLACE: Style = AnsiColor::Cyan.on_default();
}
