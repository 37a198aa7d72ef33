#!/bin/bash
# Neovim as a person sees it, on a terminal of tmux.
cd "$(dirname "$0")" && source ./lib.sh
fresh_home
export EDITORS=$ROOT/editors TERM=xterm-256color
socket=scholiast-nvim-$$
at_end() { tmux -L "$socket" kill-server 2> /dev/null; }
screen() { tmux -L "$socket" capture-pane -p "$@"; }
shows() { screen | grep -q "$1"; }
keys() { tmux -L "$socket" send-keys "$@"; }
tmux -L "$socket" -f /dev/null new-session -d -x 140 -y 42 \
  "'$VENV/bin/nvim' -u '$TESTS/nvim/init.lua' -c 'set linebreak mouse=' -c 'lua vim.diagnostic.config({ virtual_text = true })' '$CORPUS/03-delta-online-ridge.txt'"
check "a diagnostic stands beside its line" eventually 120 shows 'spelled\|Toporivskyy.*Toporivskiy'
check "a lens counts mentions" eventually 120 shows '[0-9] mentions\? · [0-9]'
keys '/Toporivskiy told' Enter
keys K
check "K opens a hover" eventually 120 shows 'articles'
screen > "$SHOTS/nvim-hover.txt"
screen -e > "$SHOTS/nvim-hover.ansi"
keys Escape Escape
keys grr
check "grr lists references of other articles" eventually 120 shows '0[124-8]-[a-z-]*.txt|[0-9]'
screen > "$SHOTS/nvim-references.txt"
keys ':cclose' Enter
keys ':Scholiast lens' Enter
check ":Scholiast lens opens a list, or asks which" eventually 120 shows 'Quickfix\|Code lens\|\.txt|'
# Escape and a colon in one breath are another key on a terminal.
keys Escape
sleep 1
keys ':qa!' Enter
gone() { ! tmux -L "$socket" has-session 2> /dev/null; }
check "Neovim quits" eventually 120 gone
summary
