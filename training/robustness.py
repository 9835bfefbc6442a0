"""Scores dev as other outlets, or careless copies, would have printed it."""

import argparse
import dataclasses
import random

import numpy as np
import torch

import augment
import corpus
import score
from export import finished
from extract import read
from network import in_whole_numbers
from windows import Encoding
from words import CLOSING, tokenizer

CHANGES = {
    "as printed": lambda ps, rng: ps,
    "straight marks": lambda ps, rng: augment.restyled(ps, augment.STYLES["straight"]),
    "curly marks": lambda ps, rng: augment.restyled(ps, augment.STYLES["curly"]),
    "„low“ marks": lambda ps, rng: augment.restyled(ps, augment.STYLES["low"]),
    "«angle» marks": lambda ps, rng: augment.restyled(ps, augment.STYLES["angle"]),
    "‘single’ marks": lambda ps, rng: augment.restyled(ps, augment.STYLES["single"]),
    "'typewriter' marks": lambda ps, rng: augment.restyled(ps, augment.STYLES["typewriter"]),
    "a third of closing marks lost": lambda ps, rng: augment.without_marks(ps, CLOSING, 1 / 3, rng),
    "lower case": lambda ps, rng: [augment.replaced(p, [w.lower() for w in p.words]) for p in ps],
    "invented names": lambda ps, rng: augment.renamed(ps, {1: ["Roe"], 2: ["Ostia"]}, rng),
}


def run(args):
    """A line a change."""
    torch.set_num_threads(args.threads)
    net, setup = finished(args.out)
    net = in_whole_numbers(net)
    encoding, tags = Encoding(tokenizer(setup["vocabulary"])), setup["tags"]
    fitted = np.load(f"{args.out}/linker.npz")
    linker = {"cue": fitted["cue"], "source": fitted["source"]}
    documents = corpus.read(args.data, "dev", {t: i for i, t in enumerate(tags)})[:: args.every]
    for name, change in CHANGES.items():
        rng = random.Random(3)
        changed = [dataclasses.replace(d, paragraphs=change(d.paragraphs, rng)) for d in documents]
        readings = [read(net, encoding, d, len(tags)) for d in changed]
        signs, hits, gold = score.relation(readings, linker, fitted["lean"].tolist())
        kept = hits[score.confident(signs, fitted["confidence"]) >= fitted["threshold"]]
        relation, words = score.f1(kept, gold)
        print(f"{name:32} relation F1 {100 * relation:5.1f}  content words F1 {100 * words:5.1f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
