"""The types of events between two given parties: one linear model over hashed features.

    python training/events.py --data DIR

`DIR/events/plv-train.tsv` is PLV_train of Zero-Shot-PLOVER. The features are those of the Rust side, which the example
`events` writes; the third of the rows whose sentence_id has a CRC-32 that 3 divides is never learned from. Writes
`events.orw`, its checksum and `events-parity.jsonl` into crates/language/weights, and prints the figures of a
cross-validation within the two thirds. Seeds are fixed and one thread is used.
"""

import argparse
import hashlib
import json
import os
import subprocess
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

import weights

ROOT = Path(__file__).resolve().parent.parent
BUCKETS = 8192
WORD = 0.5  # what the words weigh beside what the rules find
COST = 0.1
SEED = 0
FOLDS = 6

# features as the Rust side writes them, made up: for the test that both sides score alike
PARITY = [
    ["rule ACCUSE", "rule ACCUSE ", "mid ACCUSE", "w S", "w accuse", "m S accuse T"],
    ["rule AGREE", "rule AGREE AID", "operator Agree mid", "m S agree to lend", "w lend", "w E"],
    ["rule none", "w S", "w the", "m S the T"],
    ["rule CONCEDE", "any RETREAT", "noun RETREAT mid", "w release", "m release T", "quad VerbalCooperation"],
]


def bucket(feature):
    """FNV-1a (32 bits), modulo the number of buckets."""
    value = 0x811C9DC5
    for byte in feature.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value % BUCKETS


def vector(features):
    """Bucket → the greatest value of the features in it."""
    values = {}
    for feature in features:
        value = WORD if feature.startswith(("w ", "m ")) else 1.0
        at = bucket(feature)
        values[at] = max(values.get(at, 0.0), value)
    return values


def matrix(rows):
    """A row of buckets for each list of features."""
    at, columns, values = [], [], []
    for number, features in enumerate(rows):
        for column, value in sorted(vector(features).items()):
            at.append(number)
            columns.append(column)
            values.append(value)
    return csr_matrix((values, (at, columns)), shape=(len(rows), BUCKETS))


def model():
    return LinearSVC(C=COST, class_weight="balanced", max_iter=20000, random_state=SEED)


def cross_validated(x, roots, groups):
    """Macro F1 and share right within the rows learned from, a sentence's rows in one fold."""
    found = np.empty(len(roots), dtype=object)
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for learned, tried in folds.split(x, roots, groups):
        found[tried] = model().fit(x[learned], roots[learned]).predict(x[tried])
    return f1_score(roots, found, average="macro"), float((found == roots).mean())


def rows(data):
    """The rows to learn from, as the example writes them."""
    command = ["cargo", "run", "--release", "--quiet", "-p", "onrecord-language", "--example", "events", "--"]
    written = subprocess.run(
        [*command, "--features", str(Path(data).resolve() / "events" / "plv-train.tsv")],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout
    return [row for row in map(json.loads, written.splitlines()) if not row["held_back"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "crates" / "language" / "weights")
    arguments = parser.parse_args()
    learned = rows(arguments.data)
    x = matrix([row["features"] for row in learned])
    roots = np.array([row["root"] for row in learned])
    figures = cross_validated(x, roots, np.array([row["group"] for row in learned]))
    print(f"{len(learned)} rows; cross-validated: macro F1 {figures[0]:.3f}, right {figures[1]:.3f}")
    fitted = model().fit(x, roots)
    path = arguments.out / "events.orw"
    labels = "\n".join(fitted.classes_)
    weights.write(path, {"labels": labels}, {"output.weight": fitted.coef_, "output.bias": fitted.intercept_})
    (arguments.out / "events.orw.sha256").write_text(hashlib.sha256(path.read_bytes()).hexdigest() + "\n")
    _, tensors = weights.read(path)
    with open(arguments.out / "events-parity.jsonl", "w", encoding="utf-8") as file:
        for features in PARITY:
            scores = tensors["output.bias"].astype(np.float64).copy()
            for at, value in vector(features).items():
                scores += tensors["output.weight"][:, at].astype(np.float64) * value
            file.write(json.dumps({"features": features, "scores": [round(one, 6) for one in scores]}) + "\n")


if __name__ == "__main__":
    main()
