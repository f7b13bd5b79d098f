#!/usr/bin/env bash
# Times what works on the dataset: stats and list over annotations of full size; verify --quick of 200,000 files against
# find; a filtered fetch of an archive of 1 GB against decompressing it; the demo; and counts what a choice by index transfers.
#
#   scripts/bench_dataset.sh [RUNS] [FOLDER]
#
# Needs nginx and GNU time. About 7 GB of disk below FOLDER (default: a temporary folder).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-5}
work=${2:-$(mktemp -d)}
port=9088
mkdir -p "$work/annotations"

for tool in nginx /usr/bin/time; do
  command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 2; }
done
mvn -q -B -DskipTests package
export INATSOUNDS_BUILD=never
for split in train val test; do
  [ -f "$work/annotations/$split.json" ] ||
    java scripts/GenerateAnnotations.java --split "$split" --out "$work/annotations/$split.json"
done
if [ ! -f "$work/release/catalogue.json" ]; then
  echo "writing a release with about 1 GB of recordings ..." >&2
  java -cp target/test-classes:target/inatsounds.jar org.inatsounds.testing.MiniatureRelease "$work/release" 1300000000
fi
archive=$work/release/ml-inat-competition-datasets/sounds/2024/train.tar.gz

cat >"$work/nginx.conf" <<CONF
worker_processes 1; pid $work/nginx.pid; error_log $work/nginx.log; $([ "$(id -u)" != 0 ] || echo 'user root;')
events {}
http { log_format bytes '\$body_bytes_sent'; access_log $work/bytes.log bytes; sendfile on; keepalive_requests 100000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
  uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$port; root $work/release; } }
CONF
nginx -c "$work/nginx.conf"
trap 'kill "$(cat "$work/nginx.pid")"' EXIT

# Without its start-up cache, a run takes a tenth of a second longer.
INATSOUNDS_STARTUP_CACHE="make" scripts/inatsounds

timed() {
  /usr/bin/time -f "$1: %e s, %U s user, %S s system, %M KiB" "${@:2}" >/dev/null
}
fetch=(scripts/inatsounds fetch train -q --catalog "$work/release/catalogue.json" --endpoint-url "http://127.0.0.1:$port")

for _ in $(seq "$runs"); do
  timed stats scripts/inatsounds stats -q --data "$work/annotations"
  timed list scripts/inatsounds list -q --data "$work/annotations" --split train --supercategory Insecta --format csv
done
for _ in $(seq "$runs"); do
  rm -rf "$work/some"
  timed 'filtered fetch' "${fetch[@]}" --data "$work/some" --supercategory Amphibia
  timed 'gzip -dc' gzip -dc "$archive"
done

# Everything, for the time, and to have an index.
rm -rf "$work/all"
timed 'streamed fetch' "${fetch[@]}" --data "$work/all" --stream
[ -f "$work/many/train.json" ] || java scripts/GenerateSplit.java "$work/many" 200000
find "$work/many/train" -size +0 >/dev/null
for _ in $(seq "$runs"); do
  timed 'verify --quick' scripts/inatsounds verify train -q --quick --data "$work/many"
  timed 'find -size' find "$work/many/train" -size +0
done
for _ in $(seq "$runs"); do
  rm -rf "$work/demo"
  timed demo scripts/inatsounds demo -q -o "$work/demo"
done
ls -l "$work/all/train.tar.gz.index"

# One per cent of the recordings: those of one species, and scattered.
cp "$work/all/train.json" "$work/all/train.tar.gz.index" "$work/some/"
for choice in '--taxon=Fluta aurea --max-duration=20' '--max-per-species=1'; do
  rm -rf "$work/some/train"
  : >"$work/bytes.log"
  IFS=' ' read -ra words <<<"${choice/ aurea/_aurea}"
  words=("${words[@]/_aurea/ aurea}")
  "${fetch[@]}" --data "$work/some" "${words[@]}" | tail -3
  awk -v all="$(stat -c %s "$archive")" '{ sum += $1 } END { printf "%d bytes, %.2f %% of the archive\n", sum, 100 * sum / all }' \
    "$work/bytes.log"
done
