#!/usr/bin/env bash
# Times the features job on a standalone Spark cluster of one worker and of two, with one core each, and `inatsounds spectrogram` on
# two cores, in turn, on the same made-up recordings. Master, workers and driver are processes of this machine.
#
#   scripts/bench_spark.sh [RUNS] [HOURS] [FOLDER]
#
# Needs GNU time. HOURS of sound (24) are a twelfth of that, linked twelve times: 13 MB of disk an hour; what is made takes 80 MB an
# hour, in FOLDER (default: a temporary folder). Spark comes from Maven's repository; the first time, 280 MB are downloaded.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-3}
hours=${2:-24}
work=${3:-$(mktemp -d)}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
mkdir -p "$work"

mvn -q -B -ntp -Dquick -Dmaven.test.skip=true package
mvn -q -B -ntp -Pspark -Dquick -Dmaven.test.skip=true package
export INATSOUNDS_BUILD=never

# A folder as a Spark installation has it, of the jars that Maven brought.
export SPARK_HOME=$work/spark SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$work/spark/tmp
if [ ! -d "$SPARK_HOME" ]; then
  mvn -q -B -ntp -Pspark -Dquick "$dependency_plugin:build-classpath" -Dmdep.outputFile="$work/classpath"
  mkdir -p "$SPARK_HOME/jars" "$SPARK_HOME/tmp"
  tr ':' '\n' <"$work/classpath" | grep -v '/\(logback\|picocli\|JTransforms\|JLargeArrays\|onnxruntime\|jspecify\)' |
    while read -r jar; do
      ln -sf "$jar" "$SPARK_HOME/jars/"
    done
  echo 'Spark for a benchmark' >"$SPARK_HOME/RELEASE"
fi
opens=()
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
  java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  opens+=(--add-opens "java.base/$package=ALL-UNNAMED")
done

if [ ! -d "$work/recordings" ]; then
  java scripts/GenerateRecordings.java "$work/made" "$((hours * 60 / 12))"
  mkdir -p "$work/recordings"
  for copy in 01 02 03 04 05 06 07 08 09 10 11 12; do
    cp -al "$work/made" "$work/recordings/$copy"
  done
fi

# begin NAME CLASS [ARGUMENT]...: starts a process of the cluster; its log is NAME.log.
pids=()
begin() {
  local name=$1
  shift
  "$java" "${opens[@]}" -Xmx512m -cp "$SPARK_HOME/jars/*" "$@" >"$work/$name.log" 2>&1 &
  pids+=("$!")
}

# Ends the cluster, and waits for it.
end() {
  if ((${#pids[@]} > 0)); then
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
  fi
  pids=()
}
trap end EXIT

# await FILE PATTERN: prints the first match.
await() {
  until grep -o -m 1 "$2" "$work/$1.log"; do
    sleep 0.1
  done
}

# cluster WORKERS: the job on so many workers of one core.
cluster() {
  local workers=$1 master each
  begin master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
  master=$(await master 'spark://127[0-9.:]*' | head -n 1)
  for each in $(seq "$workers"); do
    begin "worker-$each" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --port 0 --webui-port 0 -c 1 -m 2G \
      -d "$work/worker-$each" "$master"
    await "worker-$each" 'Successfully registered with master' >/dev/null
  done
  rm -rf "$work/output"
  /usr/bin/time -f "$workers of one core: %e s" "$java" "${opens[@]}" -Xmx1g -cp "$SPARK_HOME/jars/*" \
    org.apache.spark.deploy.SparkSubmit --master "$master" --conf spark.driver.host=127.0.0.1 \
    --conf spark.driver.bindAddress=127.0.0.1 --conf spark.ui.enabled=false --conf spark.executor.memory=1g \
    --class org.inatsounds.cluster.FeaturesJob target/inatsounds-spark.jar "$work/recordings" -o "$work/output" \
    2>"$work/job.log" | tail -n 1
  # The line of time is the last one of the log.
  tail -n 1 "$work/job.log"
  end
}

for _ in $(seq "$runs"); do
  cluster 2
  cluster 1
  rm -rf "$work/features"
  /usr/bin/time -f "inatsounds spectrogram, two threads: %e s, %U s user" \
    scripts/inatsounds spectrogram -q "$work/recordings" -o "$work/features" --jobs 2 2>&1 | grep 'threads:'
done
