"""Writes what the network makes of a few sentences of our own: the Rust side must come to the same."""

import argparse
import json

import torch

import corpus
import heads
import links
from export import finished
from extract import reading
from network import Whole, in_whole_numbers
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
    """Pieces of all windows, and per word the two best tags and the logits of the other heads, of those that join some."""
    document = corpus.Document("", text, list(corpus.split(encoding.tokenizer, text)), [])
    pieces, logits = [], []
    for window in windows(rows(encoding, document.paragraphs)):
        numbers, shapes, states, firsts, _ = flat(encoding, window)
        logits += net(*(torch.tensor([v]) for v in (numbers, shapes, states)))[0][firsts]
        pieces += numbers
    logits = torch.stack(logits)
    best = [part.argmax(-1).tolist() for part in heads.split(logits, tags)[3:5]]
    last = heads.first_link(logits.shape[-1])
    rest = torch.cat([logits[:, :9], logits[:, 9 + tags + len(corpus.ENTITIES) : last], logits[:, last::links.WIDTH]], -1)
    return {
        "text": text,
        "words": reading(document).words,
        "pieces": pieces,
        "logits": [[round(x, 4) for x in row.tolist()] for row in rest],
        "pos": best[0],
        "entity": best[1],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="where the trained network lies")
    parser.add_argument("--sentences", required=True)
    parser.add_argument("--fixture", required=True)
    args = parser.parse_args()
    net, setup = finished(args.out)
    net = in_whole_numbers(net).double()  # in doubles no machine adds otherwise than another
    for part in net.modules():
        if isinstance(part, Whole):
            part.weight, part.scales, part.bias = part.weight.double(), part.scales.double(), part.bias.double()
    encoding = Encoding(tokenizer(setup["vocabulary"]))
    with open(args.fixture, "w", encoding="utf-8") as file:
        for text in articles(args.sentences):
            file.write(json.dumps(case(net, encoding, text, len(setup["tags"])), ensure_ascii=False) + "\n")
