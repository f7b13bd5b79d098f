#!/bin/sh
# The main job for real, from an empty folder to a score, without the network: a miniature release with made-up
# recordings is served on this machine, fetched, checked and unpacked, and predictions for it are scored. Needs a
# JDK and Maven. Leaves nothing behind but the build in target/.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"

jar=target/inatsounds.jar
tests=target/test-classes/org/inatsounds/testing/MainJob.class

if [ ! -f "$jar" ] || [ ! -f "$tests" ] || [ -n "$(find pom.xml src -type f -newer "$jar" | head -n 1)" ]; then
  echo "Building, which takes a minute the first time ..." >&2
  mvn -q -B -DskipTests -Dspotless.check.skip=true -Dcheckstyle.skip=true -Dassembly.skipAssembly=true package >&2
fi

java=java
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
fi
exec "$java" -cp "target/test-classes:$jar" org.inatsounds.testing.MainJob "$root"
