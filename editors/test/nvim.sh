#!/bin/bash
# Neovim, headless, with editors/nvim as a user would have it: every feature on the sample corpus, then on real articles.
cd "$(dirname "$0")" && source ./lib.sh
NVIM=$VENV/bin/nvim
fresh_home
export EDITORS=$ROOT/editors CORPUS SEEDS

# One run of nvim: script, file. Its output goes through; its last line is "N passed, N failed".
run() {
  SCRIPT=$1 timeout -k 5 240 "$NVIM" --headless -u "$TESTS/nvim/init.lua" "$2" < /dev/null 2>&1 | tee "$WORK/out" | tr -d '\r'
  local code=${PIPESTATUS[0]} counts
  echo
  counts=$(tr -d '\r' < "$WORK/out" | grep -o '[0-9]* passed, [0-9]* failed' | tail -1)
  [ -n "$counts" ] || { echo "FAIL $1: Neovim ended ($code) before the checks did"; failed=$((failed + 1)); return; }
  passed=$((passed + ${counts%% *}))
  failed=$((failed + $(echo "$counts" | cut -d' ' -f3)))
}

run sample "$CORPUS/03-delta-online-ridge.txt"
ENCODING=utf-16 run encoding "$CORPUS/06-delta-online-offer.txt"
ENCODING=utf-32 run encoding "$CORPUS/06-delta-online-offer.txt"
run trouble "$CORPUS/03-delta-online-ridge.txt"
[ -z "$SEEDS" ] || run seeds "$SEEDS/000_10cb728cc7358b17.txt"
summary
