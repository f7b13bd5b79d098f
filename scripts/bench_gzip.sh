#!/usr/bin/env bash
# Measures how long a megabyte takes to decode, with the project's own gzip decoder and with the JDK's, in turn: builds the
# benchmark with Maven and runs it with JMH.
#
#   scripts/bench_gzip.sh [JMH OPTION]...        for example: -p kind=AUDIO -f 1
#
# Prints JMH's table: microseconds a megabyte of what comes out, mean and 99.9 % interval. Uses JAVA_HOME, or the java of
# the path. About four minutes with no option.
set -euo pipefail

project=$(cd -P -- "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT

cd "$project"
mvn -q -B -ntp test-compile "$dependency_plugin:build-classpath" -Dmdep.outputFile="$classpath" >&2
"$java" -cp "target/classes:target/test-classes:$(<"$classpath")" org.openjdk.jmh.Main GzipBenchmark "$@"
