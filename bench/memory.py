"""Memory of `onrecord extract` while articles stream through it (Linux).

    memory.py ONRECORD ARTICLES.jsonl [EVERY]

Prints resident memory and its peak, in MiB, each time another EVERY articles (10,000 unless told)
have come out.
"""

import re
import subprocess
import sys


def resident(process):
    """What the kernel says the process holds now and held at the most, in MiB; None once it has ended."""
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        told = dict(re.findall(r"(VmRSS|VmHWM):\s+(\d+) kB", status.read()))
    if not told:  # ended, its last lines still in the pipe
        return None
    return int(told["VmRSS"]) / 1024, int(told["VmHWM"]) / 1024


def main(onrecord, articles, every=10_000):
    command = [onrecord, "extract", "--threads", "2", "--format", "record", articles]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        done = 0
        for _ in run.stdout:
            done += 1
            held = resident(run.pid) if done % every == 0 else None
            if held:
                now, peak = held
                print(f"{done:7} articles out: {now:.0f} MiB, {peak:.0f} MiB at the most", flush=True)
    if run.returncode:
        sys.exit(f"onrecord ended with {run.returncode}")
    print(f"{done:7} articles in all")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
