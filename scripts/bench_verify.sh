#!/usr/bin/env bash
# Times what checksums of recordings cost: a fetch from an archive on disk; verify --quick; verify with checksums; verify without
# (as after a fetch by an earlier version); and reading the files alone. Nothing goes over the network.
#
#   scripts/bench_verify.sh [RUNS] [FOLDER] [BYTES]
#
# Needs GNU time. About three times BYTES (1300000000) of disk below FOLDER (default: a temporary folder).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-5}
work=${2:-$(mktemp -d)}
bytes=${3:-1300000000}

mvn -q -B -DskipTests package
export INATSOUNDS_BUILD=never
if [ ! -f "$work/release/catalogue.json" ]; then
  java -cp target/test-classes:target/inatsounds.jar org.inatsounds.testing.MiniatureRelease "$work/release" "$bytes"
fi
archives=$work/release/ml-inat-competition-datasets/sounds/2024
scripts/inatsounds --version
sleep 10

timed() {
  /usr/bin/time -f "$1: %e s, %U s user, %S s system, %M KiB" "${@:2}" >/dev/null
}
for _ in $(seq "$runs"); do
  rm -rf "$work/data"
  mkdir -p "$work/data"
  ln "$archives/train.tar.gz" "$archives/train.json.tar.gz" "$work/data"
  timed fetch scripts/inatsounds fetch train --recordings -q --catalog "$work/release/catalogue.json" --data "$work/data"
  rm "$work/data/train.tar.gz" "$work/data/train.json.tar.gz"
  verify=(scripts/inatsounds verify train -q --catalog "$work/release/catalogue.json" --data "$work/data")
  timed 'verify --quick' "${verify[@]}" --quick
  timed 'verify' "${verify[@]}"
  timed 'reading alone' find "$work/data/train" -type f -exec cat {} +
  mv "$work/data/.inatsounds/receipts/train-recordings.sums.tsv" "$work/sums"
  timed 'verify without checksums' "${verify[@]}"
done
