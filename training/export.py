"""Fits linker, leanings and confidence to a trained network and writes the weights file."""

import argparse
import copy
import hashlib
import json

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

import corpus
import score
import weights
from extract import attributions, fit_linker, read, row, scene
from network import from_state, in_whole_numbers
from windows import Encoding
from words import tokenizer

LEAN = (-1.0, -3.0, 0.0)  # added to OUT of source, cue, content: many cues are offered, the linker chooses
# What ships, chosen on dev by the judge over the whole program: its rules drop what is only done, so that a lower bar lets in
# more that is right than wrong, and fewer cues need be offered.
LEAN_SHIPS, LOWER = (-1.0, -2.5, 0.0), 0.04
URGES = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
CLASSES = 12  # of confidence, of as many findings each
SPARED = 0.006  # of content words' F1, at most, for the sake of the relations


def load(out):
    """The trained network as the weights file will hold it, with its vocabulary and tags."""
    setup = json.load(open(f"{out}/setup.json", encoding="utf-8"))
    state = torch.load(f"{out}/state.pt")["net"]
    return weights.restored_network(from_state(state)), setup


def finished(out):
    """The same once `run` has fitted what it fits: the network as the weights file holds it."""
    net, setup = load(out)
    fitted = np.load(f"{out}/linker.npz")
    net.output.weight.data.copy_(torch.from_numpy(fitted["output.weight"]))
    net.output.bias.data.copy_(torch.from_numpy(fitted["output.bias"]))
    return net, setup


def joiner(net, encoding, documents, tags):
    """Fits who belongs to whom: the linker's weights, and the last columns of the network's output."""
    whole = in_whole_numbers(copy.deepcopy(net))
    linker = fit_linker(net, [read(whole, encoding, d, tags, keep=True) for d in documents], LEAN)
    weights.restored_network(net)
    return linker


def tune(readings, linker):
    """How much a content is urged to take a cue, the confidence, and the threshold; chosen on dev."""
    free, best = linker["cue"], 0.0
    for urge in URGES:
        tried = linker | {"cue": free + urge * (np.arange(len(free)) == 0)}
        found = score.relation(readings, tried, LEAN)
        got = sum(score.f1(*found[1:]))
        if got > best:
            best, chosen, urged, (signs, hits, gold) = got, tried, urge, found
    confidence = LogisticRegression(fit_intercept=False, C=0.3, max_iter=2000).fit(signs, hits[:, 0]).coef_[0]
    marks = score.confident(signs, confidence)
    print("calibration", ", ".join(f"({m:.3f}, {s:.3f})" for m, s in knots(marks, hits[:, 0])), flush=True)
    table = [(t, *score.f1(hits[marks >= t], gold)) for t in np.arange(0, 0.5, 0.02)]
    for t, relation, words in table[::3]:
        print(f"urge {urged} threshold {t:.2f} relation {relation:.4f} content words {words:.4f}", flush=True)
    most = max(words for _, _, words in table)
    threshold = max((relation, -t) for t, relation, words in table if words > most - SPARED)[1]
    return chosen, confidence, -float(threshold)


def knots(marks, right):
    """Confidence and the share that is right, class by class, never falling: the map of `calibration.rs`."""
    order = np.argsort(marks, kind="stable")
    classes = [[marks[part].mean(), right[part].mean(), len(part)] for part in np.array_split(order, CLASSES)]
    level = []
    for mark, share, size in classes:
        level.append([mark * size, share * size, size])
        while len(level) > 1 and level[-2][1] / level[-2][2] > level[-1][1] / level[-1][2]:
            last = level.pop()
            level[-1] = [a + b for a, b in zip(level[-1], last)]
    return [(0.0, 0.0), *((m / n, s / n) for m, s, n in level), (1.0, 1.0)]


def predictions(readings, linker, lean, confidence, threshold):
    """The judge's rows."""
    for made in readings:
        found = [(s, q, cs, float(score.confident(signs, confidence))) for s, q, cs, signs in attributions(scene(made, lean), linker)]
        yield row(made, [f for f in found if f[3] >= threshold])


def agreement(readings):
    """Agreement with the silver tags, word by word."""
    for name in ("pos", "entity"):
        pairs = [
            (g, p)
            for made in readings
            for g, p in zip((x for para in made.document.paragraphs for x in getattr(para, name)), getattr(made, name))
            if g != corpus.IGNORED
        ]
        line = f"{name} agreement {np.mean([g == p for g, p in pairs]):.4f}"
        if name == "entity":
            hit = sum(g == p > 0 for g, p in pairs)
            line += f" F1 {2 * hit / (sum(g > 0 for g, _ in pairs) + sum(p > 0 for _, p in pairs)):.4f}"
        print(line)


def run(args):
    """Everything after training."""
    torch.set_num_threads(args.threads)
    net, setup = load(args.out)
    encoding, number = Encoding(tokenizer(setup["vocabulary"])), {t: i for i, t in enumerate(setup["tags"])}
    linker = joiner(net, encoding, corpus.read(args.data, "train", number)[:: args.every], len(number))
    tensors = {name: value.numpy().copy() for name, value in net.state_dict().items()}
    whole = in_whole_numbers(net)
    dev = [read(whole, encoding, d, len(number)) for d in corpus.read(args.data, "dev", number)]
    linker, confidence, threshold = tune(dev, linker)
    fitted = {"lean": np.array(LEAN_SHIPS), "confidence": confidence, "threshold": np.array([threshold - LOWER])}
    output = {name: tensors[name] for name in ("output.weight", "output.bias")}
    np.savez(f"{args.out}/linker.npz", **linker, **fitted, **output)
    tensors |= {f"link.{role}": w for role, w in linker.items()} | fitted
    weights.write(args.weights, {"vocabulary": "\n".join(setup["vocabulary"]), "tags": "\n".join(setup["tags"])}, tensors)
    with open(f"{args.out}/dev.jsonl", "w", encoding="utf-8") as file:
        for line in predictions(dev, linker, LEAN, confidence, threshold):
            file.write(json.dumps(line) + "\n")
    agreement(dev)
    print(f"sha256 {hashlib.sha256(open(args.weights, 'rb').read()).hexdigest()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--every", type=int, default=1, help="fit the linker on every n-th training article")
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
