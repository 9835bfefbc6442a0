"""From the network's scores to spans: the best allowed sequence of tags a paragraph and role."""

from dataclasses import dataclass

import numpy as np

OUT, BEGIN, IN = 0, 1, 2
FLOOR = -1e4  # of a tag that may not stand


@dataclass
class Span:
    """Words `start..end` of an article, with the mean, first and boundary log probabilities."""

    start: int
    end: int
    evidence: tuple


def best_tags(scores):
    """The best tags under `scores` (words × OUT, BEGIN, IN) where IN never opens; ties go to the lower tag."""
    out, begin, inside = scores[0][OUT], scores[0][BEGIN], FLOOR
    back = [(OUT, OUT)]
    for score in scores[1:]:
        free = max((out, -OUT), (begin, -BEGIN), (inside, -IN))
        inner = max((2 * FLOOR, -OUT), (begin, -BEGIN), (inside, -IN))
        back.append((-free[1], -inner[1]))
        out, begin, inside = free[0] + score[OUT], free[0] + score[BEGIN], inner[0] + score[IN]
    tags = [-max((out, -OUT), (begin, -BEGIN), (inside, -IN))[1]]
    for free, inner in back[:0:-1]:
        tags.append(inner if tags[-1] == IN else free)
    return tags[::-1]


def spans(scores, paragraphs, lean):
    """The spans of one role; `lean` is added to OUT. `paragraphs` are ranges of words."""
    found = []
    for first, last in paragraphs:
        part = scores[first:last].copy()
        part[:, OUT] += lean
        tags = best_tags(part.tolist())
        start = None
        for i, tag in enumerate(tags + [OUT]):
            if start is not None and tag != IN:
                found.append(Span(first + start, first + i, evidence(scores, first, last, first + start, first + i)))
                start = None
            if tag == BEGIN:
                start = i
    return found


def evidence(scores, first, last, start, end):
    """Mean log probability of being inside, of beginning at `start`, of not going on at `end`."""
    inside = np.log(np.maximum(1e-6, 1 - np.exp(scores[start:end, OUT])))
    stop = 0.0 if end == last else float(np.log(max(1e-6, 1 - np.exp(scores[end, IN]))))
    return float(inside.mean()), float(scores[start, BEGIN]), stop
