//! How near found clusters of mentions come to those of gold: MUC, B-cubed, CEAF-e and LEA.
//!
//! MUC: Vilain, Burger, Aberdeen, Connolly and Hirschman (1995), *A model-theoretic coreference
//! scoring scheme*. B-cubed: Bagga and Baldwin (1998), *Algorithms for scoring coreference chains*.
//! CEAF-e: Luo (2005), *On coreference resolution performance metrics*, with its φ4. LEA: Moosavi
//! and Strube (2016), *Which coreference evaluation metric do you trust?* A mention that only one
//! side has is in no cluster of the other (Pradhan et al. 2014, *Scoring coreference partitions of
//! predicted mentions*). The CoNLL figure is the mean F1 of the first three.

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Mentions that are held to be one, by their numbers; no mention is in two clusters of one side.
pub(crate) type Cluster = Vec<usize>;

/// A part of a whole, so that those of several topics can be added up.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Share {
    part: f64,
    whole: f64,
}

impl Share {
    pub(crate) fn value(self) -> f64 {
        if self.whole == 0.0 {
            0.0
        } else {
            self.part / self.whole
        }
    }
}

/// What one measure finds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Measure {
    pub(crate) precision: Share,
    pub(crate) recall: Share,
}

impl Measure {
    pub(crate) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision.value(), self.recall.value());
        if precision + recall == 0.0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        }
    }
}

/// What all measures find.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scores {
    pub(crate) muc: Measure,
    pub(crate) b_cubed: Measure,
    pub(crate) ceaf_e: Measure,
    pub(crate) lea: Measure,
}

impl Scores {
    /// `found` held against `gold`. Clusters of one mention count unless they were taken out before.
    pub(crate) fn of(gold: &[Cluster], found: &[Cluster]) -> Scores {
        let both = |share: fn(&[Cluster], &[Cluster]) -> Share| Measure {
            precision: share(found, gold),
            recall: share(gold, found),
        };
        Scores {
            muc: both(links_kept),
            b_cubed: both(mentions_together),
            ceaf_e: aligned(gold, found),
            lea: both(links_by_size),
        }
    }

    /// The mean F1 of MUC, B-cubed and CEAF-e.
    pub(crate) fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Scores) {
        let pairs = [
            (&mut self.muc, other.muc),
            (&mut self.b_cubed, other.b_cubed),
            (&mut self.ceaf_e, other.ceaf_e),
            (&mut self.lea, other.lea),
        ];
        for (sum, one) in pairs {
            sum.precision.part += one.precision.part;
            sum.precision.whole += one.precision.whole;
            sum.recall.part += one.recall.part;
            sum.recall.whole += one.recall.whole;
        }
    }
}

/// `clusters` without those of one mention.
pub(crate) fn linked(clusters: &[Cluster]) -> Vec<Cluster> {
    let more = clusters.iter().filter(|cluster| cluster.len() > 1);
    more.cloned().collect()
}

/// The cluster of each mention.
fn places(clusters: &[Cluster]) -> BTreeMap<usize, usize> {
    let numbered = clusters.iter().enumerate();
    numbered
        .flat_map(|(at, cluster)| cluster.iter().map(move |mention| (*mention, at)))
        .collect()
}

/// How many mentions of `cluster` each cluster of the other side has.
fn shared(cluster: &Cluster, places: &BTreeMap<usize, usize>) -> BTreeMap<usize, usize> {
    let mut shared = BTreeMap::new();
    for mention in cluster {
        if let Some(at) = places.get(mention) {
            *shared.entry(*at).or_insert(0) += 1;
        }
    }
    shared
}

/// MUC: of the links that hold the clusters of `one` together, those that `other` has.
fn links_kept(one: &[Cluster], other: &[Cluster]) -> Share {
    let places = places(other);
    let mut share = Share::default();
    for cluster in one {
        let shared = shared(cluster, &places);
        let alone = cluster.len() - shared.values().sum::<usize>();
        share.part += (cluster.len() - shared.len() - alone) as f64;
        share.whole += (cluster.len() - 1) as f64;
    }
    share
}

/// B-cubed: the mean over mentions of the share of their cluster that is with them on the other side.
fn mentions_together(one: &[Cluster], other: &[Cluster]) -> Share {
    let places = places(other);
    let mut share = Share::default();
    for cluster in one {
        let shared = shared(cluster, &places);
        let together: usize = shared.values().map(|count| count * count).sum();
        share.part += together as f64 / cluster.len() as f64;
        share.whole += cluster.len() as f64;
    }
    share
}

/// LEA: the share of each cluster's links that the other side has, clusters weighed by their size. A
/// cluster of one is linked to itself.
fn links_by_size(one: &[Cluster], other: &[Cluster]) -> Share {
    let links = |count: usize| (count * (count - 1)) as f64 / 2.0;
    let places = places(other);
    let mut share = Share::default();
    for cluster in one {
        let shared = shared(cluster, &places);
        share.whole += cluster.len() as f64;
        share.part += match cluster.len() {
            1 => shared.keys().filter(|at| other[**at].len() == 1).count() as f64,
            size => {
                let kept: f64 = shared.values().map(|count| links(*count)).sum();
                size as f64 * kept / links(size)
            }
        };
    }
    share
}

/// CEAF-e: clusters are set beside one another, each beside one at most, so that they are as alike
/// as can be.
fn aligned(gold: &[Cluster], found: &[Cluster]) -> Measure {
    let places = places(found);
    let likeness: Vec<Vec<f64>> = gold
        .iter()
        .map(|cluster| {
            let mut row = vec![0.0; found.len()];
            for (at, count) in shared(cluster, &places) {
                row[at] = 2.0 * count as f64 / (cluster.len() + found[at].len()) as f64;
            }
            row
        })
        .collect();
    let part = best_sum(&likeness, found.len());
    let of = |whole: usize| Share {
        part,
        whole: whole as f64,
    };
    Measure {
        precision: of(found.len()),
        recall: of(gold.len()),
    }
}

