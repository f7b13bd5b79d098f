#!/bin/sh
# Builds the jar of a source checkout, where there is none or a source is newer: scripts/inatsounds sources it.
#
# It is given: home (the checkout), jar, java_home, fail (prints and exits). It takes INATSOUNDS_BUILD=never as the launcher does.
# Afterwards there is a jar, or the launcher has ended.

set -u
: "${home:?}" "${jar:?}" "${java_home:?}"

build_if_needed() {
  if [ "${INATSOUNDS_BUILD:-}" = never ]; then
    obstacle='INATSOUNDS_BUILD=never forbids to build it'
    remedy='Build it (mvn -B package), or unset INATSOUNDS_BUILD.'
  elif ! command -v mvn >/dev/null; then
    obstacle='Maven (mvn) is not on PATH to build it'
    remedy='Install Maven 3.8 or newer, or take the distribution archive.'
  elif ! mkdir -p "$home/target" 2>/dev/null || ! [ -w "$home/target" ]; then
    obstacle="$home/target can't be written"
    remedy="Build it once as a user who may: cd '$home' && mvn -B package"
  else
    obstacle=
  fi
  if [ -n "$obstacle" ]; then
    # An old jar is better than none.
    [ -f "$jar" ] || fail "$jar is not built yet, and $obstacle" "$remedy"
    return 0
  fi
  build_lock=$home/target/.launcher-build.lock
  builder=
  trap 'stop_build 130' INT
  trap 'stop_build 143' TERM
  trap 'stop_build 129' HUP
  take_build_lock
  # Somebody else may have built it meanwhile.
  if needs_build; then
    build
  fi
  rm -f "$build_lock"
  trap - INT TERM HUP
}

# The lock is a symbolic link to the number of the process that holds it: made in one step, and telling whether its maker
# is still there.
take_build_lock() {
  waiting=false
  until ln -s "$$" "$build_lock" 2>/dev/null; do
    if holder=$(readlink "$build_lock") && ! alive "$holder"; then
      drop_lock "$build_lock" "$holder"
      continue
    fi
    if [ "$waiting" = false ]; then
      printf 'inatsounds: waiting for another start that builds %s\n' "$jar" >&2
      waiting=true
    fi
    sleep 1
  done
}

# A process of another user can't be signalled, but can be seen where there is /proc.
alive() {
  kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ]
}

# Removes a lock whose holder is gone. Moving it aside first decides who of several may, and shows what was moved.
drop_lock() {
  aside=$1.$$
  mv "$1" "$aside" 2>/dev/null || return 0
  if [ "$(readlink "$aside")" = "$2" ]; then
    rm -f "$aside"
  else
    mv "$aside" "$1"
  fi
}

build() {
  log=$home/target/launcher-build.log
  if [ -f "$jar" ]; then
    printf 'inatsounds: the sources changed, building %s\n' "$jar" >&2
  else
    printf 'inatsounds: first use, building %s (a minute or more: Maven may have to download)\n' "$jar" >&2
  fi
  # In the background, so that a signal ends the wait at once.
  (
    cd "$home" || exit
    JAVA_HOME=$java_home
    export JAVA_HOME
    exec mvn -q -B -ntp -Dmaven.test.skip=true -Dquick \
      -Dassembly.skipAssembly=true package
  ) </dev/null >"$log" 2>&1 &
  builder=$!
  if wait "$builder" && [ -f "$jar" ]; then
    builder=
    # Of the new jar, and quietly: the program starts without it as well.
    if [ "${INATSOUNDS_STARTUP_CACHE:-}" != off ]; then
      (INATSOUNDS_STARTUP_CACHE=make INATSOUNDS_BUILD=never sh "$home/scripts/inatsounds") </dev/null >>"$log" 2>&1
    fi
    return
  fi
  builder=
  rm -f "$build_lock"
  # Without colours, and without Maven's advice about Maven.
  sed -e "s/$(printf '\033')\[[0-9;]*m//g" -e '/\[Help /d' -e '/Maven with the -e switch/d' -e '/Maven using the -X switch/d' \
    -e '/^\[ERROR\] For more/d' -e '/^\[ERROR\] *$/d' -e '/^ *$/d' "$log" | tail -n 15 >&2
  fail "the build failed; the last lines of $log are above" "To see it all: cd '$home' && mvn -B package"
}

stop_build() {
  [ -z "$builder" ] || kill "$builder" 2>/dev/null
  if [ "$(readlink "$build_lock")" = "$$" ]; then
    rm -f "$build_lock"
  fi
  exit "$1"
}

build_if_needed
