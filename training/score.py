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
    """For each attribution found, whether it matches one of gold (each gold once), and the number of gold ones."""
    gold = [(words(s), words(c)) for s, _, c in gold_spans(made) if c]
    free, hits = set(range(len(gold))), []
    for source, _, contents, _ in found:
        s = words([(source.start, source.end)] if source else [])
        c = words([(x.start, x.end) for x in contents])
        fits = [(jaccard(c, gold[g][1]), -g) for g in free if jaccard(c, gold[g][1]) >= 0.5 and jaccard(s, gold[g][0]) >= 0.5]
        hits.append(bool(fits))
        if fits:
            free.discard(-max(fits)[1])
    return hits, len(gold)


def confident(signs, confidence):
    """The share of right ones among attributions with such signs."""
    return 1 / (1 + np.exp(-np.dot(signs, confidence)))


def relation(readings, linker, lean):
    """(signs, right) of all attributions found, and the number of gold ones."""
    rows, gold = [], 0
    for made in readings:
        found = attributions(scene(made, lean), linker)
        hits, n = right(made, found)
        rows += [(f[3], hit) for f, hit in zip(found, hits)]
        gold += n
    return rows, gold


def f1(rows, gold, keep=lambda signs: True):
    """F1 of the attributions that are kept."""
    kept = [hit for signs, hit in rows if keep(signs)]
    return 2 * sum(kept) / max(1, len(kept) + gold)
