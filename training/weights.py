"""The weights file: named tensors, matrices as one byte a number with a scale a row.

Layout, little endian: `ORWEIGHT`, version (u32), count (u32), then each tensor: length of its name
(u32), name, kind (u32: 0 text, 1 numbers, 2 rows of bytes), rows (u32), columns (u32), data. Text
has its bytes as columns; a matrix of kind 2 has its scales (f32 a row) before its bytes.
"""

import struct

import numpy as np

MAGIC, VERSION = b"ORWEIGHT", 1
TEXT, NUMBERS, BYTES = 0, 1, 2


def quantised(matrix):
    """Bytes and scales of a matrix, row by row."""
    matrix = np.asarray(matrix, dtype=np.float32)
    scales = np.maximum(np.abs(matrix).max(1), 1e-8).astype(np.float32) / np.float32(127)
    return np.clip(np.rint(matrix / scales[:, None]), -127, 127).astype(np.int8), scales


def restored(matrix):
    """What the matrix is once it has been through the file."""
    data, scales = quantised(matrix)
    return data.astype(np.float32) * scales[:, None]


def is_compressed(name, value):
    """Matrices of the encoder go as bytes; small or sensitive tensors as numbers."""
    return value.ndim == 2 and (name.startswith(("layers.", "pieces", "positions")))


def restored_network(net):
    """Rounds the network's parameters in place as the file does."""
    import torch

    with torch.no_grad():
        for name, value in net.state_dict().items():
            if is_compressed(name, value):
                value.copy_(torch.from_numpy(restored(value.numpy())))
    return net


def write(path, texts, tensors):
    """Writes texts (name → str) and tensors (name → array)."""
    with open(path, "wb") as file:
        file.write(MAGIC + struct.pack("<II", VERSION, len(texts) + len(tensors)))
        for name, text in texts.items():
            data = text.encode("utf-8")
            file.write(head(name, TEXT, 1, len(data)) + data)
        for name, value in tensors.items():
            value = np.asarray(value, dtype=np.float32)
            rows, columns = value.shape if value.ndim == 2 else (1, value.size)
            if is_compressed(name, value):
                data, scales = quantised(value)
                file.write(head(name, BYTES, rows, columns) + scales.tobytes() + data.tobytes())
            else:
                file.write(head(name, NUMBERS, rows, columns) + value.tobytes())


def head(name, kind, rows, columns):
    """What stands before a tensor's data."""
    raw = name.encode("utf-8")
    return struct.pack("<I", len(raw)) + raw + struct.pack("<III", kind, rows, columns)
