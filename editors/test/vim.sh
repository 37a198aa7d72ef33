#!/bin/bash
# Vim with ALE and editors/vim, on a terminal of tmux.
cd "$(dirname "$0")" && source ./lib.sh
fresh_home
export CORPUS EDITORS=$ROOT/editors OUT=$WORK/out
socket=scholiast-vim-$$
at_end() { tmux -L "$socket" kill-server 2> /dev/null; }
tmux -L "$socket" -f /dev/null new-session -d -x 140 -y 40 \
  "timeout --foreground -k 5 600 vim -Nu '$TESTS/vim/test.vim' '$CORPUS/06-delta-online-offer.txt' 2> '$WORK/errors'"
eventually 610 test -s "$OUT" || { tmux -L "$socket" capture-pane -p; cat "$WORK/errors"; echo "FAIL Vim ended before the checks did"; exit 1; }
cat "$OUT"
grep -q ' passed, 0 failed$' "$OUT"
