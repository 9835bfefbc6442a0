"""Pairs of claims to learn from: written ones with their labels, and pairs of sentences of the data without.

A written block holds a claim (A), the same in other words (S) and nearly its words (T), one that contradicts it (C), and
one or two near-misses (D, E). Sentences of the data are paired within an event of several documents, or an article; some
are altered in one number, day, name or *not*.
"""

import collections
import glob
import json
import os
import random
import re
import xml.etree.ElementTree as ElementTree

from sklearn.feature_extraction.text import TfidfVectorizer

SAME, CONTRADICTS, DIFFERENT = range(3)
SEED = 5
EVENTS, ARTICLES, ALTERED = 20000, 6000, (9000, 3000)  # how many pairs of each are taken
WITHIN = (("A", "S", SAME), ("A", "T", SAME), ("S", "T", SAME)) + tuple(
    (one, other, label) for other, label in (("C", CONTRADICTS), ("D", DIFFERENT), ("E", DIFFERENT)) for one in "ATS"
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
NUMBERS = "two three four five six seven eight nine ten eleven twelve dozen twenty thirty".split()
VERB = re.compile(r"\b(is|was|were|are|will|would|has|had|have|could|can|should|did|does)\b(?! not)")
NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]+(?: [A-Z][a-z]+)*)")
SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’])) (?=[A-Z\"“])")


def written(folder):
    """Of each written block the pairs with their labels: one list a block."""
    for path in sorted(glob.glob(f"{folder}/*.txt")):
        with open(path, encoding="utf-8") as file:
            blocks = file.read().split("\n\n")
        for block in blocks:
            told = {line[0]: line[2:].strip() for line in block.strip().split("\n") if line[1:2] == ":"}
            pairs = [(told[one], told[other], label) for one, other, label in WITHIN if one in told and other in told]
            if pairs:
                yield pairs


def joined(tokens):
    """Words of a tokenised text as they would be printed."""
    text = re.sub(r" ([.,;:!?%)\]]|'s\b|n't\b|'re\b|'ve\b|'ll\b|'d\b|’s\b)", r"\1", " ".join(tokens))
    return re.sub(r"([(\[$]) ", r"\1", text)


def sentences(text):
    """The sentences of a text, roughly."""
    for paragraph in text.split("\n"):
        yield from SENTENCE.split(paragraph)


def events(data):
    """Groups of (document, sentence) that tell of one event."""
    for topic in sorted(os.listdir(f"{data}/crossdoc/ECB+"), key=int):
        halves = collections.defaultdict(list)
        for path in sorted(glob.glob(f"{data}/crossdoc/ECB+/{topic}/*.xml")):
            told = collections.defaultdict(list)
            for token in ElementTree.parse(path).getroot().iter("token"):
                told[int(token.get("sentence"))].append(token.text or "")
            is_plus = "plus" in path  # its first sentence is an address
            halves[is_plus] += [(path, joined(words)) for at, words in sorted(told.items()) if at or not is_plus]
        yield from halves.values()
    groups = collections.defaultdict(list)
    for line in open(f"{data}/coverage/basil-2010-2017.jsonl", encoding="utf-8"):
        article = json.loads(line)
        told = [article["title"], *sentences(article["text"])]
        groups[article["event"]] += [(article["doc"], sentence) for sentence in told]
    yield from groups.values()


def articles(data):
    """Groups of the sentences of one article."""
    for line in open(f"{data}/attribution/polnear-train.jsonl", encoding="utf-8"):
        yield list(enumerate(sentences(json.loads(line)["text"])))


def near(group, draw, is_event):
    """Pairs of sentences of other documents that share words: the nearest three and one that is farther."""
    group = [(document, text.strip()) for document, text in group if 5 <= len(text.split()) <= 45]
    if len(group) < 4:
        return
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform([text for _, text in group])
    alike = (vectors @ vectors.T).toarray()
    for at, (document, text) in enumerate(group):
        others = [i for i in range(len(group)) if group[i][0] != document and group[i][1] != text]
        others.sort(key=lambda i: -alike[at, i])
        taken = others[:3] + [draw.choice(others[3:12] or others)] if is_event and others else others[:1]
        for other in taken:
            if alike[at, other] > (0.05 if is_event else 0.15):
                yield tuple(sorted((text, group[other][1])))


def altered(text, draw):
    """The sentence with another number, day, name order or polarity; None where there is nothing to alter."""
    words = text.split(" ")
    days = [i for i, word in enumerate(words) if word.strip(".,") in DAYS + MONTHS]
    digits = [i for i, word in enumerate(words) if re.search(r"\d", word)]
    spelled = [i for i, word in enumerate(words) if word in NUMBERS]
    names, verbs = list(NAME.finditer(text)), list(VERB.finditer(text))
    ways = [way for way, has in (("digits", digits), ("days", days), ("spelled", spelled), ("verbs", verbs)) if has]
    ways += ["not"] * bool(re.search(r"\bnot\b|n't\b", text)) + ["names"] * (len(names) > 1)
    way = draw.choice(ways) if ways else None
    if way == "digits":
        at = draw.choice(digits)
        words[at] = re.sub(r"\d", lambda found: draw.choice("123456789".replace(found[0], "")), words[at], count=1)
    elif way == "days":
        at = draw.choice(days)
        bare = words[at].strip(".,")
        words[at] = words[at].replace(bare, draw.choice([x for x in (DAYS if bare in DAYS else MONTHS) if x != bare]))
    elif way == "spelled":
        at = draw.choice(spelled)
        words[at] = draw.choice([word for word in NUMBERS if word != words[at]])
    elif way == "verbs":
        end = draw.choice(verbs).end()
        return f"{text[:end]} not{text[end:]}"
    elif way == "not":
        return re.sub(r" not\b|n't\b", "", text, count=1)
    elif way == "names":
        a, b = sorted(draw.sample(names, 2), key=lambda found: found.start())
        return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]
    return " ".join(words) if way else None


def natural(data):
    """Pairs of sentences of the data, without labels."""
    draw = random.Random(SEED)
    across = sorted({pair for group in events(data) for pair in near(group, draw, True)})
    inside = sorted({pair for group in articles(data) for pair in near(group, draw, False)})
    draw.shuffle(across)
    draw.shuffle(inside)
    pairs = across[:EVENTS] + inside[:ARTICLES]
    for one, other in across[: ALTERED[0]] + inside[: ALTERED[1]]:
        base, rest = (one, other) if draw.random() < 0.5 else (other, one)
        changed = altered(base, draw)
        if changed and changed != base:
            pairs.append((changed, rest if draw.random() < 0.5 else base))
    draw.shuffle(pairs)
    return pairs
