# What the editor tests share; sourced by each. Gives
#   ROOT       the repository            SCHOLIAST  the program under test
#   WORK       a folder that goes away   CORPUS     a copy of the sample corpus in it
#   SEEDS      real articles beside the repository, or empty
#   RECORDS    where recorded sessions go (kept if the caller set it)
# and puts a `scholiast` on the PATH that records its messages.
set -u
TESTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$TESTS/../.." && pwd)
source "$TESTS/env.sh"
export SCHOLIAST=${SCHOLIAST:-$ROOT/target/release/scholiast}
[ -x "$SCHOLIAST" ] || { echo "FAIL no program $SCHOLIAST: cargo build --release"; exit 1; }

name=$(basename "$0" .sh)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/scholiast-$name.XXXXXX")
export RECORDS=${RECORDS:-$WORK/records}/$name
SHOTS=${SHOTS:-$CACHE/shots}
mkdir -p "$WORK/bin" "$RECORDS" "$SHOTS"
rm -f "$RECORDS"/*

# The processes that a test starts: started with `start`, ended when the test ends, whatever ended it.
started=()
start() { setsid "$@" & started+=($!); }
# stop PROCESS: ends one of them, with what it started, before its time.
stop() {
  local group=$1
  kill -- "-$group" 2> /dev/null
  for ((i = 0; i < 50; i++)); do kill -0 -- "-$group" 2> /dev/null || return 0; sleep 0.1; done
  kill -9 -- "-$group" 2> /dev/null
}
# A test that has more to end than that says so in `at_end`.
at_end() { :; }
finish() {
  local code=$?
  trap - EXIT
  at_end
  for group in "${started[@]:-}"; do [ -z "$group" ] || kill -- "-$group" 2> /dev/null; done
  sleep 0.1
  for group in "${started[@]:-}"; do [ -z "$group" ] || kill -9 -- "-$group" 2> /dev/null; done
  wait 2> /dev/null
  rm -rf "$WORK"
  exit "$code"
}
trap finish EXIT
trap 'exit 129' HUP INT TERM

CORPUS=$WORK/corpus
cp -r "$ROOT/tests/corpus" "$CORPUS"
rm -f "$CORPUS"/*.json* "$CORPUS"/*.md

SEEDS=
for folder in "$ROOT/../shared/data/seeds" "$ROOT/../../shared/data/seeds"; do
  [ -d "$folder" ] || continue
  SEEDS=$WORK/seeds
  mkdir -p "$SEEDS"
  cp "$folder"/*.txt "$SEEDS/"
  chmod -R u+w "$SEEDS"
  break
done
[ -n "$SEEDS" ] || echo "note $name: no real articles beside the repository, only the sample corpus is tested"

PYTHON=$VENV/bin/python
cat > "$WORK/bin/scholiast" <<SH
#!/bin/sh
exec "$PYTHON" "$TESTS/record.py" "$RECORDS" "$SCHOLIAST" "\$@"
SH
chmod +x "$WORK/bin/scholiast"
export PATH="$WORK/bin:$PATH"

# An empty home, so that nobody's configuration takes part.
fresh_home() {
  export HOME=$WORK/home XDG_CONFIG_HOME=$WORK/home/.config XDG_DATA_HOME=$WORK/home/.local/share
  export XDG_STATE_HOME=$WORK/home/.local/state XDG_CACHE_HOME=$WORK/home/.cache XDG_RUNTIME_DIR=$WORK/home/run
  mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
  chmod 700 "$XDG_RUNTIME_DIR"
}

passed=0 failed=0
# check NAME COMMAND…: counts and prints whether the command succeeds.
check() {
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1)); echo "ok   $what"
  else
    failed=$((failed + 1)); echo "FAIL $what"
  fi
}
# eventually SECONDS COMMAND…: tries until it succeeds.
eventually() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.05
  done
}
summary() {
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
