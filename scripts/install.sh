#!/bin/sh
# Installs a release, without Maven, and without Java where there is a file for this platform.
#
#   scripts/install.sh FROM [PREFIX]
#
# FROM    the address or the folder of a release's files: the ones beside its SHA256SUMS
# PREFIX  where to; ~/.local unless told. The program goes to PREFIX/lib/inatsounds, a link to it to PREFIX/bin, manual pages
#         and completion to PREFIX/share. What was there of another version is replaced.
#
# Nothing is installed unless the checksum is right. To remove it all: delete PREFIX/lib/inatsounds and what links there.
set -eu

fail() {
  printf 'install: %s\n' "$@" >&2
  exit 1
}

[ $# -ge 1 ] || fail 'expected the address or the folder of a release' 'scripts/install.sh FROM [PREFIX]'
from=${1%/}
prefix=${2:-${HOME:?}/.local}

get() {
  case $from in
    https://* | http://127.0.0.1:* | http://localhost:*) curl -fsSL --retry 3 -o "$2" "$from/$1" || fail "can't fetch $from/$1" ;;
    *://*) fail "$from: expected https:// or a folder" ;;
    *) cp "$from/$1" "$2" 2>/dev/null || fail "there is no $from/$1" ;;
  esac
}

sum_of() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
get SHA256SUMS "$work/sums"

os=$(uname -s | tr '[:upper:]' '[:lower:]' | sed 's/darwin/macos/')
arch=$(uname -m | sed 's/x86_64/x64/; s/amd64/x64/; s/arm64/aarch64/')
# "sum  name": the one of this platform, else the one that needs a Java.
pick() {
  sed -n "s/^\([0-9a-f]\{64\}\)  *\*\{0,1\}\(inatsounds-[0-9][^-]*$1\.tar\.gz\)\$/\1 \2/p" "$work/sums" | head -n 1
}
line=$(pick "-$os-$arch")
[ -n "$line" ] || line=$(pick '')
[ -n "$line" ] || fail "$from/SHA256SUMS names no file for $os-$arch, and none for any platform"
expected=${line%% *}
file=${line#* }

get "$file" "$work/$file"
got=$(sum_of "$work/$file")
[ "$got" = "$expected" ] || fail "$file is damaged: expected SHA-256 $expected, got $got" 'Nothing was installed. Try again.'
tar -xzf "$work/$file" -C "$work"
new=$work/${file%.tar.gz}
[ -x "$new/bin/inatsounds" ] || fail "$file holds no program"
"$new/bin/inatsounds" --version >/dev/null || fail "$file does not run here" 'It needs a Java, 17 or newer, on PATH or in JAVA_HOME.'

mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share"
prefix=$(cd "$prefix" && pwd)
rm -rf "$prefix/lib/inatsounds.new"
cp -R "$new" "$prefix/lib/inatsounds.new"
rm -rf "$prefix/lib/inatsounds"
mv "$prefix/lib/inatsounds.new" "$prefix/lib/inatsounds"
ln -sf "$prefix/lib/inatsounds/bin/inatsounds" "$prefix/bin/inatsounds"
# Optional: the program starts faster with it.
INATSOUNDS_STARTUP_CACHE="make" "$prefix/bin/inatsounds" 2>/dev/null || true
"$prefix/bin/inatsounds" help -q --share "$prefix/share"

printf 'installed %s\n' "$prefix/bin/inatsounds"
case :$PATH: in
  *:"$prefix/bin":*) printf 'try: inatsounds demo\n' ;;
  *) printf 'put %s on PATH, then try: inatsounds demo\n' "$prefix/bin" ;;
esac
