"""Measures how sure the student takes things to be, against what people judged, on parts it has not learned from."""

import argparse

import numpy as np

import corpus
import heads
import others
from export import finished
from extract import read
from network import in_whole_numbers
from windows import Encoding
from words import tokenizer


def pairs(net, encoding, tags, documents, column):
    """What people judged and what the network does, event by event."""
    found = []
    for document in documents:
        made = read(net, encoding, document, tags)
        gold = [label for paragraph in document.paragraphs for label in paragraph.more[3 + column]]
        found += [(heads.value(g), p) for g, p in zip(gold, made.judgements[column]) if g != corpus.IGNORED]
    return np.array(found).T


def run(args):
    """A line a set: Pearson's r, the mean absolute error, and how many."""
    net, setup = finished(args.out)
    net, encoding = in_whole_numbers(net), Encoding(tokenizer(setup["vocabulary"]))
    sets = (
        ("UDS-IH2 dev", others.judged(f"{args.data}/factuality/uds-ih2-dev.jsonl", 0, lambda name: True), 0),
        ("UW held part", others.judged(f"{args.data}/factuality/uw-train.jsonl", 1, others.is_held), 1),
    )
    for name, documents, column in sets:
        gold, guess = pairs(net, encoding, len(setup["tags"]), documents, column)
        print(f"{name:14} r {np.corrcoef(gold, guess)[0, 1]:.3f}  error {np.abs(gold - guess).mean():.3f}  events {len(gold)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    run(parser.parse_args())
