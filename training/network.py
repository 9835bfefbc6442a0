"""The encoder (MiniLM, six layers) with case and quotation features and one output for all token heads."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from words import SHAPES, STATES

WIDTH, HEADS, LAYERS, INNER, EPSILON = 384, 12, 6, 1536, 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = dropout

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.mix(mixed.transpose(1, 2).reshape(b, n, WIDTH))
        x = self.mix_norm(x + F.dropout(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.down_norm(x + F.dropout(inner, self.dropout, self.training))


class Network(nn.Module):
    """Pieces in, one row of head logits a piece out."""

    def __init__(self, vocabulary, outputs, dropout=0.1):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.states = nn.Embedding(STATES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.output = nn.Linear(WIDTH, outputs)
        self.dropout = dropout

    def forward(self, pieces, shapes, states, mask=None):
        n = pieces.shape[1]
        x = self.pieces(pieces) + self.positions.weight[:n] + self.shapes(shapes) + self.states(states)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return self.output(F.dropout(x, self.dropout, self.training))


def from_minilm(directory, kept, outputs):
    """A network with the weights of all-MiniLM-L6-v2, the rows `kept` of its vocabulary, and zero features."""
    old = load_file(f"{directory}/model.safetensors")
    net = Network(len(kept), outputs)
    with torch.no_grad():
        net.pieces.weight.copy_(old["embeddings.word_embeddings.weight"][kept])
        net.positions.weight.copy_(old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0])
        net.shapes.weight.zero_()
        net.states.weight.zero_()
        copy(net.norm, old, "embeddings.LayerNorm")
        for i, layer in enumerate(net.layers):
            head = f"encoder.layer.{i}"
            for kind in ("weight", "bias"):
                parts = [old[f"{head}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
            copy(layer.mix, old, f"{head}.attention.output.dense")
            copy(layer.mix_norm, old, f"{head}.attention.output.LayerNorm")
            copy(layer.up, old, f"{head}.intermediate.dense")
            copy(layer.down, old, f"{head}.output.dense")
            copy(layer.down_norm, old, f"{head}.output.LayerNorm")
    net.pieces.weight.requires_grad_(False)
    return net


def copy(module, old, name):
    """Copies weight and bias of one dense or normalising layer."""
    module.weight.copy_(old[f"{name}.weight"])
    module.bias.copy_(old[f"{name}.bias"])
