"""Fits linker, leanings and confidence to a trained network and writes the weights file."""

import argparse
import hashlib
import json

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

import corpus
import score
import weights
from extract import attributions, fit_linker, read, row, scene
from network import Network
from windows import LIMIT, Encoding
from words import tokenizer

LEANS = (-1.0, -0.5, 0.0, 0.5)


def load(out):
    """The trained network as the weights file will hold it, with its vocabulary and tags."""
    setup = json.load(open(f"{out}/setup.json", encoding="utf-8"))
    net = Network(len(setup["vocabulary"]), 9 + len(setup["tags"]) + len(corpus.ENTITIES))
    net.load_state_dict(torch.load(f"{out}/state.pt")["net"])
    return weights.restored_network(net), setup


def tune(readings, linker):
    """Leanings, confidence and threshold that serve the relation best; chosen on dev."""
    lean = [0.0, 0.0, 0.0]
    best = score.f1(*score.relation(readings, linker, lean))
    for role in (2, 1, 0):
        for value in LEANS:
            tried = lean[:role] + [value] + lean[role + 1 :]
            got = score.f1(*score.relation(readings, linker, tried))
            if got > best + 1e-9:
                best, lean = got, tried
    rows, gold = score.relation(readings, linker, lean)
    signs, hits = np.array([s for s, _ in rows]), np.array([h for _, h in rows])
    confidence = LogisticRegression(fit_intercept=False, C=0.3, max_iter=2000).fit(signs, hits).coef_[0]
    marks = score.confident(signs, confidence)
    threshold = max(np.arange(0, 0.5, 0.02), key=lambda t: (2 * hits[marks >= t].sum() / ((marks >= t).sum() + gold), -t))
    print(f"lean {lean} relation before threshold {best:.4f} threshold {threshold:.2f}", flush=True)
    return lean, confidence, float(threshold)


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
    encoding, tags = Encoding(tokenizer(setup["vocabulary"])), len(setup["tags"])
    look = lambda part, step: [read(net, encoding, d, tags) for d in corpus.read(args.data, part, {t: i for i, t in enumerate(setup["tags"])})[::step]]
    linker = fit_linker(look("train", args.every), [0.0, 0.0, 0.0])
    dev = look("dev", 1)
    lean, confidence, threshold = tune(dev, linker)
    fitted = {"lean": np.array(lean), "confidence": confidence, "threshold": np.array([threshold])}
    np.savez(f"{args.out}/linker.npz", **linker, **fitted)
    tensors = {name: value.numpy() for name, value in net.state_dict().items()}
    tensors["positions.weight"] = tensors["positions.weight"][:LIMIT]
    tensors |= {f"link.{role}": w for role, w in linker.items()}
    tensors |= fitted
    weights.write(args.weights, {"vocabulary": "\n".join(setup["vocabulary"]), "tags": "\n".join(setup["tags"])}, tensors)
    with open(f"{args.out}/dev.jsonl", "w", encoding="utf-8") as file:
        for line in predictions(dev, linker, lean, confidence, threshold):
            file.write(json.dumps(line) + "\n")
    agreement(dev)
    print(f"sha256 {hashlib.sha256(open(args.weights, 'rb').read()).hexdigest()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--every", type=int, default=3, help="fit the linker on every n-th training article")
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
