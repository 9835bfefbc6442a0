"""Sends the student to school again: two and a half epochs, each over all articles and half of the rest, under two teachers.

The small teacher and the large one (`train.py --large`) disagree where they are unsure, so their mean is a better
lesson than either. Stops and goes on every two hundred batches.
"""

import argparse
import json
import os

import torch

import augment
import corpus
import distil
import heads
import large
import nested
import network
import others
import train
from windows import Encoding
from words import tokenizer

SEED, RATE, HEAD_RATE, EVERY = 23, 1e-4, 3e-4, 200
SMALL = 0.3  # share of the small teacher, which knows less


class Both(torch.nn.Module):
    """The logs of the mean of both teachers' shares, the large one's counting more, head by head."""

    def __init__(self, small, wide, tags):
        super().__init__()
        self.small, self.wide, self.tags = small.eval(), wide.eval(), tags

    def forward(self, *window):
        with torch.autocast("cpu", torch.bfloat16):
            wide = self.wide(*window).float()
        pairs = zip(heads.split(self.small(*window), self.tags), heads.split(wide, self.tags))
        return torch.cat([torch.log(SMALL * a.softmax(-1) + (1 - SMALL) * b.softmax(-1)) for a, b in pairs], -1)


def grown(path, outputs):
    """The student of a weights file, or of the folder it learned in, with blank columns for the heads it has not."""
    if os.path.isdir(path):
        return network.from_state(torch.load(f"{path}/state.pt")["net"])
    net, _, _ = network.from_file(path)
    old = net.output
    net.output = torch.nn.Linear(network.WIDTH, outputs)
    with torch.no_grad():
        net.output.weight.normal_(0.0, 0.02)
        net.output.bias.zero_()
        net.output.weight[: len(old.bias)].copy_(old.weight)
        net.output.bias[: len(old.bias)].copy_(old.bias)
    return net


def thinned(student, layers):
    """Keeps so many layers, the first, the last and those between at even steps."""
    last = len(student.layers) - 1
    kept = [round(k * last / (layers - 1)) for k in range(layers)]
    student.layers = torch.nn.ModuleList(student.layers[k] for k in kept)
    return student


def taught(args):
    """Both teachers; they read the student's pieces and give the student's tags."""
    small, texts, _ = network.from_file(args.teacher)
    setup = json.load(open(f"{args.large}/setup.json", encoding="utf-8"))
    assert texts["vocabulary"] == "\n".join(setup["vocabulary"]), "other pieces"
    assert texts["tags"] == "\n".join(setup["tags"]), "other tags"
    tags = len(setup["tags"])
    wide = large.Large(len(setup["vocabulary"]), sum(heads.widths(tags, heads.TEACHER)))
    wide.load_state_dict(torch.load(f"{args.large}/state.pt")["net"])
    return setup, Both(small, wide, tags)


def lessons(args, setup):
    """The documents of the corpus, with the attributions inside contents that are marked, and of the other sets."""
    number = {tag: i for i, tag in enumerate(setup["tags"])}
    articles = corpus.read(args.data, "train", number)
    inside = nested.label(articles)
    aside = others.read(args.data, number) + others.unmarked(f"{args.data}/coverage/basil-2010-2017.jsonl")
    print(f"{inside} attributions inside contents, {len(aside)} documents of other sets", flush=True)
    return articles, aside


def run(args):
    """All batches that are not yet done."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    setup, teachers = taught(args)
    with open(f"{args.out}/setup.json", "w", encoding="utf-8") as file:
        json.dump(setup, file)
    tags, encoding = len(setup["tags"]), Encoding(tokenizer(setup["vocabulary"]))
    student = thinned(grown(args.start, sum(heads.widths(tags))), args.layers)
    articles, aside = lessons(args, setup)
    pool = augment.pools(articles)
    made = lambda epoch: train.epoch_windows(encoding, articles + aside[epoch % 2 :: 2], pool, epoch, args.seed)
    batches = made(0)
    tune = train.optimizer(student, args.rate, HEAD_RATE, ("output",))
    rate = torch.optim.lr_scheduler.LambdaLR(tune, distil.schedule(args.batches))
    epoch, step = 0, 0
    if os.path.exists(f"{args.out}/state.pt"):
        saved = torch.load(f"{args.out}/state.pt")
        student.load_state_dict(saved["net"]), tune.load_state_dict(saved["tune"]), rate.load_state_dict(saved["rate"])
        epoch, step = saved["next"]
    while rate.last_epoch < args.batches:
        batches = batches if epoch == 0 else made(epoch)
        for first in range(step, len(batches), EVERY):
            left = args.batches - rate.last_epoch
            if left <= 0:
                break
            torch.manual_seed((args.seed + epoch) * 10_000 + first)
            some = batches[first : first + min(EVERY, left)]
            distil.one_epoch(student, teachers, tune, rate, some, tags, f"{epoch} {first}/{len(batches)}", True)
            following = (epoch + 1, 0) if first + EVERY >= len(batches) else (epoch, first + EVERY)
            train.save(args.out, {"net": student.state_dict(), "tune": tune.state_dict(), "rate": rate.state_dict(), "next": following})
        epoch, step = epoch + 1, 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--start", required=True, help="the weights file of the student, or the folder it learned in")
    parser.add_argument("--teacher", required=True, help="the weights file of the small teacher")
    parser.add_argument("--large", required=True, help="the folder of the large teacher")
    parser.add_argument("--batches", type=int, default=2400, help="how many in all; an epoch has some 950")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--layers", type=int, default=network.LAYERS, help="how many the student keeps: fewer are faster and worse (docs/scores.md)")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
