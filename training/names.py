"""Fits the columns of names and parts of speech of the student once more, on its last vectors.

The second school (`again.py`) has few names from outside one country's news, and its teachers know no others. Half of
the lesson is gold, of the sets of names; half is what the student said before it went there.
"""

import argparse
import json
import os

import torch
from torch.nn import functional as F

import augment
import corpus
import heads
import network
import others
import train
from windows import Encoding, batch
from words import tokenizer

SEED, EVERY, RATE, STEPS, TOGETHER, GOLD = 29, 4, 2e-3, 3000, 4096, 0.5
POS, ENTITY = 3, 4


@torch.no_grad()
def lessons(student, before, batches, tags):
    """Per word: the last vector of `student`, what `before` says of both heads, and the labels."""
    vectors, said, labels = [], [], []
    for one in batches:
        pieces, shapes, states, mask, marked = batch(one)
        with torch.autocast("cpu", torch.bfloat16):
            last = student.read(pieces, shapes, states, mask).float()
            parts = heads.split(before(pieces, shapes, states, mask).float(), tags)
        at = [(k, place) for k, window in enumerate(one) for place in window[3]]
        rows, places = (torch.tensor(x) for x in zip(*at))
        vectors.append(last[rows, places])
        said.append([parts[head][rows, places].log_softmax(-1) for head in (POS, ENTITY)])
        labels.append(marked[rows, places][:, [POS, ENTITY]])
    return torch.cat(vectors), [torch.cat(x) for x in zip(*said)], torch.cat(labels)


def fit(weight, bias, vectors, said, labels):
    """One head: the columns that come nearest to gold and to what was said before."""
    weight, bias = weight.clone().requires_grad_(), bias.clone().requires_grad_()
    tune = torch.optim.AdamW([weight, bias], lr=RATE, weight_decay=0.0)
    rate = torch.optim.lr_scheduler.LambdaLR(tune, lambda n: 1 - n / STEPS)
    for step in range(STEPS):
        some = torch.randint(len(vectors), (TOGETHER,))
        scores = F.linear(vectors[some], weight, bias).log_softmax(-1)
        gold = F.cross_entropy(scores, labels[some], ignore_index=corpus.IGNORED)
        apart = F.kl_div(scores, said[some], reduction="batchmean", log_target=True)
        loss = GOLD * gold + (1 - GOLD) * apart
        tune.zero_grad()
        loss.backward()
        tune.step()
        rate.step()
        if step % 500 == 0:
            print(f"step {step} gold {gold.item():.4f} apart {apart.item():.4f}", flush=True)
    return weight.detach(), bias.detach()


def run(args):
    """Writes the state with other columns."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    setup = json.load(open(f"{args.out}/setup.json", encoding="utf-8"))
    number = {tag: i for i, tag in enumerate(setup["tags"])}
    saved = torch.load(f"{args.out}/state.pt")
    before, _, _ = network.from_file(args.start)
    student = network.Network(len(setup["vocabulary"]), saved["net"]["output.weight"].shape[0], inner=saved["net"]["layers.0.up.weight"].shape[0])
    student.load_state_dict(saved["net"])
    student.eval(), before.eval()
    articles = corpus.read(args.data, "train", number)
    encoding, pool = Encoding(tokenizer(setup["vocabulary"])), augment.pools(articles)
    sets = articles[::EVERY], others.read(args.data, number)
    batches = [one for documents in sets for one in train.epoch_windows(encoding, documents, pool, 0, args.seed)]
    vectors, said, labels = lessons(student, before, batches, len(number))
    print(f"{len(vectors)} words", flush=True)
    first = sum(heads.widths(len(number))[:POS])
    for k, head in enumerate((POS, ENTITY)):
        columns = slice(first, first + heads.widths(len(number))[head])
        first = columns.stop
        fitted = fit(saved["net"]["output.weight"][columns], saved["net"]["output.bias"][columns], vectors, said[k], labels[:, k])
        for name, value in zip(("output.weight", "output.bias"), fitted):
            saved["net"][name][columns] = value
    torch.save(saved, f"{args.out}/state.new")
    os.replace(f"{args.out}/state.new", f"{args.out}/state.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True, help="where `again.py` left its student")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--start", required=True, help="the weights file of the student that was sent there")
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
