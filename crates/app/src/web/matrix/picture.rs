//! Who said what as a picture: a row for each source, a column for each claim, and in each place a mark for
//! what that source says of it. Marks differ in shape, not in colour.

use maud::{Markup, html};

use crate::wire::pages::Matrix;

/// A place of the picture is so wide and high.
const PLACE: usize = 20;
/// Left of the places stand the names, above them the numbers of the claims.
const NAMES: usize = 118;
const NUMBERS: usize = 18;
/// Letters of a name.
const LETTERS: usize = 17;

/// The picture of `matrix`; the table tells the same in words.
pub(super) fn picture(matrix: &Matrix) -> Markup {
    let (across, down) = (matrix.claims.len(), matrix.sources.len());
    let (width, height) = (NAMES + across * PLACE, NUMBERS + down * PLACE);
    html! {
        @if across > 0 && down > 0 {
            figure .plot {
                svg .who width=(width) height=(height) viewBox=(format!("0 0 {width} {height}")) role="img"
                    aria-label="Which source says what of which claim: the table below tells the same" {
                    @for claim in 0..across {
                        text .second x=(middle(NAMES, claim)) y="12" text-anchor="middle" { (claim + 1) }
                    }
                    @for (row, (name, cells)) in matrix.sources.iter().enumerate() {
                        line .axis x1="0" x2=(width) y1=(NUMBERS + row * PLACE) y2=(NUMBERS + row * PLACE) {}
                        text x="0" y=(NUMBERS + row * PLACE + 14) { (cut(name)) title { (name) } }
                        @for (claim, cell) in cells.iter().enumerate() {
                            @if let Some(says) = &cell.says { (mark(says, middle(NAMES, claim), middle(NUMBERS, row), name, claim)) }
                        }
                    }
                }
                figcaption .note {
                    @for (says, means) in KEY {
                        span .legend { svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" { (shape(says, 10, 10)) } " " (means) }
                        " "
                    }
                }
            }
        }
    }
}

/// What each mark means.
const KEY: [(&str, &str); 8] = [
    ("CT+", "certain that it is so"),
    ("PR+", "probable"),
    ("PS+", "possible"),
    ("CT-", "certain that it is not so (squares: not so)"),
    ("Uu", "not committed"),
    ("tells it", "the article tells it"),
    ("says so", "says so too"),
    ("contradicts", "contradicts"),
];

fn mark(says: &str, x: usize, y: usize, name: &str, claim: usize) -> Markup {
    html! { g { title { (name) ", claim " (claim + 1) ": " (says) } (shape(says, x, y)) } }
}

/// Round where it is so, square where it is not; full where it is certain, with a core where it is probable,
/// hollow where it is possible.
fn shape(says: &str, x: usize, y: usize) -> Markup {
    let (sure, is_not) = (says.get(..2).unwrap_or_default(), says.ends_with('-'));
    let body = |class: &str, half: usize| {
        html! {
            @if is_not { rect class=(class) x=(x - half) y=(y - half) width=(2 * half) height=(2 * half) {} }
            @else { circle class=(class) cx=(x) cy=(y) r=(half) {} }
        }
    };
    match says {
        "contradicts" => cross(x, y),
        "says so" => html! { path .mark.open d=(format!("M{} {y}l6 -6l6 6l-6 6z", x - 6)) {} },
        "tells it" => html! { path .mark d=(format!("M{} {y}l6 -6l6 6l-6 6z", x - 6)) {} },
        _ => match sure {
            "CT" if !says.ends_with('u') => body("mark", 6),
            "PR" => html! { (body("mark open", 6)) (body("mark", 3)) },
            "PS" => body("mark open", 6),
            _ => html! { circle .mark cx=(x) cy=(y) r="2" {} },
        },
    }
}

fn cross(x: usize, y: usize) -> Markup {
    let (left, top) = (x - 5, y - 5);
    html! { path .mark.open.strong d=(format!("M{left} {top}l10 10M{left} {}l10 -10", y + 5)) {} }
}

/// The middle of a place, behind so much.
fn middle(before: usize, number: usize) -> usize {
    before + number * PLACE + PLACE / 2
}

fn cut(name: &str) -> String {
    match name.chars().count() {
        0..=LETTERS => name.to_owned(),
        _ => name.chars().take(LETTERS - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::pages::Cell;

    fn cells(says: &[Option<&str>]) -> Vec<Cell> {
        let cell = |one: &Option<&str>| Cell {
            says: one.map(str::to_owned),
        };
        says.iter().map(cell).collect()
    }

    #[test]
    fn every_cell_has_a_mark_of_its_own_shape_and_names_are_escaped() {
        let name = "<b>Holt</b> of the League of Northern Harbours";
        let row = cells(&[Some("CT+"), Some("CT-"), None, Some("contradicts")]);
        let matrix = Matrix {
            claims: vec!["one".to_owned(); 4],
            addresses: vec![String::new(); 4],
            sources: vec![(name.to_owned(), row)],
            more_claims: 0,
            more_sources: 0,
        };
        let drawn = picture(&matrix).into_string();
        assert_eq!(drawn.matches("<g>").count(), 3, "{drawn}");
        assert!(!drawn.contains("<b>"), "{drawn}");
        let shapes: Vec<String> = KEY
            .iter()
            .map(|(says, _)| shape(says, 10, 10).into_string())
            .collect();
        let mut apart = shapes.clone();
        apart.sort();
        apart.dedup();
        assert_eq!(apart.len(), shapes.len());
    }
}
