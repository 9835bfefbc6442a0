"""Sets that teach the student what the attribution corpus does not: whether things happened, other names.

Each becomes documents whose unlabelled heads are ignored. Sets of tokens joined by blanks are put
together as print does, so that the network does not learn to see blanks.
"""

import json
import re
import zlib

from corpus import IGNORED, Document, split
from heads import judgement
from words import tokenizer

TOGETHER = 12  # sentences to a document, as neighbours are
HELD = 5  # one document of so many is kept for measuring, where a set has no dev part
LEFT = re.compile(r"[.,;:!?)\]}%…]+|'s|'S|’s|'re|'ve|'ll|'d|'m|n't|N'T|n’t|’re|’ve|’ll|’d|’m|''|”|’")
RIGHT = re.compile(r"[(\[{$#“‘]|``")
NAMED = {
    "person": 1, "politician": 1, "Person": 1, "PER": 1,
    "location": 2, "country": 2, "Location": 2, "LOC": 2,
    "organisation": 3, "politicalparty": 3, "Organisation": 3, "corporation": 3, "group": 3, "ORG": 3,
    "event": 4, "election": 4, "misc": 4, "product": 4, "creative-work": 4, "Nationality": 4,
}  # fmt: skip


def joined(tokens):
    """The tokens as print sets them, and the offset of each."""
    text, offsets, tight = "", [], True
    for token in tokens:
        if not tight and not LEFT.fullmatch(token):
            text += " "
        offsets.append(len(text))
        text += token
        tight = bool(RIGHT.fullmatch(token))
    return text, offsets


def document(cutter, name, text, values=(), entities=None, tags=()):
    """A document of one text: `values` are (start, column, label), `entities` (start, end, kind) or None,
    `tags` (start, end, part of speech)."""
    made = Document(name, text, list(split(cutter, text)), [])
    for paragraph in made.paragraphs:
        nothing = lambda: [IGNORED] * len(paragraph.words)
        paragraph.roles = [nothing() for _ in range(3)]
        paragraph.entity = nothing()
        paragraph.more = [nothing() for _ in range(5)]
        paragraph.links = [nothing() for _ in range(4)]
        place = {start: i for i, start in enumerate(paragraph.starts)}
        for start, column, label in values:
            if start in place:
                paragraph.more[3 + column][place[start]] = label
        tagged = {(start, end): tag for start, end, tag in tags}
        paragraph.pos = [tagged.get(span, IGNORED) for span in zip(paragraph.starts, paragraph.ends)]
        if entities is not None:
            paragraph.entity = [kind_at(entities, start) for start in paragraph.starts]
    return made


def kind_at(entities, at):
    """The kind of the entity that covers a place."""
    return next((kind for start, end, kind in entities if start <= at < end), 0)


def judged(path, column, keep):
    """Documents of (sentence, event) judgements; `keep` chooses by document name."""
    cutter, batch = tokenizer(["[UNK]"]), []
    for row in map(json.loads, open(path, encoding="utf-8")):
        if not keep(row["doc"]):
            continue
        text, offsets = joined(row["text"].split(" "))
        batch.append((text, [(offsets[e["token"]], column, judgement(e["value"])) for e in row["events"]]))
        if len(batch) == TOGETHER:
            yield gathered(cutter, row["doc"], batch)
            batch = []
    if batch:
        yield gathered(cutter, "rest", batch)


def gathered(cutter, name, sentences):
    """One document of several sentences, a line each."""
    text, values = "", []
    for sentence, found in sentences:
        values += [(start + len(text), column, label) for start, column, label in found]
        text += sentence + "\n"
    return document(cutter, name, text, values)


def named(path, keep=lambda row: True):
    """Documents of token sentences with named entities; sentences without any are left out."""
    cutter = tokenizer(["[UNK]"])
    for row in map(json.loads, open(path, encoding="utf-8")):
        if not row["entities"] or not keep(row):
            continue
        if "tokens" in row:
            text, offsets = joined(row["tokens"])
            ends = [o + len(t) for o, t in zip(offsets, row["tokens"])]
            found = [(offsets[e["tokens"][0]], ends[e["tokens"][1] - 1], NAMED.get(e["type"], 0)) for e in row["entities"]]
        else:
            text = row["text"]
            written = [e for e in row["entities"] if is_name(text[e["start"] : e["end"]])]
            found = [(e["start"], e["end"], NAMED.get(e["type"], 0)) for e in written]
            found.sort(key=lambda e: e[0] - e[1])
        yield document(cutter, row.get("doc", "sentence"), text, entities=found)


def treebank(path, number, judgements=None):
    """Documents of a treebank's sentences with their Penn tags, as numbers of `number`; `judgements` gives the
    (token, column, label) of a sentence by its tokens joined by blanks."""
    cutter, text, tags, values, n = tokenizer(["[UNK]"]), "", [], [], 0
    for sentence in sentences(path):
        starts = []
        for form, tag, gap in sentence:
            starts.append(len(text))
            if tag in number:
                tags.append((len(text), len(text) + len(form), number[tag]))
            text += form + " " * gap
        key = " ".join(form for form, _, _ in sentence)
        values += [(starts[token], column, label) for token, column, label in (judgements or {}).get(key, ())]
        text, n = text.rstrip(" ") + "\n", n + 1
        if n % TOGETHER == 0:
            yield document(cutter, "treebank", text, values, tags=tags)
            text, tags, values = "", [], []
    if text:
        yield document(cutter, "treebank", text, values, tags=tags)


def sentences(path):
    """The (form, Penn tag, whether a blank follows) of each sentence of a CoNLL-U file."""
    sentence = []
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if fields[0].isdigit():
            sentence.append((fields[1], fields[4], "SpaceAfter=No" not in fields[9]))
        elif fields == [""] and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def tagged(data, number):
    """The two treebanks; the sentences of one were judged as well."""
    rows = map(json.loads, open(f"{data}/factuality/uds-ih2-train.jsonl", encoding="utf-8"))
    judgements = {row["text"]: [(e["token"], 0, judgement(e["value"])) for e in row["events"]] for row in rows}
    return [
        *treebank(f"{data}/treebank/en_ewt-ud-train.conllu", number, judgements),
        *treebank(f"{data}/treebank/gum-train.conllu", number),
    ]


def unmarked(path):
    """Documents of whole articles in which nothing is marked: only a teacher teaches on them."""
    cutter = tokenizer(["[UNK]"])
    return [document(cutter, row["doc"], row["text"]) for row in map(json.loads, open(path, encoding="utf-8"))]


def is_name(words):
    """Is the last word written as a name is? One of the sets marks common nouns too."""
    return words.split()[-1:] != [] and words.split()[-1][0].isupper()


def is_held(name):
    """Is the document one of those kept for measuring?"""
    return zlib.crc32(name.encode("utf-8")) % HELD == 0


def read(data, number=None):
    """All sets, in a fixed order; with `number`, the treebanks in the place of the set judged on one of them."""
    first = judged(f"{data}/factuality/uds-ih2-train.jsonl", 0, lambda name: True) if number is None else tagged(data, number)
    return [
        *first,
        *judged(f"{data}/factuality/uw-train.jsonl", 1, lambda name: not is_held(name)),
        *named(f"{data}/ner/crossner-politics-train.jsonl"),
        *named(f"{data}/ner/wnut17-train.jsonl"),
        *named(f"{data}/ner/re3d.jsonl", lambda row: row["split"] == "train"),
    ]
