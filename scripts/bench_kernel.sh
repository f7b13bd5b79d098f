#!/usr/bin/env bash
# Measures how long a frame of a spectrogram takes, for each preset, on one thread: builds the benchmark with Maven and
# runs it with JMH.
#
#   scripts/bench_kernel.sh [JMH OPTION]...        for example: -p preset=inatsounds-2024 -f 1
#
# Prints JMH's table: microseconds a frame, mean and 99.9 % interval, and above it every iteration; with -bm sample, the
# median and other percentiles too. Uses JAVA_HOME, or the java of the path. About four minutes with no option.
set -euo pipefail

project=$(cd -P -- "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT

cd "$project"
mvn -q -B -ntp test-compile "$dependency_plugin:build-classpath" -Dmdep.outputFile="$classpath" >&2
"$java" -cp "target/classes:target/test-classes:$(<"$classpath")" org.openjdk.jmh.Main KernelBenchmark "$@"
