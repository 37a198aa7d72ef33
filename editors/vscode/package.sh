#!/bin/bash
# Builds the extension.
# usage: package.sh [--out FOLDER] [--server PROGRAM [--target linux-x64]] | package.sh --tools
#   without a server: FOLDER/scholiast.vsix, which looks for `scholiast` on the PATH
#   with one:         FOLDER/scholiast-<target>.vsix, which brings it along
#   --tools:          nothing but what the extension is built with
set -euo pipefail
out=$PWD server= target= tools=
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=$(cd "$2" && pwd) ;;
    --server) server=$(realpath "$2") ;;
    --target) target=$2 ;;
    --tools) tools=1; shift; continue ;;
    *) sed -n 2,7p "$0"; exit 2 ;;
  esac
  shift 2
done
cd "$(dirname "$0")"
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' ../../Cargo.toml | head -1)

# What is installed is what the lock file says, again only when that changes.
lock=$(sha256sum package-lock.json | cut -c1-64)
if [ "$(cat node_modules/.lock 2> /dev/null)" != "$lock" ]; then
  npm ci --no-audit --no-fund --silent
  echo "$lock" > node_modules/.lock
fi
[ -z "$tools" ] || exit 0

# A copy, so that neither the version nor a server is ever left in the sources.
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -r package.json README.md tsconfig.json .vscodeignore src images "$stage/"
cp ../../LICENSE-* "$stage/" 2> /dev/null || true
ln -s "$PWD/node_modules" "$stage/node_modules"
sed -i "0,/\"version\": \"[^\"]*\"/s//\"version\": \"$version\"/" "$stage/package.json"
name=scholiast.vsix
package=(--no-dependencies --skip-license --allow-missing-repository)
if [ -n "$server" ]; then
  if [ -z "$target" ]; then
    case "$(uname -s)-$(uname -m)" in
      Linux-x86_64) target=linux-x64 ;;
      Linux-aarch64) target=linux-arm64 ;;
      Darwin-x86_64) target=darwin-x64 ;;
      Darwin-arm64) target=darwin-arm64 ;;
      *) echo "package.sh: say --target for $(uname -s)-$(uname -m)" >&2; exit 2 ;;
    esac
  fi
  mkdir "$stage/server"
  install -m 755 "$server" "$stage/server/scholiast$(case $target in win32-*) echo .exe ;; esac)"
  name=scholiast-$target.vsix
  package+=(--target "$target")
fi
(cd "$stage" && node_modules/.bin/vsce package "${package[@]}" --out "$out/$name")
