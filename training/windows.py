"""Packs paragraphs into windows of pieces, as the Rust side does, and windows into batches."""

from dataclasses import dataclass

import torch

from corpus import IGNORED
from words import CLS, SEP, SPECIAL_SHAPE, SPECIAL_STATE, quotation_states, shape

LIMIT = 256  # pieces in a window, [CLS] and one [SEP] a paragraph included
PACKED = 96  # pieces up to which paragraphs share a window: more makes attention dearer and nothing better


@dataclass
class Row:
    """A paragraph, or a part of a long one, as pieces. `heads` are the places of first pieces."""

    pieces: list
    shapes: list
    states: list
    heads: list
    labels: list


class Encoding:
    """Words to piece numbers, remembered."""

    def __init__(self, tokenizer):
        self.tokenizer, self.known = tokenizer, {}
        self.cls, self.sep = tokenizer.token_to_id(CLS), tokenizer.token_to_id(SEP)

    def pieces(self, word):
        if word not in self.known:
            self.known[word] = self.tokenizer.encode(word, add_special_tokens=False).ids
        return self.known[word]


def rows(encoding, paragraphs, limit=LIMIT):
    """The rows of an article; a paragraph too long for a window is cut before the word that does not fit."""
    carried = False
    for paragraph in paragraphs:
        states, carried = quotation_states(paragraph.words, paragraph.gaps, carried)
        labels = list(zip(*paragraph.roles, paragraph.pos, paragraph.entity, *paragraph.more, *paragraph.links)) or [()] * len(states)
        row = Row([], [], [], [], [])
        for word, state, label in zip(paragraph.words, states, labels):
            pieces = encoding.pieces(word)[: limit - 2]
            if len(row.pieces) + len(pieces) > limit - 2:
                yield row
                row = Row([], [], [], [], [])
            row.heads.append(len(row.pieces) if pieces else -1)
            row.labels.append(label)
            row.pieces += pieces
            row.shapes += [shape(word)] * len(pieces)
            row.states += [state] * len(pieces)
        yield row


def windows(rows, limit=PACKED):
    """Whole rows together as long as they fit."""
    window, size = [], 1
    for row in rows:
        if window and size + len(row.pieces) + 1 > limit:
            yield window
            window, size = [], 1
        window.append(row)
        size += len(row.pieces) + 1
    if window:
        yield window


def flat(encoding, window):
    """A window as one list each of pieces, shapes, states, and of the places and labels of its words."""
    pieces, shapes, states, heads, labels = [encoding.cls], [SPECIAL_SHAPE], [SPECIAL_STATE], [], []
    for row in window:
        heads += [h + len(pieces) if h >= 0 else 0 for h in row.heads]
        labels += row.labels
        pieces += row.pieces + [encoding.sep]
        shapes += row.shapes + [SPECIAL_SHAPE]
        states += row.states + [SPECIAL_STATE]
    return pieces, shapes, states, heads, labels


def batch(flats):
    """Tensors of several windows, padded: pieces, shapes, states, mask, labels (a column a head)."""
    longest = max(len(f[0]) for f in flats)
    tensors = [torch.zeros(len(flats), longest, dtype=torch.long) for _ in range(3)]
    mask = torch.zeros(len(flats), longest, dtype=torch.bool)
    labels = torch.full((len(flats), longest, len(flats[0][4][0])), IGNORED)
    for i, window in enumerate(flats):
        for tensor, values in zip(tensors, window):
            tensor[i, : len(values)] = torch.tensor(values)
        mask[i, : len(window[0])] = True
        labels[i, window[3]] = torch.tensor(window[4])
    return *tensors, mask, labels
