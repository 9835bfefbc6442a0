"""Makes the student: the teacher with half of each layer's inner neurons, trained on gold, on the teacher, on more sets.

The student reads attributions inside contents, and how sure a thing is, in the same pass. In a last epoch, at a
lower rate and over half of the articles, it learns parts of speech from treebanks instead of from the teacher. Stops
and goes on at the end of any epoch.
"""

import argparse
import json
import os
import time

import torch
from torch.nn import functional as F

import augment
import corpus
import heads
import links
import nested
import network
import others
import train
from windows import Encoding, batch
from words import tokenizer

SEED, RATE, HEAD_RATE, WARM = 11, 1.5e-4, 5e-4, 0.05
INNER = 768
GOLD = 0.5  # share of gold where there is gold; the rest is the teacher's
WEIGHTS = (1.0, 1.0, 1.0, 0.15, 0.3, 0.8, 0.8, 0.8)  # of the heads in order; judgements apart
JUDGEMENT, LINKS = 0.3, 0.3
POS, ENTITY = 3, 4
POLISH_WEIGHTS, POLISH_RATE = (1.0, 1.0, 1.0, 0.6, 0.3, 0.8, 0.8, 0.8), 0.4  # in the last epoch


@torch.no_grad()
def pruned(teacher, batches, outputs):
    """The student before it learns: the teacher with the most telling inner neurons, and blank new heads."""
    student = network.Network(teacher.pieces.weight.shape[0], outputs, inner=INNER)
    own = student.state_dict()
    batches = (batch(one)[:4] for one in batches)
    for name, value in network.narrowed(teacher, batches, INNER):
        if name.startswith("output."):
            value = torch.cat([value, 0.02 * torch.randn(outputs - value.shape[0], *value.shape[1:])])
        own[name].copy_(value)
    student.load_state_dict(own)
    student.pieces.weight.requires_grad_(False)
    return student


def mean(values, known):
    """The mean over what is known, nothing if nothing is."""
    return (values * known).sum() / known.sum().clamp(min=1)


def loss(logits, taught, labels, windows, tags, last):
    """Gold and teacher, head by head, where words begin. In the `last` epoch nobody teaches tags."""
    seen = torch.zeros(labels.shape[:2])
    for k, window in enumerate(windows):
        seen[k, window[3]] = 1.0
    total = 0.0
    parts, lessons = heads.split(logits, tags), heads.split(taught, tags)
    for k, weight in enumerate(POLISH_WEIGHTS if last else WEIGHTS):
        gold = labels[..., k]
        known = (gold != corpus.IGNORED).float()
        scores = parts[k].log_softmax(-1)
        wrong = F.nll_loss(scores.flatten(0, 1), gold.clamp(min=0).flatten(), reduction="none").view_as(known)
        share = GOLD if k < len(lessons) and not (last and k == POS) else 1.0
        total = total + weight * share * mean(wrong, known)
        if share < 1:
            apart = F.kl_div(scores, lessons[k].log_softmax(-1), reduction="none", log_target=True).sum(-1)
            open_to = seen * (1 - known) if k == ENTITY else seen  # no teacher knows names as the sets of names do
            total = total + weight * (1 - share) * mean(apart, open_to)
    for k in (8, 9):
        gold = labels[..., k]
        known = (gold != corpus.IGNORED).float()
        off = F.smooth_l1_loss(parts[k].squeeze(-1), heads.value(gold.float()), reduction="none")
        total = total + JUDGEMENT * mean(off, known)
    return total + LINKS * links.loss(parts[heads.LINKS], windows)


def one_epoch(student, teacher, tune, rate, batches, tags, epoch, last):
    """One pass over everything."""
    student.train()
    begun, seen = time.time(), 0.0
    for i, one in enumerate(batches):
        pieces, shapes, states, mask, labels = batch(one)
        with torch.no_grad():
            taught = teacher(pieces, shapes, states, mask)
        value = loss(student(pieces, shapes, states, mask), taught, labels, one, tags, last)
        tune.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        tune.step()
        rate.step()
        seen = value.item() if i == 0 else 0.98 * seen + 0.02 * value.item()
        if i % 25 == 0:
            print(f"epoch {epoch} {i}/{len(batches)} loss {seen:.3f} {time.time() - begun:.0f}s cpu {time.process_time():.0f}s", flush=True)


def schedule(steps, most=1.0):
    """Share of the rate at each step: up to `most`, and down to nothing."""
    warm = WARM * steps
    return lambda n: most * (n / warm if n < warm else max(0.0, (steps - n) / (steps - warm)))


def run(args):
    """All epochs that are not yet done."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    os.makedirs(args.out, exist_ok=True)
    teacher, texts, _ = network.from_file(args.teacher)
    teacher.eval()
    setup = {"vocabulary": texts["vocabulary"].split("\n"), "tags": texts["tags"].split("\n")}
    with open(f"{args.out}/setup.json", "w", encoding="utf-8") as file:
        json.dump(setup, file)
    encoding, number = Encoding(tokenizer(setup["vocabulary"])), {t: i for i, t in enumerate(setup["tags"])}
    articles, aside = corpus.read(args.data, "train", number), others.read(args.data)
    inside = nested.label(articles)
    print(f"{inside} attributions inside contents, {len(aside)} documents of other sets", flush=True)
    pool, outputs = augment.pools(articles), sum(heads.widths(len(number)))
    first_batches = train.epoch_windows(encoding, articles + aside, pool, 0, SEED)
    student = pruned(teacher, first_batches[:40], outputs)
    length = len(first_batches)
    tune = train.optimizer(student, RATE, HEAD_RATE, ("output",))
    rate = torch.optim.lr_scheduler.LambdaLR(tune, schedule(args.epochs * length))
    first = 0
    if os.path.exists(f"{args.out}/state.pt"):
        saved = torch.load(f"{args.out}/state.pt")
        student.load_state_dict(saved["net"])
        first = saved["epoch"] + 1
        if first < args.epochs:
            tune.load_state_dict(saved["tune"]), rate.load_state_dict(saved["rate"])
    for epoch in range(first, args.epochs + 1):
        torch.manual_seed(SEED + epoch)
        last = epoch == args.epochs
        if last:
            batches = train.epoch_windows(encoding, articles[::2] + others.read(args.data, number), pool, epoch, SEED)
            tune = train.optimizer(student, RATE, HEAD_RATE, ("output",))
            rate = torch.optim.lr_scheduler.LambdaLR(tune, schedule(len(batches), POLISH_RATE))
        else:
            batches = first_batches if epoch == 0 else train.epoch_windows(encoding, articles + aside, pool, epoch, SEED)
        one_epoch(student, teacher, tune, rate, batches, len(number), epoch, last)
        state = {"net": student.state_dict(), "tune": tune.state_dict(), "rate": rate.state_dict(), "epoch": epoch}
        torch.save(state, f"{args.out}/state.new")
        os.replace(f"{args.out}/state.new", f"{args.out}/state.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--teacher", required=True, help="the weights file of the trained six wide layers")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
