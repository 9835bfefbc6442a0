"""Makes crates/collate/src/data/short_name.txt of a registry package.

pip download --no-deps nicknames==1.0.1 && unzip nicknames-*.whl
python training/short_names.py nicknames/names.csv

The rows are those of Carlton Northern's and Nick Crews' list of English given names and their short forms
(https://github.com/carltonnorthern/nicknames, Apache-2.0). It was made for family trees: rows that join two names of today
are left out. Everything is sorted: the same list makes the same bytes.
"""

import collections
import csv
import re
import sys
from pathlib import Path

CRATES = Path(__file__).resolve().parent.parent / "crates"
OUT = CRATES / "collate" / "src" / "data" / "short_name.txt"
# names in their own right, whatever they were once short for
OWN = set("ian rupert carl micah marie lisa rita daisy jane leon nathan sandra carol carole erick derick rose ellen".split())
# rows that the rule below takes for two names
ADDED = {("gerald", "jerry"), ("william", "billy"), ("william", "willie"), ("albert", "bert"), ("theresa", "terry"),
         ("teresa", "terry"), ("alexandra", "alex"), ("kathryn", "kate"), ("catherine", "kate"), ("katherine", "katie"),
         ("catherine", "katie"), ("kathryn", "katie"), ("joseph", "jody"), ("jonathan", "jon")}


def main():
    rows = list(csv.reader(open(sys.argv[1], encoding="utf-8")))[1:]
    short = collections.defaultdict(set)
    for name, _, other in rows:
        short[name].add(other)
    words = (CRATES / "language" / "src" / "lexicon" / "first_name.toml").read_text(encoding="utf-8")
    female, male = (set(re.search(rf'^{kind} = """(.*?)"""', words, re.S | re.M)[1].split()) for kind in ("female", "male"))

    def is_one(name, other):
        is_plain = name.isascii() and name.isalpha() and other.isascii() and other.isalpha()
        is_crossed = name in female and other in male or name in male and other in female
        if not is_plain or other in OWN or is_crossed and not name.startswith(other):
            return False
        # most of what `other` is itself the full form of is short for `name` too: else it is another name
        own = {one for one in short.get(other, ()) if other not in short.get(one, ())}
        return len(own & (short[name] | {name})) * 2 >= len(own)

    kept = {(name, other) for name in short for other in short[name] if is_one(name, other)} | ADDED
    full = collections.defaultdict(set)
    for name, other in kept:
        full[other].add(name)
    lines = [f"{other} {' '.join(sorted(full[other]))}\n" for other in sorted(full)]
    OUT.write_text("".join(lines), encoding="utf-8")


main()
