"""Names of persons, places and organisations as spaCy en_core_web_sm finds them, as JSON Lines.

    peer_entities.py ARTICLES.jsonl

Each line: `doc`, and `entities` as `[start, end, kind]` in code points. Countries, cities and
buildings count as places.
"""

import json
import sys

from peer import model

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def main(path):
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    pipeline = model()
    for row, read in zip(rows, pipeline.pipe((row["text"] for row in rows), batch_size=64)):
        found = [[e.start_char, e.end_char, KINDS[e.label_]] for e in read.ents if e.label_ in KINDS]
        print(json.dumps({"doc": row["doc"], "entities": found}))


if __name__ == "__main__":
    main(sys.argv[1])
