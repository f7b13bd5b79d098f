#!/usr/bin/env bash
# Measures what starting costs: `--version`, `list` and `eval` on the miniature of `inatsounds demo`, by plain Java, by the launcher
# without its start-up cache and with it, in turn, on every JDK given.
#
#   scripts/bench_startup.sh [-n RUNS] [JAVA_HOME]...
#
# Prints a line for each case: median, least and most of wall time and of processor time (user and system), in milliseconds. With
# no JDK named: those in /usr/lib/jvm. Needs bash 5.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=11
if [[ ${1:-} == -n ]]; then
  runs=$2
  shift 2
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/lib"
cp scripts/inatsounds "$scratch/bin"
cp target/inatsounds.jar "$scratch/lib"
launcher=$scratch/bin/inatsounds
jar=$scratch/lib/inatsounds.jar

homes=("$@")
if ((${#homes[@]} == 0)); then
  for home in /usr/lib/jvm/*; do
    # Links there are other names of the same.
    [[ -x $home/bin/javac && -e $home/release && ! -L $home ]] && homes+=("$home")
  done
fi
TIMEFORMAT='%3R %3U %3S'

# Notes the milliseconds of one run, of the clock and of the processor.
once() {
  local name=$1 spent
  shift
  spent=$({ time "$@" >/dev/null 2>&1; } 2>&1)
  awk -v name="$name" '{ print name "\t" $1 * 1000 "\t" ($2 + $3) * 1000 }' <<<"$spent" >>"$scratch/times"
}

# Median, least and most of a column of one case.
summary() {
  awk -F '\t' -v name="$1" -v column="$2" '$1 == name { print $column }' "$scratch/times" | sort -n |
    awk '{ all[NR] = $1 } END { printf "%4d (%d - %d)", all[int((NR + 1) / 2)], all[1], all[NR] }'
}

for home in "${homes[@]}"; do
  export JAVA_HOME=$home
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$home/release")
  [[ -d $scratch/demo ]] || "$launcher" demo -q -o "$scratch/demo" >/dev/null 2>&1
  INATSOUNDS_STARTUP_CACHE="make" "$launcher"
  for command in --version "list --data $scratch/demo/data" \
    "eval $scratch/demo/predictions.csv --data $scratch/demo/data"; do
    read -ra words <<<"$command"
    : >"$scratch/times"
    for ((i = 0; i < runs; i++)); do
      once 'plain Java' "$home/bin/java" -Xshare:auto -XX:TieredStopAtLevel=1 -jar "$jar" "${words[@]}"
      INATSOUNDS_STARTUP_CACHE=off once 'launcher, no cache' "$launcher" "${words[@]}"
      once 'launcher' "$launcher" "${words[@]}"
    done
    for name in 'plain Java' 'launcher, no cache' launcher; do
      printf 'Java %-8s %-10s %-20s wall %-20s processor %s\n' "$version" "${words[0]}" "$name" "$(summary "$name" 2)" \
        "$(summary "$name" 3)"
    done
  done
done
