"""From documents to attributions, as the Rust side does it; fits the linker and the confidence."""

from dataclasses import dataclass, field

import numpy as np
import torch

import heads
import links
from corpus import ROLES
from decode import spans
from link import Scene, candidates, choose, finishing, pair, touching
from windows import flat, rows, windows
from words import quotation_states


@dataclass
class Reading:
    """An article as the network saw it: per word the log probabilities of the three roles, and two best tags."""

    document: object
    words: list
    gaps: list
    states: list
    paragraph: list
    ranges: list
    roles: list = field(default_factory=list)
    pos: np.ndarray = None
    entity: np.ndarray = None
    inner: list = field(default_factory=list)
    judgements: list = field(default_factory=list)
    links: np.ndarray = None  # a row of `links.COLUMNS` numbers a word
    vectors: np.ndarray = None  # the network's last vectors, if they are to be kept


def reading(document):
    """The words of a document in one list, with the paragraph of each."""
    made = Reading(document, [], [], [], [], [])
    carried = False
    for k, paragraph in enumerate(document.paragraphs):
        states, carried = quotation_states(paragraph.words, paragraph.gaps, carried)
        made.ranges.append((len(made.words), len(made.words) + len(states)))
        made.words += paragraph.words
        made.gaps += paragraph.gaps
        made.states += states
        made.paragraph += [k] * len(states)
    return made


@torch.no_grad()
def read(net, encoding, document, tags, keep=False):
    """Runs the network over a document; `keep` its last vectors too."""
    net.eval()
    made, out, last = reading(document), [], []
    for window in windows(rows(encoding, document.paragraphs)):
        pieces, shapes, states, firsts, _ = flat(encoding, window)
        if keep:
            last.append(net.read(*(torch.tensor([v]) for v in (pieces, shapes, states)))[0][firsts])
            out.append(net.output(last[-1]))
        else:
            out.append(net(*(torch.tensor([v]) for v in (pieces, shapes, states)))[0][firsts])
    logits = torch.cat(out)
    parts = heads.split(logits, tags)
    shares = [part.log_softmax(-1).double().numpy() for part in parts]
    made.roles, made.inner = shares[:3], shares[5:8]
    made.pos, made.entity = (part.argmax(-1).numpy() for part in parts[3:5])
    made.judgements = [part[:, 0].numpy() for part in parts[8:10]]
    made.links = parts[heads.LINKS].numpy() if len(parts) > heads.LINKS else None
    made.vectors = torch.cat(last).half().numpy() if keep else None
    return made


def scene(made, lean):
    """The spans found in a reading; `lean` is what each role adds to OUT."""
    found = [spans(scores, made.ranges, l) for scores, l in zip(made.roles, lean)]
    return Scene(made.words, made.gaps, made.states, made.paragraph, *found, made.links)


def attributions(found, linker):
    """(source or None, cue, contents, confidence features) for every cue that has content, in text order."""
    held = {}
    for k, content in enumerate(found.roles["content"]):
        chosen, sure = choose(found, content, "cue", linker["cue"])
        cue = next((k for k in (finishing(found, content), touching(found, content, "cue")) if k is not None), chosen)
        if cue is not None:
            held.setdefault(cue, []).append((k, sure))
    made = []
    for k in sorted(held):
        cue = found.roles["cue"][k]
        contents = [found.roles["content"][c] for c, _ in held[k]]
        source, sure = choose(found, cue, "source", linker["source"])
        near = touching(found, cue, "source")
        source = source if near is None else near
        source = None if source is None else found.roles["source"][source]
        made.append((source, cue, contents, signs(cue, contents, source, min(s for _, s in held[k]), sure)))
    return made


def signs(cue, contents, source, content_link, source_link):
    """What the confidence rests on: the weakest content, the cue, the source, and the two links."""
    weakest = [min(c.evidence[i] for c in contents) for i in range(3)]
    given = [0.0] * 3 if source is None else list(source.evidence)
    return [1.0, *weakest, *cue.evidence, *given, float(source is None), content_link, source_link, float(len(contents))]


def row(made, found):
    """The judge's row for one document."""
    starts = [s for p in made.document.paragraphs for s in p.starts]
    ends = [e for p in made.document.paragraphs for e in p.ends]
    at = lambda span: [starts[span.start], ends[span.end - 1]]
    return {
        "doc": made.document.name,
        "attributions": [
            {"source": [at(s)] if s else [], "cue": [at(q)], "content": [at(c) for c in cs], "score": score}
            for s, q, cs, score in found
        ],
    }


def gold_spans(made):
    """Gold attributions as word ranges: (source, cue, contents)."""
    starts = np.array([s for p in made.document.paragraphs for s in p.starts])
    ends = np.array([e for p in made.document.paragraphs for e in p.ends])
    words = lambda part: [(int(np.searchsorted(ends, s, "right")), int(np.searchsorted(starts, e, "left"))) for s, e in part]
    return [[words(a[role]) for role in ROLES] for a in made.document.attributions]


def same(span, ranges):
    """Does a found span share at least half of its words and theirs with one of `ranges`?"""
    for s, e in ranges:
        shared = min(span.end, e) - max(span.start, s)
        if shared > 0 and 2 * shared >= max(span.end, e) - min(span.start, s):
            return True
    return False


def link_cases(made, found):
    """Cases for `links.fit`, of content to cue and of cue to source, on the spans the network found."""
    gold = gold_spans(made)
    cases = {"cue": [], "source": []}
    for role, anchor_role, a, b in (("cue", "content", 2, 1), ("source", "cue", 1, 0)):
        for anchor in found.roles[anchor_role]:
            near = candidates(found, anchor, role)
            mine = [g for g in gold if same(anchor, g[a])]
            right = [i for i, k in enumerate(near) if any(same(found.roles[role][k], g[b]) for g in mine)]
            if role == "cue" or mine:  # a spurious cue teaches nothing about sources
                others = [found.roles[role][k] for k in near]
                features = np.array([pair(found, role, anchor, other)[:-1] for other in others], dtype=np.float32)
                ends = lambda span: made.vectors[[span.start, span.end - 1]]
                shows = np.array([ends(other) for other in others])
                cases[role].append((features, ends(anchor), shows, right[0] if right else None))
    return cases


def fit_linker(net, readings, lean):
    """Weights of both links; writes what spans show each other into the last columns of the network's output."""
    cases = {"cue": [], "source": []}
    for made in readings:
        for role, more in link_cases(made, scene(made, lean)).items():
            cases[role] += more
    linker, size = {}, 4 * links.WIDTH
    for join, role in enumerate(links.JOINS):
        first = heads.first_link(net.output.weight.shape[0]) + join * size
        weight, bias = net.output.weight.data[first : first + size], net.output.bias.data[first : first + size]
        features, shown, shift = links.fit(cases[role], weight, bias, join)
        weight.copy_(shown), bias.copy_(shift)
        linker[role] = np.append(features, 1.0)
    return linker
