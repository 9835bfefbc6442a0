"""The encoder (MiniLM, six layers) with case and quotation features and one output for all token heads; and the larger
one (MPNet) that teaches it."""

import math
from dataclasses import dataclass, replace

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

import weights
from words import SHAPES, STATES

POSITIONS = 256  # as many as a window has pieces
HEADS = 12  # of attention


@dataclass(frozen=True)
class Form:
    """The measures of an encoder; `buckets` of distances that attention leans on, if it does."""

    width: int
    layers: int
    inner: int
    epsilon: float
    buckets: int = 0


MINILM, MPNET = Form(384, 6, 1536, 1e-12), Form(768, 12, 3072, 1e-5, 32)
FARTHEST = 128  # a distance from which on all are alike to MPNet


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, form, dropout):
        super().__init__()
        width = form.width
        self.qkv = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.mix_norm = nn.LayerNorm(width, eps=form.epsilon)
        self.up = nn.Linear(width, form.inner)
        self.down = nn.Linear(form.inner, width)
        self.down_norm = nn.LayerNorm(width, eps=form.epsilon)
        self.dropout = dropout

    def forward(self, x, mask):
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.mix(mixed.transpose(1, 2).reshape(b, n, width))
        x = self.mix_norm(x + F.dropout(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.down_norm(x + F.dropout(inner, self.dropout, self.training))


class Network(nn.Module):
    """Pieces in, one row of head logits a piece out."""

    def __init__(self, vocabulary, outputs, form=MINILM, dropout=0.1):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, form.width)
        self.positions = nn.Embedding(POSITIONS, form.width)
        self.shapes = nn.Embedding(SHAPES, form.width)
        self.states = nn.Embedding(STATES, form.width)
        self.norm = nn.LayerNorm(form.width, eps=form.epsilon)
        self.layers = nn.ModuleList(Layer(form, dropout) for _ in range(form.layers))
        self.output = nn.Linear(form.width, outputs)
        self.distances = nn.Embedding(form.buckets, HEADS) if form.buckets else None
        self.dropout = dropout

    def forward(self, pieces, shapes, states, mask=None):
        n = pieces.shape[1]
        x = self.pieces(pieces) + self.positions.weight[:n] + self.shapes(shapes) + self.states(states)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = None if mask is None else mask[:, None, None, :]
        if self.distances is not None:
            leaning = self.distances(buckets(n, self.distances.num_embeddings)).permute(2, 0, 1)[None]
            mask = leaning if mask is None else leaning.masked_fill(~mask, -1e9)
        for layer in self.layers:
            x = layer(x, mask)
        return self.output(F.dropout(x, self.dropout, self.training))


def buckets(n, count):
    """For each pair of `n` places the bucket of their distance, as T5 and MPNet count: near ones one by one, far ones
    by their logarithm, before and behind apart."""
    place = torch.arange(n)
    apart = place[:, None] - place[None, :]
    half, size = count // 2, apart.abs()
    single = half // 2
    far = single + (torch.log(size.clamp(min=1) / single) / math.log(FARTHEST / single) * (half - single)).long()
    return half * (apart < 0) + torch.where(size < single, size, far.clamp(max=half - 1))


def from_minilm(directory, kept, outputs):
    """A network with the weights of all-MiniLM-L6-v2, the rows `kept` of its vocabulary, and zero features."""
    old = load_file(f"{directory}/model.safetensors")
    net = Network(len(kept), outputs)
    positions = old["embeddings.position_embeddings.weight"][:POSITIONS] + old["embeddings.token_type_embeddings.weight"][0]
    names = ("self.query", "self.key", "self.value"), "output.dense", "output.LayerNorm"
    return filled(net, old, old["embeddings.word_embeddings.weight"][kept], positions, names)


def from_mpnet(directory, vocabulary, outputs, layers):
    """A network with the lowest `layers` of all-mpnet-base-v2, the rows of its vocabulary that stand for the pieces of
    `vocabulary`, and zero features."""
    old = load_file(f"{directory}/model.safetensors")
    with open(f"{directory}/vocab.txt", encoding="utf-8") as file:
        number = {line.rstrip("\n"): i for i, line in enumerate(file)}
    same = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
    kept = [number[same.get(piece, piece)] for piece in vocabulary]
    net = Network(len(kept), outputs, replace(MPNET, layers=layers))
    with torch.no_grad():
        net.distances.weight.copy_(old["encoder.relative_attention_bias.weight"])
    net.distances.weight.requires_grad_(False)
    positions = old["embeddings.position_embeddings.weight"][2 : 2 + POSITIONS]  # the first two are never places
    names = ("attn.q", "attn.k", "attn.v"), "attn.o", "LayerNorm"
    return filled(net, old, old["embeddings.word_embeddings.weight"][kept], positions, names)


@torch.no_grad()
def filled(net, old, pieces, positions, names):
    """Copies the weights of an encoder into `net`; `names` are those of the parts of its attention."""
    net.pieces.weight.copy_(pieces)
    net.positions.weight.copy_(positions)
    net.shapes.weight.zero_()
    net.states.weight.zero_()
    copy(net.norm, old, "embeddings.LayerNorm")
    for i, layer in enumerate(net.layers):
        head, (three, mix, norm) = f"encoder.layer.{i}", names
        for kind in ("weight", "bias"):
            getattr(layer.qkv, kind).copy_(torch.cat([old[f"{head}.attention.{name}.{kind}"] for name in three]))
        copy(layer.mix, old, f"{head}.attention.{mix}")
        copy(layer.mix_norm, old, f"{head}.attention.{norm}")
        copy(layer.up, old, f"{head}.intermediate.dense")
        copy(layer.down, old, f"{head}.output.dense")
        copy(layer.down_norm, old, f"{head}.output.LayerNorm")
    net.pieces.weight.requires_grad_(False)
    return net


class Whole(nn.Module):
    """A dense layer in whole numbers, as the Rust side computes it: one scale an output, one a row of inputs."""

    LARGEST, TOGETHER, STEP = 127, 254.0, 8

    def __init__(self, dense):
        super().__init__()
        whole, scales = weights.quantised(dense.weight.detach().numpy(), weights.FINE)
        self.weight, self.scales, self.bias = torch.from_numpy(whole).float(), torch.from_numpy(scales), dense.bias.detach()

    def forward(self, x):
        groups = x.unflatten(-1, (-1, self.STEP))
        together = torch.maximum(groups.clamp(min=0).sum(-1), (-groups).clamp(min=0).sum(-1)).amax(-1, keepdim=True)
        scale = torch.maximum(x.abs().amax(-1, keepdim=True) / self.LARGEST, together / self.TOGETHER).clamp(min=1e-30)
        return F.linear((x / scale).round(), self.weight) * self.scales * scale + self.bias


def in_whole_numbers(net):
    """Puts a `Whole` in the place of every dense layer of `net`; it can no longer learn."""
    for module in list(net.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Linear):
                setattr(module, name, Whole(child))
    return net.eval()


def from_file(path):
    """The network of a weights file, and the file's texts and tensors."""
    texts, tensors = weights.read(path)
    shape = {name: value.shape[0] for name, value in tensors.items()}
    net = Network(shape["pieces.weight"], shape["output.weight"], replace(MINILM, inner=shape["layers.0.up.weight"]))
    net.load_state_dict({name: torch.from_numpy(tensors[name].copy()) for name in net.state_dict()})
    net.pieces.weight.requires_grad_(False)
    return net, texts, tensors


def copy(module, old, name):
    """Copies weight and bias of one dense or normalising layer."""
    module.weight.copy_(old[f"{name}.weight"])
    module.bias.copy_(old[f"{name}.bias"])
