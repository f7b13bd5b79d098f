#!/bin/sh
# Fuzzes the readers of everything that comes from outside: inputs that get further into the code are kept and changed again.
#
#   scripts/fuzz.sh [SECONDS [TARGET...]]
#
# SECONDS for each target, 60 unless told. TARGET is the name of a test class, such as TarFuzzTest; all of them unless told.
# Ends non-zero where an input makes anything but a result or one of our own exceptions, takes 20 seconds, or more memory
# than the small heap has. The input is printed in Base64: it belongs into the seeds of its target, with a fix.
# What the fuzzer has learnt stays in .cifuzz-corpus, and is where it goes on the next time.
set -u
cd "$(dirname "$0")/.." || exit 2

seconds=${1:-60}
case $seconds in
'' | *[!0-9]* | 0)
    echo "expected a number of seconds, got '$seconds'" >&2
    exit 2
    ;;
esac
[ $# -gt 0 ] && shift
if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # names of classes: no blanks in them
    set -- $(grep -rl 'com.code_intelligence.jazzer.junit.FuzzTest' src/test/java | sed 's|.*/||; s|\.java$||' | sort)
fi

mvn -B -ntp -q test-compile || exit 2
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
found=0
for target; do
    JAZZER_FUZZ=1 mvn -B -ntp surefire:test -Dtest="$target" -Djazzer.hooks=true \
        -Djazzer.max_duration="${seconds}s" -DargLine=-Xmx512m >"$log" 2>&1
    status=$?
    runs=$(sed -n 's/^.*Done \([0-9]*\) runs in \([0-9]*\) second.*$/\1 runs in \2 s/p' "$log" | tail -1)
    if [ $status -eq 0 ] && [ -n "$runs" ]; then
        echo "$target: $runs"
    else
        echo "$target: a finding, or it didn't run"
        grep -v '^INFO: \|^#[0-9]' "$log" | tail -60
        found=1
    fi
done
exit $found
