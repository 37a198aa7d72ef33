#!/bin/bash
# Neovim, headless, with editors/nvim as a user would have it: every feature on the sample corpus, then on real articles.
cd "$(dirname "$0")" && source ./lib.sh
NVIM=$VENV/bin/nvim
fresh_home
export EDITORS=$ROOT/editors CORPUS SEEDS

# One run of nvim: script, file. The checks write to a file of their own, apart from what Neovim says.
run() {
  export RESULTS=$WORK/results
  : > "$RESULTS"
  SCRIPT=$1 timeout -k 5 400 "$NVIM" --headless -u "$TESTS/nvim/init.lua" "$2" < /dev/null > "$WORK/out" 2>&1
  local code=$?
  grep -vx done "$RESULTS"
  passed=$((passed + $(grep -c '^ok ' "$RESULTS")))
  failed=$((failed + $(grep -c '^FAIL' "$RESULTS")))
  if ! grep -qx done "$RESULTS"; then
    failed=$((failed + 1))
    tail -c 2000 "$WORK/out" | tr -d '\r'
    echo "FAIL $1: Neovim ended ($code) before the checks did"
  fi
}

run sample "$CORPUS/03-delta-online-ridge.txt"
ENCODING=utf-16 run encoding "$CORPUS/06-delta-online-offer.txt"
ENCODING=utf-32 run encoding "$CORPUS/06-delta-online-offer.txt"
run trouble "$CORPUS/03-delta-online-ridge.txt"
# Decisions are written beside the articles: on a copy.
cp -r "$CORPUS" "$WORK/decided"
CORPUS=$WORK/decided run decided "$WORK/decided/08-northgate-wire-shut-gates.txt"
CORPUS=$WORK/decided AGAIN=1 run decided "$WORK/decided/08-northgate-wire-shut-gates.txt"
[ -z "$SEEDS" ] || run seeds "$SEEDS/000_10cb728cc7358b17.txt"
summary
