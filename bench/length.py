"""Time of one article over its length, with one thread and with two (Linux).

    length.py ONRECORD [RUNS] > speed.tsv

Each line: words (runs of \\w), threads, CPU-seconds and seconds by the clock of the whole process, the
least of RUNS (3 unless told). The articles are invented sentences, none like another, twenty a
paragraph.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time

from articles import article

LENGTHS = [1, 10, 100, 1_000, 10_000, 100_000]


def text(words):
    """Invented sentences of exactly so many words."""
    made, count, number = [], 0, 0
    while count < words:
        sentence = article(number)["text"]
        number += 1
        made.append(sentence)
        count += len(re.findall(r"\w+", sentence))
    paragraphs = "\n\n".join(" ".join(made[at : at + 20]) for at in range(0, len(made), 20))
    ends = [match.end() for match in re.finditer(r"\w+", paragraphs)]
    return paragraphs[: ends[words - 1]] + ".\n"


def timed(command):
    """CPU-seconds and seconds by the clock of a process."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    took, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took


def main(onrecord, runs=3):
    print(f"# {os.uname().sysname} {os.uname().machine}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {time.strftime('%Y-%m-%d', time.gmtime())}")
    print("words\tthreads\tcpu\tclock")
    for words in LENGTHS:
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(text(words))
            file.flush()
            for threads in (1, 2):
                command = [onrecord, "extract", "--threads", str(threads), "--format", "record", file.name]
                took = [timed(command) for _ in range(runs)]
                cpu, clock = (min(one[at] for one in took) for at in (0, 1))
                print(f"{words}\t{threads}\t{cpu:.3f}\t{clock:.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
