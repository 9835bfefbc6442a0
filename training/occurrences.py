"""What each measure of two mentions counts when `occurrences` asks whether they tell the same thing that happened.

    cargo run -p onrecord-desk --example ecb -- ECBplus_coreference_sentences.csv TRAIN.xml… --pairs > pairs.jsonl
    python training/occurrences.py pairs.jsonl

A logistic regression over the pairs of mentions of the training topics of ECB+ (1 to 35 without 2, 5, 12, 18, 21, 23, 34,
35). Prints the numbers that stand in crates/collate/src/occurrence.rs; it has no weights file and holds no word. The
measures are put on one scale before they are fitted and back afterwards.
"""

import json
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

COST = 0.1


def main():
    rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    common = np.array([row["common"] for row in rows])
    same = np.array([row["same"] for row in rows])
    mean, scale = common.mean(0), common.std(0) + 1e-9
    model = LogisticRegression(C=COST, max_iter=1000).fit((common - mean) / scale, same)
    weights = model.coef_[0] / scale
    print("weights", [round(float(one), 2) for one in weights])
    print("bias", round(float(model.intercept_[0] - weights @ mean), 2))
    print(len(rows), "pairs,", int(same.sum()), "the same")


if __name__ == "__main__":
    main()
