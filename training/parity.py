"""Writes what the network makes of a few sentences of our own: the Rust side must come to the same."""

import argparse
import json

import torch

import corpus
from export import load
from extract import reading
from windows import Encoding, flat, rows, windows
from words import tokenizer


def articles(path):
    """The articles of the file: one line each, but lines with blank lines around them go together."""
    lines = open(path, encoding="utf-8").read().split("\n")
    article = []
    for line, after in zip(lines, lines[1:] + [""]):
        if line:
            article.append(line)
        if after and line and article:
            yield "\n".join(article)
            article = []
    if article:
        yield "\n".join(article)


@torch.no_grad()
def case(net, encoding, text, tags):
    """Pieces of all windows, and per word the logits of the three roles and the two best tags."""
    document = corpus.Document("", text, list(corpus.split(encoding.tokenizer, text)), [])
    pieces, logits = [], []
    for window in windows(rows(encoding, document.paragraphs)):
        numbers, shapes, states, heads, _ = flat(encoding, window)
        logits += net(*(torch.tensor([v]) for v in (numbers, shapes, states)))[0][heads]
        pieces += numbers
    logits = torch.stack(logits)
    return {
        "text": text,
        "words": reading(document).words,
        "pieces": pieces,
        "roles": [[round(x, 5) for x in row[:9].tolist()] for row in logits],
        "pos": logits[:, 9 : 9 + tags].argmax(-1).tolist(),
        "entity": logits[:, 9 + tags :].argmax(-1).tolist(),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="where the trained network lies")
    parser.add_argument("--sentences", required=True)
    parser.add_argument("--fixture", required=True)
    args = parser.parse_args()
    net, setup = load(args.out)
    net.eval()
    encoding = Encoding(tokenizer(setup["vocabulary"]))
    with open(args.fixture, "w", encoding="utf-8") as file:
        for text in articles(args.sentences):
            file.write(json.dumps(case(net, encoding, text, len(setup["tags"])), ensure_ascii=False) + "\n")
