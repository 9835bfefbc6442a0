"""Labels of the attributions inside contents: `nested.jsonl`, stand-off marks in some of the training articles.

The corpus marks the outermost attributions only. In the other articles nothing is known of what is inside a content.
"""

import json
import os

from corpus import IGNORED, OUT, ROLES, bio, covering, outermost

MARKS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "nested.jsonl")


def label(documents):
    """Writes three BIO lists for the attributions inside contents, and empty judgements; how many were marked."""
    with open(MARKS, encoding="utf-8") as file:
        marked = {row["doc"]: row["attributions"] for row in map(json.loads, file)}
    for document in documents:
        found = marked.get(document.name)
        lists = unknown(document) if found is None else inside(document, found)
        for k, paragraph in enumerate(document.paragraphs):
            paragraph.more = [tags[k] for tags in lists] + [[IGNORED] * len(paragraph.words) for _ in range(2)]
    return sum(len(found) for found in marked.values())


def inside(document, found):
    """The tags of what was marked; of a content in a content the outer one."""
    return [list(bio(document, [tuple(span) for one in found for span in one[role]])) for role in ROLES]


def unknown(document):
    """Nothing outside the contents, who knows what inside."""
    contents = outermost([tuple(span) for one in document.attributions for span in one["content"] if span[0] < span[1]])
    tags = [[OUT if k is None else IGNORED for k in owners] for owners in covering(document, contents)]
    return [tags] * len(ROLES)
