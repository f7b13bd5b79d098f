#!/usr/bin/env bash
# How much of `inatsounds predict` is inference, how much memory it takes, and what recordings out of an archive cost.
#
#   scripts/bench_predict.sh [FOLDER] [RECORDINGS] [RUNS]
#
# 1. A network of ResNet-50's size with random weights on 500 recordings: the whole run against the model alone on as many windows, in
#    one process and in turn, by wall time and by processor time. The same with the small model of the tests.
# 2. The memory of the command with each.
# 3. `predict --from archive` on an archive of 1 GB from a server on this machine, against fetching it and predicting from disk.
#
# Needs GNU time. About 4 GB of disk below FOLDER (default: a temporary folder). On 2 idle cores about eight minutes, most of them for 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=${1:-$(mktemp -d)}
count=${2:-500}
runs=${3:-1}
seconds=4
port=9088
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
mkdir -p "$work/small"

command -v /usr/bin/time >/dev/null || { echo 'needs GNU time' >&2; exit 2; }
mvn -q -B -ntp -DskipTests package "$dependency_plugin:build-classpath" -Dmdep.outputFile="$work/classpath" >&2
export INATSOUNDS_BUILD=never
INATSOUNDS_STARTUP_CACHE="make" scripts/inatsounds

[ -f "$work/resnet50.onnx" ] || java scripts/GenerateModel.java "$work/resnet50.onnx"
cp src/test/resources/model/mel.onnx "$work/small/mel.onnx"
cp "$work/resnet50.json" "$work/small/mel.json"
seq -f 'class %02.0f' 1 24 >"$work/small/labels.txt"
[ -d "$work/recordings" ] ||
  java scripts/GenerateRecordings.java "$work/recordings" "$(awk "BEGIN { print $count * $seconds / 60 }")" "$seconds"

echo "1. whole run and inference alone"
for model in "$work/resnet50.onnx" "$work/small/mel.onnx"; do
  echo "$(basename "$model"):"
  java -cp "target/classes:target/test-classes:$(cat "$work/classpath")" org.inatsounds.model.PredictBenchmark \
    "$model" "$work/recordings" "$runs" "$work/out.csv"
done

echo "2. memory of the command"
mkdir -p "$work/some"
find "$work/recordings" -name '*.wav' | sort | head -n 60 | while read -r file; do cp "$file" "$work/some"; done
for model in "$work/resnet50.onnx" "$work/small/mel.onnx"; do
  /usr/bin/time -f "$(basename "$model") ($(($(stat -c %s "$model") / 1000000)) MB): %e s, %M KiB" \
    scripts/inatsounds predict -q "$model" "$work/some" -o "$work/out.csv" >/dev/null
done

echo "3. an archive of 1 GB"
classes=target/test-classes:target/inatsounds.jar
[ -f "$work/release/catalogue.json" ] ||
  java -cp "$classes" org.inatsounds.testing.MiniatureRelease "$work/release" 1340000000
java -cp "$classes" org.inatsounds.testing.FaultyServer "$work/release" "$port" >/dev/null &
server=$!
trap 'kill $server' EXIT
until curl -s -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.1; done
stat -c 'archive: %s bytes' "$work/release/ml-inat-competition-datasets/sounds/2024/train.tar.gz"
archive=(--catalog "$work/release/catalogue.json" --endpoint-url "http://127.0.0.1:$port" --data "$work/data")
scripts/inatsounds fetch -q "${archive[@]}" train
# The labels of the miniature's species first: its category ids.
scripts/inatsounds list -q --data "$work/data" --split train --species --format csv | tail -n +2 | cut -d, -f1 >"$work/small/ids.txt"
{ cat "$work/small/ids.txt"; seq -f 'class %02.0f' 1 24; } | head -n 24 >"$work/small/labels.txt"
for _ in $(seq 1 "$runs"); do
  rm -rf "$work/fetched" "$work/out.npy"
  /usr/bin/time -f "predict --from archive: %e s, %U s user, %S s system, %M KiB" \
    scripts/inatsounds predict -q "$work/small/mel.onnx" train --from archive "${archive[@]}" -o "$work/out.npy" >/dev/null
  /usr/bin/time -f "fetch --stream: %e s, %U s user, %S s system, %M KiB" \
    scripts/inatsounds fetch train --stream -q "${archive[@]:0:4}" --data "$work/fetched" >/dev/null
  /usr/bin/time -f "predict from disk: %e s, %U s user, %S s system, %M KiB" \
    scripts/inatsounds predict -q "$work/small/mel.onnx" train --data "$work/fetched" -o "$work/disk.npy" >/dev/null
  cmp "$work/out.npy" "$work/disk.npy"
done
rm -rf "$work/fetched"
