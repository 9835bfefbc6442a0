"""Gives a student that has none the columns that join, blank: `export.py` then fits them on its last vectors."""

import argparse
import json
import os

import torch

import heads
import network
from again import SEED, grown

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", required=True, help="the weights file of the student")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    texts = network.from_file(args.start)[1]
    setup = {name: texts[name].split("\n") for name in ("vocabulary", "tags")}
    with open(f"{args.out}/setup.json", "w", encoding="utf-8") as file:
        json.dump(setup, file)
    torch.manual_seed(SEED)
    student, _ = grown(args.start, sum(heads.widths(len(setup["tags"]))))
    torch.save({"net": student.state_dict()}, f"{args.out}/state.pt")
