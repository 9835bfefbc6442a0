//! At which moment the record is looked at: a list of those at which the ledger grew, which the
//! script turns into a slider.

use jiff::Timestamp;
use maud::{Markup, html};

use super::Desk;
use super::answer::{Asked, form};
use crate::render::visible::inline;

/// Moments that can be chosen, at the most.
const SHOWN: usize = 100;

/// The form that chooses; none where the ledger grew but once.
pub(super) fn chooser(desk: &Desk, asked: &Asked) -> Markup {
    let moments = desk.shelf.moments().ok(); // a page tells by itself that the ledger cannot be read
    let Some(shown) = moments.as_deref().and_then(earlier).map(thinned) else {
        return html! {};
    };
    let given = asked.as_of().ok().flatten();
    let others = asked.pairs().filter(|(name, _)| *name != "as_of");
    html! {
        form .moments action=(asked.path()) {
            @for (name, value) in others { input type="hidden" name=(name) value=(value); }
            label { "As of " select name="as_of" {
                @for moment in &shown {
                    option value=(moment.to_string()) selected[given == Some(*moment)] { (told(*moment)) }
                }
                @if let Some(other) = given.filter(|one| !shown.contains(one)) {
                    option value=(other.to_string()) selected { (told(other)) }
                }
                option value="" selected[given.is_none()] { "now" }
            } }
            " " button { "Show" }
        }
    }
}

/// What a form sends along, so that the moment that is looked at stays.
pub(super) fn kept(asked: &Asked) -> Markup {
    let given = asked.given("as_of").filter(|_| asked.as_of().is_ok());
    html! { @if let Some(moment) = given { input type="hidden" name="as_of" value=(moment); } }
}

/// Who looks is told when the record is not that of now.
pub(super) fn notice(asked: &Asked) -> Markup {
    let Some(given) = asked.given("as_of") else {
        return html! {};
    };
    let moment = asked.as_of().ok().flatten();
    let others = asked.pairs().filter(|(name, _)| *name != "as_of");
    let others: Vec<(String, String)> = others
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let now = match others.is_empty() {
        true => asked.path().to_owned(),
        false => format!("{}?{}", asked.path(), form(&others)),
    };
    html! {
        p .moment role="status" {
            "The record as it was on " strong { (moment.map_or_else(|| inline(given), told)) } ". "
            a href=(now) { "The record of now" }
        }
    }
}

/// The moments before the last one, which is now.
fn earlier(moments: &[Timestamp]) -> Option<&[Timestamp]> {
    moments
        .split_last()
        .map(|(_, before)| before)
        .filter(|before| !before.is_empty())
}

/// Of many moments some, as far apart as they can be, the first and the last among them.
fn thinned(moments: &[Timestamp]) -> Vec<Timestamp> {
    let last = moments.len().saturating_sub(1);
    let count = moments.len().min(SHOWN);
    let places = (0..count).map(|n| n * last / (count - 1).max(1));
    places.filter_map(|at| moments.get(at).copied()).collect()
}

/// `12 March 2031, 08:00:05 UTC`.
pub(super) fn told(moment: Timestamp) -> String {
    moment.strftime("%-d %B %Y, %H:%M:%S UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(count: i64) -> Vec<Timestamp> {
        let moments = (0..count).map(|second| Timestamp::from_second(second).unwrap_or_default());
        moments.collect()
    }

    #[test]
    fn many_moments_are_thinned_between_the_first_and_the_last() {
        assert_eq!(thinned(&moments(3)), moments(3));
        assert_eq!(thinned(&moments(1)), moments(1));
        let many = moments(1001);
        let some = thinned(&many);
        assert_eq!(some.len(), SHOWN);
        assert_eq!((some.first(), some.last()), (many.first(), many.last()));
        assert!(some.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_ledger_that_grew_once_has_no_earlier_moment() {
        assert_eq!(earlier(&moments(1)), None);
        assert_eq!(earlier(&moments(0)), None);
        assert_eq!(earlier(&moments(3)).map(<[_]>::len), Some(2));
    }
}
