#!/bin/bash
# Emacs with Eglot and editors/emacs, in batch mode.
cd "$(dirname "$0")" && source ./lib.sh
fresh_home
export CORPUS EDITORS=$ROOT/editors
timeout -k 5 600 emacs --batch -q -l "$TESTS/emacs/test.el" 2> "$WORK/messages" < /dev/null | tee "$WORK/out"
counts=$(grep -o '^[0-9]* passed, [0-9]* failed' "$WORK/out" | tail -1)
[ -n "$counts" ] || { tail "$WORK/messages"; echo "FAIL Emacs ended before the checks did"; exit 1; }
case $counts in *", 0 failed") ;; *) tail -20 "$WORK/messages"; exit 1 ;; esac
