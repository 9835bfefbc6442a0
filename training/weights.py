"""The weights file: named tensors, matrices as one byte a number with a scale a row.

Layout, little endian: `ORWEIGHT`, version (u32), count (u32), then each tensor: length of its name
(u32), name, kind (u32: 0 text, 1 numbers, 2 rows of bytes), rows (u32), columns (u32), data. Text
has its bytes as columns; a matrix of kind 2 has its scales (f32 a row) before its bytes.
"""

import struct

import numpy as np

MAGIC, VERSION = b"ORWEIGHT", 1
FINE, COARSE = 63, 127  # the largest whole number in matrices that are multiplied, and in tables that are looked up
TEXT, NUMBERS, BYTES = 0, 1, 2


def quantised(matrix, largest=COARSE):
    """Bytes and scales of a matrix, row by row."""
    matrix = np.asarray(matrix, dtype=np.float32)
    scales = np.maximum(np.abs(matrix).max(1), 1e-8).astype(np.float32) / np.float32(largest)
    return np.clip(np.rint(matrix / scales[:, None]), -largest, largest).astype(np.int8), scales


def restored(matrix, largest):
    """What the matrix is once it has been through the file."""
    data, scales = quantised(matrix, largest)
    return data.astype(np.float32) * scales[:, None]


def largest(name, value, fine=FINE):
    """The largest whole number a matrix is stored with, or None: small or sensitive tensors go as they are."""
    if value.ndim != 2 or not name.startswith(("layers.", "pieces", "positions", "output")):
        return None
    return COARSE if name.startswith(("pieces", "positions")) else fine


def restored_network(net):
    """Rounds the network's parameters in place as the file does."""
    import torch

    with torch.no_grad():
        for name, value in net.state_dict().items():
            if largest(name, value):
                value.copy_(torch.from_numpy(restored(value.numpy(), largest(name, value))))
    return net


def write(path, texts, tensors, fine=FINE):
    """Writes texts (name → str) and tensors (name → array)."""
    with open(path, "wb") as file:
        file.write(MAGIC + struct.pack("<II", VERSION, len(texts) + len(tensors)))
        for name, text in texts.items():
            data = text.encode("utf-8")
            file.write(head(name, TEXT, 1, len(data)) + data)
        for name, value in tensors.items():
            value = np.asarray(value, dtype=np.float32)
            rows, columns = value.shape if value.ndim == 2 else (1, value.size)
            if largest(name, value, fine):
                data, scales = quantised(value, largest(name, value, fine))
                file.write(head(name, BYTES, rows, columns) + scales.tobytes() + data.tobytes())
            else:
                file.write(head(name, NUMBERS, rows, columns) + value.tobytes())


def read(path):
    """The texts and the tensors of a weights file, as `write` was given them (rounded)."""
    texts, tensors = {}, {}
    with open(path, "rb") as file:
        magic, version, count = struct.unpack("<8sII", file.read(16))
        if (magic, version) != (MAGIC, VERSION):
            raise ValueError(f"{path} is no weights file of version {VERSION}")
        for _ in range(count):
            name = file.read(struct.unpack("<I", file.read(4))[0]).decode("utf-8")
            kind, rows, columns = struct.unpack("<III", file.read(12))
            if kind == TEXT:
                texts[name] = file.read(columns).decode("utf-8")
            elif kind == NUMBERS:
                value = np.frombuffer(file.read(4 * rows * columns), dtype="<f4")
                tensors[name] = value.reshape(rows, columns) if rows > 1 else value
            else:
                scales = np.frombuffer(file.read(4 * rows), dtype="<f4")
                data = np.frombuffer(file.read(rows * columns), dtype=np.int8).reshape(rows, columns)
                tensors[name] = data.astype(np.float32) * scales[:, None]
    return texts, tensors


def head(name, kind, rows, columns):
    """What stands before a tensor's data."""
    raw = name.encode("utf-8")
    return struct.pack("<I", len(raw)) + raw + struct.pack("<III", kind, rows, columns)
