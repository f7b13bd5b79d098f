#!/usr/bin/env bash
# Makes the files of a release for this platform, and tries them:
#
#   scripts/release.sh [DIR]     default: target/release
#
# inatsounds-VERSION.tar.gz, .zip          for any platform with Java 17 or newer
# inatsounds-VERSION-OS-ARCH.tar.gz        with a Java of its own (jlink)
# inatsounds-VERSION-py3-none-PLATFORM.whl the same for pip, with a Python package
# inatsounds-VERSION-sbom.json             what is in it (CycloneDX)
# SHA256SUMS
#
# A tag in GITHUB_REF_NAME has to be that of the version. Needs a full JDK, Maven and Python;
# no network once Maven has its plugins.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:-target/release}
python=$(command -v python3 || command -v python) || { echo 'release: needs Python 3 on PATH' >&2; exit 2; }
java_home=${JAVA_HOME:-$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')}

mvn -q -B -ntp -Dmaven.test.skip=true -Prelease package
version=$(sed -n 's/^version=//p' target/classes/org/inatsounds/cli/terminal/version.properties)
name=inatsounds-$version
if [[ ${GITHUB_REF_TYPE:-} == tag && $GITHUB_REF_NAME != "v$version" ]]; then
  echo "the tag is $GITHUB_REF_NAME, the version in pom.xml is $version: expected the tag v$version" >&2
  exit 2
fi

rm -rf "$out"
mkdir -p "$out"
out=$(cd "$out" && pwd)
cp "target/$name.tar.gz" "target/$name.zip" "$out"
cp target/bom.json "$out/$name-sbom.json"

# --- The image: the distribution, and beside it a Java with the modules that the jar needs. -----------------------------
# The jar in it has the native libraries of this platform only.

os=$(uname -s | tr '[:upper:]' '[:lower:]')
case $os in
  darwin) os=macos ;;
  mingw* | msys* | cygwin*) os=windows ;;
esac
arch=$(uname -m | sed 's/x86_64/x64/; s/amd64/x64/; s/arm64/aarch64/')
image=$name-$os-$arch
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -xzf "target/$name.tar.gz" -C "$work"
mv "$work/$name" "$work/$image"
JAVA_HOME=$java_home scripts/make_image.sh "$work/$image" "$os-$arch"
if [[ $os == windows ]]; then
  (cd "$work" && 7z a -bso0 "$out/$image.zip" "$image")
else
  tar -czf "$out/$image.tar.gz" -C "$work" "$image"
fi
wheel=$("$python" scripts/make_wheel.py "$work/$image" "$version" "$out")

(cd "$out" && if command -v sha256sum >/dev/null; then sha256sum -- *; else shasum -a 256 -- *; fi >"$work/sums")
mv "$work/sums" "$out/SHA256SUMS"

# --- Tried: without any Java but its own, elsewhere, offline. ------------------------------------------------------------

if [[ $os == windows ]]; then
  run=("$work/$image/bin/inatsounds.cmd")
else
  run=(env -u JAVA_HOME "$work/$image/bin/inatsounds")
fi
[[ $("${run[@]}" --version) == "inatsounds $version" ]]
"${run[@]}" demo -q -o "$work/demo" >"$work/demo.log" 2>&1 || { tail -20 "$work/demo.log" >&2; exit 1; }
[[ -s $work/demo/report.html ]]
"$python" -m venv "$work/venv"
installed=$work/venv/bin/
[[ $os != windows ]] || installed=$work/venv/Scripts/
"${installed}python" -m pip install -q --no-index --disable-pip-version-check "$wheel"
[[ $("${installed}inatsounds" --version | tr -d '\r') == "inatsounds $version" ]]
ls -l "$out"
