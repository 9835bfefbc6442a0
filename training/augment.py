"""Changes a document as another outlet, a sloppy copy or another country would have printed it."""

from collections import defaultdict
from copy import copy

from corpus import BEGIN, ENTITIES, IN
from words import DOUBLE_MARKS, SINGLE, SINGLE_MARKS, CLOSING, OPENING, UNCLOSED, quotation_states, shape

STYLES = {"straight": '""', "curly": "“”", "low": "„“", "angle": "«»", "single": "‘’", "typewriter": "''"}
SYLLABLES = "ba be bo chi da di dra el fa ga gor ha hu ir ja jo ka ko kri la lev lo ma mi mu na ne no ol pa pe po ra ri ro sa sen shi ta te ti to tsu va vi wa xi ya yu za zo".split()


def pools(documents):
    """Entity → the capitalised words silver tags so, as drawn from the training part."""
    found = defaultdict(set)
    for document in documents:
        for paragraph in document.paragraphs:
            for word, entity in zip(paragraph.words, paragraph.entity):
                if entity > 0 and shape(word) == 1:
                    found[entity].add(word)
    return {entity: sorted(words) for entity, words in found.items()}


def augmented(document, pool, rng):
    """`document` itself, or a changed copy."""
    paragraphs = document.paragraphs
    draw = rng.random()
    if draw < 0.16:
        paragraphs = restyled(paragraphs, STYLES[rng.choice(sorted(STYLES))])
    elif draw < 0.26:
        paragraphs = without_marks(paragraphs, CLOSING, 0.4, rng)
    elif draw < 0.29:
        paragraphs = without_marks(paragraphs, OPENING, 0.3, rng)
    if rng.random() < 0.05:
        paragraphs = [replaced(p, [w.lower() for w in p.words]) for p in paragraphs]
    elif rng.random() < 0.3:
        paragraphs = renamed(paragraphs, pool, rng)
    return paragraphs


def replaced(paragraph, words):
    """`paragraph` with other words in the same places."""
    made = copy(paragraph)
    made.words = words
    return made


def restyled(paragraphs, marks):
    """Double quotation marks written as `marks`, the opening and the closing one."""
    made, carried = [], False
    for paragraph in paragraphs:
        states, carried = quotation_states(paragraph.words, paragraph.gaps, carried)
        words = [
            marks[0] if state in (OPENING, UNCLOSED) else marks[1] if word in DOUBLE_MARKS else word
            for word, state in zip(paragraph.words, states)
        ]
        keep = [w if state == SINGLE and w in SINGLE_MARKS else n for w, n, state in zip(paragraph.words, words, states)]
        made.append(replaced(paragraph, keep))
    return made


def without_marks(paragraphs, which, share, rng):
    """A `share` of the closing (or opening) double marks left out."""
    made, carried = [], False
    for paragraph in paragraphs:
        states, carried = quotation_states(paragraph.words, paragraph.gaps, carried)
        for i in reversed(range(1, len(states))):
            if states[i] == which and rng.random() < share:
                paragraph = without(paragraph, i)
        made.append(paragraph)
    return made


def without(paragraph, i):
    """`paragraph` without word `i`; a span that began there begins with the next word."""
    made = copy(paragraph)
    for name in ("words", "gaps", "starts", "ends", "pos", "entity"):
        values = getattr(paragraph, name)
        setattr(made, name, values[:i] + values[i + 1 :])
    if i < len(made.gaps):
        made.gaps[i] = made.gaps[i] or paragraph.gaps[i]
    made.roles = [shortened(tags, i) for tags in paragraph.roles]
    made.more = [shortened(tags, i) for tags in paragraph.more]
    made.links = [numbers[:i] + numbers[i + 1 :] for numbers in paragraph.links]
    return made


def shortened(tags, i):
    """`tags` without the one at `i`; what it began begins with the next."""
    rest = tags[i + 1 :]
    if tags[i] == BEGIN and rest and rest[0] == IN:
        rest = [BEGIN] + rest[1:]
    return tags[:i] + rest


def renamed(paragraphs, pool, rng):
    """Names exchanged for others of their kind, or for invented ones, the same throughout."""
    names = {}
    made = []
    for paragraph in paragraphs:
        words = list(paragraph.words)
        for i, (word, entity) in enumerate(zip(paragraph.words, paragraph.entity)):
            if entity > 0 and ENTITIES[entity] in ("PERSON", "LOCATION") and shape(word) == 1:
                if word not in names:
                    names[word] = invented(rng) if rng.random() < 0.4 else rng.choice(pool[entity])
                words[i] = names[word]
        made.append(replaced(paragraph, words))
    return made


def invented(rng):
    """A name that nobody bears."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3)))).capitalize()
