#!/usr/bin/env bash
# Times `inatsounds spectrogram` on made-up recordings of realistic length, and the same spectrograms by SciPy on one thread, in
# turn, and compares what both made.
#
#   scripts/bench_spectrogram.sh [RUNS] [MINUTES] [FOLDER]
#
# Needs GNU time; for the comparison Python with NumPy and SciPy. Two hours of sound take 0.5 GB in FOLDER (default: a
# temporary folder).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-5}
minutes=${2:-120}
work=${3:-$(mktemp -d)}

[ -d "$work/recordings" ] || java scripts/GenerateRecordings.java "$work/recordings" "$minutes"
mvn -q -B -Dmaven.test.skip=true package
export INATSOUNDS_BUILD=never

# Without its start-up cache, a run takes a tenth of a second longer.
INATSOUNDS_STARTUP_CACHE="make" scripts/inatsounds

for run in $(seq 0 "$runs"); do
  label=inatsounds
  [ "$run" = 0 ] && label=warm-up
  rm -rf "$work/ours"
  /usr/bin/time -f "$label: %e s, %U s user, %S s system, %M KiB" \
    scripts/inatsounds spectrogram -q "$work/recordings" -o "$work/ours" | grep speed
  if python3 -c 'import scipy' 2>/dev/null; then
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python3 -W ignore scripts/peer_spectrogram.py "$work/recordings" "$work/scipy"
  fi
done
if [ -d "$work/scipy" ]; then
  scripts/inatsounds spectrogram "$work/recordings" --check "$work/scipy" --preset inatsounds-2024 -q
else
  echo 'SciPy is not installed here: no comparison' >&2
fi
