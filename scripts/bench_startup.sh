#!/usr/bin/env bash
# Measures how long `inatsounds --version` takes, without and with the start-up cache, on every JDK given.
#
#   scripts/bench_startup.sh [-n RUNS] [JAVA_HOME]...
#
# Prints a line for each case: median, minimum and maximum in milliseconds. With no JDK named: those in /usr/lib/jvm.
# Needs bash 5 for its clock.
set -euo pipefail

runs=20
if [[ ${1:-} == -n ]]; then
  runs=$2
  shift 2
fi
if [[ -z ${EPOCHREALTIME:-} ]]; then
  echo 'bench_startup.sh: needs bash 5 or newer' >&2
  exit 1
fi

project=$(cd -P -- "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache INATSOUNDS_BUILD=never

homes=("$@")
if ((${#homes[@]} == 0)); then
  for home in /usr/lib/jvm/*; do
    # Links there are other names of the same.
    [[ -x $home/bin/javac && -e $home/release && ! -L $home ]] && homes+=("$home")
  done
fi

# Prints the milliseconds of one run.
once() {
  local from=$EPOCHREALTIME to
  "$@" >/dev/null
  to=$EPOCHREALTIME
  printf '%d\n' $(((${to/[.,]/} - ${from/[.,]/} + 500) / 1000))
}

measure() {
  local name=$1
  shift
  local -a times
  mapfile -t times < <(for ((i = 0; i < runs; i++)); do once "$@"; done | sort -n)
  printf '%-46s median %4d   min %4d   max %4d ms   (%d runs)\n' \
    "$name" "${times[runs / 2]}" "${times[0]}" "${times[runs - 1]}" "$runs"
}

for home in "${homes[@]}"; do
  export JAVA_HOME=$home
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$home/release")
  measure "Java $version, java -jar" "$home/bin/java" -jar "$project/target/inatsounds.jar" --version
  INATSOUNDS_STARTUP_CACHE=off measure "Java $version, launcher, no cache" "$project/scripts/inatsounds" --version
  "$project/scripts/inatsounds" --version >/dev/null
  for ((i = 0; i < 600; i++)); do
    compgen -G "$XDG_CACHE_HOME/inatsounds/startup/*.lock" >/dev/null || break
    sleep 0.1
  done
  measure "Java $version, launcher, with its cache" "$project/scripts/inatsounds" --version
done
