#!/bin/bash
# Runs all editor tests, then checks every message of every session against the protocol's types.
# usage: run.sh [nvim] [tmux] [emacs] [vim] [kate] [vscode] [package] [validate]      (all of them)
# SCHOLIAST=PROGRAM tests another program than target/release/scholiast, which is built if it is not given.
# A suite whose editor is not there is left out with a loud word, and fails if it is one of $MANDATORY (env.sh).
set -u
cd "$(dirname "$0")"
source ./env.sh
[ $# -gt 0 ] || set -- $SUITES
if [ -z "${SCHOLIAST:-}" ]; then
  (cd ../.. && cargo build --release --locked --bin scholiast) || exit 1
fi
records=$(mktemp -d "${TMPDIR:-/tmp}/scholiast-records.XXXXXX")
running=
trap '[ -z "$running" ] || kill "$running"; rm -rf "$records"' EXIT
trap 'exit 129' HUP INT TERM
export RECORDS=$records
: > "$records/again"
passed=0 failed=0 skipped=0
for suite in "$@"; do
  echo "═══ $suite"
  began=$SECONDS
  lacking=$(lacks "$suite")
  if [ -n "$lacking" ]; then
    case " $MANDATORY " in
      *" $suite "*) failed=$((failed + 1)); echo "FAIL $suite: not on this machine: $lacking(setup.sh installs it)" ;;
      *) skipped=$((skipped + 1)); echo "!!!! $suite DID NOT RUN: not on this machine: $lacking(setup.sh installs it)" ;;
    esac
    continue
  fi
  case $suite in
    validate) command=("$VENV/bin/python" validate.py "$records") ;;
    *) command=("./$suite.sh") ;;
  esac
  # An editor on a machine that is busy with other things may miss its moment: what fails is tried once more, and that
  # is said, here and at the end. (vscode does so by itself, part by part.)
  for try in 1 2; do
    timeout -k 10 1200 "${command[@]}" < /dev/null > "$records/out" 2>&1 &
    running=$!
    wait "$running"
    code=$?
    running=
    ok=$(grep -c '^ok ' "$records/out")
    bad=$(grep -c '^FAIL' "$records/out")
    # A suite that ends badly without a word, or well without having looked at anything, has failed all the same.
    if [ "$bad" = 0 ] && { [ $code -ne 0 ] || [ "$ok" = 0 ]; }; then
      bad=1
      echo "FAIL $suite ended with code $code after $ok checks" >> "$records/out"
    fi
    if [ "$bad" = 0 ] || [ "$suite" = validate ] || [ "$suite" = vscode ] || [ "$try" = 2 ]; then
      break
    fi
    once_failed "$suite" < "$records/out" | tee -a "$records/again"
    rm -rf "${records:?}/$suite"
  done
  cat "$records/out"
  [ "$suite" != vscode ] || grep '^!!!! ' "$records/out" >> "$records/again"
  passed=$((passed + ok))
  failed=$((failed + bad))
  echo "    $suite: $((SECONDS - began)) s"
done
tries=$(grep -c '^!!!! .* tried once more' "$records/again")
if [ "$tries" -gt 0 ]; then
  echo "═══ at the first try failed:"
  grep '^!!!! ' "$records/again" | sed 's/^!!!! /    /'
fi
summary="$passed passed, $failed failed"
[ "$skipped" = 0 ] || summary+=", $skipped skipped"
[ "$tries" = 0 ] || summary+=", $tries tried twice"
echo "$summary"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
