#!/bin/bash
# Vim with ALE and editors/vim, on a terminal of tmux.
cd "$(dirname "$0")" && source ./lib.sh
fresh_home
export CORPUS EDITORS=$ROOT/editors OUT=$WORK/out
socket=scholiast-vim-$$
stop() { tmux -L "$socket" kill-server 2> /dev/null; finish; }
trap stop EXIT
tmux -L "$socket" -f /dev/null new-session -d -x 140 -y 40 \
  "timeout -k 5 240 vim -Nu '$TESTS/vim/test.vim' '$CORPUS/06-delta-online-offer.txt' 2> '$WORK/errors'"
eventually 250 test -s "$OUT" || { tmux -L "$socket" capture-pane -p; cat "$WORK/errors"; echo "FAIL Vim ended before the checks did"; exit 1; }
cat "$OUT"
grep -q ' passed, 0 failed$' "$OUT"
