"""Finds attributions inside contents by reading each content again, alone; the student learns them in one pass.

The corpus marks the outermost attributions only, so these labels are silver: the teacher's own.
"""

import bisect

from corpus import ROLES, Document, Paragraph, bio, outermost
from extract import attributions, read, scene
from score import confident
from words import DOUBLE_MARKS

SHORTEST = 6  # words of a content that is read again
FAIR = 0.5  # below this score a finding is no label


def core(paragraph, start, end):
    """The words of a content without marks at its edges and a leading *that*, as a paragraph of its own, or None."""
    first, last = bisect.bisect_right(paragraph.ends, start), bisect.bisect_left(paragraph.starts, end)
    loose = lambda i: paragraph.words[i] in DOUBLE_MARKS or paragraph.words[i] == "that"
    while last > first and loose(last - 1):
        last -= 1
    while first < last and loose(first):
        first += 1
    if last - first < SHORTEST:
        return None
    cut = lambda values: values[first:last]
    gaps = [False] + cut(paragraph.gaps)[1:]
    return Paragraph(cut(paragraph.words), gaps, cut(paragraph.starts), cut(paragraph.ends))


def cores(document):
    """The contents of the gold attributions that are long enough, each once."""
    spans = outermost([tuple(s) for a in document.attributions for s in a["content"]])
    for paragraph in document.paragraphs:
        for start, end in spans:
            found = core(paragraph, start, end) if paragraph.starts[0] < end and start < paragraph.ends[-1] else None
            if found:
                yield found


def label(net, encoding, tags, linker, document):
    """Writes the three BIO lists of the attributions inside contents, and empty judgements."""
    found = {role: [] for role in ROLES}
    inside = list(cores(document))
    if inside:
        made = read(net, encoding, Document(document.name, document.text, inside, []), tags)
        starts = [s for p in inside for s in p.starts]
        ends = [e for p in inside for e in p.ends]
        at = lambda span: (starts[span.start], ends[span.end - 1])
        for source, cue, contents, signs in attributions(scene(made, linker["lean"]), linker):
            verb = any(tag in linker["words"] for tag in made.pos[cue.start : cue.end])
            alone = len({made.paragraph[s.start] for s in (source or cue, cue, *contents)}) == 1
            if source and verb and alone and confident(signs, linker["confidence"]) >= FAIR:
                found["source"].append(at(source))
                found["cue"].append(at(cue))
                found["content"] += [at(c) for c in contents]
    lists = [list(bio(document, found[role])) for role in ROLES]
    for k, paragraph in enumerate(document.paragraphs):
        paragraph.more = [tags_of[k] for tags_of in lists] + [[-100] * len(paragraph.words) for _ in range(2)]
    return len(found["cue"])
