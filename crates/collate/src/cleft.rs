//! Where the articles of one group tell of two like things: the quake of one year and that of the
//! next.
//!
//! What all of them share is what such articles have anyway, so it counts for little here, and they
//! are cut in two along what sets them apart most. Whether the halves are two things is told by how
//! much less alike articles are across the cut than within each half.

use std::collections::BTreeMap;

use onrecord_record::Reading;

use crate::happening::{self, Vectors};

/// Articles on other things that are taken to stand beside those at hand: fewer than for grouping,
/// so that words of the whole group tell little.
const FLOOR: f32 = 20.0;
/// Halves are two things where likeness across is less than this share of likeness within.
const APART: f32 = 0.55;
/// Fewer articles than this have no halves that tell anything.
const FEW: usize = 6;
/// Steps by which the cut settles.
const STEPS: usize = 50;

/// `group` as it is, or its two halves where they tell of two things. Numbers of `readings`.
pub(crate) fn parts(readings: &[&Reading], group: &[usize]) -> Vec<Vec<usize>> {
    let whole = vec![group.to_vec()];
    if group.len() < FEW {
        return whole;
    }
    let alike = likenesses(readings, group);
    let is_second = cut(&alike);
    let half = |second: bool| -> Vec<usize> {
        (0..group.len())
            .filter(|at| is_second[*at] == second)
            .collect()
    };
    let halves = [half(false), half(true)];
    if halves.iter().any(|half| half.len() < 2) {
        return whole;
    }
    let [first, second] = &halves;
    let within = mean(&alike, first, first).min(mean(&alike, second, second));
    if mean(&alike, first, second) >= APART * within {
        return whole;
    }
    let numbered = |half: &Vec<usize>| half.iter().map(|at| group[*at]).collect();
    halves.iter().map(numbered).collect()
}

/// How alike each two articles of the group are.
fn likenesses(readings: &[&Reading], group: &[usize]) -> Vec<Vec<f32>> {
    let own = group.iter().map(|at| happening::counts(readings[*at]));
    let mut counts: Vec<BTreeMap<String, f32>> = own.collect();
    // what one article alone has sets it apart from all others
    let mut spread: BTreeMap<String, usize> = BTreeMap::new();
    for stem in counts.iter().flat_map(BTreeMap::keys) {
        *spread.entry(stem.clone()).or_default() += 1;
    }
    for own in &mut counts {
        own.retain(|stem, _| spread[stem] > 1);
    }
    let vectors = Vectors::of(&counts, FLOOR);
    let near = |one: usize, other: usize| {
        if one == other {
            0.0
        } else {
            vectors.cosine(one, other)
        }
    };
    let all = 0..group.len();
    let row = |one| all.clone().map(|other| near(one, other)).collect();
    all.clone().map(row).collect()
}

/// Which articles are on the other side of the cut: by the sign of the leading direction of the
/// likenesses about their means, and then each goes where it is nearer, until none moves.
fn cut(alike: &[Vec<f32>]) -> Vec<bool> {
    let mut is_second: Vec<bool> = leading(alike).iter().map(|x| *x > 0.0).collect();
    for _ in 0..STEPS {
        let side = |second: bool| -> Vec<usize> {
            (0..alike.len())
                .filter(|at| is_second[*at] == second)
                .collect()
        };
        let (first, second) = (side(false), side(true));
        let moved: Vec<bool> = (0..alike.len())
            .map(|at| mean(alike, &[at], &second) > mean(alike, &[at], &first))
            .collect();
        if moved == is_second {
            break;
        }
        is_second = moved;
    }
    is_second
}

/// The leading direction, by repeated multiplication.
fn leading(alike: &[Vec<f32>]) -> Vec<f32> {
    let size = alike.len() as f32;
    let centred = |mut x: Vec<f32>| {
        let mean = x.iter().sum::<f32>() / size;
        x.iter_mut().for_each(|one| *one -= mean);
        let length = x.iter().map(|one| one * one).sum::<f32>().sqrt().max(1e-9);
        x.iter_mut().for_each(|one| *one /= length);
        x
    };
    let mut x = centred(alike.first().cloned().unwrap_or_default());
    for _ in 0..STEPS {
        // with one added on the diagonal no direction is turned round
        let product = alike.iter().zip(&x).map(|(row, own)| {
            let sum: f32 = row.iter().zip(&x).map(|(near, other)| near * other).sum();
            sum + own
        });
        x = centred(product.collect());
    }
    x
}

/// The mean likeness of two different articles, one of each list.
fn mean(alike: &[Vec<f32>], one: &[usize], other: &[usize]) -> f32 {
    let (mut sum, mut pairs) = (0.0, 0_usize);
    for here in one {
        for there in other.iter().filter(|there| *there != here) {
            sum += alike[*here][*there];
            pairs += 1;
        }
    }
    sum / pairs.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::reading;

    #[test]
    fn two_strikes_in_one_folder_are_two_and_one_told_often_is_one() {
        let here = |day| {
            reading(
                "The Post",
                day,
                "Dockers at {place Harven} walked out over wages. Cranes stood still and ferries waited outside the mole.",
            )
        };
        let there = |day| {
            reading(
                "The Post",
                day,
                "Nurses of {place Ostmark} walked out over wages. Wards sent patients home and operations were put off.",
            )
        };
        let told: Vec<Reading> = (1..=4).map(here).chain((1..=4).map(there)).collect();
        let readings: Vec<&Reading> = told.iter().collect();
        let group: Vec<usize> = (0..8).collect();
        let mut found = parts(&readings, &group);
        found.sort_unstable();
        assert_eq!(found, [vec![0, 1, 2, 3], vec![4, 5, 6, 7]]);
        let told: Vec<Reading> = (1..=8).map(here).collect();
        let readings: Vec<&Reading> = told.iter().collect();
        assert_eq!(parts(&readings, &group), [group]);
    }
}
