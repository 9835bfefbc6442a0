"""Reads the attribution corpus and its silver tags into paragraphs of labelled words."""

import bisect
import gzip
import json
from dataclasses import dataclass, field

from words import tokenizer

ROLES = ("source", "cue", "content")
OUT, BEGIN, IN = 0, 1, 2
ENTITIES = ("O", "PERSON", "LOCATION", "ORGANIZATION", "MISC")
IGNORED = -100
NOBODY, FIRST = 9, 10  # labels of links: a span that has no partner, the first span of a role


@dataclass
class Paragraph:
    """One line of an article, as words."""

    words: list
    gaps: list
    starts: list
    ends: list
    roles: list = field(default_factory=list)  # three BIO lists
    pos: list = field(default_factory=list)
    entity: list = field(default_factory=list)
    more: list = field(default_factory=list)  # lists of the heads that only the student has, see heads.py
    links: list = field(default_factory=list)  # four lists, see `label_links`


@dataclass
class Document:
    """One article."""

    name: str
    text: str
    paragraphs: list
    attributions: list


def lines(text):
    """The offsets of the lines of `text` that hold more than white space."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def split(cutter, text):
    """The paragraphs of `text`, unlabelled; `cutter` is any of our tokenizers."""
    for start, end in lines(text):
        line = text[start:end]
        pairs = cutter.pre_tokenizer.pre_tokenize_str(line)
        spans = [(s, e) for _, (s, e) in pairs]
        words = [line[s:e] for s, e in spans]
        gaps = [i > 0 and s > spans[i - 1][1] for i, (s, _) in enumerate(spans)]
        if words:
            yield Paragraph(words, gaps, [start + s for s, _ in spans], [start + e for _, e in spans])


def outermost(spans):
    """`spans` without those that lie in, or overlap with, a longer one."""
    kept = []
    for s, e in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(e <= a or b <= s for a, b in kept):
            kept.append((s, e))
    return sorted(kept)


def label_roles(document):
    """Writes the BIO lists of the three roles."""
    for role in ROLES:
        spans = [tuple(s) for a in document.attributions for s in a[role] if s[0] < s[1]]
        for paragraph, tags in zip(document.paragraphs, bio(document, spans)):
            paragraph.roles.append(tags)


def bio(document, spans):
    """A BIO list a paragraph for the outermost of `spans`; one that crosses lines goes on with IN."""
    seen = set()
    for owners in covering(document, outermost(spans)):
        tags = []
        for k in owners:
            tags.append(OUT if k is None else IN if k in seen else BEGIN)
            seen.add(k)
        yield tags


def covering(document, spans):
    """A list a paragraph: for each word which of the sorted, separate `spans` it is in, or None."""
    starts = [s for s, _ in spans]
    for paragraph in document.paragraphs:
        owners = []
        for s, e in zip(paragraph.starts, paragraph.ends):
            k = bisect.bisect_left(starts, e) - 1
            owners.append(None if k < 0 or spans[k][1] <= s else k)
        yield owners


def label_links(document):
    """Writes who belongs to whom, word by word: the number of a content's cue, a cue's own number, the number of a
    cue's source, a source's own; `NOBODY` where there is none."""
    kept = {r: outermost([tuple(s) for a in document.attributions for s in a[r] if s[0] < s[1]]) for r in ROLES}
    partners = {"content": {}, "cue": {}}
    for a in document.attributions:
        for role, sought in (("content", "cue"), ("cue", "source")):
            found = next((kept[sought].index(tuple(s)) for s in a[sought] if tuple(s) in kept[sought]), None)
            number = found + FIRST if found is not None else NOBODY if not a[sought] else IGNORED
            for span in a[role]:
                partners[role].setdefault(tuple(span), number)
    own = {r: [FIRST + k for k in range(len(kept[r]))] for r in ROLES}
    theirs = {r: [partners[r][span] for span in kept[r]] for r in partners}
    for role, numbers in (("content", theirs["content"]), ("cue", own["cue"]), ("cue", theirs["cue"]), ("source", own["source"])):
        for paragraph, owners in zip(document.paragraphs, covering(document, kept[role])):
            paragraph.links.append([IGNORED if k is None else numbers[k] for k in owners])


def silver(path):
    """Document name → [(start, end, tag, entity)] of the silver tokens."""
    tokens, here = {}, None
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            if row.startswith("# newdoc id = "):
                here = tokens.setdefault(row.strip().split(" = ", 1)[1], [])
            elif row[:1].isdigit():
                _, _, start, end, pos, _, entity, *_ = row.rstrip("\n").split("\t")
                here.append((int(start), int(end), pos, entity))
    return tokens


def label_silver(document, tokens, tags):
    """Writes tags and entities of the words that a silver token covers; the others are ignored."""
    starts = [t[0] for t in tokens]
    for paragraph in document.paragraphs:
        for s in paragraph.starts:
            k = bisect.bisect_right(starts, s) - 1
            if k < 0 or tokens[k][1] <= s or tokens[k][2] not in tags:
                paragraph.pos.append(IGNORED)
                paragraph.entity.append(IGNORED)
            else:
                paragraph.pos.append(tags[tokens[k][2]])
                paragraph.entity.append(ENTITIES.index(tokens[k][3]) if tokens[k][3] in ENTITIES else 0)


def tag_set(directory):
    """The part-of-speech tags of the silver train part, most frequent first, rare ones left out."""
    counts = {}
    for tokens in silver(f"{directory}/attribution/polnear-silver/train.tokens.tsv.gz").values():
        for token in tokens:
            counts[token[2]] = counts.get(token[2], 0) + 1
    return [tag for tag, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])) if n >= 20]


def read(directory, part, tags):
    """The documents of one part (`train` or `dev`)."""
    cutter = tokenizer(["[UNK]"])
    number = {tag: i for i, tag in enumerate(tags)}
    tagged = silver(f"{directory}/attribution/polnear-silver/{part}.tokens.tsv.gz")
    documents = []
    with open(f"{directory}/attribution/polnear-{part}.jsonl", encoding="utf-8") as file:
        for row in map(json.loads, file):
            document = Document(row["doc"], row["text"], list(split(cutter, row["text"])), row["attributions"])
            label_roles(document)
            label_links(document)
            label_silver(document, tagged.get(row["doc"], []), number)
            documents.append(document)
    return documents
