#!/usr/bin/env bash
# Times `inatsounds eval` of a full test split (49,527 x 1,212 scores) from CSV and from .npy, and pandas with
# scikit-learn on the same files, and checks that both come to the same numbers. Then intervals, a baseline, the page, and a
# CSV with the columns of all categories.
#
#   scripts/bench_eval.sh [RUNS] [FOLDER]
#
# Needs GNU time; for the comparison Python with pandas and scikit-learn. About 6 GB of disk in FOLDER (default: a temporary
# folder).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-5}
work=${2:-$(mktemp -d)}
mkdir -p "$work"

[ -f "$work/test.json" ] || java scripts/GenerateAnnotations.java --split test --out "$work/test.json"
for kind in csv npy; do
  [ -f "$work/predictions.$kind" ] ||
    java scripts/GeneratePredictions.java --annotations "$work/test.json" --out "$work/predictions.$kind"
done
mvn -q -B -Dmaven.test.skip=true package
export INATSOUNDS_BUILD=never

# Without its start-up cache, a run takes a tenth of a second longer.
INATSOUNDS_STARTUP_CACHE="make" scripts/inatsounds

for run in $(seq 0 "$runs"); do
  for kind in csv npy; do
    label="inatsounds $kind"
    [ "$run" = 0 ] && label="warm-up $kind"
    /usr/bin/time -f "$label: %e s, %U s user, %S s system, %M KiB" scripts/inatsounds eval -q --format json \
      --annotations "$work/test.json" "$work/predictions.$kind" >"$work/$kind.json"
  done
done
if python3 -c 'import pandas, sklearn' 2>/dev/null; then
  for kind in csv npy; do
    /usr/bin/time -f "pandas + scikit-learn $kind: %e s, %U s user, %S s system, %M KiB" python3 scripts/peer_eval.py \
      --annotations "$work/test.json" "$work/predictions.$kind" --expect "$work/$kind.json"
  done
else
  echo 'pandas and scikit-learn are not installed here: no comparison' >&2
fi

[ -f "$work/train.json" ] || java scripts/GenerateAnnotations.java --split train --out "$work/train.json"
[ -f "$work/base.csv" ] ||
  java scripts/GeneratePredictions.java --annotations "$work/test.json" --seed 2 --out "$work/base.csv"
[ -f "$work/all.csv" ] ||
  java scripts/GeneratePredictions.java --annotations "$work/test.json" --columns all --out "$work/all.csv"
timed() {
  /usr/bin/time -f "$1: %e s, %U s user, %S s system, %M KiB" scripts/inatsounds "${@:2}" -q --data "$work" >"$work/out"
}
cat "$work/all.csv" >/dev/null
for _ in $(seq "$runs"); do
  timed 'csv' eval "$work/predictions.csv"
  timed 'report, csv' report "$work/predictions.csv" -o "$work/report.html"
  timed 'report without intervals, csv' report "$work/predictions.csv" --resamples 0 -o "$work/report.html"
  timed 'intervals, npy' eval "$work/predictions.npy" --confidence 0.95
  timed 'baseline, two csv' eval "$work/predictions.csv" --baseline "$work/base.csv"
  timed 'all columns, csv' eval "$work/all.csv"
done
ls -l "$work/report.html"
