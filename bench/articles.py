"""Short invented articles in JSON Lines, none like another: a stream to watch memory on.

    articles.py COUNT > ARTICLES.jsonl
"""

import json
import sys

WHO = ["Mayor Holt", "An aide", "Officials in Velin", "The ministry", "Two engineers", "Radio Velin"]
CUE = ["said", "denied that", "warned that", "reported that", "did not say whether"]
WHAT = ["the bridge", "the dam", "the convoy", "the ferry", "the mine", "the school", "the old mill"]
TURN = ["would close", "had moved", "may be sold", "was safe", "was seen on Monday"]


def article(number):
    turn = number
    words = []
    for choice in (WHO, CUE, WHAT, TURN):
        words.append(choice[turn % len(choice)])
        turn //= len(choice)
    who, cue, what, change = words
    return {"doc": f"invented-{number}", "text": f"{who} {cue} {what} number {number} {change}."}


def main(count):
    for number in range(count):
        print(json.dumps(article(number)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
