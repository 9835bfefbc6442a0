"""Trains the larger teacher: the lower layers of MPNet, on the attribution corpus and, in one epoch, on all other sets.

Its lowest layers stay as they are. Stops and goes on after every few hundred batches.
"""

import argparse
import json
import os
import time

import torch

import augment
import corpus
import distil
import heads
import network
import others
import train
from windows import Encoding, batch
from words import tokenizer

SEED, RATE, HEAD_RATE = 13, 7e-5, 1e-3
LAYERS, FROZEN = 9, 2
SAVED = 100  # batches between checkpoints
ASIDE = 1  # the epoch that has the other sets


def fresh(base, setup):
    """The network before it learns."""
    net = network.from_mpnet(base, setup["vocabulary"], sum(heads.widths(len(setup["tags"]))), LAYERS)
    for part in (net.positions, net.norm, *net.layers[:FROZEN]):
        for parameter in part.parameters():
            parameter.requires_grad_(False)
    return net


def load(out):
    """The trained network, its vocabulary and tags."""
    setup = json.load(open(f"{out}/setup.json", encoding="utf-8"))
    state = torch.load(f"{out}/state.pt")["net"]
    form = network.replace(network.MPNET, layers=LAYERS)
    net = network.Network(len(setup["vocabulary"]), state["output.weight"].shape[0], form)
    net.load_state_dict(state)
    return net.eval(), setup


def documents(data, number, epoch):
    """What one epoch reads."""
    articles = corpus.read(data, "train", number)
    for paragraph in (p for d in articles for p in d.paragraphs):
        paragraph.more = [[corpus.IGNORED] * len(paragraph.words) for _ in range(5)]
    return articles, articles + (others.read(data, number) if epoch == ASIDE else [])


def learn(net, tune, rate, batches, tags, at, save):
    """The batches of an epoch from the `at`-th on; `save` is called with the number of those done."""
    net.train()
    begun, seen = time.time(), 0.0
    for i in range(at, len(batches)):
        pieces, shapes, states, mask, labels = batch(batches[i])
        value = distil.loss(net(pieces, shapes, states, mask), None, labels, None, tags, False)
        tune.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 1.0)
        tune.step()
        rate.step()
        seen = value.item() if i == at else 0.98 * seen + 0.02 * value.item()
        if i % 25 == 0:
            print(f"{i}/{len(batches)} loss {seen:.3f} {time.time() - begun:.0f}s cpu {time.process_time():.0f}s", flush=True)
        if (i + 1) % SAVED == 0:
            save(i + 1)


def run(args):
    """All that is not yet done."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    os.makedirs(args.out, exist_ok=True)
    setup = json.load(open(args.setup, encoding="utf-8"))
    with open(f"{args.out}/setup.json", "w", encoding="utf-8") as file:
        json.dump(setup, file)
    encoding, number = Encoding(tokenizer(setup["vocabulary"])), {t: i for i, t in enumerate(setup["tags"])}
    net = fresh(args.base, setup)
    epochs = []
    for epoch in range(args.epochs):
        articles, read = documents(args.data, number, epoch)
        epochs.append(train.epoch_windows(encoding, read, augment.pools(articles), epoch, SEED))
    tune = train.optimizer(net, RATE, HEAD_RATE)
    rate = torch.optim.lr_scheduler.LambdaLR(tune, distil.schedule(sum(map(len, epochs))))
    first, at = 0, 0
    if os.path.exists(f"{args.out}/state.pt"):
        saved = torch.load(f"{args.out}/state.pt")
        net.load_state_dict(saved["net"]), tune.load_state_dict(saved["tune"]), rate.load_state_dict(saved["rate"])
        first, at = saved["epoch"], saved["at"]

    def save(epoch, at):
        state = {"net": net.state_dict(), "tune": tune.state_dict(), "rate": rate.state_dict(), "epoch": epoch, "at": at}
        torch.save(state, f"{args.out}/state.new")
        os.replace(f"{args.out}/state.new", f"{args.out}/state.pt")

    dev = corpus.read(args.data, "dev", number)
    for epoch in range(first, args.epochs):
        torch.manual_seed(SEED + 100 * epoch + at)
        learn(net, tune, rate, epochs[epoch], len(number), at, lambda done: save(epoch, done))
        save(epoch + 1, 0)
        at = 0
        print(f"epoch {epoch} dev source cue content pos entity", train.check(net, encoding, dev, len(number)), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--base", required=True, help="the folder of all-mpnet-base-v2: model.safetensors and vocab.txt")
    parser.add_argument("--setup", required=True, help="the setup.json of the first teacher: vocabulary and tags")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