/// The greatest sum of cells of which no two share a row or a column (Kuhn 1955, Munkres 1957; row by
/// row along cheapest paths).
fn best_sum(cells: &[Vec<f64>], columns: usize) -> f64 {
    let width = columns.max(cells.len());
    let cell = |row: usize, column: usize| cells[row].get(column).copied().unwrap_or(0.0);
    let (mut of_row, mut of_column) = (vec![0.0; cells.len()], vec![0.0; width]);
    // the row that holds each column
    let mut holder: Vec<Option<usize>> = vec![None; width];
    for start in 0..cells.len() {
        let (mut cost, mut before) = (vec![f64::INFINITY; width], vec![None; width]);
        let mut is_reached = vec![false; width];
        let (mut row, mut from, mut last) = (start, None, 0.0);
        let free = loop {
            for column in (0..width).filter(|column| !is_reached[*column]) {
                let step = last - cell(row, column) - of_row[row] - of_column[column];
                if step < cost[column] {
                    (cost[column], before[column]) = (step, from);
                }
            }
            let open = (0..width).filter(|column| !is_reached[*column]);
            let Some(next) = open.min_by(|a, b| cost[*a].total_cmp(&cost[*b])) else {
                return 0.0; // there are as many columns as rows, so one is open
            };
            (last, from) = (cost[next], Some(next));
            is_reached[next] = true;
            match holder[next] {
                Some(holding) => row = holding,
                None => break next,
            }
        };
        of_row[start] += last;
        for column in (0..width).filter(|column| is_reached[*column] && *column != free) {
            of_column[column] += cost[column] - last;
            if let Some(holding) = holder[column] {
                of_row[holding] += last - cost[column];
            }
        }
        let mut column = free;
        while let Some(previous) = before[column] {
            holder[column] = holder[previous];
            column = previous;
        }
        holder[column] = Some(start);
    }
    let held = holder.iter().enumerate();
    held.filter_map(|(column, row)| Some(cell((*row)?, column)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(measure: Measure, precision: f64, recall: f64) {
        let found = (measure.precision.value(), measure.recall.value());
        assert!(
            (found.0 - precision).abs() < 1e-12 && (found.1 - recall).abs() < 1e-12,
            "{found:?} is not {precision}, {recall}"
        );
    }

    /// Worked out by hand; 8 is no mention of gold.
    #[test]
    fn the_measures_are_those_of_their_papers() {
        let gold = [vec![1, 2, 3], vec![4, 5, 6, 7]];
        let found = [vec![1, 2], vec![3, 4, 5], vec![6, 7, 8]];
        let scores = Scores::of(&gold, &found);
        // links 2 + 3, of which 1 + 2 are kept; 1 + 2 + 2, of which 1 + 1 + 1
        close(scores.muc, 3.0 / 5.0, 3.0 / 5.0);
        // (4 + 1) / 3 + (4 + 4) / 4 of 7; 4 / 2 + (1 + 4) / 3 + 4 / 3 of 8
        close(scores.b_cubed, 5.0 / 8.0, 11.0 / 21.0);
        // the first two beside one another, 4 / 5, and 4 / 7 for the second
        close(scores.ceaf_e, 48.0 / 35.0 / 3.0, 48.0 / 35.0 / 2.0);
        // 3 · 1/3 + 4 · 2/6 of 7; 2 · 1 + 3 · 1/3 + 3 · 1/3 of 8
        close(scores.lea, 1.0 / 2.0, 1.0 / 3.0);
        let (b_cubed, ceaf_e) = (110.0 / 193.0, 96.0 / 175.0);
        assert!((scores.conll() - (0.6 + b_cubed + ceaf_e) / 3.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_right_is_whole_and_what_is_not_found_is_nothing() {
        let gold = [vec![1, 2, 3], vec![4]];
        let right = Scores::of(&gold, &gold);
        for measure in [right.muc, right.b_cubed, right.ceaf_e, right.lea] {
            close(measure, 1.0, 1.0);
        }
        let none = Scores::of(&gold, &[]);
        for measure in [none.muc, none.b_cubed, none.ceaf_e, none.lea] {
            close(measure, 0.0, 0.0);
        }
    }

    #[test]
    fn clusters_of_one_are_links_to_themselves_for_lea_and_none_for_muc() {
        let gold = [vec![1], vec![2, 3]];
        let apart = Scores::of(&gold, &[vec![1], vec![2], vec![3]]);
        close(apart.muc, 0.0, 0.0);
        close(apart.lea, 1.0 / 3.0, 1.0 / 3.0);
        assert_eq!(linked(&gold), [vec![2, 3]]);
    }

    #[test]
    fn clusters_stand_beside_those_that_make_most_of_all_and_not_beside_the_next_best() {
        let gold = [vec![1, 2, 3, 4, 5], vec![6, 7]];
        let found = [vec![1, 2, 3, 6, 7], vec![4, 5]];
        // 4 / 7 twice, and not 6 / 10 and nothing
        let scores = Scores::of(&gold, &found);
        close(scores.ceaf_e, 4.0 / 7.0, 4.0 / 7.0);
        let three = [vec![1, 2], vec![3, 4, 5], vec![6, 7]];
        let scores = Scores::of(&gold, &three);
        close(
            scores.ceaf_e,
            (3.0 / 4.0 + 1.0) / 3.0,
            (3.0 / 4.0 + 1.0) / 2.0,
        );
    }
}
