"""Joins content to cue and cue to source: two conditional logits over the candidates near by; `links.py` fits them."""

import bisect

import numpy as np

import links
from words import DOUBLE_MARKS, INSIDE, OUTSIDE

REACH = 200  # words between the two, at most
FRAME = 12  # words of the source between a quotation and the cue that finishes its sentence, at most
FEATURES = 27


class Scene:
    """What the linker knows of an article: its words, quotation states, paragraphs and the spans found."""

    def __init__(self, words, gaps, states, paragraph, sources, cues, contents, vectors=None):
        self.words, self.states, self.paragraph, self.vectors = words, states, paragraph, vectors
        self.roles = {"source": sources, "cue": cues, "content": contents}
        self.starts = {role: [s.start for s in spans] for role, spans in self.roles.items()}
        self.stops = [0]
        for i, word in enumerate(words):
            last = i + 1 == len(words) or paragraph[i + 1] != paragraph[i]
            ends = word in (".", "?", "!") and (last or gaps[i + 1] or words[i + 1] in DOUBLE_MARKS)
            self.stops.append(self.stops[-1] + ends)

    def between(self, role, low, high):
        """How many spans of a role begin in `low..high`, three at most."""
        starts = self.starts[role]
        return min(3, bisect.bisect_left(starts, high) - bisect.bisect_left(starts, low))


def pair(scene, role, anchor, other):
    """The features of joining `anchor` (content or cue) to `other`, a cue or a source as `role` says."""
    before = other.start < anchor.start
    first, second = (other, anchor) if before else (anchor, other)
    low, high = first.end, max(first.end, second.start)
    apart = high - low
    stops = min(3, scene.stops[high] - scene.stops[low])
    lines = min(2, abs(scene.paragraph[anchor.start] - scene.paragraph[other.start]))
    direct = float(scene.states[anchor.start] != OUTSIDE)
    b, a = float(before), float(not before)
    word = lambda i: scene.words[i] if 0 <= i < len(scene.words) else ""
    return [
        1.0,
        b,
        b * np.log1p(apart),
        a * np.log1p(apart),
        b * (apart == 0),
        a * (apart == 0),
        float(apart <= 2),
        b * stops,
        a * stops,
        float(lines),
        float(scene.between("cue", low, high)),
        float(scene.between("content", low, high)),
        float(scene.between("source", low, high)),
        direct * b,
        direct * a,
        direct * stops,
        float(scene.states[other.start] >= INSIDE) * (1 - direct),
        float(stops == 0 and lines == 0),
        b * (word(anchor.start - 1) == ":"),
        a * (word(anchor.end) == "," or word(anchor.end - 1) == "," or word(anchor.end - 2) == ","),
        float(second.start < first.end),
        direct * float(scene.states[other.start] >= INSIDE),
        *other.evidence,
        anchor.evidence[0],
        links.affinity(scene.vectors, links.JOINS.index(role), anchor, other) if scene.vectors is not None else 0.0,
    ]


def heads_on(scene, anchor, other):
    """Does `other`, in a later sentence, end in a colon? It opens what follows it."""
    word = lambda i: scene.words[i] if 0 <= i < len(scene.words) else ""
    later = other.start >= anchor.end and scene.stops[other.start] > scene.stops[anchor.end]
    return (later or other.start >= anchor.end and is_finished(scene, anchor.end)) and ":" in (word(other.end), word(other.end - 1))


def is_past(scene, anchor, other):
    """Does `other` stand in the paragraph after a quotation that ends its own? It tells of other words."""
    end, line = anchor.end, scene.paragraph
    word = lambda i: scene.words[i] if 0 <= i < len(scene.words) else ""
    stands = end >= 2 and word(end - 1) in DOUBLE_MARKS and word(end - 2) in (".", "?", "!")
    last = end == len(line) or line[end] != line[end - 1]
    return stands and last and line[other.start] > line[end - 1]


def is_finished(scene, end):
    """Does a quotation that ends before word `end` finish its sentence?"""
    word = lambda i: scene.words[i] if 0 <= i < len(scene.words) else ""
    if end < 2 or word(end - 1) not in DOUBLE_MARKS:
        return False
    starts = scene.starts["source"]
    speaks = bisect.bisect_left(starts, end) < bisect.bisect_left(starts, end + 1)
    opens = word(end)[:1].isupper() and not speaks
    return word(end - 2) == "." or (word(end - 2) in ("?", "!") and opens)


def candidates(scene, anchor, role):
    """The spans of `role` near `anchor`, in text order."""
    near = []
    for k, other in enumerate(scene.roles[role]):
        apart = max(anchor.start - other.end, other.start - anchor.end)
        near_by = apart <= REACH and abs(scene.paragraph[anchor.start] - scene.paragraph[other.start]) <= 1
        if near_by and not heads_on(scene, anchor, other) and not is_past(scene, anchor, other):
            near.append(k)
    return near


def finishing(scene, content):
    """The cue that finishes the sentence of a quotation ending in a comma, or None."""
    end, word = content.end, lambda i: scene.words[i] if 0 <= i < len(scene.words) else ""
    comma = word(end - 2 if word(end - 1) in DOUBLE_MARKS else end - 1) == ","
    if not comma or scene.states[content.start] == OUTSIDE:
        return None
    cues = scene.roles["cue"]
    k = bisect.bisect_left(scene.starts["cue"], end)
    if k == len(cues) or cues[k].start - end > FRAME:
        return None
    start = cues[k].start
    starts = scene.starts["content"]
    apart = bisect.bisect_left(starts, start) - bisect.bisect_left(starts, end)
    alone = scene.stops[start] == scene.stops[end] and scene.paragraph[start] == scene.paragraph[content.start] and apart == 0
    return k if alone else None


def touching(scene, anchor, role):
    """The span of `role` that ends where `anchor` begins, in its sentence, or None: *said on Monday that* opens what
    follows, *Ada Holt* says it."""
    k = bisect.bisect_left(scene.starts[role], anchor.start) - 1
    if k < 0 or scene.roles[role][k].end != anchor.start:
        return None
    first = scene.roles[role][k].start
    same = scene.stops[first] == scene.stops[anchor.start] and scene.paragraph[first] == scene.paragraph[anchor.start]
    return k if same else None


def choose(scene, anchor, role, weights):
    """The best candidate (or None) and the log probability of that choice; ties go to the earlier one."""
    near = candidates(scene, anchor, role)
    scores = np.array([0.0] + [float(np.dot(weights, pair(scene, role, anchor, scene.roles[role][k]))) for k in near])
    scores -= scores.max()
    k = int(scores.argmax())
    return (None if k == 0 else near[k - 1]), float(scores[k] - np.log(np.exp(scores).sum()))
