#!/usr/bin/env bash
# Measures the report of a full-size test split: how long it takes beyond `eval`, how large it is, and how long a browser needs to
# sort and search its table of species. Needs Chromium and its driver, and a gigabyte in a temporary folder.
#
#   scripts/bench_report.sh [-n RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=5
if [[ ${1:-} == -n ]]; then
  runs=$2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export INATSOUNDS_BUILD=never INATSOUNDS_DATA=$work

for split in train val test; do
  java scripts/GenerateAnnotations.java --split "$split" --out "$work/$split.json"
done
java scripts/GeneratePredictions.java --annotations "$work/test.json" --out "$work/predictions.csv"

seconds() {
  local from=$EPOCHREALTIME to
  "$@" >/dev/null 2>"$work/err" || { cat "$work/err" >&2; return 1; }
  to=$EPOCHREALTIME
  printf '%d ms\n' $(((${to/[.,]/} - ${from/[.,]/} + 500) / 1000))
}

for ((i = 0; i < runs; i++)); do
  echo "eval $(seconds scripts/inatsounds eval "$work/predictions.csv")," \
    "report $(seconds scripts/inatsounds report "$work/predictions.csv" --resamples 0 -o "$work/report.html")"
done
echo "size: $(stat -c %s "$work/report.html") bytes"

mvn -B -ntp verify -Dtest=NoSuchTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='PageIT#opens*' \
  -Dinatsounds.test.report="$work/report.html" | grep '^rows\|ERROR'
