#!/bin/bash
# Runs all editor tests, then checks every message of every session against the protocol's types.
# usage: run.sh [nvim] [tmux] [emacs] [vim] [kate] [vscode] [package] [validate]      (all of them)
# SCHOLIAST=PROGRAM tests another program than target/release/scholiast, which is built if it is not given.
set -u
cd "$(dirname "$0")"
source ./env.sh
[ $# -gt 0 ] || set -- nvim tmux emacs vim kate vscode package validate
if [ -z "${SCHOLIAST:-}" ]; then
  (cd ../.. && cargo build --release --bin scholiast) || exit 1
fi
records=$(mktemp -d "${TMPDIR:-/tmp}/scholiast-records.XXXXXX")
trap 'rm -rf "$records"' EXIT
passed=0 failed=0
for suite in "$@"; do
  echo "═══ $suite"
  began=$SECONDS
  if [ "$suite" = validate ]; then
    RECORDS=$records timeout -k 10 300 "$VENV/bin/python" validate.py "$records" > "$records/out"
    code=$?
  else
    RECORDS=$records timeout -k 10 600 "./$suite.sh" > "$records/out" 2>&1
    code=$?
  fi
  cat "$records/out"
  ok=$(grep -c '^ok ' "$records/out")
  bad=$(grep -c '^FAIL' "$records/out")
  # A suite that ends badly without a word has failed all the same.
  [ $code -eq 0 ] || [ "$bad" -gt 0 ] || { bad=1; echo "FAIL $suite ended with code $code"; }
  [ "$suite" = validate ] && [ $code -eq 0 ] && ok=1
  passed=$((passed + ok))
  failed=$((failed + bad))
  echo "    $suite: $((SECONDS - began)) s"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
