#!/usr/bin/env bash
# Times `inatsounds eval --protocol authors` of a full test split with four windows a recording, logits of all categories as
# float32 .npy (198,108 x 5,569, 4.4 GB), against md5sum of the same file, in turn; then with a prior, a value a recording
# and class.
#
#   scripts/bench_protocol.sh [RUNS] [FOLDER]
#
# Needs GNU time, 4.7 GB of disk in FOLDER (default: a temporary folder, which is left), 1 GB more in TMPDIR while it runs (2 GB with the prior), and as
# much free memory that the file stays in the page cache.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-3}
work=${2:-$(mktemp -d)}
mkdir -p "$work"

[ -f "$work/test.json" ] || java scripts/GenerateAnnotations.java --split test --out "$work/test.json"
[ -f "$work/windows.npy" ] ||
  java scripts/GeneratePredictions.java --annotations "$work/test.json" --windows 4 --columns all --out "$work/windows.npy"
[ -f "$work/prior.npy" ] ||
  java scripts/GeneratePredictions.java --annotations "$work/test.json" --seed 2 --out "$work/prior.npy"
[ "${INATSOUNDS_BUILD:-}" = never ] || mvn -q -B -Dmaven.test.skip=true package
export INATSOUNDS_BUILD=never

# Without its start-up cache, a run takes a tenth of a second longer.
INATSOUNDS_STARTUP_CACHE="make" scripts/inatsounds
cat "$work/windows.npy" "$work/windows.rows.txt" "$work/prior.npy" >/dev/null

timed() {
  /usr/bin/time -f "$1: %e s, %U s user, %S s system, %M KiB" "${@:2}" >"$work/out"
}
table=(scripts/inatsounds eval -q --annotations "$work/test.json" --protocol authors "$work/windows.npy")
for run in $(seq 0 "$runs"); do
  label=
  [ "$run" = 0 ] && label='warm-up '
  timed "${label}md5sum" md5sum "$work/windows.npy"
  timed "${label}authors" "${table[@]}"
  timed "${label}authors, prior" "${table[@]}" --prior "$work/prior.npy"
done
cat "$work/out"
