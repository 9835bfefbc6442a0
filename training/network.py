"""The encoder (MiniLM, six layers) with case and quotation features and one output for all token heads."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

import weights
from words import SHAPES, STATES

WIDTH, HEADS, LAYERS, INNER, EPSILON = 384, 12, 6, 1536, 1e-12
POSITIONS = 256  # as many as a window has pieces


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT does."""

    def __init__(self, dropout, inner):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
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

    def __init__(self, vocabulary, outputs, dropout=0.1, inner=INNER, layers=LAYERS):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.states = nn.Embedding(STATES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout, inner) for _ in range(layers))
        self.output = nn.Linear(WIDTH, outputs)
        self.dropout = dropout

    def read(self, pieces, shapes, states, mask=None):
        """The last vector of each piece."""
        n = pieces.shape[1]
        x = self.pieces(pieces) + self.positions.weight[:n] + self.shapes(shapes) + self.states(states)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, pieces, shapes, states, mask=None):
        x = self.read(pieces, shapes, states, mask)
        return self.output(F.dropout(x, self.dropout, self.training))


@torch.no_grad()
def importance(net, batches):
    """How much each inner neuron of each layer moves the output: mean size after GELU times its outgoing weights.

    A batch holds what `net` takes.
    """
    sums, hooks = [0.0] * len(net.layers), []
    for k, layer in enumerate(net.layers):
        hooks.append(layer.up.register_forward_hook(lambda _m, _i, out, k=k: sums.__setitem__(k, sums[k] + F.gelu(out).abs().sum((0, 1)))))
    for one in batches:
        net(*one)
    for hook in hooks:
        hook.remove()
    return [s * layer.down.weight.norm(dim=0) for s, layer in zip(sums, net.layers)]


def narrowed(net, batches, inner):
    """The parameters of `net` with the `inner` most telling inner neurons of each layer, by name."""
    kept = [s.topk(inner).indices.sort().values for s in importance(net, batches)]
    for name, value in net.state_dict().items():
        layer = int(name.split(".")[1]) if name.startswith("layers.") else None
        if ".up." in name:
            value = value[kept[layer]]
        elif name.endswith("down.weight"):
            value = value[:, kept[layer]]
        yield name, value


def from_minilm(directory, kept, outputs):
    """A network with the weights of all-MiniLM-L6-v2, the rows `kept` of its vocabulary, and zero features."""
    old = load_file(f"{directory}/model.safetensors")
    net = Network(len(kept), outputs)
    with torch.no_grad():
        net.pieces.weight.copy_(old["embeddings.word_embeddings.weight"][kept])
        net.positions.weight.copy_(old["embeddings.position_embeddings.weight"][:POSITIONS] + old["embeddings.token_type_embeddings.weight"][0])
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


def from_state(state):
    """The network with the parameters of `state`, however many layers they are of."""
    inner, layers = state["layers.0.up.weight"].shape[0], sum(name.endswith(".up.weight") for name in state)
    net = Network(state["pieces.weight"].shape[0], state["output.weight"].shape[0], inner=inner, layers=layers)
    net.load_state_dict(state)
    net.pieces.weight.requires_grad_(False)
    return net


def from_file(path):
    """The network of a weights file, and the file's texts and tensors."""
    texts, tensors = weights.read(path)
    fitted = ("link.", "lean", "confidence", "threshold")
    state = {name: torch.from_numpy(value.copy()) for name, value in tensors.items() if not name.startswith(fitted)}
    return from_state(state), texts, tensors


def copy(module, old, name):
    """Copies weight and bias of one dense or normalising layer."""
    module.weight.copy_(old[f"{name}.weight"])
    module.bias.copy_(old[f"{name}.bias"])
