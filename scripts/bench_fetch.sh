#!/usr/bin/env bash
# Times `inatsounds fetch` of a large archive of recordings from a server on this machine, against aria2c, md5sum and tar
# one after the other. Both in turn, several times.
#
#   scripts/bench_fetch.sh [RUNS] [FOLDER]
#
# Needs nginx, aria2c and GNU time. About 4 GB of disk below FOLDER (default: a temporary folder).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
runs=${1:-5}
work=${2:-$(mktemp -d)}
port=9087
mkdir -p "$work"

for tool in nginx aria2c /usr/bin/time; do
  command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 2; }
done

mvn -q -B -DskipTests package
classes=target/test-classes:target/inatsounds.jar
if [ ! -f "$work/release/catalogue.json" ]; then
  echo "writing a release with about 1 GB of recordings ..." >&2
  java -cp "$classes" org.inatsounds.testing.MiniatureRelease "$work/release" 1340000000
fi
archive=$work/release/ml-inat-competition-datasets/sounds/2024/train.tar.gz
url=http://127.0.0.1:$port/ml-inat-competition-datasets/sounds/2024/train.tar.gz

cat >"$work/nginx.conf" <<CONF
worker_processes 1; pid $work/nginx.pid; error_log $work/nginx.log; $([ "$(id -u)" != 0 ] || echo 'user root;')
events {}
http { access_log off; sendfile on; keepalive_requests 100000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
  uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$port; root $work/release; } }
CONF
nginx -c "$work/nginx.conf"
trap 'kill "$(cat "$work/nginx.pid")"' EXIT

ours() {
  INATSOUNDS_BUILD=never "$root/scripts/inatsounds" fetch train --recordings --quiet --catalog "$work/release/catalogue.json" \
    --endpoint-url "http://127.0.0.1:$port" --data "$work/ours"
}
theirs() {
  mkdir -p "$work/theirs"
  cd "$work/theirs"
  aria2c -q -x8 "$url"
  md5sum train.tar.gz >/dev/null
  tar xzf train.tar.gz
}
export -f ours theirs
export root work port url

printf 'archive: %s bytes, %s members\n' "$(stat -c %s "$archive")" "$(tar tzf "$archive" | wc -l)"
for run in $(seq 0 "$runs"); do
  for who in ours theirs; do
    rm -rf "$work/ours" "$work/theirs"
    sync
    # The first round only warms the page cache.
    label=$who
    [ "$run" = 0 ] && label="warm-up $who"
    /usr/bin/time -f "$label: %e s, %U s user, %S s system, %M KiB" bash -c "$who" >/dev/null
  done
done
rm -rf "$work/ours" "$work/theirs"
