"""A small relation score for tuning: content and source must each share half of their words with gold."""

import numpy as np

from extract import attributions, gold_spans, scene


def jaccard(a, b):
    """Shared words over all words; two empty sets agree."""
    return len(a & b) / len(a | b) if a or b else 1.0


def words(ranges):
    """The words of several ranges."""
    return {i for s, e in ranges for i in range(s, e)}


def right(made, found):
    """For each attribution found: does it match one of gold (each gold once), its content words, the right ones
    of these; and the numbers of gold attributions and gold content words."""
    gold = [(words(s), words(c)) for s, _, c in gold_spans(made) if c]
    inside = set().union(*(c for _, c in gold))
    free, hits = set(range(len(gold))), []
    for source, _, contents, _ in found:
        s = words([(source.start, source.end)] if source else [])
        c = words([(x.start, x.end) for x in contents])
        fits = [(jaccard(c, gold[g][1]), -g) for g in free if jaccard(c, gold[g][1]) >= 0.5 and jaccard(s, gold[g][0]) >= 0.5]
        hits.append((bool(fits), len(c), len(c & inside)))
        if fits:
            free.discard(-max(fits)[1])
    return hits, np.array([len(gold), len(inside)])


def confident(signs, confidence):
    """The share of right ones among attributions with such signs."""
    return 1 / (1 + np.exp(-np.dot(signs, confidence)))


def relation(readings, linker, lean):
    """Signs and hits (see `right`) of all attributions found, and the two gold numbers."""
    signs, hits, gold = [], [], np.zeros(2)
    for made in readings:
        found = attributions(scene(made, lean), linker)
        more, n = right(made, found)
        signs += [f[3] for f in found]
        hits += more
        gold += n
    return np.array(signs), np.array(hits, dtype=float), gold


def f1(hits, gold):
    """F1 of relations, and of content words."""
    hit, size, good = hits.sum(0)
    return 2 * hit / max(1, len(hits) + gold[0]), 2 * good / max(1, size + gold[1])
