#!/usr/bin/env bash
# How much of `inatsounds predict` is inference, how much memory it takes, and what recordings out of an archive cost.
#
#   scripts/bench_predict.sh [FOLDER] [RECORDINGS] [RUNS]
#
# 1. A network of ResNet-50's size with random weights on 500 recordings: the whole run against the model alone on as many windows, in
#    one process and in turn, by wall time and by processor time. The same with the small model of the tests.
# 2. The memory of the command with each.
# 3. `predict --from archive` on an archive of 1 GB from a server on this machine, against fetching it and predicting from disk.
# 4. The same with the large network (its embeddings), on an archive of 80 MB.
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

classes=target/test-classes:target/inatsounds.jar
server=
trap '[ -z "$server" ] || kill "$server"' EXIT

# serve BYTES FOLDER: a release with recordings of BYTES, from a server on this machine, and its annotations.
serve() {
  [ -f "$2/release/catalogue.json" ] || java -cp "$classes" org.inatsounds.testing.MiniatureRelease "$2/release" "$1"
  [ -z "$server" ] || kill "$server"
  port=$((port + 1))
  java -cp "$classes" org.inatsounds.testing.FaultyServer "$2/release" "$port" >/dev/null &
  server=$!
  until curl -s -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.1; done
  stat -c 'archive: %s bytes' "$2/release/ml-inat-competition-datasets/sounds/2024/train.tar.gz"
  archive=(--catalog "$2/release/catalogue.json" --endpoint-url "http://127.0.0.1:$port" --data "$2/data")
  scripts/inatsounds fetch -q "${archive[@]}" train
}

# compare FOLDER MODEL [OPTION]...: out of the archive, against fetching and predicting from disk.
compare() {
  local folder=$1 model=$2
  shift 2
  rm -rf "$folder/fetched" "$folder/out.npy"
  /usr/bin/time -f "predict --from archive: %e s, %U s user, %S s system, %M KiB" \
    scripts/inatsounds predict -q "$model" train "$@" --from archive "${archive[@]}" -o "$folder/out.npy" >/dev/null
  /usr/bin/time -f "fetch --stream: %e s, %U s user, %S s system, %M KiB" \
    scripts/inatsounds fetch train --stream -q "${archive[@]:0:4}" --data "$folder/fetched" >/dev/null
  /usr/bin/time -f "predict from disk: %e s, %U s user, %S s system, %M KiB" \
    scripts/inatsounds predict -q "$model" train "$@" --data "$folder/fetched" -o "$folder/disk.npy" >/dev/null
  cmp "$folder/out.npy" "$folder/disk.npy"
  rm -rf "$folder/fetched"
}

echo "3. an archive of 1 GB"
serve 1340000000 "$work"
# The labels of the miniature's species first: its category ids.
scripts/inatsounds list -q --data "$work/data" --split train --species --format csv | tail -n +2 | cut -d, -f1 >"$work/small/ids.txt"
{ cat "$work/small/ids.txt"; seq -f 'class %02.0f' 1 24; } | head -n 24 >"$work/small/labels.txt"
for _ in $(seq 1 "$runs"); do
  compare "$work" "$work/small/mel.onnx"
done

echo "4. the large network, an archive of 80 MB"
serve 110000000 "$work/short"
for _ in $(seq 1 "$runs"); do
  compare "$work/short" "$work/resnet50.onnx" --embeddings
done
