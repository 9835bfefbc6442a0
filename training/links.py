"""How strongly the network joins a content to a cue, and a cue to a source.

The last columns of its output are eight vectors a word: for each of the two joins what the one that looks (the
content, the cue) and what the one that is looked for (the cue, the source) show at their first and at their last word.
"""

import numpy as np
import torch
from torch.nn import functional as F

from corpus import BEGIN, IN, NOBODY

WIDTH = 32  # of each vector
JOINS = ("cue", "source")  # what is looked for
COLUMNS = len(JOINS) * 4 * WIDTH
FIRST_LABEL = 10  # column of the labels where those of `corpus.label_links` begin
ROLES = {"content": 2, "cue": 1, "source": 0}  # their columns among the labels
DROPPED, RATE, EPOCHS, TOGETHER = 0.3, 1e-3, 8, 64  # in the last fit


def affinity(vectors, join, anchor, other):
    """The product of what two spans show each other; `vectors` has a row of `COLUMNS` numbers a word."""
    at = lambda word, k: vectors[word, (4 * join + k) * WIDTH : (4 * join + k + 1) * WIDTH]
    looks = at(anchor.start, 0) + at(anchor.end - 1, 1)
    shows = at(other.start, 2) + at(other.end - 1, 3)
    return float(looks @ shows)


def loss(columns, batch):
    """Cross entropy of the right partner among all words of the window, and nobody."""
    total, count = columns.sum() * 0, 0
    for row, window in zip(columns, batch):
        vectors, places = row.view(-1, len(JOINS), 4, WIDTH), torch.tensor(window[3])
        for join, (anchors, ends) in enumerate(lessons(window[4])):
            if anchors:
                first, last, right = (torch.tensor(x) for x in zip(*anchors))
                looks = vectors[places[first], join, 0] + vectors[places[last], join, 1]
                shows = vectors[places, join, 2] + vectors[places[torch.tensor(ends)], join, 3]
                scores = torch.cat([torch.zeros(len(anchors), 1), looks @ shows.T], 1)
                total = total + F.cross_entropy(scores, right + 1, reduction="sum")
                count += len(anchors)
    return total / max(1, count)


def lessons(labels):
    """For each join: the (first word, last word, first word of its partner or -1) of all that look and whose
    partner is in the window, and the last word of the span that begins at each word."""
    spans = {role: list(begun(labels, column)) for role, column in ROLES.items()}
    for looking, sought, partner, own in (("content", "cue", 0, 1), ("cue", "source", 2, 3)):
        place = {labels[first][FIRST_LABEL + own]: first for first, _ in reversed(spans[sought])}
        anchors = []
        for first, last in spans[looking]:
            number = labels[first][FIRST_LABEL + partner]
            if number == NOBODY or number in place:
                anchors.append((first, last, place.get(number, -1)))
        ends = list(range(len(labels)))
        for first, last in spans[sought]:
            ends[first] = last
        yield anchors, ends


def begun(labels, column):
    """The first and last words of the spans of a role that begin among `labels`."""
    first = None
    for i, label in enumerate(labels):
        if first is not None and label[column] != IN:
            yield first, i - 1
            first = None
        if label[column] == BEGIN:
            first = i
    if first is not None:
        yield first, len(labels) - 1


class Join(torch.nn.Module):
    """A conditional logit over the candidates: their features, and what the two show each other, if they do."""

    def __init__(self, features, weight, bias):
        super().__init__()
        self.features = torch.nn.Parameter(torch.zeros(features))
        self.weight, self.bias = torch.nn.Parameter(weight.clone()), torch.nn.Parameter(bias.clone())
        self.shows = len(weight) > 0

    def forward(self, case):
        """Scores of all candidates of some cases, one after the other."""
        features, looks, shows, owner, _ = case
        if not self.shows:
            return features @ self.features
        drop = lambda x: F.dropout(x, DROPPED, self.training)
        side = lambda x, k: F.linear(drop(x), self.weight[k * WIDTH : (k + 1) * WIDTH], self.bias[k * WIDTH : (k + 1) * WIDTH])
        looking = side(looks[:, 0], 0) + side(looks[:, 1], 1)
        shown = side(shows[:, 0], 2) + side(shows[:, 1], 3)
        return features @ self.features + (looking[owner] * shown).sum(-1)


def packed(cases):
    """Some cases as tensors: features, vectors of both, whose candidate each is, the place of the right one or -1."""
    counts = [len(c[0]) for c in cases]
    offsets = np.cumsum([0] + counts[:-1])
    right = [-1 if c[3] is None else int(o + c[3]) for c, o in zip(cases, offsets)]
    owner = torch.repeat_interleave(torch.arange(len(cases)), torch.tensor(counts))
    numbers = lambda k, join: torch.from_numpy(join([c[k] for c in cases]).astype(np.float32))
    return numbers(0, np.concatenate), numbers(1, np.stack), numbers(2, np.concatenate), owner, torch.tensor(right)


def fit(cases, weight, bias, seed):
    """Feature weights, and what both sides show, from `weight` and `bias` on; a case is (features of the candidates,
    the two vectors of the one that looks, those of the candidates, index of the right one or None). An empty `weight`
    is that of a network that shows nothing."""
    torch.manual_seed(seed)
    cases = [c for c in cases if len(c[0])]
    net, order = Join(len(cases[0][0][0]), weight, bias), np.random.default_rng(seed)
    shown = {"params": [net.weight, net.bias], "lr": RATE, "weight_decay": 0.01}
    tune = torch.optim.AdamW([{"params": [net.features], "lr": 20 * RATE, "weight_decay": 0.0}, shown])
    steps = EPOCHS * (len(cases) // TOGETHER)
    rate = torch.optim.lr_scheduler.LambdaLR(tune, lambda n: max(0.0, 1 - n / steps))
    for epoch in range(EPOCHS):
        shuffled, seen = order.permutation(len(cases)), 0.0
        for first in range(0, len(cases) - TOGETHER + 1, TOGETHER):
            case = packed([cases[k] for k in shuffled[first : first + TOGETHER]])
            value = wrong(net(case), case[3], case[4], TOGETHER)
            tune.zero_grad()
            value.backward()
            tune.step()
            rate.step()
            seen += value.item() * TOGETHER / len(cases)
        print(f"joins epoch {epoch} loss {seen:.4f}", flush=True)
    return net.features.detach().double().numpy(), net.weight.detach(), net.bias.detach()


def wrong(scores, owner, right, cases):
    """The mean negative log share of the right choice, of which one is nobody."""
    scores = scores.clamp(max=40)
    whole = torch.ones(cases).index_add(0, owner, scores.exp()).log()
    return (whole - torch.where(right >= 0, scores[right.clamp(min=0)], torch.zeros(()))).mean()
