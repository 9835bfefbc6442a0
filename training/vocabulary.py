"""Cuts the vocabulary of MiniLM: the pieces the news needs, and the commonest of the others."""

from collections import Counter

from words import CLS, SEP, UNK

SIZE = 22000


def read(path):
    """One piece a line."""
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def latin(piece):
    """Whether a piece is of Latin letters, digits or marks that news in English prints."""
    return all(c < "\u0250" or "\u2010" <= c <= "\u2044" or c in "€₤₹£" for c in piece)


def cut(pieces, counts):
    """The old numbers of the pieces to keep, in order: special ones, single characters, then by use and rank."""
    bare = [piece.removeprefix("##") for piece in pieces]
    must = {i for i, piece in enumerate(pieces) if piece in ("[PAD]", UNK, CLS, SEP)}
    must |= {i for i, piece in enumerate(bare) if len(piece) == 1 and latin(piece)}
    may = [i for i, piece in enumerate(pieces) if i not in must and not piece.startswith("[unused") and latin(piece)]
    by_use = sorted(may, key=lambda i: (-min(counts[pieces[i]], 2), i))  # the list itself is in order of frequency
    return sorted(must | set(by_use[: SIZE - len(must)]))


def count(tokenizer, documents):
    """How often each piece stands in the documents."""
    counts = Counter()
    for document in documents:
        for paragraph in document.paragraphs:
            for word in paragraph.words:
                counts.update(tokenizer.encode(word, add_special_tokens=False).tokens)
    return counts
