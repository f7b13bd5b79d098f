#!/usr/bin/env bash
# Gives an unpacked release a Java of its own, and leaves the native libraries of other platforms out of its jar:
#
#   scripts/make_image.sh DIR OS-ARCH      DIR holds bin/, lib/inatsounds.jar; OS-ARCH is linux-x64, macos-aarch64 ...
#
# Needs a full JDK (in JAVA_HOME, else the java on PATH) and Python.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
image=$1
platform=$2
java_home=${JAVA_HOME:-$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')}
python=$(command -v python3 || command -v python) || { echo 'make_image: needs Python 3 on PATH' >&2; exit 2; }

"$python" scripts/slim_jar.py "$image/lib/inatsounds.jar" "$image/lib/slim.jar" "$platform"
mv "$image/lib/slim.jar" "$image/lib/inatsounds.jar"

modules=$("$java_home/bin/jdeps" --multi-release 17 --ignore-missing-deps --print-module-deps "$image/lib/inatsounds.jar")
# What jdeps can't see: TLS by elliptic curves, and character sets of zip and locale. Pictures are drawn without a window system:
# a DISPLAY does not make Java look for one.
"$java_home/bin/jlink" -J-XX:TieredStopAtLevel=1 --add-modules "$modules,jdk.crypto.ec,jdk.localedata" --include-locales=en --strip-debug \
  --add-options=-Djava.awt.headless=true --no-header-files --no-man-pages --compress=2 --output "$image/java" \
  >"$image/jlink.log" 2>&1 || { cat "$image/jlink.log" >&2; exit 1; }
rm "$image/jlink.log"
# Windows and sound are never used, and would need libraries of the system.
rm -f "$image"/java/lib/lib{awt_xawt,jawt,jsound,splashscreen}.so
# The archive of classes that the launcher adds to.
"$image/java/bin/java" -Xshare:dump >/dev/null
