#!/bin/bash
# Builds what is given out: a wheel, the VS Code extension with and without the server, a tarball, and their sums.
# usage: package.sh [--out FOLDER] [--host]
#   FOLDER is target/package if not said. The program is built with the profile dist, on Linux static, so that it runs on
#   every distribution; --host builds it for this machine alone, with the profile release, which is quicker.
# Needs cargo, python3 with venv, node with npm; MATURIN names a maturin to use instead of installing one.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/target/package static=1 profile=dist
while [ $# -gt 0 ]; do
  case $1 in
    --out) mkdir -p "$2"; out=$(cd "$2" && pwd); shift 2 ;;
    --host) static= profile=release; shift ;;
    *) sed -n 2,6p "$0"; exit 2 ;;
  esac
done
mkdir -p "$out"
cd "$root"
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
host=$(rustc -vV | sed -n 's/^host: //p')
target=$host
case $static$host in
  1*-linux-*) target=${host%%-*}-unknown-linux-musl ;;
esac
if [ "$target" != "$host" ] && ! rustup target list --installed | grep -qx "$target"; then
  rustup target add "$target"
fi

maturin=${MATURIN:-}
if [ -z "$maturin" ]; then
  tools=$root/target/package-tools
  [ -x "$tools/bin/maturin" ] || { python3 -m venv "$tools" && "$tools/bin/pip" install -q --disable-pip-version-check "maturin>=1.8,<2"; }
  maturin=$tools/bin/maturin
fi

build=(--profile "$profile" --locked --out "$out")
if [ "$target" = "$host" ]; then
  program=target/$profile/scholiast
  case $host in *-linux-*) build+=(--compatibility linux) ;; esac
else
  # Static: it depends on no library, so that one wheel serves every Linux.
  program=target/$target/$profile/scholiast
  build+=(--target "$target" --compatibility manylinux2014 --compatibility musllinux_1_1)
fi
rm -f "$out"/scholiast-*.whl "$out"/scholiast*.vsix "$out"/scholiast-*.tar.gz
"$maturin" build "${build[@]}"

case $target in
  x86_64-*-linux-*) platform=linux-x64 ;;
  aarch64-*-linux-*) platform=linux-arm64 ;;
  x86_64-apple-darwin) platform=darwin-x64 ;;
  aarch64-apple-darwin) platform=darwin-arm64 ;;
  *) platform= ;;
esac
editors/vscode/package.sh --out "$out"
[ -z "$platform" ] || editors/vscode/package.sh --out "$out" --server "$program" --target "$platform"

name=scholiast-$version-$target
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/$name"
install -m 755 "$program" "$stage/$name/scholiast"
for file in README.md CHANGELOG.md LICENSE-*; do
  [ ! -e "$file" ] || cp "$file" "$stage/$name/"
done
mkdir "$stage/$name/editors"
for editor in nvim emacs vim helix kate sublime jetbrains; do
  cp -r "editors/$editor" "$stage/$name/editors/"
done
tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner -czf "$out/$name.tar.gz" "$name"
(cd "$out" && sha256sum scholiast* > SHA256SUMS && ls -l scholiast*)
