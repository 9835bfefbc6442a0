#!/bin/sh
# Rebuilds every weight: training/run.sh --data DIR --out DIR [--epochs N] [--judge score_attribution.py]
# Two teachers learn, a small and a large one; the student learns from the small one, then three times more from both.
# DIR of --data holds attribution/, factuality/, ner/, crossdoc/ and coverage/ (training/README.md says which files).
# Interrupted, it goes on at the epoch it was in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
weights=$here/../crates/language/weights
data= out= judge= epochs=3
while [ $# -gt 0 ]; do
    case $1 in
        --data) data=$2 ;;
        --out) out=$2 ;;
        --epochs) epochs=$2 ;;
        --judge) judge=$2 ;;
        *) echo "unknown: $1" >&2; exit 2 ;;
    esac
    shift 2
done
[ -n "$data" ] && [ -n "$out" ] || { sed -n 2,5p "$0" >&2; exit 2; }
cd "$here"
python train.py --data "$data" --out "$out/teacher" --epochs "$epochs"
python export.py --data "$data" --out "$out/teacher" --weights "$out/teacher.orw"
python distil.py --data "$data" --out "$out/student" --teacher "$out/teacher.orw"
python export.py --data "$data" --out "$out/student" --weights "$out/student.orw"
python train.py --data "$data" --out "$out/large" --large --half --epochs 2
python again.py --data "$data" --out "$out/school" --start "$out/student.orw" --teacher "$out/teacher.orw" --large "$out/large"
python names.py --data "$data" --out "$out/school" --start "$out/student.orw"
python export.py --data "$data" --out "$out/school" --weights "$out/school.orw"
python again.py --data "$data" --out "$out/third" --start "$out/school" --teacher "$out/teacher.orw" --large "$out/large" --seed 31
python names.py --data "$data" --out "$out/third" --start "$out/school.orw"
python export.py --data "$data" --out "$out/third" --weights "$out/third.orw"
python again.py --data "$data" --out "$out" --start "$out/third" --teacher "$out/teacher.orw" --large "$out/large" --seed 53 --batches 2000
python names.py --data "$data" --out "$out" --start "$out/third.orw" --seed 59
python export.py --data "$data" --out "$out" --weights "$weights/attribution.orw"
(cd "$weights" && sha256sum attribution.orw | cut -d' ' -f1 > attribution.orw.sha256)
python parity.py --out "$out" --sentences parity.txt --fixture "$weights/parity.jsonl"
python judgements.py --data "$data" --out "$out"
python robustness.py --data "$data" --out "$out"
python pair_teacher.py --data "$data" --out "$out"
python pair.py --out "$out" --encoder "$weights/attribution.orw" --weights "$weights/pair.orw" \
    --fixture "$weights/pair-parity.jsonl" --gold "$here/../gold/pairs.jsonl"
(cd "$weights" && sha256sum pair.orw | cut -d' ' -f1 > pair.orw.sha256)
[ -z "$judge" ] || python "$judge" "$data/attribution/polnear-dev.jsonl" "$out/dev.jsonl"
