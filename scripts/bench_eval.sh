#!/usr/bin/env bash
# Times `inatsounds eval` of a full test split (49,527 x 1,212 scores) from CSV and from .npy, and pandas with
# scikit-learn on the same files, and checks that both come to the same numbers.
#
#   scripts/bench_eval.sh [RUNS] [FOLDER]
#
# Needs GNU time; for the comparison Python with pandas and scikit-learn. About 1 GB of disk in FOLDER (default: a temporary
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

# The first start makes the start-up cache, in the background.
scripts/inatsounds --version
sleep 10

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
